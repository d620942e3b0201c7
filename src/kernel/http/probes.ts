import { BlockList, isIPv6 } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Kernel } from '../kernel.ts'
import { Refused } from './problem.ts'

/** Milliseconds the database may take for a ping before it counts as down. */
const pingTime = 2000

/** `/health` for load balancers, `/metrics` for Prometheus; the latter only for the machine itself and private networks. */
export const addProbes = (app: FastifyInstance, kernel: Kernel): void => {
  app.get('/health', async (_request, reply) => {
    const up = await isUp(kernel)
    return reply
      .status(up ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: up ? 'ok' : 'database-down' })
  })
  app.get('/metrics', async (request, reply) => {
    if (!isPrivate(request.ip)) throw new Refused({ kind: 'not-found', code: 'http.not-found' })
    return reply.type(kernel.metrics.registry.contentType).send(await kernel.metrics.registry.metrics())
  })
}

/** Counts and logs every finished request by its route's pattern: never the address called, which may hold a code or a name. */
export const addMeasures = (app: FastifyInstance, kernel: Kernel): void => {
  app.addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const { elapsedTime } = reply
    // A stream's length is not a time that somebody waited.
    const isStream = String(reply.getHeader('content-type') ?? '').startsWith('text/event-stream')
    if (!isStream) kernel.metrics.requests.observe({ method: request.method, route, status: String(reply.statusCode) }, elapsedTime / 1000)
    kernel.log.info(
      {
        id: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(elapsedTime),
        actor: request.edge?.actor.kind ?? 'none',
      },
      'request',
    )
  })
}

const isUp = async (kernel: Kernel): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, pingTime, false)
  })
  const ping = sql`select 1`.execute(kernel.db.sql).then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([ping, late])
  } finally {
    clearTimeout(timer)
  }
}

const privateNetworks = new BlockList()
privateNetworks.addSubnet('127.0.0.0', 8)
privateNetworks.addSubnet('10.0.0.0', 8)
privateNetworks.addSubnet('172.16.0.0', 12)
privateNetworks.addSubnet('192.168.0.0', 16)
privateNetworks.addAddress('::1', 'ipv6')
privateNetworks.addSubnet('fc00::', 7, 'ipv6')

const isPrivate = (address: string): boolean => privateNetworks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
