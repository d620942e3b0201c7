import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kernel } from '../kernel.ts'
import { type Edge, type EdgeOptions, callOf } from './edge.ts'
import { faultForLog, faultProblem, problemBody, problemOf, type Refused } from './problem.ts'
import type { Cookies, PageReply, Problem } from './route.ts'

/** Sends JSON text; it is nobody's to keep. */
export const sendJson = async (reply: FastifyReply, body: unknown): Promise<FastifyReply> => {
  if (body === undefined) return reply.status(204).send()
  void reply.header('cache-control', 'no-store').type('application/json; charset=utf-8')
  return sendText(reply, JSON.stringify(body))
}

/** Sends what a page route answered: HTML, a redirect within the site, or a file. */
export const sendPage = async (kernel: Kernel, reply: FastifyReply, answer: PageReply): Promise<FastifyReply> => {
  if ('bytes' in answer) {
    void reply
      .status(answer.status ?? 200)
      .header('cache-control', 'private, no-cache')
      .type(answer.type)
    void reply.headers(answer.headers ?? {})
    const { bytes } = answer
    return reply.send(bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes)
  }
  setCookies(kernel, reply, answer.cookies ?? {})
  void reply.header('cache-control', 'no-store')
  if ('redirect' in answer) return reply.redirect(siteAddress(kernel, answer.redirect), reply.request.method === 'GET' ? 302 : 303)
  void reply.status(answer.status ?? 200).type('text/html; charset=utf-8')
  return sendText(reply, answer.page.toString())
}

/** Sends a refusal in the form its route speaks: its own, the error page, or the common JSON. */
export const sendRefused = (
  kernel: Kernel,
  options: EdgeOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
): Promise<FastifyReply> => {
  const reader = {
    lang: callOf(kernel, request, reply).lang,
    translator: options.translator(),
    production: kernel.config.production,
    requestId: request.id,
  }
  return sendProblem(kernel, options, request, reply, problemOf(refused, reader))
}

/** Logs a fault without personal data and answers 500 with nothing but a number to quote. */
export const sendFault = (
  kernel: Kernel,
  options: EdgeOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: unknown,
): Promise<FastifyReply> => {
  kernel.log.error(
    { id: request.id, method: request.method, route: request.routeOptions.url ?? 'unknown', ...faultForLog(fault) },
    'request failed',
  )
  const { lang } = callOf(kernel, request, reply)
  const reader = { lang, translator: options.translator(), production: kernel.config.production, requestId: request.id }
  return sendProblem(kernel, options, request, reply, faultProblem(reader))
}

const sendProblem = async (
  kernel: Kernel,
  options: EdgeOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
): Promise<FastifyReply> => {
  void reply.status(problem.status)
  const route = request.edge?.route ?? null
  const call = callOf(kernel, request, reply)
  try {
    if (route?.problem) return await sendPage(kernel, reply, withStatus(route.problem(call, problem), problem.status))
    if (!wantsPage(request, request.edge)) return await sendJson(reply, problemBody(problem))
    return await sendPage(kernel, reply, { page: await options.errorPage(call, problem), status: problem.status })
  } catch (fault) {
    // The page that tells of a problem failed itself: the bare words are still owed.
    kernel.log.error({ id: request.id, ...faultForLog(fault) }, 'error page failed')
    return sendJson(reply, problemBody(problem))
  }
}

const withStatus = (answer: PageReply, status: number): PageReply =>
  'redirect' in answer || answer.status !== undefined ? answer : { ...answer, status }

const wantsPage = (request: FastifyRequest, edge: Edge | null): boolean => {
  if (edge?.route) return edge.route.output === 'page'
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html')
}

const setCookies = (kernel: Kernel, reply: FastifyReply, cookies: Cookies): void => {
  const secure = kernel.config.publicUrl.startsWith('https:')
  for (const [name, setting] of Object.entries(cookies)) {
    const { value, maxAge } = typeof setting === 'string' ? { value: setting, maxAge: undefined } : setting
    const common = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
    if (value === '') reply.clearCookie(name, common)
    else reply.setCookie(name, value, maxAge === undefined ? common : { ...common, maxAge })
  }
}

/** A redirect that leaves the site would lend our name to another: that is a fault of the handler, not an answer. */
const siteAddress = (kernel: Kernel, address: string): string => {
  const base = new URL(kernel.config.publicUrl)
  // Browsers take a backslash for a slash and drop tabs and newlines, so `/\evil.example` would leave.
  const plain = address.startsWith('/') && !/[\\\p{Cc}]/u.test(address)
  if (!plain && !address.startsWith(`${base.origin}/`)) throw new Error('a redirect must stay within the site')
  // Taken from the parsed address, so that Chinese parts are encoded as a header needs them.
  const { origin, pathname, search, hash } = new URL(address, base)
  if (origin !== base.origin) throw new Error('a redirect must stay within the site')
  return pathname + search + hash
}

const gzipped = promisify(gzip)

/** Text over 1 KB goes compressed to those who take it: pages are read over slow networks. */
const sendText = async (reply: FastifyReply, text: string): Promise<FastifyReply> => {
  void reply.header('vary', 'accept-encoding, accept-language, cookie')
  if (text.length < 1024 || !/\bgzip\b/.test(String(reply.request.headers['accept-encoding'] ?? ''))) return reply.send(text)
  return reply.header('content-encoding', 'gzip').send(await gzipped(text, { level: 5 }))
}
