import { sql, type RawBuilder } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import type { MatterState } from '../../matters/api.ts'
import type { SeenMatter } from './domain/presenting.ts'

/** Who reads, and what may be read: the own matters of a client (`client:…`), and others that are neither sealed nor restricted. */
export interface Reader {
  /** `filed_by` of the reading client; null for anybody. */
  readonly filedBy: string | null
  readonly procedure: string
  /** Name of the district's zone, for the weeks. */
  readonly zone: string
}

export interface RequestFilter {
  readonly from: Date
  readonly to: Date
  /** From this moment on nothing can be shown within the window any more: the end of the week of `to`. */
  readonly until: Date
  readonly services: readonly string[]
  /** Stages of one basic status; null for both. */
  readonly stages: { readonly closed: boolean; readonly names: readonly string[] } | null
  readonly limit: number
}

interface Row {
  state: MatterState
  own: boolean
  released: boolean
  requested: Date
  updated: Date
  body: string | null
  address: string | null
  public_title: string | null
  public_text: string | null
  public_answer: string | null
}

const own = ({ filedBy }: Reader): RawBuilder<boolean> => (filedBy === null ? sql<boolean>`false` : sql<boolean>`m.filed_by = ${filedBy}`)

const visible = (reader: Reader): RawBuilder<boolean> =>
  sql<boolean>`(m.procedure_id = ${reader.procedure} and m.category is not null and (${own(reader)} or (m.sensitivity = 'ordinary' and not m.restricted)))`

const week = (moment: RawBuilder<unknown>, zone: string): RawBuilder<Date> =>
  sql<Date>`(date_trunc('week', ${moment} at time zone ${zone}) at time zone ${zone})`

/**
 * Moments as this reader may see them, before anything is compared with a window: whoever could ask for narrow windows of the true moments would
 * know them.
 */
const shown = (reader: Reader, candidates: RawBuilder<unknown>): RawBuilder<Row> => {
  const requested = week(sql`m.filed_at`, reader.zone)
  const updated = week(sql`changed.at`, reader.zone)
  return sql<Row>`
    select m.id, m.state, m.stage, m.category, m.closed_at, ${own(reader)} as own, m.released_at is not null as released,
      case when ${own(reader)} then m.filed_at else ${requested} end as requested,
      case when ${own(reader)} then changed.at when m.released_at is not null then greatest(m.released_at, ${updated}) else ${updated} end as updated
    from matter m cross join lateral (select max(j.at) as at from journal j where j.matter_id = m.id) changed
    where ${visible(reader)} and ${candidates}`
}

const words = sql`s.state, s.own, s.released, s.requested, s.updated, w.body, w.address, w.public_title, w.public_text, w.public_answer`

/** Requests by their codes, in no order; codes that are unknown or not for this reader are absent. */
export const readByCodes = async (db: Sql, reader: Reader, codes: readonly string[]): Promise<SeenMatter[]> => {
  if (codes.length === 0) return []
  const { rows } = await sql<Row>`
    select ${words} from (${shown(reader, sql`m.code = any(${[...codes]}::text[])`)}) s join matter_words w on w.matter_id = s.id`.execute(
    db,
  )
  return rows.map(seenOf)
}

/** Requests that were made or changed within the window, both as shown; the last changed first. */
export const readByWindow = async (db: Sql, reader: Reader, filter: RequestFilter): Promise<SeenMatter[]> => {
  const moved = sql`m.id in (select j.matter_id from journal j where j.at >= ${filter.from}::timestamptz and j.at < ${filter.until}::timestamptz)`
  const category = filter.services.length > 0 ? sql`and s.category = any(${[...filter.services]}::text[])` : sql``
  const status = filter.stages
    ? sql`and (s.closed_at is not null or s.stage = any(${[...filter.stages.names]}::text[])) = ${filter.stages.closed}`
    : sql``
  const within = (moment: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`${moment} between ${filter.from}::timestamptz and ${filter.to}::timestamptz`
  const { rows } = await sql<Row>`
    select ${words} from (${shown(reader, moved)}) s join matter_words w on w.matter_id = s.id
    where (${within(sql`s.requested`)} or ${within(sql`s.updated`)}) ${category} ${status}
    order by s.updated desc, s.id desc limit ${filter.limit}`.execute(db)
  return rows.map(seenOf)
}

const seenOf = (row: Row): SeenMatter => ({
  state: row.state,
  sight: row.own ? 'own' : row.released ? 'released' : 'outside',
  requested: row.requested,
  updated: row.updated,
  body: row.body,
  address: row.address,
  publicTitle: row.public_title,
  publicText: row.public_text,
  publicAnswer: row.public_answer,
})

/** An entry of the journal that may be an update for the reader. */
export interface UpdateRow {
  readonly matterId: string
  readonly n: number
  readonly at: Date
  readonly own: boolean
  readonly state: MatterState
  readonly publicTitle: string | null
  readonly publicAnswer: string | null
}

export interface UpdateFilter {
  readonly from: Date
  readonly to: Date
  readonly codes: readonly string[]
  readonly after: { readonly at: Date; readonly matterId: string; readonly n: number } | null
  readonly limit: number
}

/** Acts within the window on the reader's own matters and on released ones, oldest first. */
export const readActs = async (db: Sql, reader: Reader, { from, to, codes, after, limit }: UpdateFilter): Promise<UpdateRow[]> => {
  const some = codes.length > 0 ? sql`and m.code = any(${[...codes]}::text[])` : sql``
  const later = after ? sql`and (j.at, j.matter_id, j.n) > (${after.at}::timestamptz, ${after.matterId}::uuid, ${after.n}::int)` : sql``
  const { rows } = await sql<UpdateRow>`
    select j.matter_id as "matterId", j.n, j.at, ${own(reader)} as own, m.state, w.public_title as "publicTitle", w.public_answer as "publicAnswer"
    from journal j join matter m on m.id = j.matter_id join matter_words w on w.matter_id = m.id
    where j.at >= ${from}::timestamptz and j.at <= ${to}::timestamptz and j.kind = 'acted' and ${visible(reader)}
      and (${own(reader)} or m.released_at is not null) ${some} ${later}
    order by j.at, j.matter_id, j.n limit ${limit}`.execute(db)
  return rows
}

/** A client's own matter by its code; null for any other. */
export const findOwn = async (db: Sql, filedBy: string, code: string): Promise<MatterState | null> => {
  const row = await db.selectFrom('matter').select('state').where('code', '=', code).where('filed_by', '=', filedBy).executeTakeFirst()
  return row ? (row.state as MatterState) : null
}

/** An operation done before: when, and what was answered. */
export const findDone = async (db: Sql, id: string): Promise<{ at: Date; answer: unknown } | null> =>
  (await db.selectFrom('operation').select(['at', 'answer']).where('id', '=', id).executeTakeFirst()) ?? null
