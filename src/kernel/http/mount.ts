import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { z } from 'zod'
import type { Kernel } from '../kernel.ts'
import { sendJson, sendPage, sendRefused } from './answer.ts'
import { type EdgeOptions, callOf, langOf } from './edge.ts'
import { inputReader } from './input.ts'
import { comesFromHere } from './origin.ts'
import { bodyBytes, protection } from './plugins.ts'
import { Refused } from './problem.ts'
import type { AnyRoute, PageReply } from './route.ts'

const perMinuteByDefault = 600

/** Puts one route of the table into the framework, with every check that stands before its handler. */
export const mountRoute = (app: FastifyInstance, kernel: Kernel, options: EdgeOptions, name: string, route: AnyRoute): void => {
  const known = (key: string): boolean => options.translator().has(key)
  const read = inputReader(route, known)
  const limit = app.rateLimit({ max: route.perMinute ?? perMinuteByDefault, timeWindow: 60_000 })
  const multipartLimit = route.bodyBytes ?? bodyBytes.multipart

  const identify = async (request: FastifyRequest): Promise<void> => {
    const now = kernel.clock()
    const lang = langOf(request)
    // Set before the actor is known, so that a fault of the session store is told in the reader's language and form.
    request.edge = { actor: { kind: 'anonymous' }, now, lang, route }
    request.edge = { actor: await options.resolveActor(request, now), now, lang, route }
  }

  const guard = async (request: FastifyRequest): Promise<void> => {
    const { actor } = request.edge ?? { actor: { kind: 'anonymous' as const } }
    if (!comesFromHere(request, actor, kernel.config.publicUrl)) throw new Refused({ kind: 'forbidden', code: 'http.foreign-origin' })
    if (route.permission !== 'public' && !options.permissions.allows(route.permission, actor)) {
      throw new Refused(
        actor.kind === 'anonymous'
          ? { kind: 'unauthenticated', code: 'http.unauthenticated' }
          : { kind: 'forbidden', code: 'http.forbidden' },
      )
    }
    checkBody(request, route, multipartLimit)
  }

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const input = await read(request)
    if (!input.ok) return sendRefused(kernel, options, request, reply, new Refused(input.error))
    const result = await route.handle(callOf(kernel, request, reply), input.value as never)
    if (!result.ok) return sendRefused(kernel, options, request, reply, new Refused(result.error))
    if (route.output === 'page') return sendPage(kernel, reply, result.value as PageReply)
    if (!kernel.config.production) await checkAnswer(name, route.output as z.ZodType, result.value)
    return sendJson(reply, result.value)
  }

  const hooks: RouteShorthandOptions = { onRequest: [identify, limit, guard], bodyLimit: route.bodyBytes ?? bodyBytes.plain }
  const inline = route.inlineStyles ? { helmet: inlineHelmet(kernel) } : {}
  app.route({ ...hooks, ...inline, method: route.method, url: route.path, handler })
}

const inlineHelmet = (kernel: Kernel): object => ({ contentSecurityPolicy: protection(kernel, true).contentSecurityPolicy })

/** Refuses a body of the wrong type or of a declared size over the limit before a byte of it is read. */
const checkBody = (request: FastifyRequest, route: AnyRoute, multipartLimit: number): void => {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined) return
  const wanted = route.output === 'page' ? 'application/x-www-form-urlencoded' : 'application/json'
  if (route.body !== undefined && type !== wanted) throw new Refused({ kind: 'unsupported', code: 'http.unsupported' })
  if (type.startsWith('multipart/') && Number(request.headers['content-length'] ?? 0) > multipartLimit) {
    throw new Refused({ kind: 'too-large', code: 'http.too-large' })
  }
}

/**
 * Outside production an answer must be what its schema says, field by field: a field too many may be one that nobody should see. In production
 * answers are sent as they are.
 */
const checkAnswer = async (name: string, schema: z.ZodType, value: unknown): Promise<void> => {
  const parsed = await schema.safeParseAsync(value)
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(whole)'}: ${issue.code}`)
    throw new Error(`route ${name} answered what its schema does not allow: ${places.join(', ')}`)
  }
  if (!isDeepStrictEqual(wire(parsed.data), wire(value)))
    throw new Error(`route ${name} answered fields that its schema does not name, or that it changes`)
}

const wire = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
