import { DAY, dayOfInstant, instantOfLocal, MINUTE, weekdayOf } from '../../src/kernel/calendar/day.ts'
import type { District } from '../../src/kernel/calendar/due.ts'
import type { WeekHours } from '../district/engine.ts'

// When the people of an office are at work. Unlike the clocks of the engine this also knows the hours on days off, where a unit has any.

const spansOf = (hours: WeekHours, { calendar }: District, day: number): readonly (readonly [number, number])[] => {
  const weekday = weekdayOf(day)
  const off = weekday === 0 || weekday === 6
  if (calendar.isWorkingDay(day)) return hours.byWeekday[off ? hours.makeUpAs : weekday] ?? []
  return hours.byWeekday[0] ?? []
}

/** The instant itself when the office is open then, else the next opening. In milliseconds. */
export const openFrom = (hours: WeekHours, district: District, instant: number): number => {
  const { zone } = district
  const today = dayOfInstant(instant, zone)
  for (let day = today; day < today + 30; day++) {
    for (const [open, close] of spansOf(hours, district, day)) {
      const end = instantOfLocal(day * DAY + close * MINUTE, zone)
      if (instant < end) return Math.max(instant, instantOfLocal(day * DAY + open * MINUTE, zone))
    }
  }
  throw new Error('the office never opens')
}

/** The last moment up to the instant at which the office is open. */
export const openBefore = (hours: WeekHours, district: District, instant: number): number => {
  const { zone } = district
  const today = dayOfInstant(instant, zone)
  for (let day = today; day > today - 30; day--) {
    for (const [open, close] of spansOf(hours, district, day).toReversed()) {
      const begin = instantOfLocal(day * DAY + open * MINUTE, zone)
      if (instant > begin) return Math.min(instant, instantOfLocal(day * DAY + close * MINUTE, zone) - MINUTE)
    }
  }
  throw new Error('the office is never open')
}

/** When one may call people or they write themselves: from eight to nine in the evening. */
export const waking: WeekHours = { byWeekday: Array.from({ length: 7 }, () => [[480, 1260]] as const), makeUpAs: 1 }
