import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openPostgres } from '../../src/kernel/database/open.ts'
import { engines } from '../support/database.ts'
import { killUnderLoad } from './kill.ts'

// Two rounds here; `npm run kill` does ten on each database, with fsync on.
it.each(engines)(
  'loses and doubles nothing that it acknowledged when killed under load, on %s',
  async (engine) => {
    const figures = await killUnderLoad(2, engine === 'pglite' ? null : await emptyDatabase())
    expect(figures.acknowledged).toBeGreaterThan(20)
    expect(figures).toMatchObject({ lost: 0, doubled: 0 })
  },
  180_000,
)

const emptyDatabase = async (): Promise<string> => {
  const base = process.env['LINLI_TEST_POSTGRES'] ?? ''
  const name = `kill_${randomUUID().replaceAll('-', '')}`
  const admin = openPostgres(`${base}postgres`, 1)
  await sql`create database ${sql.ref(name)}`.execute(admin.sql)
  await admin.close()
  return `${base}${name}`
}
