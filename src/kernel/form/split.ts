import { type Field, type FormValue, type FormValues, personalOf } from './model.ts'

/** A form's values in three parts that are kept and encrypted apart. */
export interface Sensitivity {
  /** Plain facts: routing, conditions and statistics may read them. */
  readonly facts: FormValues
  /** Free text, in which people write names. */
  readonly text: FormValues
  /** Who someone is and how to reach them. */
  readonly contact: FormValues
}

type Part = keyof Sensitivity

/**
 * Splits values by the label of their fields. A group's fields go where each belongs, under the group's name; a repeated group gives each part a
 * list of the same length, so that entries still belong together. Values without a field are left out (`readForm` lets none through).
 */
export const splitBySensitivity = (fields: readonly Field[], values: FormValues): Sensitivity => ({
  facts: partOf(fields, values, 'facts'),
  text: partOf(fields, values, 'text'),
  contact: partOf(fields, values, 'contact'),
})

/** Puts the three parts together again: the inverse of `splitBySensitivity`. A part that was erased or may not be read is simply missing. */
export const joinSensitivity = (fields: readonly Field[], parts: Partial<Sensitivity>): FormValues => {
  const joined: Record<string, FormValue> = {}
  for (const field of fields) {
    const found = [parts.facts, parts.text, parts.contact].map((part) => part?.[field.field]).filter((value) => value !== undefined)
    const [first] = found
    if (first === undefined) continue
    joined[field.field] = splitsInside(field) ? merged(field, found) : first
  }
  return joined
}

const partOf = (fields: readonly Field[], values: FormValues, part: Part): FormValues => {
  const out: Record<string, FormValue> = {}
  for (const field of fields) {
    const value = values[field.field]
    if (value === undefined) continue
    if (!splitsInside(field)) {
      if (partOfField(field) === part) out[field.field] = value
      continue
    }
    const inner = Array.isArray(value)
      ? (value as readonly FormValues[]).map((entry) => partOf(field.fields ?? [], entry, part))
      : [partOf(field.fields ?? [], value as FormValues, part)]
    if (inner.some((entry) => Object.keys(entry).length > 0)) out[field.field] = Array.isArray(value) ? inner : (inner[0] ?? {})
  }
  return out
}

const partOfField = (field: Field): Part => {
  const personal = personalOf(field)
  if (personal === undefined) return 'facts'
  return personal === 'free-text' ? 'text' : 'contact'
}

/** A group that bears a label itself goes whole. */
const splitsInside = (field: Field): boolean => field.kind === 'group' && field.personal === undefined

const merged = (field: Field, parts: readonly FormValue[]): FormValue => {
  if (!Array.isArray(parts[0])) return mergedEntry(field, parts as readonly FormValues[])
  const lists = parts as readonly (readonly FormValues[])[]
  const length = Math.max(...lists.map((list) => list.length))
  return Array.from({ length }, (_, i) =>
    mergedEntry(
      field,
      lists.map((list) => list[i] ?? {}),
    ),
  )
}

/** Which part an entry came from does not matter any more: the names inside do not overlap, or belong to an inner group. */
const mergedEntry = (field: Field, [facts = {}, text = {}, contact = {}]: readonly FormValues[]): FormValues =>
  joinSensitivity(field.fields ?? [], { facts, text, contact })
