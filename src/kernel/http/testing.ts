import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Tables } from '../database/tables.ts'
import { formTexts } from '../form/texts.ts'
import { html } from '../html.ts'
import { createTranslator, type Texts } from '../i18n.ts'
import type { Kernel } from '../kernel.ts'
import type { Log } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import type { EdgeOptions } from './edge.ts'
import type { RouteTable } from './route.ts'
import { createServer } from './server.ts'
import { httpTexts } from './texts.ts'

/** Lines that a server under test logged. */
export interface Logged {
  readonly level: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

/** A kernel of only what the edge itself uses: clock, random, log, metrics, settings, and a database that answers pings with nothing. */
export const stubKernel = (
  changes: { readonly config?: Partial<Kernel['config']>; readonly databaseDown?: boolean } = {},
): { kernel: Kernel; logged: Logged[] } => {
  const logged: Logged[] = []
  const at =
    (level: string): Log['info'] =>
    (fields, message) =>
      void logged.push({ level, fields: { ...fields }, message })
  const driver = changes.databaseDown ? new DownDriver() : new DummyDriver()
  const sql = new Kysely<Tables>({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  })
  let count = 0
  const kernel: Partial<Kernel> = {
    db: { engine: 'pglite', sql, close: () => sql.destroy() },
    clock: () => new Date('2026-03-02T01:30:00Z'),
    random: (size) => new Uint8Array(size).fill(count++ % 256),
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    metrics: createMetrics(),
    config: { production: false, publicUrl: 'http://linli.test', trustProxy: false, ...changes.config } as Kernel['config'],
  }
  return { kernel: kernel as Kernel, logged }
}

class DownDriver extends DummyDriver {
  override acquireConnection(): ReturnType<DummyDriver['acquireConnection']> {
    return Promise.reject(new Error('connect ECONNREFUSED'))
  }
}

const staff: Actor = { kind: 'staff', id: '7', name: '王芳', posts: [] }

/** Actors by the header `x-actor`, and permissions: `staff.only` for staff, `nobody` for nobody. */
export const stubOptions = (routes: RouteTable, texts: Texts = {}): EdgeOptions => ({
  routes,
  permissions: {
    has: (name) => name === 'staff.only' || name === 'nobody',
    allows: (name, actor) => name === 'staff.only' && actor.kind === 'staff',
  },
  resolveActor: async (request) => {
    const wanted = request.headers['x-actor']
    if (wanted === 'broken') throw new Error('session store is down')
    if (wanted === 'client') return { kind: 'client', id: 'open311' }
    if (wanted === 'resident') return { kind: 'resident', id: '9' }
    return wanted === 'staff' ? staff : { kind: 'anonymous' }
  },
  translator: () => createTranslator(httpTexts, formTexts, texts),
  errorPage: (call, problem) =>
    html`<!doctype html><title>${problem.status}</title>
      <h1 lang="${call.lang}">${problem.message}</h1>`,
})

/** A running edge with a way to call it. */
export interface Bench {
  readonly app: FastifyInstance
  readonly kernel: Kernel
  readonly logged: Logged[]
  call(options: InjectOptions): Promise<LightMyRequestResponse>
}

export const startBench = async (
  routes: RouteTable,
  changes: Parameters<typeof stubKernel>[0] & { readonly texts?: Texts; readonly options?: Partial<EdgeOptions> } = {},
): Promise<Bench> => {
  const { kernel, logged } = stubKernel(changes)
  const app = await createServer(kernel, { ...stubOptions(routes, changes.texts), ...changes.options })
  return { app, kernel, logged, call: (options) => app.inject(options) }
}
