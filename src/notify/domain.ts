import { createHash } from 'node:crypto'
import { atLocalTime, localParts, type Zone } from '../kernel/calendar/day.ts'
import type { Post, Role } from '../kernel/actor.ts'
import type { Lang } from '../kernel/i18n.ts'
import { leadOf, type MatterState } from '../matters/api.ts'

// Who is told what, when and in which words. Pure.

/** People of a role in a unit; the role `handler` stands for all who work on matters there. */
export interface Audience {
  readonly unit: string
  readonly role: string
}

const working: readonly Role[] = ['handler', 'community-worker', 'grid-worker']

/** Under which roles of its unit a post is told. */
export const rolesOf = (post: Pick<Post, 'role'>): readonly string[] =>
  working.includes(post.role) ? [...new Set([post.role, 'handler'])] : [post.role]

/** Whether a notice is for the holder of this post. */
export const concernsPost = (notice: Audience, post: Pick<Post, 'unit' | 'role'>): boolean =>
  notice.unit === post.unit && rolesOf(post).includes(notice.role)

/** What the choice of an audience needs to know of units. */
export interface Units {
  dutyUnit(role: Role, areaCode: string): string | null
  superiorOf(unit: string): string | null
}

/**
 * Which people of which units an internal notice is for. Common work of an area never goes to the unit complained about, but to the one above it; the units
 * that work on the matter know of it anyway.
 */
export const audienceOf = (whom: string, unit: string | undefined, state: MatterState, units: Units): Audience[] => {
  switch (whom) {
    case 'unit':
      return unit ? [{ unit, role: 'handler' }] : []
    case 'assigned':
      return distinct(assignedUnits(state)).map((each) => ({ unit: each, role: 'handler' }))
    case 'lead':
    case 'lead-approver': {
      const lead = leadOf(state)?.unit
      return lead ? [{ unit: lead, role: whom === 'lead' ? 'handler' : 'approver' }] : []
    }
    case 'filer':
      return state.filerUnit ? [{ unit: state.filerUnit, role: 'handler' }] : []
    case 'resident':
      return []
    default: {
      let duty = units.dutyUnit(whom as Role, state.areaCode)
      while (duty !== null && duty === state.aboutUnit) duty = units.superiorOf(duty)
      return duty === null ? [] : [{ unit: duty, role: whom }]
    }
  }
}

const assignedUnits = (state: MatterState): string[] => {
  const open = state.assignments.filter((each) => each.endedAt === null && each.state !== 'waiting')
  if (open.length > 0) return open.map((each) => each.unit)
  // A withdrawal has just ended them all: those whom it reached are told.
  const last = state.assignments
    .map((each) => each.endedAt ?? '')
    .toSorted()
    .at(-1)
  return state.assignments.filter((each) => each.endedAt === last).map((each) => each.unit)
}

const distinct = (list: readonly string[]): string[] => [...new Set(list)]

/** Hours of the district's clock in which no SMS is sent, `HH:mm`. */
export interface Quiet {
  readonly from: string
  readonly to: string
}

/** When a message may go: now, or the end of the quiet hours in which now lies. */
export const afterQuiet = (now: Date, quiet: Quiet, zone: Zone): Date => {
  const { day, hour, minute } = localParts(now, zone)
  const [from, to, at] = [minutesOf(quiet.from), minutesOf(quiet.to), hour * 60 + minute]
  if (from === to) return now
  const overMidnight = from > to
  const isQuiet = overMidnight ? at >= from || at < to : at >= from && at < to
  if (!isQuiet) return now
  return atLocalTime(overMidnight && at >= from ? day + 1 : day, to, zone)
}

const minutesOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** A moment as a message says it: `3月9日 18:00`; midnight as the end of the day before. */
export const sayMoment = (moment: Date, zone: Zone, lang: Lang): string => {
  const exact = localParts(moment, zone)
  const atMidnight = exact.hour === 0 && exact.minute === 0
  const { month, date } = atMidnight ? localParts(new Date(moment.getTime() - 1), zone) : exact
  const time = atMidnight ? '24:00' : `${String(exact.hour).padStart(2, '0')}:${String(exact.minute).padStart(2, '0')}`
  if (lang === 'zh') return `${month}月${date}日 ${time}`
  return `${date} ${new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2000, month - 1, 1)))} ${time}`
}

/** An id that follows from another, so that what is done twice makes the same rows. */
export const derivedId = (...parts: readonly (string | number)[]): string => {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A telephone number or e-mail address as others may see it: enough for its owner to know it, too little to write to. */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  if (at >= 0) return `${address.slice(0, Math.min(1, at))}***${address.slice(at)}`
  return address.length < 11 ? `****${address.length < 7 ? '' : address.slice(-2)}` : `${address.slice(0, 3)}****${address.slice(-4)}`
}

/** A fault as it may be kept and shown: without addresses and numbers, which may be somebody's. */
export const withoutAddresses = (fault: unknown): string => {
  const words = fault instanceof Error ? fault.message : String(fault)
  return words
    .replace(/[^\s<>"'，。：；]+@[^\s<>"'，。：；]+/g, '<…>')
    .replace(/\+?\d[\d\s-]{4,}\d/g, '<…>')
    .slice(0, 200)
}
