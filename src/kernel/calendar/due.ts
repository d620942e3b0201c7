import { addMonths, DAY, type DayNumber, dayOfInstant, HOUR, instantOfLocal, MINUTE, type Zone } from './day.ts'
import { closingOf, type CountedTime, officeTime, type OfficeHours, workingDayTime } from './office.ts'
import type { WorkingCalendar } from './working.ts'

/**
 * What a limit is counted in. `workday` 工作日; `calday` 日, rolled on when it ends on a day off; `localday` the same wall-clock time some days later, never rolled;
 * `workhour` 工作时, office hours of working days; `hour`, `minute` without pause; `month`, `year` to the corresponding day, rolled on.
 */
export type LimitUnit = 'workday' | 'calday' | 'localday' | 'workhour' | 'hour' | 'minute' | 'month' | 'year'

export interface Limit {
  /** Not negative; whole for days, months and years. */
  readonly value: number
  readonly unit: LimitUnit
  /** When the last day of a `workday`, `calday`, `month` or `year` limit ends: at 24:00 (the default), or when the office closes. */
  readonly closing?: 'day-end' | 'office'
}

/** What the clocks of a unit go by. */
export interface District {
  readonly zone: Zone
  readonly calendar: WorkingCalendar
  readonly hours: OfficeHours
}

/** A time that does not count against the limit. Of one still open the end is the present. */
export interface Suspension {
  readonly from: Date
  readonly to: Date
}

export interface Due {
  /** The last moment that is in time. 24:00 is the instant at which the next day starts. */
  readonly due: Date
  /** True when it rests on days of a year whose holidays are not announced; it is recomputed when they are. */
  readonly provisional: boolean
}

/**
 * When a limit ends. The start day is not counted (Civil Code, article 201); months and years end on the corresponding day or the end of the month (202); a
 * `calday`, `month` or `year` limit that ends on a day off ends on the next working day, and make-up days are working days (203). A suspension from day a to day b
 * gives back the counted days after a up to and including b, for hours the counted time; what lies before the start, after the end or in two suspensions
 * at once is given back only as far as it was lost. Throws RangeError on an impossible limit or beyond the calendar (2100).
 */
export const computeDue = (limit: Limit, start: Date, district: District, suspensions: readonly Suspension[] = []): Due => {
  assertPossible(limit)
  const counter = counterOf(limit, start.getTime(), district)
  let due = counter.end(limit.value, 0)
  if (suspensions.length > 0) {
    let counted = start.getTime()
    let lost = 0
    for (const { from, to } of suspensions.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
      if (from.getTime() >= due) break
      const begin = Math.max(from.getTime(), counted)
      if (to.getTime() <= begin) continue
      lost += counter.lost(begin, to.getTime())
      due = counter.end(limit.value, lost)
      counted = to.getTime()
    }
  }
  return { due: new Date(due), provisional: counter.provisional(due) }
}

/**
 * The end after an extension. In the unit of the limit itself the two are one limit from the first start (60 days and 30 are 90, rolled once); in another unit the extension
 * runs from the last day, or moment, of the limit.
 */
export const computeExtendedDue = (
  limit: Limit,
  extra: Limit,
  start: Date,
  district: District,
  suspensions: readonly Suspension[] = [],
): Due => {
  if (extra.unit === limit.unit) return computeDue({ ...limit, value: limit.value + extra.value }, start, district, suspensions)
  const before = computeDue(limit, start, district, suspensions)
  const last = isDayUnit(extra.unit) ? new Date(before.due.getTime() - 1) : before.due
  const after = computeDue(extra, last, district, suspensions)
  return { due: after.due, provisional: before.provisional || after.provisional }
}

/**
 * How much of its time a clock has used: 0 at the start, 1 when due, more when late. For `workday` working days count, for `workhour` office hours, otherwise all time; the
 * start day counts only for limits in hours, minutes or local days. With the suspensions given, the suspended time is left out.
 */
export const elapsedShare = (
  limit: Limit,
  start: Date,
  due: Date,
  now: Date,
  district: District,
  suspensions: readonly Suspension[] = [],
): number => {
  const run = runOf(limit, start, due, district, suspensions)
  if (run.total <= 0) return now.getTime() >= due.getTime() ? 1 : 0
  return Math.max(0, run.used(now.getTime()) / run.total)
}

/** When a share of a clock's time will have been used, so when a warning at 0.5 or 0.8 fires: the inverse of `elapsedShare`. A share of 1 or more is `due`. */
export const momentAtShare = (
  start: Date,
  due: Date,
  share: number,
  limit: Limit,
  district: District,
  suspensions: readonly Suspension[] = [],
): Date => {
  const run = runOf(limit, start, due, district, suspensions)
  if (share >= 1 || run.total <= 0) return due
  return new Date(Math.min(due.getTime(), run.reaches(Math.max(0, share) * run.total)))
}

/** How one limit counts. Instants are milliseconds since 1970. */
interface Counter {
  /** The end, when so many units count and so much was lost to suspensions. */
  readonly end: (value: number, lost: number) => number
  /** What a suspension between two instants gives back, in the unit of `end`'s `lost`. */
  readonly lost: (from: number, to: number) => number
  readonly provisional: (due: number) => boolean
}

const counterOf = (limit: Limit, start: number, district: District): Counter => {
  switch (limit.unit) {
    case 'workday':
      return workdayCounter(limit, start, district)
    case 'calday':
      return rolledCounter(limit, start, district, (day, value) => day + value)
    case 'month':
      return rolledCounter(limit, start, district, addMonths)
    case 'year':
      return rolledCounter(limit, start, district, (day, value) => addMonths(day, value * 12))
    case 'localday':
      return localdayCounter(start, district.zone)
    case 'workhour':
      return workhourCounter(start, district)
    case 'hour':
      return plainCounter(start, HOUR)
    case 'minute':
      return plainCounter(start, MINUTE)
  }
}

const workdayCounter = (limit: Limit, start: number, district: District): Counter => {
  const { zone, calendar } = district
  const startDay = dayOfInstant(start, zone)
  const endDay = (count: number): DayNumber => (count === 0 ? calendar.rollForward(startDay) : calendar.addWorkingDays(startDay, count))
  return {
    end: (value, lost) => endOfDay(endDay(value + lost), limit, start, district),
    lost: (from, to) => calendar.workingDaysBetween(dayOfInstant(from, zone), dayOfInstant(to, zone)),
    provisional: (due) => {
      const last = dayOfInstant(due - 1, zone)
      return !calendar.announcedBetween(Math.min(startDay + 1, last), last)
    },
  }
}

/** Calendar days, months, years: all days count, and only the end looks at the calendar. */
const rolledCounter = (limit: Limit, start: number, district: District, add: (day: DayNumber, value: number) => DayNumber): Counter => {
  const { zone, calendar } = district
  const startDay = dayOfInstant(start, zone)
  let end = startDay
  return {
    end: (value, lost) => {
      end = add(startDay, value) + lost
      return endOfDay(calendar.rollForward(end), limit, start, district)
    },
    lost: (from, to) => dayOfInstant(to, zone) - dayOfInstant(from, zone),
    provisional: (due) => !calendar.announcedBetween(end, dayOfInstant(due - 1, zone)),
  }
}

const localdayCounter = (start: number, zone: Zone): Counter => {
  const local = start + zone.offsetAt(start)
  return {
    // Nothing is added to a start in the second of two equal hours: it must not fall back to the first.
    end: (value, lost) => (value + lost === 0 ? start : instantOfLocal(local + (value + lost) * DAY, zone)),
    lost: (from, to) => dayOfInstant(to, zone) - dayOfInstant(from, zone),
    provisional: () => false,
  }
}

const workhourCounter = (start: number, { zone, calendar, hours }: District): Counter => {
  const time = officeTime(calendar, hours, zone)
  const begun = time.at(start)
  return {
    end: (value, lost) => (value * HOUR + lost === 0 ? start : time.firstInstantOf(begun + value * HOUR + lost)),
    lost: (from, to) => time.at(to) - time.at(from),
    provisional: (due) => !calendar.announcedBetween(dayOfInstant(start, zone), dayOfInstant(due - 1, zone)),
  }
}

const plainCounter = (start: number, unit: number): Counter => ({
  end: (value, lost) => start + value * unit + lost,
  lost: (from, to) => to - from,
  provisional: () => false,
})

/** When a limit with its last day on `day` ends. One of 0 days that is set after the office has closed ends with the next working day. */
const endOfDay = (day: DayNumber, limit: Limit, start: number, district: District): number => {
  const { zone, calendar, hours } = district
  const closing = limit.closing === 'office' ? closingOf(calendar, hours, day) : undefined
  const end = instantOfLocal(day * DAY + (closing === undefined ? DAY : closing * MINUTE), zone)
  return end > start ? end : endOfDay(calendar.addWorkingDays(day, 1), limit, start, district)
}

interface Run {
  readonly total: number
  readonly used: (now: number) => number
  readonly reaches: (used: number) => number
}

/** A clock from its first counted moment to its end, as an amount of counted time. */
const runOf = (limit: Limit, start: Date, due: Date, district: District, suspensions: readonly Suspension[]): Run => {
  const time = measureOf(limit, district)
  const end = due.getTime()
  const nextDay = isDayUnit(limit.unit) ? instantOfLocal((dayOfInstant(start.getTime(), district.zone) + 1) * DAY, district.zone) : 0
  // A limit that ends on its start day (0 days) has no counted day: then the time since the start is all there is.
  const begin = nextDay > start.getTime() && nextDay < end ? nextDay : start.getTime()
  const pauses = pausesIn(suspensions, begin, end, time)
  const usedAt = (now: number): number => {
    const at = Math.max(now, begin)
    let used = time.at(at) - time.at(begin)
    for (const pause of pauses) if (pause.from < at) used -= Math.min(time.at(at) - time.at(pause.from), pause.lost)
    return used
  }
  return {
    total: usedAt(end),
    used: usedAt,
    reaches: (used) => {
      let counted = time.at(begin) + used
      for (const pause of pauses) if (time.at(pause.from) < counted) counted += pause.lost
      return used <= 0 ? begin : time.firstInstantOf(counted)
    },
  }
}

/** The suspensions within a run, in order, without their overlaps, each with the counted time it takes out. */
const pausesIn = (
  suspensions: readonly Suspension[],
  begin: number,
  end: number,
  time: CountedTime,
): readonly { from: number; lost: number }[] => {
  const pauses: { from: number; lost: number }[] = []
  let covered = begin
  for (const suspension of suspensions.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const from = Math.max(suspension.from.getTime(), covered)
    const to = Math.min(suspension.to.getTime(), end)
    if (to <= from) continue
    pauses.push({ from, lost: time.at(to) - time.at(from) })
    covered = to
  }
  return pauses
}

const ALL_TIME: CountedTime = { at: (instant) => instant, firstInstantOf: (counted) => counted }

const measureOf = (limit: Limit, { zone, calendar, hours }: District): CountedTime => {
  if (limit.unit === 'workday') return workingDayTime(calendar, zone)
  return limit.unit === 'workhour' ? officeTime(calendar, hours, zone) : ALL_TIME
}

const isDayUnit = (unit: LimitUnit): boolean => unit === 'workday' || unit === 'calday' || unit === 'month' || unit === 'year'

const assertPossible = ({ value, unit }: Limit): void => {
  const whole = isDayUnit(unit) || unit === 'localday'
  if (!(value >= 0 && Number.isFinite(value)) || (whole && !Number.isInteger(value)))
    throw new RangeError(`impossible limit: ${value} ${unit}`)
}
