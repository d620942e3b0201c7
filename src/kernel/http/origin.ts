import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'

/**
 * Whether an unsafe request may be carried out as far as its origin goes. A browser says where a form came from (Sec-Fetch-Site, else Origin, else
 * Referer); from another site it is refused. A request that says nothing is believed only without cookies, for without them it
 * can act for nobody. API clients carry their key in a header that no foreign page can send.
 */
export const comesFromHere = (request: FastifyRequest, actor: Actor, publicUrl: string): boolean => {
  if (safeMethods.has(request.method) || actor.kind === 'client') return true
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const source = request.headers.origin ?? request.headers.referer
  if (source === undefined) return request.headers.cookie === undefined
  if (!URL.canParse(source)) return false
  const { host, origin } = new URL(source)
  return origin === new URL(publicUrl).origin || host === request.host
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
