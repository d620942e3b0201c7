import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { filterOf, matterRules, scope, type ListFilter } from '../../matters/api.ts'

const readable = (actor: Actor): RawBuilder<boolean> => scope(actor, matterRules['matter.read'])
const open = sql<boolean>`m.closed_at is null and m.merged_into is null`

// A clock that stands still is not late, whatever its due time says: the row is asked first, and only then the state.
const isLate = (now: Date): RawBuilder<boolean> => sql<boolean>`(m.due_at <= ${now}::timestamptz and jsonb_path_exists(m.state,
  '$.clocks[*] ? (@.state == "running" && @.assignment == null && @.due <= $now && !(@.name starts with "stage:"))', jsonb_build_object('now', ${now.toISOString()}::text)))`

/** Near: as in the inbox, within the next 24 hours. */
const isNear = (now: Date): RawBuilder<boolean> =>
  sql<boolean>`(m.due_at > ${now}::timestamptz and m.due_at < ${now}::timestamptz + interval '24 hours')`

export interface BoardLine {
  readonly id: string
  readonly open: number
  readonly near: number
  readonly late: number
  readonly returned: number
  readonly reopened: number
}

/** Open matters that the reader may see, counted by lead unit (empty before a dispatch) or by street. */
export const readBoard = async (db: Sql, actor: Actor, now: Date, by: 'unit' | 'street'): Promise<BoardLine[]> => {
  const id = by === 'unit' ? sql`coalesce(m.lead_unit, '')` : sql`left(m.area_code, 9)`
  const { rows } = await sql<BoardLine>`
    select ${id} as id, count(*)::int as open, count(*) filter (where ${isNear(now)})::int as near, count(*) filter (where ${isLate(now)})::int as late,
      count(*) filter (where m.returned >= 2)::int as returned, count(*) filter (where m.reopened >= 1)::int as reopened
    from matter m where ${open} and ${readable(actor)} group by 1`.execute(db)
  return rows
}

export const boardTabs = ['late', 'near', 'returned', 'reopened', 'exclusions'] as const
export type BoardTab = (typeof boardTabs)[number]

const tabs: Readonly<Record<BoardTab, (now: Date) => RawBuilder<boolean>>> = {
  late: (now) => sql<boolean>`${open} and ${isLate(now)}`,
  near: (now) => sql<boolean>`${open} and ${isNear(now)}`,
  returned: () => sql<boolean>`${open} and m.returned >= 2`,
  reopened: () => sql<boolean>`${open} and m.reopened >= 1`,
  // Also of closed matters.
  exclusions: () => sql<boolean>`m.state -> 'requests' @> '[{"kind": "exclusion"}]'`,
}

export interface BoardQuery {
  readonly tab: BoardTab
  readonly unit?: string | undefined
  readonly street?: string | undefined
}

export interface IdPage {
  readonly ids: readonly string[]
  readonly next: string | null
  readonly total: number
  readonly capped: boolean
}

const endOfTime = '9999-12-31T00:00:00.000Z'
const pageSize = 50

/** Ids of the matters behind a number of the board, due first. `after` is the due time and id of the last one seen. */
export const readBoardIds = async (
  db: Sql,
  actor: Actor,
  now: Date,
  query: BoardQuery,
  after: { due: string; id: string } | null,
): Promise<IdPage> => {
  const parts: RawBuilder<unknown>[] = [tabs[query.tab](now), readable(actor)]
  if (query.unit !== undefined) parts.push(sql`m.lead_unit is not distinct from ${query.unit === '' ? null : query.unit}::text`)
  if (query.street) parts.push(sql`(m.area_code >= ${query.street} and m.area_code < ${`${query.street}:`})`)
  const where = sql.join(parts, sql` and `)
  const due = sql`coalesce(m.due_at, ${endOfTime}::timestamptz)`
  const from = after ? sql`and (${due}, m.id) > (${after.due}::timestamptz, ${after.id}::uuid)` : sql``
  const { rows } = await sql<{ id: string; due_at: Date | null }>`
    select m.id, m.due_at from matter m where ${where} ${from} order by ${due}, m.id limit ${pageSize}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from (select 1 from matter m where ${where} limit 1001) c`.execute(db)
  const total = counted.rows[0]?.n ?? 0
  const last = rows.at(-1)
  const next = rows.length === pageSize && last ? `${last.due_at?.toISOString() ?? endOfTime}~${last.id}` : null
  return { ids: rows.map((row) => row.id), next, total: Math.min(1000, total), capped: total > 1000 }
}

export interface MapPoint {
  readonly id: string
  readonly code: string
  readonly lon: number
  readonly lat: number
  readonly category: string | null
  readonly late: boolean
  readonly stage: string
  readonly title: string
  /** Of its procedure, for the stage's name. */
  readonly digest: string
}

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number]

export interface PointQuery extends Pick<ListFilter, 'category' | 'from' | 'to' | 'scope'> {
  readonly box: Box | null
  readonly late: boolean
}

/** Matters with a point that the reader may see, newest first, at most `limit`. */
export const readPoints = async (
  db: Sql,
  actor: Actor,
  now: Date,
  { box, late, ...filter }: PointQuery,
  limit: number,
): Promise<MapPoint[]> => {
  const inBox = box ? sql`and m.lon between ${box[0]} and ${box[2]} and m.lat between ${box[1]} and ${box[3]}` : sql``
  const onlyLate = late ? sql`and ${open} and ${isLate(now)}` : sql``
  const { rows } = await sql<MapPoint>`
    select m.id, m.code, m.lon, m.lat, m.category, m.procedure_digest as digest, (${open} and ${isLate(now)}) as late, m.stage, coalesce(w.title, '') as title
    from matter m left join matter_words w on w.matter_id = m.id
    where ${filterOf(actor, filter)} and m.lon is not null ${inBox} ${onlyLate} order by m.filed_at desc limit ${limit}`.execute(db)
  return rows
}

/** How many open matters of an area the reader may see, counted up to 1,000. */
export const countOpen = async (db: Sql, actor: Actor, area: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from matter m where ${open} and ${filterOf(actor, { area })} limit 1000) c`.execute(db)
  return rows[0]?.n ?? 0
}

/** One line of the access log: what somebody took out or looked up. */
export interface Taking {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly unit: string | null
  /** Null when it concerns many, or nobody. */
  readonly matterId: string | null
  readonly what: string
  readonly purpose: string
}

export const logTakings = async (db: Sql, takings: readonly Taking[]): Promise<void> => {
  const rows = takings.map(({ matterId, ...rest }) => ({ ...rest, matter_id: matterId }))
  await db.insertInto('access_log').values(rows).execute()
}
