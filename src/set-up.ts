import { loadDistrict } from '../demo/district/load.ts'
import type { SetUp, SetUpPort } from './access/api.ts'
import type { Sql } from './kernel/database/open.ts'
import { districtCache } from './kernel/district.ts'
import { inTransaction, type Kernel } from './kernel/kernel.ts'
import { ok } from './kernel/result.ts'
import { cacheName as catalogueCache, readCategoryTrees, saveCategories, type Category } from './matters/api.ts'
import { cacheName as placesCache, levelOf, parseAreaCode, saveAreas, type Area } from './territory/api.ts'

/** What the other capabilities do with the first set-up, in its transaction: areas, the district's name, and who does the common work where. */
export const setUpDistrict: SetUpPort = async (tx, given, now) => {
  const { county } = given
  await saveAreas(tx, areasOf(given, now.toISOString().slice(0, 10)))
  await tx
    .insertInto('setting')
    .values({
      name: 'district.name',
      value: JSON.stringify({ zh: county.name, en: county.nameEn || county.name }),
      changed_at: now,
      changed_by: 'system:set-up',
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  await giveDuties(tx, given)
  for (const cache of [placesCache, districtCache]) await renew(tx, cache, now)
  return ok(null)
}

/** Streets and communities are known from the units that serve them, so that a place can be named before any map is loaded. */
const areasOf = ({ county, units }: SetUp, validFrom: string): Area[] => {
  const area = (code: string, name: string, nameEn: string | null): Area => ({
    code,
    name,
    nameEn,
    level: levelOf(code),
    kind: code.length === 15 ? 'basic' : 'ordinary',
    boundary: null,
    validFrom,
    validTo: null,
    predecessors: [],
  })
  const served = units.flatMap((unit): Area[] => {
    const codes = codesOf(unit.areas)
    const [own] = codes
    return codes.length === 1 && own !== undefined && own.length > 6 ? [area(own, areaName(unit.name), null)] : []
  })
  const first = new Map([area(county.code, county.name, county.nameEn || null), ...served.toReversed()].map((each) => [each.code, each]))
  return [...first.values()]
}

const codesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[\s,;、]+/)
    .flatMap((each) => {
      const code = parseAreaCode(each)
      return code.ok ? [code.value] : []
    })

/** 学苑街道办事处 serves 学苑街道; 静苑社区居委会 serves 静苑社区. */
const areaName = (unit: string): string => unit.trim().replace(/(?:办事处|居民委员会|居委会|村民委员会|村委会)$/, '') || unit.trim()

const atCounty = ['dispatcher', 'desk', 'supervisor', 'publisher'] as const

/** Nothing may wait for nobody: the county does the common work until the office gives it to others; streets dispatch and communities receive in their own area. */
const giveDuties = async (tx: Sql, { county, units }: SetUp): Promise<void> => {
  const duties = new Map(
    atCounty.map((role) => [`${role} ${county.code}`, { role: role as string, prefix: county.code, unit: `u-${county.code}` }]),
  )
  for (const unit of units) {
    for (const prefix of codesOf(unit.areas)) {
      const role = prefix.length === 9 ? 'dispatcher' : prefix.length === 12 ? 'community-worker' : null
      const key = `${role} ${prefix}`
      if (role && !duties.has(key)) duties.set(key, { role, prefix, unit: unit.id.trim() })
    }
  }
  await tx
    .insertInto('duty')
    .values([...duties.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

// The port has no kernel to tell its caches by; the version they look at is written here.
const renew = async (tx: Sql, cache: string, now: Date): Promise<void> => {
  const written = { value: JSON.stringify(`${now.getTime()}-set-up`), changed_at: now }
  await tx
    .insertInto('setting')
    .values({ name: `cache:${cache}`, changed_by: 'system', ...written })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(written))
    .execute()
}

/** Gives a new district a set of categories to begin with, which the office then makes its own. Does nothing when there are any. */
export const seedCategories = async (kernel: Kernel, now: Date): Promise<void> => {
  const { length } = await readCategoryTrees(kernel.db.sql)
  if (length > 0) return
  const { categories } = loadDistrict()
  const rows: Category[] = categories.map((each) => ({
    code: each.code,
    tree: each.tree,
    parent: each.parent,
    name: each.name.zh,
    nameEn: each.name.en,
    keywords: each.keywords,
    respond: each.limits?.respond ?? null,
    handle: each.limits?.handle ?? null,
    listItem: each.duty,
    source: each.limits?.handle.source ?? null,
  }))
  await inTransaction(kernel, async (tx) => {
    await saveCategories(tx, rows)
    await kernel.caches.changed(tx, catalogueCache, now)
  })
}
