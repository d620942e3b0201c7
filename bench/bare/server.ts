import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { CompiledQuery } from 'kysely'
import pg from 'pg'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { rowsOfFiling } from './rows.ts'

export interface Bare {
  readonly server: FastifyInstance
  readonly rows: Readonly<Record<string, number>>
}

/** Sends a statement as one writes it by hand: with the driver's pool on PostgreSQL, without the names that Linli's own connections give to statements that come again. */
const plainly = (
  kernel: Kernel,
  url: string,
  server: FastifyInstance,
): ((text: string, values: readonly unknown[]) => Promise<unknown[]>) => {
  if (url === '') return async (text, values) => (await kernel.db.sql.executeQuery(CompiledQuery.raw(text, [...values]))).rows
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  server.addHook('onClose', () => pool.end())
  return async (text, values) => (await pool.query<object>(text, [...values])).rows
}

/**
 * The plain alternative: a handler with nothing but the statement. It knows nobody, checks nothing and computes nothing; it writes or reads the same rows of the
 * same tables.
 */
export const bareServer = async (kernel: Kernel, url: string): Promise<Bare> => {
  const server = fastify({ logger: false })
  const filing = await rowsOfFiling(kernel)
  const query = plainly(kernel, url, server)
  server.post('/file', async () => {
    const id = randomUUID()
    await query(filing.statement, filing.values(id))
    return { id }
  })
  server.get('/inbox/:unit', async (request) => {
    const { unit } = request.params as { unit: string }
    return query(
      `select m.listed, w.title, w.address, t.kind, t.due_at, t.matter_id from task t join matter m on m.id = t.matter_id
      join matter_words w on w.matter_id = m.id where t.unit = $1 and t.role = 'handler' order by t.due_at, t.matter_id limit 50`,
      [unit],
    )
  })
  server.get('/matter/:id', async (request) => {
    const { id } = request.params as { id: string }
    return query(
      `select m.state, (select json_agg(json_build_object('n', j.n, 'kind', j.kind, 'at', j.at, 'actor', j.actor) order by j.n) from journal j where j.matter_id = m.id) as entries,
      (select json_agg(encode(p.ciphertext, 'base64') order by p.n) from payload p where p.matter_id = m.id) as parts from matter m where m.id = $1::uuid`,
      [id],
    )
  })
  server.get('/nothing', (_request, reply) => reply.type('text/html').send(page))
  return { server, rows: filing.rows }
}

const page = `<!doctype html><title>bare</title>${'<p>bare</p>'.repeat(1000)}`
