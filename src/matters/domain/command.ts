import type { Actor, Role } from '../../kernel/actor.ts'
import type { District, Limit } from '../../kernel/calendar/due.ts'
import type { Door, Holder, Procedure } from './procedure.ts'
import type { Point } from './state.ts'

/** Something a person (or a clock) wants done with a matter. */
export interface Command {
  readonly action: string
  /** The action's form as sent. */
  readonly input: unknown
  /** The number of the last act the sender had seen; absent when it does not matter to them. */
  readonly seen?: number
}

/** What a decision may know beside the state: loaded by the action, so that deciding stays pure. */
export interface Circumstances {
  readonly actor: Actor
  readonly now: Date
  readonly procedure: Procedure
  readonly district: District
  /** As what the actor may act on this matter, with the office in which they would do so. */
  readonly offices: ReadonlyMap<Holder, Office>
  /** Limits that the category (or the routing rule) sets. */
  readonly limits: CategoryLimits
  /** Whether a unit of this id exists and is open. */
  readonly isUnit: (id: string) => boolean
  /** Limits of a category that the command would set; null when there is no such category. */
  readonly limitsOf: (category: string) => CategoryLimits | null
  /** Where a place given in a form lies; null when nothing fits. */
  readonly locate: (place: unknown) => Location | null
  /** The digest behind the ticket that an upload gave; null when the ticket is none of ours. */
  readonly fileOf: (ticket: string) => string | null
  /** The other matter of a merge. */
  readonly target?: { readonly id: string; readonly mergedInto: string | null; readonly sensitivity: 'ordinary' | 'sealed' }
}

/** Where a matter lies: the deepest area known; `located` when that is a grid or a community. */
export interface Location {
  readonly area: string
  readonly point: Point | null
  readonly located: boolean
}

export interface Office {
  readonly unit: string | null
  readonly role: Role | null
}

export interface CategoryLimits {
  readonly respond: Limit | null
  readonly handle: Limit | null
}

/** Everything a filing brings, located and classified as far as could be. */
export interface Filing {
  readonly id: string
  readonly code: string
  readonly procedure: { readonly id: string; readonly digest: string }
  readonly door: Door
  readonly channel: string | null
  readonly nature: string | null
  readonly category: string | null
  readonly aboutUnit: string | null
  readonly anonymous: boolean
  readonly subject: string
  readonly area: string
  readonly located: boolean
  readonly point: Point | null
  readonly upstream: { readonly source: string; readonly number: string; readonly due: string | null } | null
  readonly filerUnit: string | null
  /** The filing form as sent. */
  readonly input: unknown
}
