import { sql } from 'kysely'
import type { Sql } from '../kernel/database/open.ts'
import type { Audience } from './domain.ts'

export interface NoticeRow {
  readonly id: string
  readonly audience: Audience
  readonly template: string
  readonly params: Readonly<Record<string, string | null>>
  readonly matterId: string
  readonly at: Date
}

/** Puts a notice on screens; the same one again changes nothing. */
export const addNotice = async (db: Sql, row: NoticeRow): Promise<void> => {
  await db
    .insertInto('notice')
    .values({
      id: row.id,
      ...row.audience,
      template: row.template,
      params: JSON.stringify(row.params),
      matter_id: row.matterId,
      at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface ShownNotice {
  readonly id: string
  readonly template: string
  readonly params: Readonly<Record<string, string | null>>
  readonly matterId: string
  readonly at: Date
  readonly read: boolean
}

const pairs = (audiences: readonly Audience[]) =>
  sql`(n.unit, n.role) in (${sql.join(audiences.map(({ unit, role }) => sql`(${unit}, ${role})`))})`

/** The newest notices for these audiences since a moment, with whether the account has read them. */
export const readNotices = async (
  db: Sql,
  account: string,
  audiences: readonly Audience[],
  since: Date,
  unread: boolean,
  limit: number,
): Promise<ShownNotice[]> => {
  if (audiences.length === 0) return []
  const only = unread ? sql`and r.notice_id is null` : sql``
  const { rows } = await sql<{
    id: string
    template: string
    params: Record<string, string | null>
    matter_id: string
    at: Date
    read: boolean
  }>`
    select n.id, n.template, n.params, n.matter_id, n.at, r.notice_id is not null as read
    from notice n left join notice_read r on r.notice_id = n.id and r.account = ${account}::uuid
    where ${pairs(audiences)} and n.at > ${since} ${only} order by n.at desc, n.id desc limit ${limit}`.execute(db)
  return rows.map(({ matter_id: matterId, ...row }) => ({ ...row, matterId }))
}

/** Marks notices as read by the account: one, or all since a moment. Only those that are for these audiences; gives how many there were. */
export const markRead = async (
  db: Sql,
  account: string,
  audiences: readonly Audience[],
  which: { id: string } | { since: Date },
  now: Date,
): Promise<number> => {
  if (audiences.length === 0) return 0
  const wanted = 'id' in which ? sql`n.id = ${which.id}::uuid` : sql`n.at > ${which.since}`
  const { rows } = await sql`
    with wanted as (select n.id from notice n where ${pairs(audiences)} and ${wanted}),
    marked as (insert into notice_read (account, notice_id, at) select ${account}::uuid, id, ${now}::timestamptz from wanted on conflict do nothing)
    select 1 from wanted`.execute(db)
  return rows.length
}

export interface FollowedNotice extends Audience {
  readonly id: string
  readonly matterId: string
  readonly tx: string
}

/** Notices after a position, below the oldest transaction still running, so that one that commits late is not missed. */
export const noticesAfter = async (
  db: Sql,
  after: { readonly tx: string; readonly id: string },
  limit: number,
): Promise<FollowedNotice[]> => {
  const { rows } = await sql<{ id: string; unit: string; role: string; matter_id: string; tx: string }>`
    select id, unit, role, matter_id, tx::text as tx from notice
    where tx < pg_snapshot_xmin(pg_current_snapshot()) and (tx, id) > (${after.tx}::xid8, ${after.id}::uuid)
    order by tx, id limit ${limit}`.execute(db)
  return rows.map(({ matter_id: matterId, ...row }) => ({ ...row, matterId }))
}

export interface LaterEntry {
  readonly id: string
  readonly topic: string
  readonly body: unknown
  readonly matterId: string
  readonly dueAt: Date
}

/** Puts entries into the outbox for a moment to come; one whose id is there already stays as it is. */
export const enqueueLater = async (db: Sql, entries: readonly LaterEntry[], now: Date): Promise<void> => {
  if (entries.length === 0) return
  const rows = entries.map((each) => ({
    id: each.id,
    topic: each.topic,
    body: JSON.stringify(each.body),
    matter_id: each.matterId,
    created_at: now,
    due_at: each.dueAt,
  }))
  await db
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export const wasDelivered = async (db: Sql, outboxId: string): Promise<boolean> =>
  (await db.selectFrom('delivery').select('outbox_id').where('outbox_id', '=', outboxId).executeTakeFirst()) !== undefined

export const addDelivery = async (
  db: Sql,
  row: {
    readonly outboxId: string
    readonly channel: 'sms' | 'email'
    readonly matterId: string | null
    readonly template: string
    readonly at: Date
  },
): Promise<void> => {
  await db
    .insertInto('delivery')
    .values({ outbox_id: row.outboxId, channel: row.channel, matter_id: row.matterId, template: row.template, at: row.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const addDemoMessage = async (
  db: Sql,
  row: { readonly id: string; readonly channel: string; readonly sealed: Uint8Array; readonly at: Date },
): Promise<void> => {
  await db
    .insertInto('demo_message')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const readDemoMessages = (db: Sql, limit: number): Promise<{ id: string; channel: string; sealed: Uint8Array; at: Date }[]> =>
  db.selectFrom('demo_message').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()

export interface FailedEntry {
  readonly id: string
  readonly topic: string
  readonly template: string
  readonly matterId: string | null
  readonly code: string | null
  readonly tries: number
  readonly fault: string | null
  readonly givenUp: boolean
  readonly createdAt: Date
  readonly dueAt: Date
}

/** Entries of these topics that could not be delivered so far, newest first: not tried any more by themselves, or waiting for another try. Those given up by somebody are not among them. */
export const readFailed = async (db: Sql, topics: readonly string[], limit: number): Promise<FailedEntry[]> => {
  const { rows } = await sql<FailedEntry>`
    select o.id, o.topic, coalesce(o.body->>'template', '') as template, o.matter_id as "matterId", m.code, o.tries, o.fault, o.state = 'failed' as "givenUp",
      o.created_at as "createdAt", o.due_at as "dueAt"
    from outbox o left join matter m on m.id = o.matter_id
    where o.topic = any(${[...topics]}::text[]) and o.given_up_reason is null and (o.state = 'failed' or (o.state = 'waiting' and o.fault is not null))
    order by o.created_at desc, o.id desc limit ${limit}`.execute(db)
  return rows
}

const stillFailed = (
  topics: readonly string[],
  ids: readonly string[],
) => sql`id = any(${[...ids]}::uuid[]) and topic = any(${[...topics]}::text[])
  and given_up_reason is null and (state = 'failed' or (state = 'waiting' and fault is not null))`

/** Makes failed entries due at once, with all their tries anew; gives how many there were. */
export const retryFailed = async (db: Sql, topics: readonly string[], ids: readonly string[], now: Date): Promise<number> => {
  const { rows } =
    await sql`update outbox set state = 'waiting', tries = 0, due_at = ${now} where ${stillFailed(topics, ids)} returning id`.execute(db)
  return rows.length
}

/** Gives failed entries up: they are not tried any more. Gives their ids. */
export const giveUpFailed = async (db: Sql, topics: readonly string[], ids: readonly string[], reason: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`update outbox set state = 'failed', given_up_reason = ${reason}
    where ${stillFailed(topics, ids)} returning id`.execute(db)
  return rows.map((row) => row.id)
}

const setting = async (db: Sql, name: string): Promise<unknown> =>
  (await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst())?.value

export const readQuietSetting = (db: Sql): Promise<unknown> => setting(db, 'notify.sms-quiet')
export const readDistrictName = (db: Sql): Promise<unknown> => setting(db, 'district.name')

/** Deletes what nobody looks at any more: old notices with their marks, delivered entries of the outbox, old messages. */
export const tidyNotices = async (db: Sql, before: Date): Promise<void> => {
  await sql`delete from notice_read where notice_id in (select id from notice where at < ${before})`.execute(db)
  await db.deleteFrom('notice').where('at', '<', before).execute()
  await db.deleteFrom('delivery').where('at', '<', before).execute()
  await db.deleteFrom('demo_message').where('at', '<', before).execute()
  await db.deleteFrom('outbox').where('state', '=', 'done').where('due_at', '<', before).execute()
}

/** How many entries of the outbox there are by state, without those done. */
export const countOutbox = async (db: Sql): Promise<{ state: string; count: number }[]> => {
  const { rows } = await sql<{
    state: string
    count: number
  }>`select state, count(*)::int as count from outbox where state <> 'done' group by state`.execute(db)
  return rows
}
