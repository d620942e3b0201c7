import type { Result } from '../../kernel/result.ts'
import type { Register } from './definition.ts'
import type { Day, Link, RecordPlace, RecordState, Version } from './record.ts'

type Values = Readonly<Record<string, unknown>>

/** A link asked for; from today on unless a day is said. */
export interface AskedLink {
  readonly role: string
  readonly to: string
  readonly since?: Day | undefined
}

/** What may be done with records. Days are of the district and never lie ahead. */
export type Command =
  | {
      readonly act: 'create'
      readonly register: string
      readonly values: Values
      readonly place?: unknown
      readonly since?: Day | undefined
      readonly links?: readonly AskedLink[] | undefined
    }
  | {
      readonly act: 'correct'
      readonly id: string
      readonly values?: Values | undefined
      readonly place?: unknown
      readonly from?: Day | undefined
    }
  | { readonly act: 'end'; readonly id: string; readonly until?: Day | undefined }
  | { readonly act: 'reopen'; readonly id: string }
  | ({ readonly act: 'link'; readonly id: string; readonly until?: Day | undefined } & AskedLink)
  | { readonly act: 'unlink'; readonly id: string; readonly link: string; readonly until?: Day | undefined }
  | { readonly act: 'undo'; readonly id: string; readonly version: number }
  | ({ readonly act: 'move-in'; readonly id: string } & AskedLink)
  | { readonly act: 'move-out'; readonly id: string; readonly until?: Day | undefined }
  | { readonly act: 'birth'; readonly id: string; readonly values: Values; readonly born: Day }
  | { readonly act: 'death'; readonly id: string; readonly died: Day; readonly head?: string | undefined }
  | {
      readonly act: 'split'
      readonly id: string
      readonly values: Values
      readonly members: readonly string[]
      readonly head?: string | undefined
      readonly home?: AskedLink | undefined
      readonly since?: Day | undefined
    }
  | { readonly act: 'join'; readonly id: string; readonly into: string; readonly since?: Day | undefined }

export type Act = Command['act']

/** What a decision may look at; the action loads it. */
export interface Circumstances {
  readonly today: Day
  readonly registers: readonly Register[]
  /** Records the command names, and those with open links to them. */
  readonly records: ReadonlyMap<string, RecordState>
  /** Links that point to those records, from whichever record. */
  readonly incoming: readonly (Link & { readonly from: string })[]
  /** The versions of the record, for an undo. */
  readonly versions: readonly Version[]
  /** Finds where a place lies; refuses what does not exist or lies nowhere. */
  readonly locate: (place: unknown) => Result<RecordPlace>
  /** Where a record lies now, by itself or by what it is linked to. */
  readonly placeOf: (id: string) => RecordPlace | null
  readonly newId: () => string
}

/** One record as it is to be written: its next version. */
export interface Change extends Version {
  readonly id: string
  readonly register: string
}
