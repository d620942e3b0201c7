import { dayOf, type DayNumber, parseDay, weekdayOf, yearOf } from './day.ts'
import statutory from './data/statutory.json' with { type: 'json' }

/** One yearly notice of the State Council on holidays and make-up days. It may name days of the neighbouring years (2018-12-29 stands in 2019's). */
export interface HolidayNotice {
  readonly year: number
  /** Addresses or numbers of the papers it was taken from. */
  readonly source: readonly string[]
  readonly days: readonly NoticeDay[]
}

export interface NoticeDay {
  readonly name: string
  /** `2026-10-01`. */
  readonly date: string
  /** False is a day that is worked although it is a weekend (调休). */
  readonly isOffDay: boolean
}

/** Which days are worked, with every question answered from tables. Covers 1990 to 2100; asking beyond throws RangeError. */
export interface WorkingCalendar {
  readonly isWorkingDay: (day: DayNumber) => boolean
  /** Whether the day's year has an announced notice. If not, its working days are weekdays less the fixed statutory days: provisional. */
  readonly announced: (day: DayNumber) => boolean
  /** Whether every day from `first` to `last`, both included, is announced. */
  readonly announcedBetween: (first: DayNumber, last: DayNumber) => boolean
  /**
   * The n-th working day after `day`, which itself is not counted (Civil Code, article 201). Negative n: the n-th working day before it.
   * 0 gives `day`. Throws RangeError when n is not whole.
   */
  readonly addWorkingDays: (day: DayNumber, n: number) => DayNumber
  /** How many working days lie after `from` up to and including `to`; negative when `to` is earlier. */
  readonly workingDaysBetween: (from: DayNumber, to: DayNumber) => number
  /** The day itself when it is worked, otherwise the next one that is (Civil Code, article 203). */
  readonly rollForward: (day: DayNumber) => DayNumber
  /** What the notice (or, without one, the statute) calls the day: `国庆节`. Undefined for an ordinary day. A make-up day has its holiday's name. */
  readonly nameOf: (day: DayNumber) => string | undefined
  /** Years with an announced notice, ascending. */
  readonly announcedYears: readonly number[]
  readonly firstDay: DayNumber
  readonly lastDay: DayNumber
}

/**
 * Builds the calendar from all yearly notices together. Of two notices of one year the later in the list counts; where notices of two years name the
 * same day, the later year's counts. A notice without days is not an announcement. Throws RangeError on a malformed date: notices are checked by `parseNotice` first.
 */
export const buildWorkingCalendar = (notices: readonly HolidayNotice[]): WorkingCalendar => {
  const years = new Map(notices.filter((notice) => notice.days.length > 0).map((notice) => [notice.year, notice]))
  const announcedYears = [...years.keys()].sort((a, b) => a - b)
  const named = new Map<DayNumber, { name: string; off: boolean }>()
  for (const { name, day } of statutoryDays()) if (!years.has(yearOf(day))) named.set(day, { name, off: true })
  for (const year of announcedYears) {
    for (const { name, date, isOffDay } of years.get(year)?.days ?? []) named.set(parseDay(date), { name, off: isOffDay })
  }
  return {
    ...workingTables((day) => {
      const special = named.get(day)
      return special ? !special.off : isWeekday(day)
    }),
    ...announcements(announcedYears),
    nameOf: (day) => named.get(day)?.name,
    announcedYears,
    firstDay: FIRST_DAY,
    lastDay: LAST_DAY,
  }
}

/**
 * The days on which two calendars differ in what is worked or announced, ascending. Clocks that run over any of them are due for recomputing when a notice is
 * loaded: not only provisional ones, for a notice may change the last days of the year before it, or amend its own year.
 */
export const changedDays = (before: WorkingCalendar, after: WorkingCalendar): readonly DayNumber[] => {
  const changed: DayNumber[] = []
  for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) {
    if (before.isWorkingDay(day) !== after.isWorkingDay(day) || before.announced(day) !== after.announced(day)) changed.push(day)
  }
  return changed
}

const FIRST_DAY = dayOf(1990, 1, 1)
const LAST_DAY = dayOf(2100, 12, 31)
const LENGTH = LAST_DAY - FIRST_DAY + 1

const isWeekday = (day: DayNumber): boolean => {
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}

const indexOf = (day: DayNumber): number => {
  const index = day - FIRST_DAY
  if (index >= 0 && index < LENGTH) return index
  throw new RangeError(`the working calendar does not reach day ${day}`)
}

type WorkingTables = Pick<WorkingCalendar, 'isWorkingDay' | 'addWorkingDays' | 'workingDaysBetween' | 'rollForward'>

/** `upTo[i]` counts the working days up to and including day i; `days[k]` is the k-th working day. So every question is one or two look-ups. */
const workingTables = (works: (day: DayNumber) => boolean): WorkingTables => {
  const upTo = new Int32Array(LENGTH)
  const days = new Int32Array(LENGTH)
  let count = 0
  for (let index = 0; index < LENGTH; index += 1) {
    if (works(FIRST_DAY + index)) {
      days[count] = FIRST_DAY + index
      count += 1
    }
    upTo[index] = count
  }
  const counted = (day: DayNumber): number => upTo[indexOf(day)] ?? 0
  const nth = (k: number): DayNumber => {
    if (k >= 0 && k < count) return days[k] ?? 0
    throw new RangeError('the working calendar does not reach so far')
  }
  const isWorkingDay = (day: DayNumber): boolean => {
    const index = indexOf(day)
    return upTo[index] !== (index === 0 ? 0 : upTo[index - 1])
  }
  return {
    isWorkingDay,
    addWorkingDays: (day, n) => {
      if (!Number.isInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`)
      if (n > 0) return nth(counted(day) + n - 1)
      if (n === 0) return day
      return nth(counted(day) + n - (isWorkingDay(day) ? 1 : 0))
    },
    workingDaysBetween: (from, to) => counted(to) - counted(from),
    rollForward: (day) => (isWorkingDay(day) ? day : nth(counted(day))),
  }
}

const announcements = (years: readonly number[]): Pick<WorkingCalendar, 'announced' | 'announcedBetween'> => {
  const known = new Set(years)
  // The notices of a row of years without a gap answer nearly every question by two comparisons.
  const last = years.at(-1) ?? 0
  let first = last
  while (known.has(first - 1)) first -= 1
  const from = known.size > 0 ? dayOf(first, 1, 1) : Infinity
  const until = known.size > 0 ? dayOf(last, 12, 31) : -Infinity
  const announced = (day: DayNumber): boolean => (day >= from && day <= until) || known.has(yearOf(day))
  return {
    announced,
    announcedBetween: (a, b) => {
      if (a >= from && b <= until) return true
      for (let year = yearOf(a); year <= yearOf(b); year += 1) if (!known.has(year)) return false
      return true
    },
  }
}

/** The days off that the statute itself fixes; for the lunar ones as far as the table reaches. */
const statutoryDays = (): readonly { name: string; day: DayNumber }[] => {
  const days: { name: string; day: DayNumber }[] = []
  for (let year = yearOf(FIRST_DAY); year <= yearOf(LAST_DAY); year += 1) {
    for (const { name, month, days: dates } of statutory.fixed) for (const date of dates) days.push({ name, day: dayOf(year, month, date) })
  }
  for (const year of statutory.lunar) {
    const newYear = parseDay(year.springFestival)
    for (const day of [newYear - 1, newYear, newYear + 1, newYear + 2]) days.push({ name: '春节', day })
    days.push({ name: '清明节', day: parseDay(year.qingming) })
    days.push({ name: '端午节', day: parseDay(year.dragonBoat) })
    days.push({ name: '中秋节', day: parseDay(year.midAutumn) })
  }
  return days
}
