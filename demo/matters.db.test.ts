import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../test/support/database.ts'
import { createTestKernel, type TestKernel } from '../test/support/kernel.ts'
import { loadDirectory } from '../src/access/api.ts'
import { firstBroken } from '../src/kernel/journal.ts'
import { inTransaction } from '../src/kernel/kernel.ts'
import { foldEvents, readEvents, readInbox, readState, storeProcedures } from '../src/matters/api.ts'
import { seedCategories } from '../src/set-up.ts'
import { loadDistrict } from './district/load.ts'
import { matterOf, readLines } from './events.ts'
import { seedMatters, spanFor } from './matters.ts'
import { readProgress, saveProgress } from './matters/store.ts'
import { areaNames, settlePlaces } from './places.ts'
import { settle } from './settle.ts'
import { buildWorld } from './simulate/world.ts'

// Every ninth matter and the last hundred: enough of each kind, and loaded in a moment.
const sample = readLines().filter((_, index, all) => index % 9 === 0 || index > all.length - 100)
const quiet = (): void => undefined

eachDatabase('the matters of the demo', (open) => {
  let kernel: TestKernel
  const ids = async (): Promise<string[]> =>
    (await kernel.db.sql.selectFrom('matter').select('id').orderBy('id').execute()).map((row) => row.id)
  beforeAll(async () => {
    kernel = createTestKernel(await open(), '2027-03-03T04:00:00Z')
    const now = kernel.clock()
    await seedCategories(kernel, now)
    await storeProcedures(kernel, now)
    const span = await spanFor(kernel, now)
    await inTransaction(kernel, async (tx) => {
      await settlePlaces(tx)
      await settle(kernel, tx, loadDistrict(areaNames()), 'none', now)
      await saveProgress(tx, span, now)
      for (const cache of ['access.directory', 'territory.places']) await kernel.caches.changed(tx, cache, now)
    })
    await loadDirectory(kernel)
    // A first start that was cut off half-way, and the next one.
    await (
      await seedMatters(kernel, now, quiet, sample.slice(0, 120))
    ).rest
    await saveProgress(kernel.db.sql, span, now)
    await (
      await seedMatters(kernel, now, quiet, sample)
    ).rest
  })

  it('are each there once, moved to the present, none from the future, and not loaded again', async () => {
    const now = kernel.clock()
    const span = await readProgress(kernel.db.sql)
    const shift = (span?.days ?? 0) * 86_400_000
    const due = sample.map((line) => matterOf(line, shift)).filter(({ events }) => (events[0]?.at ?? 0) <= now.getTime())
    expect(span).toMatchObject({ done: true })
    expect((span?.days ?? 1) % 7).toBe(0)
    expect(await ids()).toEqual(due.map(({ id }) => id).toSorted())
    const latest = await kernel.db.sql
      .selectFrom('journal')
      .select((eb) => eb.fn.max('at').as('at'))
      .executeTakeFirstOrThrow()
    expect(now.getTime() - new Date(latest.at ?? 0).getTime()).toBeGreaterThanOrEqual(0)
    expect(now.getTime() - new Date(latest.at ?? 0).getTime()).toBeLessThan(86_400_000)
    await (
      await seedMatters(kernel, now, quiet, readLines())
    ).rest
    expect(await ids()).toHaveLength(due.length)
  })

  it('have whole chains that fold to their states', async () => {
    const all = await ids()
    for (const id of all.filter((_, index) => index % 10 === 0)) {
      expect(await firstBroken(kernel.db.sql, kernel.keys, id)).toBe(null)
      expect(foldEvents(await readEvents(kernel.db.sql, kernel.keys, id), id)).toEqual(await readState(kernel.db.sql, id))
    }
  })

  it('lie in the inboxes of those who work on them, with their pictures kept', async () => {
    const world = buildWorld()
    const [dispatcher] = world.staffOf('centre', 'dispatcher')
    const [agent] = world.staffOf('centre-desk', 'desk')
    if (!dispatcher || !agent) throw new Error('nobody is on duty')
    expect((await readInbox(kernel.db.sql, { actor: agent, queue: 'callback', now: kernel.clock() }, null)).rows.length).toBeGreaterThan(0)
    const streets = ['street-1', 'street-2', 'street-3'].flatMap((unit) => world.staffOf(unit, 'dispatcher').slice(0, 1))
    const inboxes = await Promise.all(
      [dispatcher, ...streets].map((person) => readInbox(kernel.db.sql, { actor: person, queue: 'todo', now: kernel.clock() }, null)),
    )
    expect(inboxes.reduce((sum, { rows }) => sum + rows.length, 0)).toBeGreaterThan(0)
    const files = await kernel.db.sql.selectFrom('attachment').select('digest').distinct().execute()
    expect(files.length).toBeGreaterThan(20)
    for (const { digest } of files) expect(await kernel.files.has(digest)).toBe(true)
  })
})
