import { Environment, ParseError } from '@marcbachmann/cel-js'
import type { Field, FieldKind, FormValue } from './model.ts'

export type Facts = Readonly<Record<string, unknown>>

type Compiled = { readonly ok: true; readonly run: (context: Facts) => unknown } | { readonly ok: false; readonly error: string }

/** Parses a `show` expression once; later calls with the same text answer from the cache. The error says where it is wrong. */
export const compileShow = (expression: string): Compiled => {
  const known = cache.get(expression)
  if (known) return known
  const compiled = compile(expression)
  // Expressions come from procedures, so there are few; the bound only guards against an editor that is typed into for days.
  if (cache.size >= 5000) cache.clear()
  cache.set(expression, compiled)
  return compiled
}

/** Whether a field is asked for. A condition that cannot be decided yet (a number not filled in) is false. */
export const isShown = (field: Field, context: Facts): boolean => {
  if (field.show === undefined) return true
  const compiled = compileShow(field.show)
  if (!compiled.ok) throw new Error(`field ${field.field}: ${compiled.error}`)
  try {
    return compiled.run(context) === true
  } catch {
    return false
  }
}

/** What expressions see: the fields by name (empty ones as the empty value of their kind) and the facts, which no form can override. */
export const showContext = (fields: readonly Field[], values: Readonly<Record<string, FormValue | undefined>>, outer: Facts): Facts => {
  const context: Record<string, unknown> = {}
  for (const field of fields) {
    if (isVariable(field)) context[variableName(field)] = toCel(values[field.field] ?? emptyOf[field.kind] ?? null)
  }
  return { ...context, ...outer }
}

/** Facts as CEL reads them: whole numbers as its integers. */
export const celFacts = (facts: Facts): Facts => Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, toCel(value)]))

/**
 * Checks every `show` of a form against its own fields and the facts that will be there (`{nature: 'string'}`, CEL type names):
 * unknown variables, wrong types, conditions that are not yes or no. Gives one sentence for each fault; empty when all is well.
 */
export const checkShows = (fields: readonly Field[], facts: Readonly<Record<string, string>>): readonly string[] => {
  const types: Record<string, string> = {}
  const faults: string[] = []
  for (const field of fields) {
    const name = variableName(field)
    if (Object.hasOwn(facts, name)) faults.push(`field ${field.field} has the name of a fact`)
    else if (isVariable(field)) types[name] = celTypes[field.kind] ?? 'dyn'
  }
  const visible = { ...types, ...facts }
  const environment = new Environment()
  for (const [name, type] of Object.entries(visible)) environment.registerVariable(name, type)
  for (const field of fields) {
    if (field.show !== undefined) {
      const found = environment.check(field.show)
      if (!found.valid) faults.push(`field ${field.field}: ${found.error?.message ?? 'show is wrong'}`)
      else if (found.type !== 'bool' && found.type !== 'dyn') faults.push(`field ${field.field}: show is ${found.type}, not yes or no`)
    }
    if (field.fields) faults.push(...checkShows(field.fields, visible).map((fault) => `${field.field}: ${fault}`))
  }
  return faults
}

/** Whether expressions can speak of a field by this name: CEL keeps some (`in`, `true`, `list`) for itself. */
export const isCelName = (field: string): boolean => {
  if (['in', 'true', 'false', 'null'].includes(field)) return false
  try {
    new Environment().registerVariable(field.replaceAll('-', '_'), 'dyn')
    return true
  } catch {
    return false
  }
}

const cache = new Map<string, Compiled>()
const anyVariable = new Environment({ unlistedVariablesAreDyn: true, limits: { maxAstNodes: 200, maxDepth: 20 } })

const compile = (expression: string): Compiled => {
  try {
    return { ok: true, run: anyVariable.parse(expression) }
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, error: error.message.split('\n')[0] ?? 'cannot be read' }
    throw error
  }
}

/** Groups and repeated fields are read last, with the others as their context, so no condition may hang on them. */
const isVariable = (field: Field): boolean => field.kind !== 'group' && !field.repeat

/** `lawful-channel` is `lawful_channel` to CEL, for a hyphen would be a minus. */
const variableName = (field: Field): string => field.field.replaceAll('-', '_')

const emptyOf: Readonly<Partial<Record<FieldKind, FormValue>>> = {
  text: '',
  choice: '',
  date: '',
  datetime: '',
  unit: '',
  category: '',
  file: '',
  signature: '',
  'yes-no': false,
  checklist: [],
  photos: [],
  place: {},
  contact: {},
  person: {},
  organisation: {},
}

const celTypes: Readonly<Partial<Record<FieldKind, string>>> = {
  text: 'string',
  choice: 'string',
  date: 'string',
  datetime: 'string',
  unit: 'string',
  category: 'string',
  file: 'string',
  signature: 'string',
  'yes-no': 'bool',
  checklist: 'list<string>',
  photos: 'list<string>',
  place: 'map',
  contact: 'map',
  person: 'map',
  organisation: 'map',
  money: 'int',
  rating: 'int',
}

const toCel = (value: unknown): unknown => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (Array.isArray(value)) return value.map(toCel)
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) return celFacts(value as Facts)
  return value
}
