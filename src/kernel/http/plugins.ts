import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actorRef } from '../actor.ts'
import type { Kernel } from '../kernel.ts'
import { Refused } from './problem.ts'

const megabyte = 1024 * 1024

/** Bytes a body may have when its route says nothing: of JSON and forms, and of multipart bodies as a whole. */
export const bodyBytes = { plain: megabyte, multipart: 64 * megabyte } as const

/** The framework's plugins: cookies, forms, uploads, protective headers, rate limits. */
export const addPlugins = async (app: FastifyInstance, kernel: Kernel): Promise<void> => {
  await app.register(cookie)
  await app.register(formbody)
  await app.register(multipart, {
    limits: {
      files: 12,
      fields: 200,
      parts: 212,
      fieldNameSize: 100,
      fieldSize: megabyte / 4,
      fileSize: bodyBytes.multipart,
      headerPairs: 20,
    },
  })
  // Bodies of other types (XML) reach only routes that read their body themselves.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  app.removeContentTypeParser('text/plain')
  await app.register(helmet, protection(kernel, false))
  await app.register(rateLimit, { global: false, cache: 10_000, keyGenerator: callerKey, errorResponseBuilder: tooMany })
}

/** Protective headers. `inlineStyles` for pages whose library sets styles from script. */
export const protection = (kernel: Kernel, inlineStyles: boolean): FastifyHelmetOptions => {
  const https = kernel.config.publicUrl.startsWith('https:')
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: inlineStyles ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Not `no-referrer`: with it browsers send `Origin: null` with forms, and our own forms would look foreign.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: https ? { policy: 'same-origin' } : false,
    originAgentCluster: false,
  }
}

/** Who a limit counts: the signed-in actor, else the address (an IPv6 caller owns a whole /64). */
const callerKey = (request: FastifyRequest): string => {
  const actor = request.edge?.actor
  return actor && actor.kind !== 'anonymous' ? actorKey(actor) : `ip:${network(request.ip)}`
}

const actorKey = (actor: Parameters<typeof actorRef>[0]): string =>
  actor.kind === 'receipt' ? `receipt:${actor.matterId}` : actorRef(actor)

const network = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}

const tooMany = (_request: FastifyRequest, context: { readonly ttl: number }): Error =>
  new Refused({ kind: 'too-many', code: 'http.too-many-wait', params: { seconds: Math.max(1, Math.ceil(context.ttl / 1000)) } })
