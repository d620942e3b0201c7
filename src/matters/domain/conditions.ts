import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js'
import { counters } from './procedure.ts'
import type { MatterState } from './state.ts'

// Conditions are Common Expression Language over facts that say nothing about a person. What is not listed here can't be asked.

/** What conditions see, by name. Whole numbers are CEL integers (bigint). */
export type Facts = Readonly<Record<string, unknown>>

/** What a routing rule sees beside the facts of the matter: the district's wall time. Monday is 1, Sunday 7. */
export interface RoutingTime {
  readonly hour: number
  readonly weekday: number
}

/** The part of a state that conditions read: so that a filing can be judged before there is a state. */
export type FactSource = Pick<
  MatterState,
  'nature' | 'category' | 'door' | 'channel' | 'sensitivity' | 'located' | 'anonymous' | 'counts' | 'assignments' | 'form' | 'reached'
>

type Scope = 'matter' | 'routing'

/** Facts with a plain type, the only ones that a form's `show` may use beside its own fields. */
export const plainFactTypes = {
  nature: 'string',
  category: 'string',
  door: 'string',
  channel: 'string',
  sensitivity: 'string',
  located: 'bool',
  anonymous: 'bool',
} as const

const countTypes: Readonly<Record<string, string>> = Object.fromEntries(counters.map((counter) => [counter, 'int']))

/** All facts and their types, for editors and documentation. */
export const factTypes: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  ...plainFactTypes,
  counts: countTypes,
  lead: { unit: 'string', state: 'string' },
  assistants: 'list<Assistant>',
  form: 'map<string, dyn>',
  reached: 'map<string, string>',
}

/** The facts of a matter now. Unknown ones are the empty text; `lead` is of empty texts before a dispatch and after the lead's return. */
export const conditionFacts = (state: FactSource): Facts => {
  const there = state.assignments.filter((each) => !gone.has(each.state))
  const lead = there.findLast((each) => each.part === 'lead')
  return {
    nature: state.nature ?? '',
    category: state.category ?? '',
    door: state.door,
    channel: state.channel ?? '',
    sensitivity: state.sensitivity,
    located: state.located,
    anonymous: state.anonymous,
    counts: Object.fromEntries(Object.entries(state.counts).map(([counter, count]) => [counter, BigInt(count)])),
    lead: { unit: lead?.unit ?? '', state: lead?.state ?? '' },
    assistants: there
      .filter((each) => each.part === 'assistant')
      .map(({ unit, state: at }) => ({ unit, state: at, reported: at === 'reported' || at === 'done' })),
    form: withIntegers(state.form),
    reached: state.reached,
  }
}

/** The facts for a routing rule. */
export const routingFacts = (state: FactSource, time: RoutingTime): Facts => ({
  ...conditionFacts(state),
  hour: BigInt(time.hour),
  weekday: BigInt(time.weekday),
})

/** Why a condition can't be used: it does not parse, names what there is not, has a wrong type, or is not yes or no. Null when it is sound. */
export const checkCondition = (source: string, scope: Scope = 'matter'): string | null => {
  const found = environments[scope].check(source)
  if (!found.valid) return firstLine(found.error?.message)
  return found.type === 'bool' || found.type === 'dyn' ? null : `gives ${found.type}, not yes or no`
}

/** Parses a condition once. Throws when it can't be parsed: the checker refuses such a procedure before anything runs on it. */
export const compileCondition = (source: string, scope: Scope = 'matter'): ParseResult => {
  const cache = caches[scope]
  const known = cache.get(source)
  if (known) return known
  const compiled = environments[scope].parse(source)
  // Conditions come from procedures and routing rules, so there are few; the bound guards against an editor typed into for days.
  if (cache.size >= 5000) cache.clear()
  cache.set(source, compiled)
  return compiled
}

/** Whether a condition holds. One that can't be decided, because a field was left empty, does not hold. */
export const holds = (source: string, facts: Facts, scope: Scope = 'matter'): boolean => {
  const condition = compileCondition(source, scope)
  try {
    return condition(facts) === true
  } catch {
    return false
  }
}

/** What a condition mentions: for the checker, which knows what of it exists. */
export interface Mentions {
  /** Facts named at all. */
  readonly facts: ReadonlySet<string>
  /** Keys read from `form` and `reached`, as `form.solved`, `form['solved']` or `'answered' in reached`. */
  readonly keys: readonly { readonly fact: string; readonly key: string }[]
  /** Texts that a fact is compared with: `nature == 'help'`, `door in ['desk']`. */
  readonly compared: readonly { readonly fact: string; readonly value: string }[]
}

/** Everything that a condition mentions. Throws when it can't be parsed. */
export const mentionsOf = (source: string, scope: Scope = 'matter'): Mentions => {
  const facts = new Set<string>()
  const keys: { fact: string; key: string }[] = []
  const compared: { fact: string; value: string }[] = []
  walk(compileCondition(source, scope).ast, (node) => {
    if (node.op === 'id') facts.add(node.args)
    if (node.op === '.') note(keys, node.args[0], node.args[1])
    if (node.op === '[]') for (const key of literals(node.args[1])) note(keys, node.args[0], key)
    if (node.op === 'in') for (const key of literals(node.args[0])) note(keys, node.args[1], key)
    if (node.op === '==' || node.op === '!=' || node.op === 'in') {
      const [left, right] = node.args
      for (const [one, other] of [[left, right] as const, [right, left] as const]) {
        if (one.op === 'id') for (const value of literals(other)) compared.push({ fact: one.args, value })
      }
    }
  })
  return { facts, keys, compared }
}

const gone: ReadonlySet<string> = new Set(['returned', 'transferred', 'cancelled'])

const matterEnvironment = (): Environment => {
  const environment = new Environment({ limits: { maxAstNodes: 400, maxDepth: 40 } })
  environment.registerType('Assistant', { fields: { unit: 'string', state: 'string', reported: 'bool' } })
  for (const [name, type] of Object.entries(factTypes)) {
    if (typeof type === 'string') environment.registerVariable(name, type)
    else environment.registerVariable({ name, schema: { ...type } })
  }
  return environment
}

const environments: Readonly<Record<Scope, Environment>> = {
  matter: matterEnvironment(),
  routing: matterEnvironment().registerVariable('hour', 'int').registerVariable('weekday', 'int'),
}

const caches: Readonly<Record<Scope, Map<string, ParseResult>>> = { matter: new Map(), routing: new Map() }

const firstLine = (message: string | undefined): string => message?.split('\n')[0] ?? 'cannot be read'

/** Whole numbers as CEL's integers, however deep. */
const withIntegers = (value: unknown): unknown => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (Array.isArray(value)) return value.map(withIntegers)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withIntegers(each)]))
  return value
}

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value && 'args' in value

const walk = (value: unknown, visit: (node: ASTNode) => void): void => {
  if (Array.isArray(value)) for (const each of value) walk(each, visit)
  else if (isNode(value)) {
    visit(value)
    walk(value.args, visit)
  }
}

const note = (keys: { fact: string; key: string }[], of: ASTNode, key: string): void => {
  if (of.op === 'id') keys.push({ fact: of.args, key })
}

const literals = (node: ASTNode): readonly string[] => {
  if (node.op === 'value') return typeof node.args === 'string' ? [node.args] : []
  return node.op === 'list' ? node.args.flatMap(literals) : []
}
