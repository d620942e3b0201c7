import type { FormValues } from '../../kernel/form/model.ts'
import { isMasked } from './check.ts'
import type { Register } from './definition.ts'

/** A day where the district is, `2026-03-01`. Days compare as texts. */
export type Day = string

/** Where something lies, as located when it was given. */
export interface RecordPlace {
  readonly areaCode: string
  readonly lon?: number | undefined
  readonly lat?: number | undefined
  readonly address?: string | undefined
}

export type RecordStanding = 'current' | 'ended' | 'merged'

/** A link that goes out from a record. `until` is the first day on which it is no more; `recorded` and `ended` are the versions that said so. */
export interface Link {
  readonly id: string
  readonly to: string
  readonly role: string
  readonly since: Day
  readonly until: Day | null
  readonly recorded: number
  readonly ended: number | null
}

/** What a version did to links: `void` takes one back that never was, `reopen` one that did not end. */
export type LinkStep =
  | {
      readonly do: 'add'
      readonly id: string
      readonly to: string
      readonly role: string
      readonly since: Day
      readonly until?: Day | undefined
    }
  | { readonly do: 'end'; readonly id: string; readonly until: Day }
  | { readonly do: 'void' | 'reopen'; readonly id: string }

/** All that a record says beside its links. */
export interface Content {
  readonly values: FormValues
  readonly place: RecordPlace | null
  readonly state: RecordStanding
  readonly since: Day
  readonly until: Day | null
}

/** One change as it was recorded: the whole content from `from` on. */
export interface Version {
  readonly n: number
  readonly from: Day
  readonly content: Content
  readonly links: readonly LinkStep[]
}

/** A record as it stands after its versions. */
export interface RecordState extends Content {
  readonly id: string
  readonly register: string
  readonly n: number
  /** From when the last version holds. */
  readonly from: Day
  readonly links: readonly Link[]
}

/** Folds versions, in order of their numbers, into what stands after them; null of none. */
export const fold = (id: string, register: string, versions: readonly Version[]): RecordState | null => {
  const last = versions.at(-1)
  if (!last) return null
  return { id, register, n: last.n, from: last.from, ...last.content, links: foldLinks(versions) }
}

/** The links after these versions, those of past days too; what was taken back is gone. */
export const foldLinks = (versions: readonly Pick<Version, 'n' | 'links'>[]): readonly Link[] =>
  versions.reduce(stepLinks, [] as readonly Link[])

/** The links after one more version. */
export const stepLinks = (links: readonly Link[], { n, links: steps }: Pick<Version, 'n' | 'links'>): readonly Link[] =>
  steps.reduce<readonly Link[]>((now, step) => {
    if (step.do === 'add') {
      const { id, to, role, since, until } = step
      return [...now, { id, to, role, since, until: until ?? null, recorded: n, ended: until === undefined ? null : n }]
    }
    if (step.do === 'void') return now.filter((link) => link.id !== step.id)
    return now.map((link) => {
      if (link.id !== step.id) return link
      return step.do === 'end' ? { ...link, until: step.until, ended: n } : { ...link, until: null, ended: null }
    })
  }, links)

/**
 * The record as of a day, by what is known now: the latest version that holds from that day or before, and the links that held on it. Null on a day before
 * its first version.
 */
export const asOf = (id: string, register: string, versions: readonly Version[], day: Day): RecordState | null => {
  const last = versions.findLast(({ from }) => from <= day)
  if (!last) return null
  const content = { ...last.content, ...endedBy(versions.at(-1)?.content ?? last.content, day) }
  return { id, register, n: last.n, from: last.from, ...content, links: foldLinks(versions).filter((link) => holdsOn(link, day)) }
}

// An end may be heard of after other changes were recorded; it holds from its own day on all the same.
const endedBy = ({ state, until }: Content, day: Day): Partial<Content> => (until !== null && until <= day ? { state, until } : {})

/** Whether a link holds on a day. */
export const holdsOn = (link: Pick<Link, 'since' | 'until'>, day: Day): boolean =>
  link.since <= day && (link.until === null || day < link.until)

/** Whether two links hold on a common day. */
export const overlap = (a: Pick<Link, 'since' | 'until'>, b: Pick<Link, 'since' | 'until'>): boolean =>
  (b.until === null || a.since < b.until) && (a.until === null || b.since < a.until) && lasts(a) && lasts(b)

const lasts = ({ since, until }: Pick<Link, 'since' | 'until'>): boolean => until === null || since < until

/** One field that two versions say differently. Of a sensitive field only that it changed is told. */
export interface Difference {
  readonly field: string
  readonly masked: boolean
  readonly before?: unknown
  readonly after?: unknown
}

/** What differs between two contents, field by field in the order of the register, then place, state and dates. */
export const compare = (register: Register, before: Content, after: Content): readonly Difference[] => {
  const told = register.fields.flatMap((field): Difference[] => {
    const [was, is] = [before.values[field.field], after.values[field.field]]
    if (same(was, is)) return []
    return [isMasked(field) ? { field: field.field, masked: true } : { field: field.field, masked: false, before: was, after: is }]
  })
  const rest = (['place', 'state', 'since', 'until'] as const)
    .filter((key) => !same(before[key], after[key]))
    .map((key) => ({ field: `@${key}`, masked: false, before: before[key], after: after[key] }))
  return [...told, ...rest]
}

/** Whether two values say the same, whatever the order of their keys. */
export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

/** One text for a value, with keys in order: what digests are made of. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'null'

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}
