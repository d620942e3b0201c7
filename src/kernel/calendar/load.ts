import { readdirSync, readFileSync } from 'node:fs'
import { type FieldFault, ok, refuseFields, type Result } from '../result.ts'
import { readDay } from './day.ts'
import type { HolidayNotice, NoticeDay } from './working.ts'

/**
 * Reads the yearly notices that come with the program, or those of another folder, in the order of their years. Throws with every fault of every file
 * at once: a broken calendar must stop the start, for it would give wrong deadlines in silence.
 */
export const loadNotices = (folder: URL = shipped): readonly HolidayNotice[] => {
  const notices: HolidayNotice[] = []
  const faults: string[] = []
  const files = readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name))
  for (const name of files.sort()) {
    const notice = parseNotice(readJson(new URL(name, folder)))
    if (notice.ok) notices.push(notice.value)
    else faults.push(...(notice.error.fields ?? []).map(({ path, code }) => `${name} ${path}: ${code}`))
  }
  if (faults.length > 0) throw new Error(`broken holiday notices:\n${faults.join('\n')}`)
  return notices
}

/**
 * Checks a notice from outside, in the shape of the yearly files (`year`, `papers` or `source`, `days`), and tells every fault at once by path (`days.3.date`). Codes of faults are
 * the keys `calendar.notice.*`. A notice without days is refused: it would announce nothing.
 */
export const parseNotice = (json: unknown): Result<HolidayNotice> => {
  if (!isRecord(json)) return refuseFields([{ path: '', code: 'calendar.notice.shape' }])
  const faults: FieldFault[] = []
  const year = readYear(json['year'], faults)
  const source = readSource(json['papers'] ?? json['source'], 'papers' in json ? 'papers' : 'source', faults)
  const days = readDays(json['days'], year, faults)
  return faults.length > 0 ? refuseFields(faults) : ok({ year: year ?? 0, source, days })
}

const shipped = new URL('./data/notices/', import.meta.url)

const readJson = (file: URL): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readYear = (value: unknown, faults: FieldFault[]): number | undefined => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1990 && value <= 2100) return value
  faults.push({ path: 'year', code: 'calendar.notice.year' })
  return undefined
}

const readSource = (value: unknown, path: string, faults: FieldFault[]): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  const source = list.filter((entry) => typeof entry === 'string').map((entry) => entry.trim())
  if (source.length === 0 || source.length < list.length || source.includes('')) faults.push({ path, code: 'calendar.notice.source' })
  return source
}

const readDays = (value: unknown, year: number | undefined, faults: FieldFault[]): readonly NoticeDay[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  if (list.length === 0 || list.length > 200) {
    faults.push({ path: 'days', code: 'calendar.notice.days' })
    return []
  }
  const seen = new Set<string>()
  return list.map((entry, index) => readEntry(entry, `days.${index}`, year, seen, faults))
}

const readEntry = (entry: unknown, path: string, year: number | undefined, seen: Set<string>, faults: FieldFault[]): NoticeDay => {
  if (!isRecord(entry)) {
    faults.push({ path, code: 'calendar.notice.day' })
    return { name: '', date: '', isOffDay: false }
  }
  const name = typeof entry['name'] === 'string' ? entry['name'].trim() : ''
  if (name === '' || name.length > 50) faults.push({ path: `${path}.name`, code: 'calendar.notice.name' })
  const date = typeof entry['date'] === 'string' ? entry['date'] : ''
  const dateFault = faultOfDate(date, year, seen)
  if (dateFault) faults.push({ path: `${path}.date`, ...dateFault })
  seen.add(date)
  const isOffDay = entry['isOffDay']
  if (typeof isOffDay !== 'boolean') faults.push({ path: `${path}.isOffDay`, code: 'calendar.notice.off' })
  return { name, date, isOffDay: isOffDay === true }
}

const faultOfDate = (date: string, year: number | undefined, seen: ReadonlySet<string>): Omit<FieldFault, 'path'> | undefined => {
  if (readDay(date) === undefined) return { code: 'calendar.notice.date' }
  if (seen.has(date)) return { code: 'calendar.notice.twice', params: { date } }
  if (year === undefined) return undefined
  const isNear = date >= `${year - 1}-12-01` && date <= `${year + 1}-01-31`
  return isNear ? undefined : { code: 'calendar.notice.outside', params: { date, year } }
}
