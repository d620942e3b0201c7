import { sql } from 'kysely'
import type { DayNumber } from '../../kernel/calendar/day.ts'
import { loadNotices, parseNotice } from '../../kernel/calendar/load.ts'
import type { HolidayNotice } from '../../kernel/calendar/working.ts'
import type { Sql } from '../../kernel/database/open.ts'
import type { MatterState } from '../domain/state.ts'
import type { Locked } from '../store/read.ts'

/** Leaves matters alone until a later moment. Only those still due: an act in the meantime has set a moment of its own. */
export const putOffFiring = async (db: Sql, ids: readonly string[], now: Date, until: Date): Promise<void> => {
  await db
    .updateTable('matter')
    .set({ fire_at: until })
    .where('id', 'in', [...ids])
    .where('fire_at', '<=', now)
    .execute()
}

/** Matters whose clocks have something to do, locked and by nobody else; at most `limit`. Read with their states at once: a look-up for each would cost a quarter of the firing. */
export const lockDue = async (db: Sql, now: Date, limit: number): Promise<Locked[]> => {
  const rows = await db
    .selectFrom('matter')
    .select(['state', 'chain'])
    .where('fire_at', '<=', now)
    .orderBy('fire_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(lockedOf)
}

/** Open matters in the order of their ids, after one of them; locked. */
export const lockOpenAfter = async (db: Sql, after: string, limit: number): Promise<Locked[]> => {
  const rows = await db
    .selectFrom('matter')
    .select(['state', 'chain'])
    .where('closed_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
  return rows.map(lockedOf)
}

const lockedOf = (row: { state: unknown; chain: Uint8Array }): Locked => ({
  state: row.state as MatterState,
  chain: Buffer.from(row.chain),
})

/** With which holiday notices the due times were last brought up to date, and who was left over. */
export interface CalendarMark {
  readonly digest: string
  readonly notices: readonly HolidayNotice[]
  readonly retry: { readonly ids: readonly string[]; readonly days: readonly DayNumber[] } | null
}

const markName = 'matters.calendar-applied'

export const readCalendarMark = async (db: Sql): Promise<CalendarMark | null> => {
  const row = await db.selectFrom('setting').select('value').where('name', '=', markName).executeTakeFirst()
  return row ? (row.value as CalendarMark) : null
}

export const saveCalendarMark = async (db: Sql, mark: CalendarMark, now: Date): Promise<void> => {
  const value = { value: JSON.stringify(mark), changed_at: now, changed_by: 'system:calendar' }
  await db
    .insertInto('setting')
    .values({ name: markName, ...value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(value))
    .execute()
}

/** The holiday notices as they stand in the database now: those shipped, replaced or added to by those loaded. The same reading as the district's calendar. */
export const readHolidayNotices = async (db: Sql): Promise<HolidayNotice[]> => {
  const rows = await db.selectFrom('setting').select('value').where('name', 'like', 'calendar.notice.%').orderBy('name').execute()
  const notices = new Map<number, HolidayNotice>(loadNotices().map((notice) => [notice.year, notice]))
  for (const { value } of rows) {
    const notice = parseNotice(value)
    if (notice.ok) notices.set(notice.value.year, notice.value)
  }
  return [...notices.values()].toSorted((a, b) => a.year - b.year)
}

export type Partitioned = 'journal' | 'payload' | 'access_log'

export interface Partition {
  readonly table: Partitioned
  readonly name: string
  readonly from: Date
  readonly until: Date
}

export const partitionExists = async (db: Sql, name: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from pg_class where relname = ${name} and relnamespace = current_schema()::regnamespace`.execute(db)
  return rows.length > 0
}

/** Rows of a month that may be moved while everybody who writes the table waits: about a second's work. */
const movable = 20_000

/**
 * Makes a month's partition, in the caller's transaction, with what the default partition holds of the month already; false when that is too much
 * to move. Gives up after two seconds of waiting for its lock: everybody who writes would wait behind it.
 */
export const addPartition = async (tx: Sql, { table, name, from, until }: Partition): Promise<boolean> => {
  const spare = sql.ref(`${table}_default`)
  await sql`set local lock_timeout = '2s'`.execute(tx)
  await sql`lock table ${sql.ref(table)} in share row exclusive mode`.execute(tx)
  const inMonth = sql`at >= ${from} and at < ${until}`
  const { rows } = await sql`select 1 from ${spare} where ${inMonth} limit ${movable + 1}`.execute(tx)
  if (rows.length > movable) return false
  await sql`create table ${sql.ref(name)} (like ${sql.ref(table)} including defaults including constraints)`.execute(tx)
  if (rows.length > 0)
    await sql`with moved as (delete from ${spare} where ${inMonth} returning *) insert into ${sql.ref(name)} select * from moved`.execute(
      tx,
    )
  // Bounds and comments take no parameters; all three are made above, not given from outside.
  const bounds = sql`from (${sql.lit(from.toISOString())}) to (${sql.lit(until.toISOString())})`
  await sql`alter table ${sql.ref(table)} attach partition ${sql.ref(name)} for values ${bounds}`.execute(tx)
  await sql`comment on table ${sql.ref(name)} is ${sql.lit(`Rows of ${table} of the month from ${from.toISOString().slice(0, 10)}.`)}`.execute(
    tx,
  )
  return true
}
