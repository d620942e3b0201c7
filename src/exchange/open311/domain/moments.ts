import { DAY, formatDay, localParts, readDay, startOfDay, weekdayOf, type Zone } from '../../../kernel/calendar/day.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import limits from './limits.json' with { type: 'json' }

/** A moment as the protocol writes it (W3C note, with zone), in the district's zone: `2026-03-02T09:30:00+08:00`. */
export const w3c = (at: Date, zone: Zone): string => {
  const { day, hour, minute, second } = localParts(at, zone)
  const offset = Math.round(zone.offsetAt(at.getTime()) / 60_000)
  const [sign, size] = offset < 0 ? ['-', -offset] : ['+', offset]
  return `${formatDay(day)}T${two(hour)}:${two(minute)}:${two(second)}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Monday, 0:00 in the district, of the week of a moment: as near as outsiders are told before a matter is released. */
export const weekStart = (at: Date, zone: Zone): Date => {
  const { day } = localParts(at, zone)
  return startOfDay(day - ((weekdayOf(day) + 6) % 7), zone)
}

/** Both ends belong to it. */
export interface Window {
  readonly from: Date
  readonly to: Date
}

/**
 * The window that a query asks for: both ends, or up to 90 days from the one given, or the last 90 days. Refuses what is no date
 * (`open311.bad-date`), stands the wrong way round (`open311.window-order`) or is longer than 90 days (`open311.window-long`).
 */
export const windowOf = (given: { start?: string | undefined; end?: string | undefined }, now: Date, zone: Zone): Result<Window> => {
  const start = given.start?.trim() ? readMoment(given.start, zone) : undefined
  const end = given.end?.trim() ? readMoment(given.end, zone) : undefined
  if (start === null) return refuse('invalid', 'open311.bad-date', { name: 'start_date' })
  if (end === null) return refuse('invalid', 'open311.bad-date', { name: 'end_date' })
  const span = limits.windowDays * DAY
  const to = end ?? (start ? new Date(start.getTime() + span) : now)
  const from = start ?? new Date(to.getTime() - span)
  if (from > to) return refuse('invalid', 'open311.window-order')
  // One hour more, for a change of clocks within the window.
  if (to.getTime() - from.getTime() > span + 3_600_000) return refuse('invalid', 'open311.window-long', { days: limits.windowDays })
  return ok({ from, to })
}

const written = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d))?$/

/** A moment with zone, or a day of the district. A plus sign that was not encoded arrives as a space. */
const readMoment = (text: string, zone: Zone): Date | null => {
  const plain = text.trim().replace(/ (?=\d{2}:?\d{2}$)/, '+')
  const found = written.exec(plain)
  const day = found ? readDay(found[1] ?? '') : undefined
  if (!found || day === undefined) return null
  if (found[5] === undefined) return startOfDay(day, zone)
  const offset = found[5].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const at = new Date(`${found[1]}T${found[2]}:${found[3]}:${found[4] ?? '00'}${offset}`)
  return Number.isNaN(at.getTime()) ? null : at
}
