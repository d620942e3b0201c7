// A small district for tests: one county, two streets, their communities and grids as squares, units with every role.
import type { Actor, Role } from '../../src/kernel/actor.ts'
import { createUnit } from '../../src/access/actions/units.ts'
import { setDuty } from '../../src/access/actions/units.ts'
import type { UnitDraft } from '../../src/access/domain/units.ts'
import { inTransaction, type Kernel } from '../../src/kernel/kernel.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { saveAreas, type Area } from '../../src/territory/api.ts'
import { cacheName as placesCache } from '../../src/territory/api.ts'
import { storeProcedures } from '../../src/matters/actions/procedures.ts'
import { saveCategories } from '../../src/matters/store/categories.ts'
import { cacheName as catalogueCache, type Category } from '../../src/matters/catalogue.ts'

const system: Actor = { kind: 'system', name: 'test' }

const square = (lon: number, lat: number, size: number): Area['boundary'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})

const area = (code: string, name: string, lon: number, lat: number, size: number): Area => ({
  code,
  name,
  level: ({ 6: 'county', 9: 'street', 12: 'community', 15: 'grid' } as const)[code.length as 6 | 9 | 12 | 15],
  kind: code.length === 15 ? 'basic' : 'ordinary',
  boundary: square(lon, lat, size),
  validFrom: '2026-01-01',
  validTo: null,
  predecessors: [],
})

export const testAreas: readonly Area[] = [
  area('990101', '清源区', 116, 40, 0.04),
  area('990101001', '学苑街道', 116, 40, 0.02),
  area('990101001001', '静苑社区', 116, 40, 0.01),
  area('990101001001001', '静苑第一网格', 116, 40, 0.005),
  area('990101001001002', '静苑第二网格', 116.005, 40, 0.005),
  area('990101002', '林泉街道', 116.02, 40, 0.02),
  area('990101002001', '林泉社区', 116.02, 40, 0.01),
  area('990101002001001', '林泉第一网格', 116.02, 40, 0.005),
]

const unit = (id: string, kind: UnitDraft['kind'], parent: string | null, prefixes: readonly string[]): UnitDraft => ({
  id,
  name: id,
  nameEn: id,
  kind,
  parent,
  scopes: prefixes.map((prefix) => ({ prefix, kinds: [] })),
  validFrom: '2026-01-01',
  validTo: null,
})

const units: readonly UnitDraft[] = [
  unit('u-county', 'county', null, ['990101']),
  unit('u-street-1', 'street', 'u-county', ['990101001']),
  unit('u-street-2', 'street', 'u-county', ['990101002']),
  unit('u-community-1', 'community', 'u-street-1', ['990101001001']),
  unit('u-roads', 'department', 'u-county', []),
  unit('u-water', 'department', 'u-county', []),
  unit('u-parks', 'department', 'u-county', []),
]

const duties: readonly (readonly [Role, string, string])[] = [
  ['dispatcher', '990101', 'u-county'],
  ['dispatcher', '990101001', 'u-street-1'],
  ['dispatcher', '990101002', 'u-street-2'],
  ['desk', '990101', 'u-county'],
  ['supervisor', '990101', 'u-county'],
  ['publisher', '990101', 'u-county'],
  ['community-worker', '990101001001', 'u-community-1'],
]

const limit = (value: number, unitName: 'hour' | 'workday') => ({ value, unit: unitName })

const category = (code: string, tree: string, more: Partial<Category>): Category => ({
  code,
  tree,
  parent: null,
  name: code,
  nameEn: code,
  keywords: [],
  respond: null,
  handle: null,
  listItem: null,
  source: 'test',
  ...more,
})

const categories: readonly Category[] = [
  category('env', 'requests', { name: '市容环境', nameEn: 'Environment', respond: limit(24, 'hour'), handle: limit(5, 'workday') }),
  category('env.litter', 'requests', { parent: 'env', name: '垃圾', nameEn: 'Litter', keywords: ['垃圾'] }),
  category('road.lamp', 'requests', {
    name: '路灯',
    nameEn: 'Street lamps',
    keywords: ['路灯'],
    respond: limit(2, 'hour'),
    handle: limit(3, 'workday'),
  }),
  category('h.litter', 'hazards', { name: '暴露垃圾', nameEn: 'Exposed litter', handle: limit(24, 'hour') }),
  category('o.roads', 'opinions', { name: '道路', nameEn: 'Roads' }),
]

/** Fills an empty, migrated database. */
export const seedDistrict = async (kernel: Kernel): Promise<void> => {
  const now = kernel.clock()
  for (const draft of units) unwrap(await createUnit(kernel, system, draft, now))
  for (const [role, prefix, unitId] of duties) unwrap(await setDuty(kernel, system, { role, prefix, unit: unitId }, now))
  await inTransaction(kernel, async (tx) => {
    await saveAreas(tx, testAreas)
    await saveCategories(tx, categories)
    await kernel.caches.changed(tx, placesCache, now)
    await kernel.caches.changed(tx, catalogueCache, now)
  })
  await storeProcedures(kernel, now)
}

/** A member of staff with one post, without an account: enough for what decides by posts. */
export const staff = (unitId: string, role: Role, id = `${role}-${unitId}`): Actor => {
  const prefixes = units.find((each) => each.id === unitId)?.scopes.map((scope) => scope.prefix) ?? []
  return { kind: 'staff', id, name: id, posts: [{ unit: unitId, role, prefixes, kinds: [] }] }
}
