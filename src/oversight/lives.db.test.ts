import fc from 'fast-check'
import { expect, it } from 'vitest'
import { eachDatabase, freshDatabase } from '../../test/support/database.ts'
import { seedDistrict } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import type { Database } from '../kernel/database/open.ts'
import { firstBroken } from '../kernel/journal.ts'
import { foldEvents, readEvents, readState, type MatterEvent } from '../matters/api.ts'
import { recompute } from './actions/recompute.ts'
import { live, randomFrom } from './testing.ts'

const differences = async (kernel: TestKernel): Promise<string[]> => {
  const lines: string[] = []
  await recompute(kernel, { write: false, now: kernel.clock(), tell: (line) => lines.push(line) })
  return lines.filter((line) => line.startsWith('matter '))
}

const isErased = (events: readonly MatterEvent[]): boolean => events.some((event) => event.kind === 'erased')

/** What anybody wrote or left as their number up to the erasure, as far as it can still be read. */
const personalOf = (events: readonly MatterEvent[]): unknown[] => {
  const end = events.findLastIndex((event) => event.kind === 'erased')
  return events.slice(0, end).flatMap((event) => [event.text, event.contact].filter((part) => part && Object.keys(part).length > 0))
}

const checkMatter = async (kernel: TestKernel, id: string): Promise<MatterEvent[]> => {
  const events = await readEvents(kernel.db.sql, kernel.keys, id)
  expect(foldEvents(events, id)).toEqual(await readState(kernel.db.sql, id))
  expect(await firstBroken(kernel.db.sql, kernel.keys, id)).toBe(null)
  if (!isErased(events)) return events
  expect(personalOf(events)).toEqual([])
  const words = await kernel.db.sql.selectFrom('matter_words').selectAll().where('matter_id', '=', id).executeTakeFirstOrThrow()
  expect(words).toMatchObject({ title: '', body: '', address: null })
  expect(await kernel.db.sql.selectFrom('matter_contact').select('n').where('matter_id', '=', id).execute()).toEqual([])
  return events
}

eachDatabase('random lives with erasures', (open) => {
  it('fold from their journals to the very projection that stands', async () => {
    const { engine }: Pick<Database, 'engine'> = await open()
    const seen = { erased: 0, written: 0 }
    const property = fc.asyncProperty(fc.nat(), async (seed) => {
      const db = await freshDatabase(engine)
      try {
        const kernel = createTestKernel(db)
        await seedDistrict(kernel)
        const ids = await live(kernel, randomFrom(seed), { matters: 5, acts: 45, erasures: 0.05 })
        for (const id of ids) {
          const events = await checkMatter(kernel, id)
          if (isErased(events)) seen.erased += 1
          if (events.length > 4) seen.written += 1
        }
        expect(await differences(kernel)).toEqual([])
      } finally {
        await db.close()
      }
    })
    await fc.assert(property, { numRuns: 4 })
    // Lives in which nothing happens would prove nothing.
    expect(seen.erased).toBeGreaterThan(2)
    expect(seen.written).toBeGreaterThan(4)
  }, 120_000)
})
