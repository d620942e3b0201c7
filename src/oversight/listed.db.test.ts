import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict } from '../../test/support/district.ts'
import { createTestKernel } from '../../test/support/kernel.ts'
import { live, randomFrom } from './testing.ts'

const migration = readFileSync(new URL('../../migrations/0012_listed.sql', import.meta.url), 'utf8')
const update = /update matter m set[^;]*/.exec(migration)?.[0] ?? ''

eachDatabase('the migration that fills the lines of lists', (open) => {
  it('gives older matters the lines that acts write', async () => {
    const kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    await live(kernel, randomFrom(11), { matters: 12, acts: 120 })
    const lines = async (): Promise<unknown> => kernel.db.sql.selectFrom('matter').select(['id', 'listed']).orderBy('id').execute()
    const written = await lines()
    await sql`update matter set listed = '{}'`.execute(kernel.db.sql)
    await sql.raw(update).execute(kernel.db.sql)
    expect(await lines()).toEqual(written)
  }, 120_000)
})
