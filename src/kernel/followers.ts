import { sql } from 'kysely'
import type { Sql } from './database/open.ts'

/** A committed entry of the journal, as followers see it: the envelope, without what it says. */
export interface Followed {
  readonly matterId: string
  readonly n: number
  readonly kind: string
  readonly actor: string
  readonly at: Date
  readonly tx: string
}

interface Position {
  readonly tx: string
  readonly matterId: string
  readonly n: number
}

const start: Position = { tx: '0', matterId: '00000000-0000-0000-0000-000000000000', n: 0 }

/**
 * The next entries after a position, in order of transaction. Only transactions below the oldest one still running are read: a sequence would lose
 * rows whose transaction commits after a later one. At most `limit`.
 */
export const entriesAfter = async (db: Sql, after: Position, limit: number): Promise<Followed[]> => {
  const { rows } = await sql<{ matter_id: string; n: number; kind: string; actor: string; at: Date; tx: string }>`
    select matter_id, n, kind, actor, at, tx::text as tx from journal
    where tx < pg_snapshot_xmin(pg_current_snapshot())
      and (tx, matter_id, n) > (${after.tx}::xid8, ${after.matterId}::uuid, ${after.n}::int)
    order by tx, matter_id, n limit ${limit}`.execute(db)
  return rows.map((row) => ({ matterId: row.matter_id, n: row.n, kind: row.kind, actor: row.actor, at: row.at, tx: row.tx }))
}

/**
 * Reads on from where the follower of this name stands, hands the entries to `handle` and moves the position, all in the caller's transaction. Gives
 * how many were read; call again while it equals `limit`.
 */
export const follow = async (
  tx: Sql,
  name: string,
  limit: number,
  now: Date,
  handle: (entries: readonly Followed[]) => Promise<void>,
): Promise<number> => {
  const row = (await lockPlace(tx, name)) ?? (await makePlace(tx, name, now))
  const entries = await entriesAfter(tx, { tx: row.tx, matterId: row.matter_id, n: row.n }, limit)
  const last = entries.at(-1)
  if (!last) return 0
  await handle(entries)
  await tx
    .updateTable('follower')
    .set({ tx: last.tx, matter_id: last.matterId, n: last.n, moved_at: now })
    .where('name', '=', name)
    .execute()
  return entries.length
}

const lockPlace = (tx: Sql, name: string) =>
  tx.selectFrom('follower').select(['tx', 'matter_id', 'n']).where('name', '=', name).forUpdate().executeTakeFirst()

// A row to lock must be there: without one, two that begin together would both read the first entries.
const makePlace = async (tx: Sql, name: string, now: Date) => {
  const place = { name, tx: start.tx, matter_id: start.matterId, n: start.n, moved_at: now }
  await tx
    .insertInto('follower')
    .values(place)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await lockPlace(tx, name)) ?? place
}

/** Where the journal ends now, for a follower that only wants what comes. */
export const endOfJournal = async (db: Sql): Promise<Position> => {
  const { rows } = await sql<{ tx: string }>`select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as tx`.execute(db)
  return { tx: rows[0]?.tx ?? '0', matterId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', n: 2_147_483_647 }
}
