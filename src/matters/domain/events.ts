import type { Limit } from '../../kernel/calendar/due.ts'
import type { Counter, Door, Moment, Pause } from './procedure.ts'
import type { AssignmentState, Point, Request } from './state.ts'

// What the journal can say of a matter. Events carry results (the computed due time), never what they were computed from.
// `facts` is what state is folded from; `text` and `contact` are personal, sealed under the complainant's key, and may be gone.

export interface FiledFacts {
  readonly code: string
  readonly procedure: { readonly id: string; readonly digest: string }
  readonly stage: string
  readonly nature: string | null
  readonly category: string | null
  readonly sensitivity: 'ordinary' | 'sealed'
  readonly aboutUnit: string | null
  readonly door: Door
  readonly channel: string | null
  readonly upstream: { readonly source: string; readonly number: string; readonly due: string | null } | null
  readonly filerUnit: string | null
  readonly anonymous: boolean
  readonly subject: string
  readonly area: string
  readonly located: boolean
  readonly point: Point | null
  readonly form: Readonly<Record<string, unknown>>
  readonly files: readonly FileRef[]
  /** Moments that filing itself reaches beside `filed`: who solved a hazard on the spot has answered it. */
  readonly reaches?: readonly Moment[]
}

/** A file attached: by digest of what is stored, with its kind; its name is personal and stays in `text`. */
export interface FileRef {
  readonly digest: string
  readonly kind: string
  /** What the file shows, when told: before or after the work. */
  readonly shows?: 'before' | 'after'
}

/** An action of the procedure or a standing one, with its effects on the stage. */
export interface ActedFacts {
  readonly action: string
  readonly from: string
  readonly to: string
  /** In which unit and role the actor did it. */
  readonly unit: string | null
  readonly role: string | null
  readonly values: Readonly<Record<string, unknown>>
  readonly files: readonly FileRef[]
  readonly records?: string
  readonly reaches: readonly Moment[]
  readonly counts?: Counter
  readonly outcome?: string
  readonly category?: string
  readonly nature?: string
  readonly closes?: boolean
  readonly reopens?: boolean
}

export interface EventFacts {
  filed: FiledFacts
  acted: ActedFacts
  located: { readonly area: string; readonly point: Point | null; readonly located: boolean }
  /** The areas changed beneath it: it lies where it lay, in an area of another code. */
  'area-changed': { readonly area: string }
  assigned: {
    readonly id: string
    readonly unit: string
    readonly part: 'lead' | 'assistant'
    readonly order: number
    readonly state: 'waiting' | 'open'
    readonly listItem: string | null
  }
  'assignment-changed': { readonly id: string; readonly state: AssignmentState; readonly by: string | null }
  'clock-started': {
    readonly id: string
    readonly name: string
    readonly assignment: string | null
    readonly limit: Limit
    readonly start: string
    readonly due: string
    readonly provisional: boolean
    readonly warnings: readonly string[]
  }
  'clock-paused': { readonly id: string; readonly pause: Pause }
  'clock-due': {
    readonly id: string
    readonly due: string
    readonly provisional: boolean
    readonly warnings: readonly string[]
    readonly why: 'resumed' | 'extended' | 'recomputed' | 'limit-changed'
    readonly suspension?: { readonly from: string; readonly to: string }
    readonly extension?: Limit
    readonly limit?: Limit
  }
  'clock-warned': { readonly id: string; readonly at: string }
  'clock-breached': { readonly id: string }
  'clock-stopped': { readonly id: string; readonly state: 'met' | 'late' | 'stopped' }
  requested: Omit<Request, 'by' | 'at'>
  'request-decided': { readonly id: string; readonly granted: boolean }
  merged: { readonly into: string }
  absorbed: { readonly matter: string }
  joined: { readonly count: number }
  restricted: { readonly restricted: boolean }
  released: { readonly released: boolean }
  archived: Record<string, never>
  erased: { readonly parts: readonly ('text' | 'contact')[] }
}

export type EventKind = keyof EventFacts

/** What a decision wants written. */
export type NewEvent = {
  [K in EventKind]: {
    readonly kind: K
    readonly facts: EventFacts[K]
    readonly text?: Readonly<Record<string, unknown>>
    readonly contact?: Readonly<Record<string, unknown>>
  }
}[EventKind]

/** An entry as read back; `text` and `contact` are null when there were none or they were erased. */
export type MatterEvent = {
  [K in EventKind]: {
    readonly kind: K
    readonly facts: EventFacts[K]
    readonly text: Readonly<Record<string, unknown>> | null
    readonly contact: Readonly<Record<string, unknown>> | null
    /** Parts that were there once and whose key is gone. */
    readonly erased: readonly ('text' | 'contact')[]
    readonly n: number
    readonly version: number
    readonly actor: string
    readonly at: string
  }
}[EventKind]
