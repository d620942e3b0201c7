import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'
import { newId } from '../ids.ts'
import type { Kernel } from '../kernel.ts'
import { sendFault, sendRefused } from './answer.ts'
import { faultsOfTable, methodFinder } from './check-table.ts'
import type { EdgeOptions } from './edge.ts'
import { addStreams } from './live.ts'
import { mountRoute } from './mount.ts'
import { addDescriptions } from './openapi.ts'
import { addPlugins } from './plugins.ts'
import { addMeasures, addProbes } from './probes.ts'
import { Refused, refusedBy } from './problem.ts'

/**
 * The server with every route of the table, not yet listening. Throws with all faults of the table at once: a missing field, an address taken twice,
 * an unknown permission. Closing it lets running requests finish and ends live streams.
 */
export const createServer = async (kernel: Kernel, options: EdgeOptions): Promise<FastifyInstance> => {
  const faults = faultsOfTable(options.routes, (name) => options.permissions.has(name))
  if (faults.length > 0) throw new Error(`The route table has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`)
  const app = newApp(kernel, options)
  app.decorateRequest('edge', null)
  addMeasures(app, kernel)
  await addPlugins(app, kernel)
  addStreams(app)
  for (const plugin of options.plugins ?? []) await plugin(app)
  addAnswersToTrouble(app, kernel, options)
  addProbes(app, kernel)
  addDescriptions(app, options.routes)
  if (options.assets) await addAssets(app, options.assets)
  for (const [name, route] of Object.entries(options.routes)) mountRoute(app, kernel, options, name, route)
  await app.ready()
  return app
}

const newApp = (kernel: Kernel, options: EdgeOptions): FastifyInstance =>
  fastify({
    logger: false,
    // Only the nearest proxy is believed: addresses before it are whatever the caller wrote.
    trustProxy: kernel.config.trustProxy ? (_address: string, hop: number): boolean => hop === 0 : false,
    genReqId: () => newId(kernel.clock(), kernel.random),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // A phone on a slow network may need minutes for its photos; a client that sends a byte a minute may not hold a connection.
    requestTimeout: 300_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // An address that cannot be decoded never meets a route; the framework's own words would repeat it.
    frameworkErrors: (error, request, reply) =>
      void sendRefused(kernel, options, request, reply, refusedBy(error) ?? new Refused({ kind: 'invalid', code: 'http.malformed' }, 400)),
  })

const addAnswersToTrouble = (app: FastifyInstance, kernel: Kernel, options: EdgeOptions): void => {
  const methodsAt = methodFinder(options.routes)
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  app.setErrorHandler((error, request, reply) => {
    const refused = refusedBy(error)
    return refused ? sendRefused(kernel, options, request, reply, refused) : sendFault(kernel, options, request, reply, error)
  })
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url.split('?')[0] ?? '')
    if (allowed.length === 0)
      return sendRefused(kernel, options, request, reply, new Refused({ kind: 'not-found', code: 'http.not-found' }))
    void reply.header('allow', allowed.join(', '))
    return sendRefused(kernel, options, request, reply, new Refused({ kind: 'unsupported', code: 'http.method' }, 405))
  })
}

/** Built bundles have their content's hash in their name, so browsers keep them for good; the build lays compressed copies beside them. */
const addAssets = async (app: FastifyInstance, root: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root,
    prefix: '/assets/',
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    maxAge: '365d',
    immutable: true,
    decorateReply: false,
    allowedPath: (path) => !path.endsWith('.html'),
  })
}
