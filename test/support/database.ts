import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, describe } from 'vitest'
import { openEmbedded, openPostgres, type Database } from '../../src/kernel/database/open.ts'

/** A fresh, migrated database of the kind named; closed by the caller. */
export const freshDatabase = async (engine: Database['engine']): Promise<Database> => {
  if (engine === 'pglite') return openEmbedded(null, process.env['LINLI_TEST_TEMPLATE'])
  const base = process.env['LINLI_TEST_POSTGRES'] ?? ''
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const admin = openPostgres(`${base}postgres`, 1)
  await sql`create database ${sql.ref(name)} template linli_template`.execute(admin.sql)
  await admin.close()
  return openPostgres(`${base}${name}`, 8)
}

export const engines: readonly Database['engine'][] = process.env['LINLI_TEST_POSTGRES'] ? ['pglite', 'postgres'] : ['pglite']

/**
 * Describes the same tests on both databases. `open` gives one fresh database per test file and engine, opened when first asked for
 * and closed at the end.
 */
export const eachDatabase = (name: string, tests: (open: () => Promise<Database>) => void): void => {
  describe.each(engines)(`${name} on %s`, (engine) => {
    let opened: Promise<Database> | undefined
    afterAll(async () => (await opened)?.close())
    tests(() => (opened ??= freshDatabase(engine)))
  })
}
