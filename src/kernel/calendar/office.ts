import { DAY, type DayNumber, dayOfInstant, instantOfLocal, MINUTE, type Weekday, weekdayOf, type Zone } from './day.ts'
import type { WorkingCalendar } from './working.ts'

/** From opening to closing, in minutes since local midnight: `[540, 720]` is 9:00 to 12:00. */
export type OfficeSpan = readonly [open: number, close: number]

/** When a unit's office is open on working days. */
export interface OfficeHours {
  /** Seven lists, Sunday first: the spans of that weekday, in order and apart. */
  readonly byWeekday: readonly (readonly OfficeSpan[])[]
  /** The weekday whose hours hold on a weekend day that is worked (调休). */
  readonly makeUpAs: Weekday
}

/** A clock that stands still outside its hours: how far it has run at an instant, and the first instant by which it has run so far. In milliseconds. */
export interface CountedTime {
  readonly at: (instant: number) => number
  /** Throws RangeError beyond the calendar or when the office never opens. */
  readonly firstInstantOf: (counted: number) => number
}

/** The clock that runs in office hours on working days. Its table is built once for a calendar and hours. Throws RangeError on impossible hours. */
export const officeTime = (calendar: WorkingCalendar, hours: OfficeHours, zone: Zone): CountedTime => {
  const opened = tableOf(calendar, hours)
  const { firstDay, lastDay } = calendar
  return {
    at: (instant) => {
      const local = instant + zone.offsetAt(instant)
      const day = Math.floor(local / DAY)
      if (day < firstDay || day > lastDay) throw new RangeError(`the working calendar does not reach day ${day}`)
      const msOfDay = local - day * DAY
      let counted = (opened[day - firstDay] ?? 0) * MINUTE
      for (const [open, close] of spansOf(calendar, hours, day)) {
        counted += Math.max(0, Math.min(msOfDay, close * MINUTE) - open * MINUTE)
      }
      return counted
    },
    firstInstantOf: (counted) => {
      const index = lastBelow(opened, counted / MINUTE)
      let rest = counted - (opened[index] ?? 0) * MINUTE
      for (const [open, close] of spansOf(calendar, hours, firstDay + index)) {
        const length = (close - open) * MINUTE
        if (rest <= length) return instantOfLocal((firstDay + index) * DAY + open * MINUTE + rest, zone)
        rest -= length
      }
      throw new RangeError('the office hours do not reach so far')
    },
  }
}

/** The clock that runs through all twenty-four hours of working days. */
export const workingDayTime = (calendar: WorkingCalendar, zone: Zone): CountedTime => officeTime(calendar, ALL_DAY, zone)

/** When the office closes for the day, in minutes since local midnight; undefined when it does not open on it. */
export const closingOf = (calendar: WorkingCalendar, hours: OfficeHours, day: DayNumber): number | undefined =>
  spansOf(calendar, hours, day).at(-1)?.[1]

/** Whether the office is open at an instant. */
export const isOpenAt = (calendar: WorkingCalendar, hours: OfficeHours, zone: Zone, instant: Date): boolean => {
  const day = dayOfInstant(instant.getTime(), zone)
  const minute = (instant.getTime() + zone.offsetAt(instant.getTime()) - day * DAY) / MINUTE
  return spansOf(calendar, hours, day).some(([open, close]) => minute >= open && minute < close)
}

const NONE: readonly OfficeSpan[] = []

const WHOLE: readonly OfficeSpan[] = [[0, 1440]]

const ALL_DAY: OfficeHours = { byWeekday: [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE], makeUpAs: 1 }

const spansOf = (calendar: WorkingCalendar, hours: OfficeHours, day: DayNumber): readonly OfficeSpan[] => {
  if (!calendar.isWorkingDay(day)) return NONE
  const weekday = weekdayOf(day)
  return hours.byWeekday[weekday === 0 || weekday === 6 ? hours.makeUpAs : weekday] ?? NONE
}

/** Open minutes before each day of the calendar, and before the day after its last. */
const tableOf = (calendar: WorkingCalendar, hours: OfficeHours): Int32Array => {
  const ofCalendar = tables.get(calendar) ?? new WeakMap<OfficeHours, Int32Array>()
  tables.set(calendar, ofCalendar)
  const known = ofCalendar.get(hours)
  if (known) return known
  assertPossible(hours)
  const opened = new Int32Array(calendar.lastDay - calendar.firstDay + 2)
  for (let index = 0; index < opened.length - 1; index += 1) {
    let minutes = 0
    for (const [open, close] of spansOf(calendar, hours, calendar.firstDay + index)) minutes += close - open
    opened[index + 1] = (opened[index] ?? 0) + minutes
  }
  ofCalendar.set(hours, opened)
  return opened
}

const tables = new WeakMap<WorkingCalendar, WeakMap<OfficeHours, Int32Array>>()

const assertPossible = (hours: OfficeHours): void => {
  if (hours.byWeekday.length !== 7) throw new RangeError('office hours are not given for seven weekdays')
  for (const spans of hours.byWeekday) {
    let last = 0
    for (const [open, close] of spans) {
      if (!(Number.isInteger(open) && Number.isInteger(close) && open >= last && close > open && close <= 1440)) {
        throw new RangeError(`impossible office hours: ${open} to ${close}`)
      }
      last = close
    }
  }
}

/** The last index whose value is below `limit`; 0 when there is none. */
const lastBelow = (ascending: Int32Array, limit: number): number => {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((ascending[middle] ?? 0) < limit) low = middle
    else high = middle - 1
  }
  return low
}
