import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { CompiledQuery, sql } from 'kysely'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { rowsOfFiling } from './rows.ts'

export interface Bare {
  readonly server: FastifyInstance
  readonly rows: Readonly<Record<string, number>>
}

/**
 * The plain alternative: a handler with nothing but the statement. It knows nobody, checks nothing and computes nothing; it writes or reads the same rows of the
 * same tables through the same connections.
 */
export const bareServer = async (kernel: Kernel): Promise<Bare> => {
  const server = fastify({ logger: false })
  const filing = await rowsOfFiling(kernel)
  const db = kernel.db.sql
  server.post('/file', async () => {
    const id = randomUUID()
    await db.executeQuery(CompiledQuery.raw(filing.statement, [...filing.values(id)]))
    return { id }
  })
  server.get('/inbox/:unit', async (request) => {
    const { unit } = request.params as { unit: string }
    const { rows } =
      await sql`select m.listed, w.title, w.address, t.kind, t.due_at, t.matter_id from task t join matter m on m.id = t.matter_id
      join matter_words w on w.matter_id = m.id where t.unit = ${unit} and t.role = 'handler' order by t.due_at, t.matter_id limit 50`.execute(
        db,
      )
    return rows
  })
  server.get('/matter/:id', async (request) => {
    const { id } = request.params as { id: string }
    const { rows } =
      await sql`select m.state, (select json_agg(json_build_object('n', j.n, 'kind', j.kind, 'at', j.at, 'actor', j.actor) order by j.n) from journal j where j.matter_id = m.id) as entries,
      (select json_agg(encode(p.ciphertext, 'base64') order by p.n) from payload p where p.matter_id = m.id) as parts from matter m where m.id = ${id}::uuid`.execute(
        db,
      )
    return rows
  })
  server.get('/nothing', (_request, reply) => reply.type('text/html').send(page))
  return { server, rows: filing.rows }
}

const page = `<!doctype html><title>bare</title>${'<p>bare</p>'.repeat(1000)}`
