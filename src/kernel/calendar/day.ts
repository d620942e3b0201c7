/** A local calendar day as the number of days since 1970-01-01. It belongs to no zone: the zone says when it begins. */
export type DayNumber = number

/** 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** A time zone with its offsets remembered. Made by `createZone`. */
export interface Zone {
  readonly name: string
  /** Milliseconds to add to an instant (milliseconds since 1970 in UTC) to get its local wall-clock time. */
  readonly offsetAt: (instant: number) => number
}

export interface LocalParts {
  readonly day: DayNumber
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly date: number
  readonly weekday: Weekday
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Milliseconds since local midnight, as the wall clock shows them. */
  readonly msOfDay: number
}

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/**
 * The zone of an IANA name such as `Asia/Shanghai`. Zones of one name are one object, so their tables are shared.
 * Throws RangeError when the name is unknown.
 */
export const createZone = (name: string): Zone => {
  const known = zones.get(name)
  if (known) return known
  const zone = zoneOf(name)
  zones.set(name, zone)
  return zone
}

/** The local day an instant falls on. */
export const toDay = (date: Date, zone: Zone): DayNumber => dayOfInstant(date.getTime(), zone)

/** The same for milliseconds since 1970. */
export const dayOfInstant = (instant: number, zone: Zone): DayNumber => Math.floor((instant + zone.offsetAt(instant)) / DAY)

/** The instant a local day begins: 24:00 of the day before. Where a change of clocks skips midnight, the first moment after it. */
export const startOfDay = (day: DayNumber, zone: Zone): Date => new Date(instantOfLocal(day * DAY, zone))

/**
 * The instant of a wall-clock time. `minutesOfDay` from 0 to 1440 (24:00, the start of the next day); fractions are seconds.
 * A time that a change of clocks skips moves forward by what was skipped (02:30 is 03:30); of a time that comes twice the first is taken.
 */
export const atLocalTime = (day: DayNumber, minutesOfDay: number, zone: Zone): Date =>
  new Date(instantOfLocal(day * DAY + Math.round(minutesOfDay * MINUTE), zone))

/** The instant (milliseconds) of a wall-clock time, given as milliseconds since 1970-01-01T00:00 on that clock; skipped and doubled times as in `atLocalTime`. */
export const instantOfLocal = (local: number, zone: Zone): number => {
  // Every offset is between -12 and +14 hours, so one day either side is certainly before and after any change near this time.
  const before = zone.offsetAt(local - DAY)
  const after = zone.offsetAt(local + DAY)
  const first = local - before
  if (before === after || zone.offsetAt(first) === before) return first
  const second = local - after
  return zone.offsetAt(second) === after ? second : first
}

/** The wall clock of a zone at an instant. */
export const localParts = (date: Date, zone: Zone): LocalParts => {
  const local = date.getTime() + zone.offsetAt(date.getTime())
  const day = Math.floor(local / DAY)
  const msOfDay = local - day * DAY
  const at = new Date(day * DAY)
  return {
    day,
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: weekdayOf(day),
    hour: Math.floor(msOfDay / HOUR),
    minute: Math.floor(msOfDay / MINUTE) % 60,
    second: Math.floor(msOfDay / 1000) % 60,
    msOfDay,
  }
}

export const weekdayOf = (day: DayNumber): Weekday => ((((day + 4) % 7) + 7) % 7) as Weekday

export const yearOf = (day: DayNumber): number => new Date(day * DAY).getUTCFullYear()

/** The day of a calendar date; `month` from 1 to 12. */
export const dayOf = (year: number, month: number, date: number): DayNumber => Date.UTC(year, month - 1, date) / DAY

/** The corresponding day `months` later, or the end of that month where it has none (Civil Code, article 202). */
export const addMonths = (day: DayNumber, months: number): DayNumber => {
  const from = new Date(day * DAY)
  const year = from.getUTCFullYear()
  const month = from.getUTCMonth() + 1 + months
  const monthEnd = dayOf(year, month + 1, 0)
  return Math.min(dayOf(year, month, from.getUTCDate()), monthEnd)
}

/** Reads `2026-10-01`; undefined when it is not written so or no such day exists. */
export const readDay = (text: string): DayNumber | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  return formatDay(day) === text ? day : undefined
}

/** Reads `2026-10-01`; throws RangeError on anything else. For text from outside use `readDay`. */
export const parseDay = (text: string): DayNumber => {
  const day = readDay(text)
  if (day === undefined) throw new RangeError(`not a day: ${text}`)
  return day
}

/** Writes a day as `2026-10-01`. */
export const formatDay = (day: DayNumber): string => new Date(day * DAY).toISOString().slice(0, 10)

const zones = new Map<string, Zone>()

/** Offsets are kept by slots of about a year; a slot without a change of clocks, which is every one of Shanghai's since 1992, is one number. */
const SLOT = 366 * DAY
/** No zone changes its clocks twice within this time. */
const PROBE = 4 * DAY

interface Slot {
  readonly first: number
  /** Instants of change, ascending, and the offset from each on. */
  readonly changes: readonly { readonly at: number; readonly offset: number }[]
}

const zoneOf = (name: string): Zone => {
  const measure = measurer(name)
  // From 1970 on in a list, which is much quicker to ask than a map.
  const slots: (Slot | undefined)[] = []
  const older = new Map<number, Slot>()
  const survey = (index: number): Slot => {
    const slot = surveySlot(index * SLOT, measure)
    if (index >= 0 && index < 1000) {
      while (slots.length < index) slots.push(undefined)
      slots[index] = slot
    } else older.set(index, slot)
    return slot
  }
  const offsetAt = (instant: number): number => {
    const index = Math.floor(instant / SLOT)
    const { first, changes } = slots[index] ?? older.get(index) ?? survey(index)
    if (changes.length === 0) return first
    let offset = first
    for (const change of changes) {
      if (instant < change.at) break
      offset = change.offset
    }
    return offset
  }
  return { name, offsetAt }
}

/** Asks Intl, slowly, for the offset at an instant. */
const measurer = (name: string): ((instant: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const second = Math.floor(instant / 1000) * 1000
    const part = new Map(format.formatToParts(second).map(({ type, value }) => [type, Number(value)]))
    const at = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? Number.NaN
    return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - second
  }
}

const surveySlot = (from: number, measure: (instant: number) => number): Slot => {
  if (!Number.isFinite(from)) throw new RangeError('not a moment in time')
  const first = measure(from)
  const changes: { at: number; offset: number }[] = []
  let offset = first
  for (let at = from; at < from + SLOT; at += PROBE) {
    const until = Math.min(at + PROBE, from + SLOT)
    const next = measure(until)
    if (next === offset) continue
    changes.push({ at: firstWith(next, at, until, measure), offset: next })
    offset = next
  }
  return { first, changes }
}

/** The first whole second after `low` at which the offset is `offset`, given that it is at `high`. */
const firstWith = (offset: number, low: number, high: number, measure: (instant: number) => number): number => {
  let before = low
  let after = high
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000
    if (measure(middle) === offset) after = middle
    else before = middle
  }
  return after
}
