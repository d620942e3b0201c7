import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import { readEntries } from '../../kernel/journal.ts'
import type { KeyRing } from '../../kernel/keys.ts'
import type { FoldedEvent } from '../../matters/api.ts'

/** The name under which the follower of the figures keeps its place. */
export const followerName = 'oversight.figures'

/** The journals of several matters as what they are folded from, each in order. Personal parts are not needed and may be gone. */
export const readFolded = async (db: Sql, keys: KeyRing, ids: readonly string[]): Promise<Map<string, FoldedEvent[]>> => {
  const entries = await readEntries(db, keys, ids)
  return new Map(
    [...entries].map(([id, own]) => [
      id,
      own.map(
        (entry) =>
          ({ kind: entry.kind, facts: entry.parts.facts ?? {}, n: entry.n, actor: entry.actor, at: entry.at.toISOString() }) as FoldedEvent,
      ),
    ]),
  )
}

/** Ids of matters that have a journal, in order, after one of them. */
export const journalsAfter = async (db: Sql, after: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ matter_id: string }>`
    select matter_id from journal where n = 1 and matter_id > ${after}::uuid order by matter_id limit ${limit}`.execute(db)
  return rows.map((row) => row.matter_id)
}

/** Where the follower of the figures stands, by which entries it has counted are known. */
export interface Counted {
  readonly tx: string
  readonly matterId: string
  readonly n: number
}

/** Waits for a run of the follower that is on its way, then gives its place; null when it never ran. */
export const readCounted = async (db: Sql): Promise<Counted | null> => {
  const row = await db
    .selectFrom('follower')
    .select(['tx', 'matter_id', 'n'])
    .where('name', '=', followerName)
    .forUpdate()
    .executeTakeFirst()
  return row ? { tx: row.tx, matterId: row.matter_id, n: row.n } : null
}

/** Entries of the matters that the follower has not counted yet. */
export const readUncounted = async (db: Sql, ids: readonly string[], counted: Counted | null): Promise<Set<string>> => {
  const since = counted ? sql`and (tx, matter_id, n) > (${counted.tx}::xid8, ${counted.matterId}::uuid, ${counted.n}::int)` : sql``
  const { rows } = await sql<{ matter_id: string; n: number }>`
    select matter_id, n from journal where matter_id = any(${[...ids]}::uuid[]) ${since}`.execute(db)
  return new Set(rows.map((row) => `${row.matter_id} ${row.n}`))
}

/**
 * Takes the follower's lease away from whoever holds it, for so many seconds, so that the figures stand still while they are compared. Given back with
 * zero seconds.
 */
export const holdFollower = async (db: Sql, holder: string, seconds: number): Promise<void> => {
  await sql`
    insert into job_lease (name, holder, until) values (${followerName}, ${holder}, now() + ${`${seconds} seconds`}::interval)
    on conflict (name) do update set holder = excluded.holder, until = excluded.until`.execute(db)
}
