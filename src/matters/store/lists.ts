import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import { postsOf } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { matterRules, scope } from '../domain/relations.ts'
import type { Listed } from '../domain/listed.ts'

/** A line of a list before it is put into words. */
export interface ListRow {
  readonly listed: Listed
  readonly title: string
  readonly address: string | null
  readonly task: string | null
  /** The key of this line, handed back to go on after it. */
  readonly key: string
}

export interface ListPage {
  readonly rows: readonly ListRow[]
  readonly next: string | null
}

const pageSize = 50

const taskRoles = (role: string): string => (role === 'community-worker' || role === 'grid-worker' ? 'handler' : role)

/** The (unit, role) pairs whose tasks are the actor's. */
const myTasks = (actor: Actor): RawBuilder<boolean> => {
  const pairs = postsOf(actor).flatMap((post) => {
    const roles = new Set([post.role, taskRoles(post.role)])
    return [...roles].map((role) => sql`(${post.unit}, ${role})`)
  })
  return pairs.length === 0 ? sql<boolean>`false` : sql<boolean>`(t.unit, t.role) in (${sql.join(pairs)})`
}

/** Queues of the inbox: what each holds at a moment. */
export const queues = {
  todo: () => sql<boolean>`true`,
  accept: () => sql<boolean>`t.kind in ('received', 'grid', 'community')`,
  dispatch: () => sql<boolean>`t.kind in ('dispatching', 'street')`,
  sign: () => sql<boolean>`t.kind = 'sign'`,
  handle: () => sql<boolean>`t.kind in ('handling', 'assist')`,
  approve: () => sql<boolean>`t.kind = 'approving'`,
  callback: () => sql<boolean>`t.kind in ('verifying', 'checking')`,
  decide: () => sql<boolean>`t.kind in ('decide-return', 'decide-time', 'decide-exclusion', 'deciding')`,
  near: (now) => sql<boolean>`t.due_at > ${now}::timestamptz and t.due_at < ${now}::timestamptz + interval '24 hours'`,
  late: (now) => sql<boolean>`t.due_at <= ${now}::timestamptz`,
  unlocated: () => sql<boolean>`exists (select 1 from matter u where u.id = t.matter_id and not u.located)`,
} as const satisfies Record<string, (now: Date) => RawBuilder<boolean>>

export type Queue = keyof typeof queues

const endOfTime = '9999-12-31T00:00:00.000Z'

/** What of an inbox is asked for. */
export interface InboxQuestion {
  readonly actor: Actor
  readonly queue: Queue
  readonly now: Date
  /** A condition over `task t` of what else is asked for; null for none. */
  readonly among?: RawBuilder<boolean> | null | undefined
}

const asked = ({ actor, queue, now, among }: InboxQuestion): RawBuilder<boolean> =>
  sql<boolean>`${myTasks(actor)} and ${queues[queue](now)} and ${among ?? sql`true`}`

/** One page of the actor's inbox, due first, what is never due last: the order of the index, so that only the page is read. `after` is the key of the last line seen. */
export const readInbox = async (db: Sql, question: InboxQuestion, after: string | null): Promise<ListPage> => {
  const [due = '', id = ''] = after?.split('~') ?? []
  const from = after ? sql`and (coalesce(t.due_at, ${endOfTime}::timestamptz), t.matter_id) > (${due}::timestamptz, ${id}::uuid)` : sql``
  const { rows } = await sql<{
    listed: Listed
    title: string
    address: string | null
    kind: string
    due_at: Date | null
    matter_id: string
  }>`
    select m.listed, w.title, w.address, t.kind, t.due_at, t.matter_id
    from (
      select t.matter_id, t.due_at, min(t.kind) as kind from task t where ${asked(question)} ${from}
      group by t.due_at, t.matter_id
      order by t.due_at, t.matter_id limit ${pageSize}
    ) t
    join matter m on m.id = t.matter_id join matter_words w on w.matter_id = m.id
    order by t.due_at, t.matter_id`.execute(db)
  const page = rows.map((row) => ({
    listed: row.listed,
    title: row.title,
    address: row.address,
    task: row.kind,
    key: `${row.due_at?.toISOString() ?? endOfTime}~${row.matter_id}`,
  }))
  return { rows: page, next: rows.length === pageSize ? (page.at(-1)?.key ?? null) : null }
}

/** How many matters are in what is asked for, counted up to 1,001. */
export const countInbox = async (db: Sql, question: InboxQuestion): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select distinct t.matter_id from task t where ${asked(question)} limit 1001) q`.execute(db)
  return rows[0]?.n ?? 0
}

/** How much each queue holds, counted up to 1,000. */
export const countQueues = async (db: Sql, actor: Actor, now: Date): Promise<Record<Queue, number>> => {
  const names = Object.keys(queues) as Queue[]
  // Looked up once for all tasks instead of once for each.
  const held = (name: Queue): RawBuilder<boolean> => (name === 'unlocated' ? sql<boolean>`t.lost` : queues[name](now))
  const holds = names.map((name) => sql`bool_or(${held(name)}) as ${sql.ref(name)}`)
  const sums = names.map((name) => sql`count(*) filter (where ${sql.ref(name)})::int as ${sql.ref(name)}`)
  const { rows } = await sql<Record<Queue, number>>`
    select ${sql.join(sums)} from (
      select ${sql.join(holds)} from (
        select t.matter_id, t.kind, t.due_at, u.id is not null as lost from (select * from task t where ${myTasks(actor)} limit 5000) t
        left join matter u on u.id = t.matter_id and not u.located) t
      group by t.matter_id) q`.execute(db)
  const counted = rows[0]
  return Object.fromEntries(names.map((name) => [name, Math.min(1000, counted?.[name] ?? 0)])) as Record<Queue, number>
}

export interface ListFilter {
  readonly scope?: 'all' | 'open' | 'closed' | undefined
  readonly procedure?: string | undefined
  readonly stage?: string | undefined
  readonly category?: string | undefined
  readonly nature?: string | undefined
  readonly door?: string | undefined
  readonly unit?: string | undefined
  readonly area?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly late?: boolean | undefined
  readonly returned?: boolean | undefined
  readonly reopened?: boolean | undefined
  readonly unlocated?: boolean | undefined
}

/** The condition of a filter over `matter m`, always within what the actor may read. */
export const filterOf = (actor: Actor, filter: ListFilter): RawBuilder<boolean> => {
  const parts: RawBuilder<unknown>[] = [scope(actor, matterRules['matter.read'])]
  if (filter.scope === 'open') parts.push(sql`m.closed_at is null`)
  if (filter.scope === 'closed') parts.push(sql`m.closed_at is not null`)
  if (filter.procedure) parts.push(sql`m.procedure_id = ${filter.procedure}`)
  if (filter.stage) parts.push(sql`m.stage = ${filter.stage}`)
  if (filter.category) parts.push(sql`(m.category = ${filter.category} or starts_with(m.category, ${`${filter.category}.`}))`)
  if (filter.nature) parts.push(sql`m.nature = ${filter.nature}`)
  if (filter.door) parts.push(sql`m.door = ${filter.door}`)
  if (filter.unit) parts.push(sql`m.known_to @> array[${filter.unit}]`)
  if (filter.area) parts.push(sql`(m.area_code >= ${filter.area} and m.area_code < ${`${filter.area}:`})`)
  if (filter.from) parts.push(sql`m.filed_at >= ${filter.from}::timestamptz`)
  if (filter.to) parts.push(sql`m.filed_at < ${filter.to}::timestamptz`)
  if (filter.late) parts.push(sql`m.late`)
  if (filter.returned) parts.push(sql`m.returned >= 2`)
  if (filter.reopened) parts.push(sql`m.reopened >= 1`)
  if (filter.unlocated) parts.push(sql`not m.located`)
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** One page of all matters the actor may read, newest first, with a count capped at 1,000. */
export const readList = async (
  db: Sql,
  actor: Actor,
  filter: ListFilter,
  after: string | null,
  limit = pageSize,
): Promise<ListPage & { total: number; capped: boolean }> => {
  const where = filterOf(actor, filter)
  const [at = '', id = ''] = after?.split('~') ?? []
  const from = after ? sql`and (m.filed_at, m.id) < (${at}::timestamptz, ${id}::uuid)` : sql``
  const { rows } = await sql<{ listed: Listed; title: string; address: string | null; filed_at: Date; id: string }>`
    select m.listed, w.title, w.address, m.filed_at, m.id from matter m join matter_words w on w.matter_id = m.id
    where ${where} ${from} order by m.filed_at desc, m.id desc limit ${limit}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from (select 1 from matter m where ${where} limit 1001) c`.execute(db)
  const total = counted.rows[0]?.n ?? 0
  const page = rows.map((row) => ({
    listed: row.listed,
    title: row.title,
    address: row.address,
    task: null,
    key: `${row.filed_at.toISOString()}~${row.id}`,
  }))
  return { rows: page, next: rows.length === limit ? (page.at(-1)?.key ?? null) : null, total: Math.min(1000, total), capped: total > 1000 }
}

/** Open, ordinary matters near a point that the actor may read, nearest first. */
export const readNearby = async (
  db: Sql,
  actor: Actor,
  point: { lon: number; lat: number },
  metres: number,
  except: string,
): Promise<ListRow[]> => {
  const lat = metres / 111_000
  const lon = lat / Math.cos((point.lat * Math.PI) / 180)
  const { rows } = await sql<{ listed: Listed; title: string; address: string | null }>`
    select m.listed, w.title, w.address from matter m join matter_words w on w.matter_id = m.id
    where ${scope(actor, matterRules['matter.read'])} and m.id <> ${except}::uuid
      and m.lon between ${point.lon - lon} and ${point.lon + lon} and m.lat between ${point.lat - lat} and ${point.lat + lat}
    order by (m.closed_at is null) desc, (m.lon - ${point.lon}) ^ 2 + (m.lat - ${point.lat}) ^ 2 limit 10`.execute(db)
  return rows.map((row) => ({ ...row, task: null, key: '' }))
}

/** Matters from a telephone number (by its blind index), newest first, as far as the actor may read them. */
export const readByContact = async (db: Sql, actor: Actor, index: Uint8Array): Promise<ListRow[]> => {
  const { rows } = await sql<{ listed: Listed; title: string; address: string | null }>`
    select m.listed, w.title, w.address from matter m join matter_words w on w.matter_id = m.id
    where m.contact_index = ${index} and ${scope(actor, matterRules['matter.reveal'])} and ${scope(actor, matterRules['matter.read'])}
    order by m.filed_at desc limit 10`.execute(db)
  return rows.map((row) => ({ ...row, task: null, key: '' }))
}

export const readCodes = async (db: Sql, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('matter').select(['id', 'code']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.code]))
}

/** The lines of matters by id, in the order given, as far as the actor may read them. */
export const readRows = async (db: Sql, actor: Actor, ids: readonly string[]): Promise<ListRow[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<{ listed: Listed; title: string; address: string | null; id: string }>`
    select m.id, m.listed, w.title, w.address from matter m join matter_words w on w.matter_id = m.id
    where m.id = any(${[...ids]}::uuid[]) and ${scope(actor, matterRules['matter.read'])}`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [{ listed: row.listed, title: row.title, address: row.address, task: null, key: id }] : []
  })
}
