import { engineCategories } from '../demo/district/engine.ts'
import { loadDistrict } from '../demo/district/load.ts'
import type { SetUpPort } from './access/api.ts'
import { inTransaction, type Kernel } from './kernel/kernel.ts'
import { ok } from './kernel/result.ts'
import { cacheName as catalogueCache, readCategoryTrees, saveCategories, type Category } from './matters/api.ts'
import { saveAreas } from './territory/api.ts'

/** What the other capabilities do with the first set-up, in its transaction: the county becomes the first area. */
export const setUpDistrict: SetUpPort = async (tx, { county }, now) => {
  await saveAreas(tx, [
    { code: county.code, name: county.name, nameEn: county.nameEn || null, level: 'county', kind: 'ordinary', boundary: null, validFrom: now.toISOString().slice(0, 10), validTo: null, predecessors: [] },
  ])
  await tx
    .insertInto('setting')
    .values({ name: 'district.name', value: JSON.stringify({ zh: county.name, en: county.nameEn || county.name }), changed_at: now, changed_by: 'system:set-up' })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return ok(null)
}

/** Gives a new district a set of categories to begin with, which the office then makes its own. Does nothing when there are any. */
export const seedCategories = async (kernel: Kernel, now: Date): Promise<void> => {
  const { length } = await readCategoryTrees(kernel.db.sql)
  if (length > 0) return
  const rows: Category[] = engineCategories(loadDistrict())
  await inTransaction(kernel, async (tx) => {
    await saveCategories(tx, rows)
    await kernel.caches.changed(tx, catalogueCache, now)
  })
}
