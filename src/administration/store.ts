import { sql } from 'kysely'
import { saveUnitHours } from '../access/api.ts'
import type { Limit } from '../kernel/calendar/due.ts'
import { loadNotices, parseNotice } from '../kernel/calendar/load.ts'
import type { HolidayNotice } from '../kernel/calendar/working.ts'
import type { Sql } from '../kernel/database/open.ts'
import { parseOfficeHours, usualHours } from '../kernel/district.ts'
import type { Text, Texts } from '../kernel/i18n.ts'
import { rewordingSetting } from '../kernel/wording.ts'
import { levelOf, readAreas, saveAreas } from '../territory/api.ts'
import type { AreaRow, CategoryRow, HoursRow, SettingRow, TextRow } from './domain/rows.ts'
import { canonical, type Change } from './domain/thing.ts'
import { settingKeys } from './domain/words.ts'

/** Every category, retired ones too, in the order shown. */
export const readCategories = async (db: Sql): Promise<CategoryRow[]> => {
  const rows = await db.selectFrom('category').selectAll().orderBy('position').orderBy('code').execute()
  return rows.map((row) => ({
    code: row.code,
    tree: row.tree,
    parent: row.parent,
    name: row.name,
    nameEn: row.name_en,
    keywords: row.keywords,
    respond: plainLimit(row.respond),
    handle: plainLimit(row.handle),
    listItem: row.list_item,
    source: row.source,
    inUse: row.valid_to === null,
  }))
}

/** A limit without the notes that a seed keeps beside it. */
export const plainLimit = (stored: unknown): Limit | null => {
  if (typeof stored !== 'object' || stored === null) return null
  const { value, unit, closing } = stored as Limit
  return { value, unit, ...(closing ? { closing } : {}) }
}

/** Writes categories; `order` is the codes of all as they are shown. */
export const writeCategories = async (tx: Sql, rows: readonly CategoryRow[], order: readonly string[], now: Date): Promise<void> => {
  const positions = new Map(order.map((code, index) => [code, index]))
  for (const row of rows) {
    const written = {
      tree: row.tree,
      parent: row.parent,
      name: row.name,
      name_en: row.nameEn,
      keywords: [...row.keywords],
      respond: jsonOrNull(row.respond),
      handle: jsonOrNull(row.handle),
      list_item: row.listItem,
      source: row.source,
      position: positions.get(row.code) ?? 0,
    }
    await tx
      .insertInto('category')
      .values({ code: row.code, ...written, valid_to: row.inUse ? null : now })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(written))
      .execute()
    // The day on which it was first retired stays when something else of it is changed later.
    await sql`update category set valid_to = case when ${row.inUse} then null else coalesce(valid_to, ${now}::date) end where code = ${row.code}`.execute(
      tx,
    )
  }
}

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** Settings whose names begin so, by the rest of the name. */
const readSettingValues = async (db: Sql, prefix: string): Promise<Map<string, unknown>> => {
  const rows = await db.selectFrom('setting').select(['name', 'value']).where('name', 'like', `${prefix}%`).execute()
  return new Map(rows.map((row) => [row.name.slice(prefix.length), row.value]))
}

const writeSetting = async (tx: Sql, name: string, value: unknown, now: Date, by: string): Promise<void> => {
  const written = { value: JSON.stringify(value), changed_at: now, changed_by: by }
  await tx
    .insertInto('setting')
    .values({ name, ...written })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(written))
    .execute()
}

const dropSetting = async (tx: Sql, name: string): Promise<void> => {
  await tx.deleteFrom('setting').where('name', '=', name).execute()
}

/** The district's office hours first, then those of the units that have their own. */
export const readHours = async (db: Sql): Promise<HoursRow[]> => {
  const set = parseOfficeHours((await readSettingValues(db, 'district.hours')).get('')) ?? usualHours
  const units = await db.selectFrom('unit').select(['id', 'hours']).where('hours', 'is not', null).orderBy('id').execute()
  const own = units.flatMap(({ id, hours }): HoursRow[] => {
    const parsed = parseOfficeHours(hours)
    return parsed ? [{ unit: id, ...parsed }] : []
  })
  return [{ unit: 'district', ...set }, ...own]
}

export const writeHours = async (tx: Sql, changes: readonly Change<HoursRow>[], now: Date, by: string): Promise<void> => {
  for (const { key, after } of changes) {
    const value = after && { byWeekday: after.byWeekday, makeUpAs: after.makeUpAs }
    if (key !== 'district') await saveUnitHours(tx, key, value, now)
    else if (value) await writeSetting(tx, 'district.hours', value, now, by)
    else await dropSetting(tx, 'district.hours')
  }
}

/** The yearly notices: those shipped, replaced or added to by those loaded since. */
export const readNotices = async (db: Sql): Promise<HolidayNotice[]> => {
  const notices = new Map<number, HolidayNotice>(loadNotices().map((notice) => [notice.year, notice]))
  for (const value of (await readSettingValues(db, 'calendar.notice.')).values()) {
    const notice = parseNotice(value)
    if (notice.ok) notices.set(notice.value.year, notice.value)
  }
  return [...notices.values()].toSorted((a, b) => a.year - b.year)
}

/** A year that goes falls back to what was shipped, or to none: then its due times are provisional. */
export const writeNotices = async (tx: Sql, changes: readonly Change<HolidayNotice>[], now: Date, by: string): Promise<void> => {
  const shipped = new Map(loadNotices().map((notice) => [String(notice.year), canonical(notice)]))
  for (const { key, after } of changes) {
    if (after && canonical(after) !== shipped.get(key)) await writeSetting(tx, `calendar.notice.${key}`, after, now, by)
    else await dropSetting(tx, `calendar.notice.${key}`)
  }
}

export const writeRewordings = async (
  tx: Sql,
  changes: readonly Change<TextRow>[],
  shipped: Texts,
  now: Date,
  by: string,
): Promise<void> => {
  for (const { key, after } of changes) {
    const original = shipped[key]
    if (after && (after.zh !== original?.zh || after.en !== original.en))
      await writeSetting(tx, rewordingSetting(key), { zh: after.zh, en: after.en }, now, by)
    else await dropSetting(tx, rewordingSetting(key))
  }
}

const settingName = (key: string): string => (key === 'name' || key === 'zone' || key === 'hotline' ? `district.${key}` : `portal.${key}`)

/** Every setting, empty where nothing was set. */
export const readSettings = async (db: Sql): Promise<SettingRow[]> => {
  const names = settingKeys.map(settingName)
  const rows = await db.selectFrom('setting').select(['name', 'value']).where('name', 'in', names).execute()
  const values = new Map(rows.map((row) => [row.name, row.value]))
  if (!values.has('district.name')) {
    // Until somebody gives it another name the district is called as its county.
    const county = (await readAreas(db)).find((area) => area.level === 'county')
    if (county) values.set('district.name', { zh: county.name, en: county.nameEn || county.name })
  }
  return settingKeys.map((key) => {
    const value = values.get(settingName(key))
    const plain = typeof value === 'string' ? value : key === 'zone' ? 'Asia/Shanghai' : ''
    const words = (typeof value === 'object' && value !== null ? value : { zh: plain, en: plain }) as Text
    return { key, zh: words.zh, en: words.en }
  })
}

export const writeSettings = async (tx: Sql, changes: readonly Change<SettingRow>[], now: Date, by: string): Promise<void> => {
  for (const { key, after } of changes) {
    if (!after || after.zh === '') await dropSetting(tx, settingName(key))
    else await writeSetting(tx, settingName(key), key === 'zone' || key === 'hotline' ? after.zh : { zh: after.zh, en: after.en }, now, by)
  }
}

export const readAreaRows = async (db: Sql): Promise<AreaRow[]> =>
  (await readAreas(db)).map((area) => ({
    code: area.code,
    name: area.name,
    nameEn: area.nameEn ?? '',
    kind: area.kind,
    validTo: area.validTo,
  }))

/** Writes areas; a known one keeps its boundary and its first day. */
export const writeAreaRows = async (tx: Sql, rows: readonly AreaRow[], now: Date): Promise<void> => {
  const known = new Map((await readAreas(tx)).map((area) => [area.code, area]))
  await saveAreas(
    tx,
    rows.map(({ nameEn, ...row }) => {
      const before = known.get(row.code)
      return {
        ...row,
        nameEn: nameEn || null,
        level: levelOf(row.code),
        boundary: before?.boundary ?? null,
        validFrom: before?.validFrom ?? now.toISOString().slice(0, 10),
        predecessors: before?.predecessors ?? [],
      }
    }),
  )
}

/** Units open on a day: id to name. */
export const readOpenUnits = async (db: Sql, today: string): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from unit where valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date) order by id`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Named places in areas, by name, at most `limit`: for a list to choose from. */
export const readPlacesWithin = async (db: Sql, prefixes: readonly string[], limit: number): Promise<{ id: string; name: string }[]> => {
  if (prefixes.length === 0) return []
  const within = sql.join(
    prefixes.map((prefix) => sql`(area_code >= ${prefix} and area_code < ${`${prefix}:`})`),
    sql` or `,
  )
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from place where ${within} order by name, id limit ${limit}`.execute(db)
  return rows
}
