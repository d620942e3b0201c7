import type { Post, Role } from '../../kernel/actor.ts'
import type { UnitScope } from './units.ts'

/** A role in a unit, from the day `since` to the last day `until` (`YYYY-MM-DD`); no `until` means until it is ended. */
export interface Membership {
  readonly id: string
  readonly account: string
  readonly unit: string
  readonly role: Role
  readonly since: string
  readonly until: string | null
}

/** A time in which someone stands in for another: from `since` until just before `until`. */
export interface Absence {
  readonly id: string
  readonly account: string
  readonly substitute: string
  readonly since: Date
  readonly until: Date
  readonly note: string
}

/** A moment, and the local day it falls on in the district. */
export interface Moment {
  readonly now: Date
  readonly today: string
}

/** A role held over a time, as one's own or as a substitute. */
export interface Held {
  readonly role: Role
  readonly since: string
  readonly until: string | null
}

/**
 * Administrator, security officer and auditor are three separate people: who sets up must not be who guards, nor who checks
 * (GB/T 22239-2019 8.1.5: system, audit and security management by separate administrators).
 */
export const separateRoles: readonly Role[] = ['administrator', 'security-officer', 'auditor']

/** The first two roles of the three that one person would hold on the same day, or null. */
export const separationFault = (held: readonly Held[]): readonly [Role, Role] | null => {
  const guarded = held.filter((one) => separateRoles.includes(one.role))
  for (const [index, one] of guarded.entries()) {
    const other = guarded.slice(index + 1).find((next) => next.role !== one.role && overlaps(one, next))
    if (other) return [one.role, other.role]
  }
  return null
}

const overlaps = (a: Held, b: Held): boolean => (a.until === null || b.since <= a.until) && (b.until === null || a.since <= b.until)

/** All that an account holds or will hold: its own memberships, and those of the people it stands in for, as long as it does. `dayOf` gives the district's day of an instant. */
export const heldBy = (
  account: string,
  memberships: readonly Membership[],
  absences: readonly Absence[],
  dayOf: (at: Date) => string,
): Held[] => {
  const own = memberships.filter((one) => one.account === account)
  const lent = absences
    .filter((absence) => absence.substitute === account)
    .flatMap((absence) => {
      const span: Held = { role: 'handler', since: dayOf(absence.since), until: dayOf(new Date(absence.until.getTime() - 1)) }
      return memberships.filter((one) => one.account === absence.account && overlaps(one, span)).map((one) => common(one, span))
    })
  return [...own, ...lent]
}

const common = (one: Held, span: Held): Held => ({
  role: one.role,
  since: one.since > span.since ? one.since : span.since,
  until: one.until === null || (span.until !== null && span.until < one.until) ? span.until : one.until,
})

/**
 * The posts an account holds at a moment: its own, then those of people it stands in for (named by `standingInFor`). Standing in does not pass on:
 * a substitute's substitute gets the substitute's own posts only. A post that would join two of the three separate offices is left out.
 */
export const postsAt = (
  account: string,
  memberships: readonly Membership[],
  absences: readonly Absence[],
  scopesOf: (unit: string) => readonly UnitScope[],
  moment: Moment,
): Post[] => {
  const heldNow = (of: string): Membership[] =>
    memberships.filter((one) => one.account === of && one.since <= moment.today && (one.until === null || moment.today <= one.until))
  const taken: Membership[] = []
  const posts: Post[] = []
  const take = (one: Membership, standingInFor?: string): void => {
    if (taken.some((other) => other.unit === one.unit && other.role === one.role)) return
    if (separateRoles.includes(one.role) && taken.some((other) => other.role !== one.role && separateRoles.includes(other.role))) return
    taken.push(one)
    posts.push(...postsFor(one, scopesOf(one.unit), standingInFor))
  }
  for (const one of heldNow(account)) take(one)
  for (const absence of absences) {
    if (absence.substitute !== account || absence.account === account || moment.now < absence.since || moment.now >= absence.until) continue
    for (const one of heldNow(absence.account)) take(one, absence.account)
  }
  return posts
}

/** One post for each set of kinds, for a unit may serve every kind in one area and few in another. */
const postsFor = (one: Membership, scopes: readonly UnitScope[], standingInFor?: string): Post[] => {
  const groups = Map.groupBy(scopes, (scope) => scope.kinds.toSorted().join(' '))
  if (groups.size === 0) groups.set('', [])
  return [...groups.values()].map((group) => ({
    unit: one.unit,
    role: one.role,
    prefixes: group.map((scope) => scope.prefix),
    kinds: group[0]?.kinds ?? [],
    ...(standingInFor === undefined ? {} : { standingInFor }),
  }))
}
