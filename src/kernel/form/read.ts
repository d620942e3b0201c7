import { type FieldFault, type Result, ok, refuseFields } from '../result.ts'
import { readKind } from './kinds.ts'
import type { Field, FormValue, FormValues } from './model.ts'
import { type Facts, celFacts, isShown, showContext } from './show.ts'

export interface ReadOptions {
  /**
   * What to do with input for a field whose `show` is false. `refuse` (the default) tells `field.not-shown`: only a hand-made request does that.
   * `drop` is for pages that work without JavaScript, where a person may fill in a field and then change the answer that showed it.
   */
  readonly hidden?: 'refuse' | 'drop'
}

/**
 * Reads the input of a form against its fields and the facts known to the server. Gives typed values, or one refusal with all faults in the
 * order of the form; unknown keys come last. Never throws for any input. Empty text, `null` and a missing key are all "not filled in"; only a
 * missing key takes the field's default.
 */
export const readForm = (fields: readonly Field[], input: unknown, facts: Facts = {}, options: ReadOptions = {}): Result<FormValues> => {
  const read = readFields({ fields, outer: celFacts(facts), prefix: '', drop: options.hidden === 'drop' }, input)
  return read.faults.length > 0 ? refuseFields(read.faults) : ok(read.values)
}

/** The fields that are asked for, given what is filled in so far (typed values or a raw draft): for renderers and for the next page of a form. */
export const shownFields = (fields: readonly Field[], input: unknown, facts: Facts = {}): readonly Field[] => {
  const scope = lookingScope(fields, facts)
  return shownIn(scope, plainReads(scope, input))
}

/** What conditions inside a group of this form see: the facts and the plain fields around it. */
export const factsInside = (fields: readonly Field[], input: unknown, facts: Facts): Facts => {
  const scope = lookingScope(fields, facts)
  const reads = plainReads(scope, input)
  return showContext(fields, valuesOf(fields, reads, new Set(shownIn(scope, reads))), scope.outer)
}

interface Scope {
  readonly fields: readonly Field[]
  /** Facts and the values around a group, as CEL sees them. */
  readonly outer: Facts
  readonly prefix: string
  readonly drop: boolean
}

interface FieldRead {
  readonly value: FormValue | undefined
  readonly faults: readonly FieldFault[]
  readonly given: boolean
}

type Reads = ReadonlyMap<Field, FieldRead>

const readFields = (scope: Scope, input: unknown): { readonly values: FormValues; readonly faults: readonly FieldFault[] } => {
  const { fields, prefix } = scope
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { values: {}, faults: [{ path: prefix.replace(/\.$/, ''), code: 'field.bad-shape' }] }
  }
  const reads = plainReads(scope, input)
  const shown = new Set(shownIn(scope, reads))
  const inner: Scope = { ...scope, outer: showContext(fields, valuesOf(fields, reads, shown), scope.outer) }
  const values: Record<string, FormValue> = {}
  const faults: FieldFault[] = []
  for (const field of fields) {
    const path = prefix + field.field
    const read = reads.get(field) ?? readField(field, keyOf(input, field.field), inner)
    if (!shown.has(field)) {
      if (read.given && !scope.drop) faults.push({ path, code: 'field.not-shown' })
      continue
    }
    faults.push(...read.faults)
    if (read.value !== undefined) values[field.field] = read.value
    else if (field.required && read.faults.length === 0) faults.push({ path: requiredPath(field, path), code: 'field.required' })
  }
  return { values, faults: [...faults, ...unknownKeys(fields, input, prefix)] }
}

const lookingScope = (fields: readonly Field[], facts: Facts): Scope => ({ fields, outer: celFacts(facts), prefix: '', drop: true })

const plainReads = (scope: Scope, input: unknown): Reads =>
  new Map(scope.fields.filter(isPlain).map((field) => [field, readField(field, keyOf(input, field.field), scope)]))

/** Groups are read last, for the conditions inside them may hang on the fields around them. */
const isPlain = (field: Field): boolean => field.kind !== 'group'

const keyOf = (input: unknown, key: string): unknown =>
  typeof input === 'object' && input !== null && Object.hasOwn(input, key) ? (input as Record<string, unknown>)[key] : undefined

/** One field of a conditional chain can hide the next, so conditions are weighed again until nothing changes (at most once per field). */
const shownIn = (scope: Scope, reads: Reads): readonly Field[] => {
  let shown: readonly Field[] = scope.fields
  for (let round = 0; round <= scope.fields.length; round++) {
    const context = showContext(scope.fields, valuesOf(scope.fields, reads, new Set(shown)), scope.outer)
    const next = scope.fields.filter((field) => isShown(field, context))
    if (next.length === shown.length && next.every((field, i) => field === shown[i])) break
    shown = next
  }
  return shown
}

const valuesOf = (fields: readonly Field[], reads: Reads, shown: ReadonlySet<Field>): Readonly<Record<string, FormValue | undefined>> =>
  Object.fromEntries(fields.map((field) => [field.field, shown.has(field) ? reads.get(field)?.value : undefined]))

const readField = (field: Field, input: unknown, scope: Scope): FieldRead => {
  const raw = input === undefined ? field.default : input
  const path = scope.prefix + field.field
  if (isEmpty(raw)) return { ...(needsParts(field) ? readOne(field, {}, path, scope) : nothing), given: false }
  const read = field.repeat ? readRepeated(field, raw, path, scope) : readOne(field, raw, path, scope)
  return { ...read, given: input !== undefined }
}

const nothing = { value: undefined, faults: [] }

/** A required group that came empty tells the faults of its own required fields, so that each can be found. */
const needsParts = (field: Field): boolean => field.kind === 'group' && field.required === true && !field.repeat

const readOne = (field: Field, raw: unknown, path: string, scope: Scope): Omit<FieldRead, 'given'> => {
  if (isEmpty(raw) && !needsParts(field)) return nothing
  if (field.kind === 'group') {
    const { values, faults } = readFields({ ...scope, fields: field.fields ?? [], prefix: `${path}.` }, raw)
    return { value: Object.keys(values).length === 0 ? undefined : values, faults }
  }
  const faults: FieldFault[] = []
  const value = readKind({ field, path, faults }, raw)
  return { value: faults.length > 0 ? undefined : value, faults }
}

/** As many entries as a list may have where its form sets no bound. */
const manyEntries = 50

const readRepeated = (field: Field, raw: unknown, path: string, scope: Scope): Omit<FieldRead, 'given'> => {
  const entries = Array.isArray(raw) ? raw : [raw]
  const { min = 0, max = manyEntries } = field.repeat ?? {}
  const filled = entries.filter((entry) => !isEmpty(entry)).length
  if (filled > max) return { value: undefined, faults: [{ path, code: 'field.too-many', params: { max } }] }
  const faults: FieldFault[] = []
  const values: FormValue[] = []
  entries.forEach((entry, i) => {
    const read = readOne(field, entry, `${path}.${i}`, scope)
    faults.push(...read.faults)
    if (read.value !== undefined) values.push(read.value)
  })
  if (filled > 0 && filled < min) faults.push({ path, code: 'field.too-few', params: { min } })
  return { value: values.length === 0 ? undefined : values, faults }
}

/** Nothing filled in: also lists and objects whose parts are all empty, as a page sends an untouched group. */
const isEmpty = (raw: unknown, depth = 0): boolean => {
  if (raw === undefined || raw === null) return true
  if (typeof raw === 'string') return raw.trim() === ''
  if (typeof raw !== 'object' || depth > 6) return false
  return Object.values(raw).every((part) => isEmpty(part, depth + 1))
}

const unknownKeys = (fields: readonly Field[], input: object, prefix: string): readonly FieldFault[] => {
  const known = new Set(fields.map((field) => field.field))
  return Object.keys(input)
    .filter((key) => !known.has(key))
    .slice(0, 20)
    .map((key) => ({ path: prefix + key.slice(0, 60), code: 'field.unknown' }))
}

/** A fault must lead to an input: the first part of a composite field. */
const requiredPath = (field: Field, path: string): string => {
  if (field.repeat) return path
  if (field.kind === 'contact') return `${path}.phone`
  if (field.kind === 'place') return `${path}.address`
  return field.kind === 'person' || field.kind === 'organisation' ? `${path}.name` : path
}
