import type { Field } from '../../../src/kernel/form/model.ts'

export type Draft = Readonly<Record<string, unknown>>

/** A value at a key of an object of parts (a place, a contact), whatever the draft holds. */
export const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>)[name] : undefined

/** The value with one part changed; an emptied part is taken away. */
export const withPart = (value: unknown, name: string, part: unknown): Record<string, unknown> => {
  const parts = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...(value as Record<string, unknown>) } : {}
  if (part === undefined || part === null || part === '') delete parts[name]
  else parts[name] = part
  return parts
}

export const asText = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]

/** Money as it is typed, in yuan. Drafts hold the typed text; defaults of the server are fen. */
export const yuanOf = (value: unknown): string =>
  typeof value === 'number' ? (value / 100).toFixed(2).replace(/\.00$/, '') : asText(value)

/** What is sent: only fields that are shown, without the empty ones. */
export const inputOf = (shown: readonly Field[], draft: Draft): Record<string, unknown> =>
  Object.fromEntries(
    shown
      .map((field) => [field.field, draft[field.field]] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )

/** The fault words by path; of two at one path the first. */
export const faultMap = (fields: readonly { readonly path: string; readonly message: string }[]): ReadonlyMap<string, string> => {
  const map = new Map<string, string>()
  for (const { path, message } of fields) if (!map.has(plainPath(path))) map.set(plainPath(path), message)
  return map
}

/** The path within the form: routes hold the form in a part of their body. */
export const plainPath = (path: string): string => path.replace(/^(?:input|value)\./, '')

/** Faults that no shown input carries: they are told on top only, but never lost. */
export const pathsOf = (fields: readonly Field[], prefix = ''): readonly string[] =>
  fields.flatMap((field) => [prefix + field.field, ...(field.fields ? pathsOf(field.fields, `${prefix}${field.field}.`) : [])])
