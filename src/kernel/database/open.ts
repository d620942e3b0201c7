import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { PGlite, types as pgliteTypes } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { lockFolder } from './lock.ts'
import { namesForStatements, prepareStatements } from './prepared.ts'
import type { Tables } from './tables.ts'

/** A connection to the district's database; `engine` tells which of the two runs the same SQL. */
export interface Database {
  readonly engine: 'postgres' | 'pglite'
  readonly sql: Kysely<Tables>
  close(): Promise<void>
  /** Writes a copy of the whole embedded database (a tar), to start another one from. Embedded only. */
  dump?(): Promise<Uint8Array>
}

/** What store functions take: the database, or the transaction that an action opened. */
export type Sql = Kysely<Tables> | Transaction<Tables>

/** Opens PostgreSQL by its URL. `pool` bounds the connections of this process. */
export const openPostgres = (url: string, pool = 16): Database => {
  const types = new pg.TypeOverrides()
  types.setTypeParser(20, Number)
  const connections = new pg.Pool({ connectionString: url, max: pool, types })
  // An idle connection that the server closes must not end the process; the next query gets a new one.
  connections.on('error', () => undefined)
  // One in use tells its query by itself; without a listener its event would end the process.
  const nameOf = namesForStatements()
  connections.on('connect', (client) => {
    client.on('error', () => undefined)
    prepareStatements(client, nameOf)
  })
  const sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connections }) })
  return { engine: 'postgres', sql, close: () => sql.destroy() }
}

/**
 * Opens the embedded database in `folder` (or in memory when null), starting from `template` when the folder is new.
 * Takes a lock of our own: PGlite takes none, and two processes on one folder silently lose rows.
 */
export const openEmbedded = async (folder: string | null, template?: string): Promise<Database> => {
  if (folder !== null) mkdirSync(folder, { recursive: true })
  const unlock = folder === null ? () => undefined : lockFolder(folder)
  const fresh = folder === null || !existsSync(`${folder}/PG_VERSION`)
  const loadDataDir = fresh && template ? new Blob([readFileSync(template)]) : undefined
  const pglite = await PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    ...(loadDataDir ? { loadDataDir } : {}),
    parsers: { [pgliteTypes.INT8]: Number },
  })
  const sql = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  const close = async (): Promise<void> => {
    await sql.destroy()
    if (!pglite.closed) await pglite.close()
    unlock()
  }
  const dump = async (): Promise<Uint8Array> => new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer())
  return { engine: 'pglite', sql, close, dump }
}
