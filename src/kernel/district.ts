import { z } from 'zod'
import { createZone } from './calendar/day.ts'
import type { District } from './calendar/due.ts'
import { loadNotices, parseNotice } from './calendar/load.ts'
import type { OfficeHours } from './calendar/office.ts'
import { buildWorkingCalendar, type HolidayNotice } from './calendar/working.ts'
import type { Sql } from './database/open.ts'

/** Name under which the kernel's caches keep the district; to be told when one of its settings changes. */
export const districtCache = 'kernel.district'

const span = z.tuple([z.int().min(0).max(1440), z.int().min(0).max(1440)])
const hoursSchema = z.strictObject({ byWeekday: z.array(z.array(span)).length(7), makeUpAs: z.int().min(0).max(6) })

/** Checks office hours as an administrator gives them: seven lists of spans in minutes, Sunday first. */
export const parseOfficeHours = (value: unknown): OfficeHours | null => {
  const parsed = hoursSchema.safeParse(value)
  return parsed.success ? (parsed.data as OfficeHours) : null
}

const day: readonly (readonly [number, number])[] = [
  [540, 720],
  [780, 1080],
]

/** Monday to Friday 9:00–12:00 and 13:00–18:00, until the administrator sets others. */
export const usualHours: OfficeHours = { byWeekday: [[], day, day, day, day, day, []], makeUpAs: 1 }

/** The district as its settings say: `district.zone`, `district.hours`, and holiday notices shipped or loaded since (`calendar.notice.<year>`). */
export const readDistrict = async (db: Sql): Promise<District> => {
  const rows = await db.selectFrom('setting').select(['name', 'value']).where('name', 'in', ['district.zone', 'district.hours']).execute()
  const setting = (name: string): unknown => rows.find((row) => row.name === name)?.value
  const loaded = await db.selectFrom('setting').select('value').where('name', 'like', 'calendar.notice.%').execute()
  const notices = new Map<number, HolidayNotice>(loadNotices().map((notice) => [notice.year, notice]))
  for (const { value } of loaded) {
    const notice = parseNotice(value)
    if (notice.ok) notices.set(notice.value.year, notice.value)
  }
  const zone = setting('district.zone')
  return {
    zone: createZone(typeof zone === 'string' ? zone : 'Asia/Shanghai'),
    hours: parseOfficeHours(setting('district.hours')) ?? usualHours,
    calendar: buildWorkingCalendar([...notices.values()]),
  }
}
