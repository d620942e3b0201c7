import type { z } from 'zod'
import type { FieldFault } from '../result.ts'

type Issue = z.core.$ZodIssue

/**
 * What a schema found wrong, as faults with text codes, in the schema's order; zod's own English words are never passed on. A check whose `error`
 * is the key of a known text (`known`) keeps it as its code, with its `params`.
 */
export const faultsOf = (issues: readonly Issue[], input: unknown, known: (key: string) => boolean): FieldFault[] =>
  issues.flatMap((issue) => faultsOfIssue(issue, input, known))

const faultsOfIssue = (issue: Issue, input: unknown, known: (key: string) => boolean): FieldFault[] => {
  const path = issue.path.map(String).join('.')
  if (known(issue.message)) return [{ path, code: issue.message, ...paramsOf(issue) }]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'input.unknown',
      params: { name: key.slice(0, 60) },
    }))
  }
  if (issue.code === 'invalid_union') {
    const inner = nearestBranch(issue.errors).map((each) => ({ ...each, path: [...issue.path, ...each.path] }))
    if (inner.length > 0) return faultsOf(inner, input, known)
  }
  return [{ path, ...wordsFor(issue, valueAt(input, issue.path)) }]
}

/** Of a union's branches the one that came nearest: fewest faults, none of them about what kind of value it is as a whole. */
const nearestBranch = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches
    .filter((branch) => branch.length > 0 && branch.every((issue) => issue.path.length > 0))
    .toSorted((a, b) => a.length - b.length)
    .at(0) ?? []

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown => {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

type Words = Omit<FieldFault, 'path'>

const wordsFor = (issue: Issue, value: unknown): Words => {
  switch (issue.code) {
    case 'invalid_type':
      return isBlank(value) ? { code: 'input.required' } : { code: typeCodes[issue.expected] ?? 'input.bad-value' }
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum, issue.inclusive !== false, value)
    case 'too_big':
      return tooBig(issue.origin, issue.maximum, issue.inclusive !== false)
    case 'invalid_format':
      return isBlank(value) ? { code: 'input.required' } : { code: formatCodes[issue.format] ?? 'input.format' }
    case 'not_multiple_of':
      return { code: 'input.step', params: { step: issue.divisor } }
    case 'invalid_value':
      return { code: isBlank(value) ? 'input.required' : 'input.choice' }
    case 'invalid_union':
      return { code: isBlank(value) ? 'input.required' : issue.discriminator === undefined ? 'input.bad-value' : 'input.choice' }
    default:
      return { code: 'input.bad-value' }
  }
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''

const typeCodes: Readonly<Record<string, string>> = {
  string: 'input.text',
  number: 'input.number',
  bigint: 'input.integer',
  int: 'input.integer',
  boolean: 'input.yes-no',
  array: 'input.list',
  set: 'input.list',
  tuple: 'input.list',
  object: 'input.group',
  record: 'input.group',
  date: 'input.date-time',
}

const formatCodes: Readonly<Record<string, string>> = {
  email: 'input.email',
  url: 'input.address',
  uuid: 'input.id',
  guid: 'input.id',
  date: 'input.date',
  time: 'input.time',
  datetime: 'input.date-time',
}

const countable = (limit: number | bigint): number => Number(limit)

const tooSmall = (origin: string, minimum: number | bigint, inclusive: boolean, value: unknown): Words => {
  const min = countable(minimum)
  if (origin === 'string') return isBlank(value) ? { code: 'input.required' } : { code: 'input.too-short', params: { min } }
  if (origin === 'array' || origin === 'set' || origin === 'map') return { code: 'input.too-few', params: { min } }
  if (origin === 'date') return { code: 'input.too-early' }
  return { code: inclusive ? 'input.too-small' : 'input.not-above', params: { min } }
}

const tooBig = (origin: string, maximum: number | bigint, inclusive: boolean): Words => {
  const max = countable(maximum)
  if (origin === 'string') return { code: 'input.too-long', params: { max } }
  if (origin === 'array' || origin === 'set' || origin === 'map') return { code: 'input.too-many', params: { max } }
  if (origin === 'date') return { code: 'input.too-late' }
  return { code: inclusive ? 'input.too-large' : 'input.not-below', params: { max } }
}

/** The params a refine gives beside its text key; only what can stand in a text. */
const paramsOf = (issue: Issue): Pick<FieldFault, 'params'> => {
  if (issue.code !== 'custom' || !issue.params) return {}
  const entries = Object.entries(issue.params).filter((entry): entry is [string, string | number] =>
    ['string', 'number'].includes(typeof entry[1]),
  )
  return { params: Object.fromEntries(entries) }
}
