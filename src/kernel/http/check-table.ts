import { fieldsOf } from './strict.ts'
import type { AnyRoute, RouteTable } from './route.ts'

/**
 * Everything that is wrong with a route table, one line a fault; empty when it may be served. Asked at start, so that a route without
 * permission never runs.
 */
export const faultsOfTable = (routes: RouteTable, hasPermission: (name: string) => boolean): string[] => {
  const faults: string[] = []
  const taken = new Map<string, string>()
  for (const [name, route] of Object.entries(routes)) {
    faults.push(...faultsOfRoute(route, hasPermission).map((fault) => `route ${name}: ${fault}`))
    const address = `${route.method} ${shapeOf(String(route.path))}`
    const other = taken.get(address)
    if (other !== undefined) faults.push(`route ${name}: ${address} is already the route ${other}`)
    taken.set(address, name)
  }
  return faults
}

const methods = new Set<string>(['GET', 'POST', 'PUT', 'DELETE'])

const faultsOfRoute = (route: AnyRoute, hasPermission: (name: string) => boolean): string[] => {
  // The table may come from code that no compiler saw (a cast, a spread): each field is looked for as it stands at run time.
  const spec: Partial<Record<keyof AnyRoute, unknown>> = route
  const { permission } = spec
  const faults = needed.filter((field) => spec[field] === undefined || spec[field] === '').map((field) => `${field} is missing`)
  if (typeof spec.method === 'string' && !methods.has(spec.method)) faults.push(`method ${spec.method} is not known`)
  if (typeof spec.path === 'string' && !spec.path.startsWith('/')) faults.push('path must begin with /')
  if (typeof permission === 'string' && permission !== '' && permission !== 'public' && !hasPermission(permission)) {
    faults.push(`permission ${permission} is not in the permission table`)
  }
  if (spec.handle !== undefined && typeof spec.handle !== 'function') faults.push('handle is no function')
  if (spec.output !== undefined && spec.output !== 'page' && !isSchema(spec.output)) faults.push('output is neither page nor a schema')
  return [...faults, ...faultsOfInput(route)]
}

const needed = ['method', 'path', 'summary', 'permission', 'output', 'handle'] as const

const faultsOfInput = (route: AnyRoute): string[] => {
  const faults: string[] = []
  for (const part of ['params', 'query'] as const) {
    if (route[part] !== undefined && (!isSchema(route[part]) || fieldsOf(route[part]) === null))
      faults.push(`${part} must be an object schema`)
  }
  if (route.body !== undefined && !isSchema(route.body)) faults.push('body is no schema')
  if (route.body !== undefined && (route.method === 'GET' || route.method === 'DELETE')) faults.push(`${route.method} takes no body`)
  if (faults.length > 0 || typeof route.path !== 'string') return faults
  const inPath = new Set(paramsIn(route.path).filter((name) => name !== '*'))
  const declared = new Set(route.params ? Object.keys(fieldsOf(route.params) ?? {}) : [])
  for (const name of inPath.symmetricDifference(declared)) {
    faults.push(inPath.has(name) ? `params does not describe :${name}` : `params describes ${name}, which the path has not`)
  }
  return faults
}

const isSchema = (value: unknown): boolean => typeof value === 'object' && value !== null && '_zod' in value

/** Names of the parameters in a path, in order; a wildcard is named `*`. */
const paramsIn = (path: string): string[] => Array.from(path.matchAll(/:([A-Za-z0-9_]+)|(\*)/g), (match) => match[1] ?? '*')

const shapeOf = (path: string): string => path.replace(/:[A-Za-z0-9_]+/g, ':') || '/'

/** Tells by path which methods the table knows for it: for the answer 405 where a path exists but not so. */
export const methodFinder = (routes: RouteTable): ((path: string) => readonly string[]) => {
  const known = Object.values(routes).map((route) => ({ method: route.method, pattern: patternOf(route.path) }))
  return (path) => [...new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))]
}

const patternOf = (path: string): RegExp => {
  const source = path
    .split(/(:[A-Za-z0-9_]+|\*)/)
    .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}/?$`)
}
