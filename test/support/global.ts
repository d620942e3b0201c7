// Before all tests: a migrated template on both databases, so that each test file gets a fresh one in milliseconds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/kernel/database/migrate.ts'
import { openEmbedded, openPostgres } from '../../src/kernel/database/open.ts'
import { startCluster } from './postgres.ts'
import { sql } from 'kysely'

export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-test-'))
  const embedded = await openEmbedded(null)
  await migrate(embedded)
  const template = join(folder, 'template.tar')
  writeFileSync(template, (await embedded.dump?.()) ?? new Uint8Array())
  await embedded.close()
  process.env['LINLI_TEST_TEMPLATE'] = template

  const cluster = await startCluster()
  if (cluster) {
    const admin = openPostgres(cluster.url('postgres'), 1)
    await sql`create database linli_template`.execute(admin.sql)
    await admin.close()
    const database = openPostgres(cluster.url('linli_template'), 1)
    await migrate(database)
    await database.close()
    process.env['LINLI_TEST_POSTGRES'] = cluster.url('')
  } else if (process.env['CI']) throw new Error('CI needs PostgreSQL: install the postgresql package')
  else process.stderr.write('PostgreSQL is not installed here: *.db.test.ts run on the embedded database only\n')

  return async () => {
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
