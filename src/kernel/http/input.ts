import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { ok, refuse, refuseFields, type FieldFault, type Result } from '../result.ts'
import { faultsOf } from './faults.ts'
import type { AnyRoute } from './route.ts'
import { readLoose, strictly } from './strict.ts'

export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** Reads a request's whole input by the route's schemas, with every fault of all three parts in one refusal. */
export type InputReader = (request: FastifyRequest) => Promise<Result<Input>>

type Schema = z.ZodType

/** Makes the reader of a route once, at start. `known` tells which keys have a text. */
export const inputReader = (route: AnyRoute, known: (key: string) => boolean): InputReader => {
  const [params, query, body] = [route.params, route.query, route.body].map((schema: Schema | undefined) =>
    schema ? strictly(schema) : undefined,
  )
  const isForm = route.output === 'page'
  return async (request) => {
    const faults: FieldFault[] = []
    const part = async (schema: Schema | undefined, raw: unknown): Promise<unknown> => {
      if (!schema) return undefined
      const parsed = await schema.safeParseAsync(raw)
      if (parsed.success) return parsed.data
      faults.push(...faultsOf(parsed.error.issues, raw, known))
      return undefined
    }
    const readParams = await part(params, request.params)
    // A page at a malformed address is a page that does not exist.
    if (isForm && faults.length > 0) return refuse('not-found', 'http.not-found')
    const readQuery = await part(query, query ? readLoose(query, withoutLang(request.query, query)) : undefined)
    const raw = request.body ?? (isForm ? {} : undefined)
    const readBody = await part(body, isForm && body ? readLoose(body, raw) : raw)
    return faults.length > 0 ? refuseFields(faults) : ok({ params: readParams, query: readQuery, body: readBody })
  }
}

/** Every address may ask for a language; schemas need not say so. */
const withoutLang = (query: unknown, schema: Schema): unknown => {
  const declared = schema._zod.def.type === 'object' && Object.hasOwn((schema as z.ZodObject).shape, 'lang')
  if (declared || typeof query !== 'object' || query === null || !('lang' in query)) return query
  const { lang: _, ...rest } = query
  return rest
}
