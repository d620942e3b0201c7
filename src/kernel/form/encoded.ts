import type { Field } from './model.ts'
import { yuanText } from './numbers.ts'

/** What an HTML form sent, as nested objects and lists of text: not yet read, to be judged by `readForm`. */
export type RawInput = Readonly<Record<string, unknown>>

/** A body as text, or as a parser of the HTTP edge gives it. */
export type FormBody = string | URLSearchParams | Readonly<Record<string, unknown>>

/**
 * Nests the flat dotted names of an HTML form: `contact.phone=1` gives `{contact: {phone: '1'}}`, a name sent twice gives a list, and names
 * with numbers (`people.0.name`) a list of objects. Never throws; a name that is value and parent at once keeps the value under an empty key, which no
 * form knows. Objects have no prototype, so `__proto__` is a name like any other.
 */
export const fromUrlEncoded = (body: FormBody): RawInput => {
  const root: Node = Object.create(null) as Node
  for (const [name, value] of pairsOf(body)) put(root, name.split('.').slice(0, 8), value)
  return listed(root) as RawInput
}

/** The flat pairs of a form's values, typed or raw: for hidden inputs that carry a draft from page to page. Empty ones are left out. */
export const toPairs = (
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  prefix = '',
): readonly (readonly [string, string])[] =>
  fields.flatMap((field) => {
    const value = Object.hasOwn(values, field.field) ? values[field.field] : undefined
    return field.repeat && Array.isArray(value)
      ? value.flatMap((entry, i) => pairsOfValue(field, entry, `${prefix}${field.field}.${i}`))
      : pairsOfValue(field, value, prefix + field.field)
  })

/** Values in the body of an HTML form. `readForm(fields, fromUrlEncoded(toUrlEncoded(fields, values)))` gives the values again. */
export const toUrlEncoded = (fields: readonly Field[], values: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(toPairs(fields, values).map(([name, value]) => [name, value])).toString()

/** How one value stands in an input of a page: money in yuan, yes and no as words, a point as `longitude,latitude`. */
export const inputText = (kind: Field['kind'], value: unknown): string => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return kind === 'money' ? yuanText(value) : plainNumber(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value) && value.every((part) => typeof part === 'number')) return value.map(plainNumber).join(',')
  return ''
}

interface Node {
  [name: string]: Node | string | string[]
}

const pairsOf = (body: FormBody): Iterable<readonly [string, string]> => {
  if (typeof body === 'string') return new URLSearchParams(body)
  if (body instanceof URLSearchParams) return body
  return Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string').map((one: string) => [name, one] as const),
  )
}

const put = (root: Node, path: readonly string[], value: string): void => {
  let node = root
  for (const part of path.slice(0, -1)) {
    const next = node[part]
    if (typeof next === 'object' && !Array.isArray(next)) {
      node = next
      continue
    }
    const child = Object.create(null) as Node
    if (next !== undefined) child[''] = next
    node[part] = child
    node = child
  }
  const last = path.at(-1) ?? ''
  const known = node[last]
  if (known === undefined) node[last] = value
  else if (typeof known === 'string') node[last] = [known, value]
  else if (Array.isArray(known)) known.push(value)
  else known[''] = value
}

/** An object whose names are all numbers is a list in their order; gaps close. */
const listed = (node: Node | string | string[]): unknown => {
  if (typeof node === 'string' || Array.isArray(node)) return node
  const names = Object.keys(node)
  if (names.length > 0 && names.every((name) => /^\d{1,4}$/.test(name))) {
    return names.toSorted((a, b) => Number(a) - Number(b)).map((name) => listed(node[name] ?? ''))
  }
  const out = Object.create(null) as Record<string, unknown>
  for (const name of names) out[name] = listed(node[name] ?? '')
  return out
}

const pairsOfValue = (field: Field, value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (value === undefined || value === null || value === '') return []
  if (Array.isArray(value) && !value.every((part) => typeof part === 'number')) {
    return value.map((entry) => [path, inputText(field.kind, entry)] as const).filter(([, text]) => text !== '')
  }
  if (typeof value !== 'object' || Array.isArray(value)) return [[path, inputText(field.kind, value)]]
  if (field.kind === 'group') return toPairs(field.fields ?? [], value as Record<string, unknown>, `${path}.`)
  return Object.entries(value)
    .map(([part, entry]) => [`${path}.${part}`, inputText('text', entry)] as const)
    .filter(([, text]) => text !== '')
}

/** Never `1e-7`: the reader takes digits only. */
const plainNumber = (value: number): string => {
  const text = String(value)
  return text.includes('e') ? value.toFixed(9).replace(/\.?0+$/, '') : text
}
