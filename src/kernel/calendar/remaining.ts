import { DAY, dayOfInstant, HOUR, MINUTE } from './day.ts'
import type { District, Limit } from './due.ts'
import { officeTime, workingDayTime } from './office.ts'

/** What is left of a clock, or how late it is, in the unit people would say it in. */
export interface Remaining {
  readonly late: boolean
  /** Whole: what is left is told in full days or hours, minutes are rounded up. */
  readonly value: number
  /** `workhour` only for limits in working hours. */
  readonly unit: 'workday' | 'day' | 'workhour' | 'hour' | 'minute'
}

/**
 * What is left at `now`. On the last day it is hours and minutes, before it the working days (for a `workday` limit), days, or office hours (for a `workhour` limit) from today on,
 * today not counted. Late begins after `due`, which itself is in time; it is told in minutes, then hours, then days, which for `workday` limits are working days.
 */
export const remaining = (limit: Limit, due: Date, now: Date, district: District): Remaining =>
  now.getTime() > due.getTime()
    ? lateness(limit, due.getTime(), now.getTime(), district)
    : left(limit, due.getTime(), now.getTime(), district)

const left = (limit: Limit, due: number, now: number, { zone, calendar, hours }: District): Remaining => {
  const today = dayOfInstant(now, zone)
  // 24:00 belongs to the day it ends.
  const lastDay = dayOfInstant(due - 1, zone)
  if (lastDay <= today || limit.unit === 'minute') return shortSpan(false, due - now)
  switch (limit.unit) {
    case 'workday': {
      const value = calendar.workingDaysBetween(today, lastDay)
      return value > 0 ? { late: false, value, unit: 'workday' } : { late: false, value: lastDay - today, unit: 'day' }
    }
    case 'workhour': {
      const time = officeTime(calendar, hours, zone)
      const value = Math.floor((time.at(due) - time.at(now)) / HOUR)
      return value > 0 ? { late: false, value, unit: 'workhour' } : shortSpan(false, due - now)
    }
    case 'hour':
      return due - now < 2 * DAY ? shortSpan(false, due - now) : { late: false, value: lastDay - today, unit: 'day' }
    default:
      return { late: false, value: lastDay - today, unit: 'day' }
  }
}

const lateness = (limit: Limit, due: number, now: number, { zone, calendar }: District): Remaining => {
  const past = now - due
  if (past < DAY) return shortSpan(true, past)
  if (limit.unit === 'workday') {
    const time = workingDayTime(calendar, zone)
    const value = Math.floor((time.at(now) - time.at(due)) / DAY)
    // Late since Friday and now Sunday: no working day has passed, but two days have.
    if (value > 0) return { late: true, value, unit: 'workday' }
  }
  return { late: true, value: Math.floor(past / DAY), unit: 'day' }
}

const shortSpan = (late: boolean, span: number): Remaining =>
  span >= HOUR ? { late, value: Math.floor(span / HOUR), unit: 'hour' } : { late, value: Math.ceil(span / MINUTE), unit: 'minute' }
