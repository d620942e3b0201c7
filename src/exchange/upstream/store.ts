import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { filterOf, type MatterState } from '../../matters/api.ts'

/** Numbers of a source that were imported before, with the code of their matter. */
export const findImported = async (db: Sql, source: string, numbers: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ number: string; code: string }>`
    select upstream_number as number, code from matter where upstream_source = ${source} and upstream_number = any(${[...numbers]}::text[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.number, row.code]))
}

export interface ReceivedOrder {
  readonly number: string
  readonly receivedAt: Date | null
}

/** Writes down when the platform itself had received orders. One that is there already keeps what it has. */
export const keepOrders = async (db: Sql, source: string, orders: readonly ReceivedOrder[], by: string, now: Date): Promise<void> => {
  for (let start = 0; start < orders.length; start += 500) {
    const rows = orders
      .slice(start, start + 500)
      .map(({ number, receivedAt }) => sql`(${source}, ${number}, ${receivedAt}::timestamptz, ${now}::timestamptz, ${by})`)
    await sql`insert into upstream_order (source, number, received_at, imported_at, imported_by) values ${sql.join(rows)} on conflict do nothing`.execute(
      db,
    )
  }
}

export interface ReplyRow {
  readonly state: MatterState
  readonly body: string
  readonly address: string | null
  readonly receivedAt: Date | null
}

/** Orders of a source that were imported, or answered, from one moment to before another, as far as the actor may read them; by moment of import and number. */
export const readReplies = async (
  db: Sql,
  actor: Actor,
  { source, by, from, to, limit }: { source: string; by: 'filed' | 'answered'; from: Date; to: Date; limit: number },
): Promise<ReplyRow[]> => {
  const moment = by === 'answered' ? sql`m.answered_at` : sql`m.filed_at`
  const { rows } = await sql<ReplyRow>`
    select m.state, w.body, w.address, o.received_at as "receivedAt"
    from matter m join matter_words w on w.matter_id = m.id left join upstream_order o on o.source = m.upstream_source and o.number = m.upstream_number
    where m.upstream_source = ${source} and m.upstream_number is not null and ${moment} >= ${from}::timestamptz and ${moment} < ${to}::timestamptz
      and ${filterOf(actor, {})}
    order by m.filed_at, m.upstream_number collate "C" limit ${limit}`.execute(db)
  return rows
}
