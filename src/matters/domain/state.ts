import type { Limit } from '../../kernel/calendar/due.ts'
import type { Counter, Door, Moment, Pause } from './procedure.ts'

// The state of a matter: a fold over its journal. Nothing here is personal: what people wrote stays in the journal's
// sealed parts and in projections that an erasure empties.

export type AssignmentState = 'waiting' | 'open' | 'signed' | 'reported' | 'returning' | 'returned' | 'transferred' | 'done' | 'cancelled'

/** One unit's share of a matter. A waiting one comes after another in a sequence. */
export interface Assignment {
  readonly id: string
  readonly unit: string
  readonly part: 'lead' | 'assistant'
  /** Place in the sequence; all are 1 when in parallel. */
  readonly order: number
  readonly state: AssignmentState
  readonly assignedAt: string
  readonly signedAt: string | null
  readonly signedBy: string | null
  readonly endedAt: string | null
  /** The item of the unit's duty list that the work falls under. */
  readonly listItem: string | null
}

export type ClockState = 'running' | 'paused' | 'met' | 'late' | 'stopped'

/** One clock. Due and warning times are results, journalled; they are never recomputed on reading. */
export interface MatterClock {
  readonly id: string
  /** Its name in the procedure. */
  readonly name: string
  readonly assignment: string | null
  readonly limit: Limit
  readonly state: ClockState
  readonly startedAt: string
  readonly due: string
  readonly provisional: boolean
  /** Moments at which to warn, those still to come. */
  readonly warnings: readonly string[]
  readonly breached: boolean
  readonly pausedAt: string | null
  readonly pause: Pause | null
  readonly suspensions: readonly { readonly from: string; readonly to: string }[]
  readonly extensions: readonly Limit[]
  readonly endedAt: string | null
}

/** Something asked for that another must grant or refuse. */
export interface Request {
  readonly id: string
  readonly kind: 'return' | 'time' | 'exclusion'
  readonly assignment: string | null
  readonly unit: string
  readonly by: string
  readonly at: string
  /** The extra time asked for. */
  readonly extra: Limit | null
  readonly reasonCode: string | null
}

export interface Point {
  readonly lon: number
  readonly lat: number
}

export interface MatterState {
  readonly id: string
  readonly code: string
  /** Number of the last entry. */
  readonly n: number
  /** Number of the last act of a person, so that a decision taken on an older picture is told, while a clock's warning disturbs nobody. */
  readonly actN: number
  readonly procedure: { readonly id: string; readonly digest: string }
  readonly stage: string
  readonly stageSince: string
  readonly outcome: string | null
  readonly nature: string | null
  readonly category: string | null
  readonly sensitivity: 'ordinary' | 'sealed'
  /** The unit complained about, from which the complainant is sealed. */
  readonly aboutUnit: string | null
  readonly door: Door
  /** How the person came, as data: telephone, website, visit … */
  readonly channel: string | null
  /** The number that an upstream platform gave it. */
  readonly upstream: { readonly source: string; readonly number: string; readonly due: string | null } | null
  readonly filedAt: string
  readonly filedBy: string
  /** The unit of the staff member who filed it. */
  readonly filerUnit: string | null
  readonly anonymous: boolean
  /** Key under which the complainant's words and contact are sealed. */
  readonly subject: string
  /** Where it was filed: never changed, for statistics. */
  readonly filedArea: string
  /** Where it is now: for scope. */
  readonly areaCode: string
  readonly located: boolean
  readonly point: Point | null
  readonly assignments: readonly Assignment[]
  readonly clocks: readonly MatterClock[]
  readonly requests: readonly Request[]
  /** Assignments whose return was refused once: after the ruling there is no second return. */
  readonly ruled: readonly string[]
  /** Values of the filing form that are not personal, for conditions. */
  readonly form: Readonly<Record<string, unknown>>
  readonly reached: Readonly<Partial<Record<Moment, string>>>
  readonly counts: Readonly<Record<Counter, number>>
  /** A question to the resident that is not answered yet. */
  readonly asked: { readonly n: number; readonly at: string; readonly by: string } | null
  readonly answers: readonly { readonly n: number; readonly at: string; readonly by: string; readonly unit: string | null }[]
  readonly handlers: readonly string[]
  readonly rating: { readonly solved: boolean | null; readonly satisfaction: number | null; readonly at: string } | null
  readonly verification: {
    readonly solved: boolean | null
    readonly satisfied: boolean | null
    readonly reached: boolean | null
    readonly at: string
  } | null
  readonly supervised: { readonly by: string; readonly at: string } | null
  readonly excluded: { readonly reasonCode: string; readonly at: string } | null
  readonly mergedInto: string | null
  readonly released: { readonly at: string; readonly by: string } | null
  readonly restricted: boolean
  readonly closedAt: string | null
  readonly archivedAt: string | null
}

export const noCounts: Readonly<Record<Counter, number>> = {
  reworked: 0,
  reopened: 0,
  returned: 0,
  urged: 0,
  joined: 0,
  extended: 0,
  handedUp: 0,
}

/** Assignments that somebody still works on. */
export const openAssignments = (state: MatterState): readonly Assignment[] =>
  state.assignments.filter(
    (each) => each.state === 'open' || each.state === 'signed' || each.state === 'returning' || each.state === 'reported',
  )

/** The lead now, or the last one that did its work; null before a dispatch. */
export const leadOf = (state: MatterState): Assignment | null =>
  state.assignments.findLast(
    (each) => each.part === 'lead' && each.state !== 'returned' && each.state !== 'transferred' && each.state !== 'cancelled',
  ) ?? null

export const isClosed = (state: MatterState): boolean => state.closedAt !== null
