import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { inTransaction } from '../kernel/kernel.ts'
import { unwrap } from '../kernel/result.ts'
import { act } from './actions/act.ts'
import { fileMatter } from './actions/file.ts'
import { cacheName, loadCatalogue } from './catalogue.ts'
import { namesFor } from './present/names.ts'
import { readState } from './store/read.ts'

eachDatabase('a category that was retired', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = createTestKernel(await open(), '2026-03-04T02:30:00Z')
    await seedDistrict(kernel)
  })
  const file = (category: string) =>
    fileMatter(
      kernel,
      { kind: 'anonymous' },
      {
        operation: randomUUID(),
        procedure: 'resident-request',
        door: 'portal',
        nature: 'complaint',
        category,
        input: { text: '路灯不亮。', place: { point: [116.002, 40.002] } },
      },
      kernel.clock(),
    )

  it('keeps its name and its limits on the matters that have it, is offered to nobody and taken for nothing new', async () => {
    const { id } = unwrap(await file('road.lamp'))
    await inTransaction(kernel, async (tx) => {
      await tx.updateTable('category').set({ valid_to: kernel.clock() }).where('code', '=', 'road.lamp').execute()
      await kernel.caches.changed(tx, cacheName, kernel.clock())
    })
    const catalogue = await loadCatalogue(kernel)
    const names = await namesFor({ kernel, lang: 'zh', now: kernel.clock() })
    expect(names.category('road.lamp')).toEqual({ id: 'road.lamp', name: '路灯' })
    expect(catalogue.categories('requests').map((each) => each.code)).not.toContain('road.lamp')
    expect([catalogue.limitsOf('road.lamp'), catalogue.heldLimitsOf('road.lamp')?.handle]).toEqual([null, { value: 3, unit: 'workday' }])

    const count = async () => (await kernel.db.sql.selectFrom('matter').select('id').execute()).length
    const before = await count()
    for (const code of ['road.lamp', 'no.such'])
      expect(await file(code)).toMatchObject({ ok: false, error: { fields: [{ path: 'category', code: 'matter.category-unknown' }] } })
    expect(await count()).toBe(before)

    const dispatcher = staff('u-street-1', 'dispatcher')
    const does = (action: string, input: object) => act(kernel, dispatcher, id, { operation: randomUUID(), action, input }, kernel.clock())
    expect((await does('accept', { category: 'road.lamp' })).ok).toBe(false)
    unwrap(await does('accept', { category: 'env.litter' }))
    expect((await readState(kernel.db.sql, id))?.category).toBe('env.litter')
  })
})
