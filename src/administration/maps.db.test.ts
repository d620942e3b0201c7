import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { unwrap } from '../kernel/result.ts'
import { loadPlaces, readAreasOn } from '../territory/api.ts'
import { importBoundaries } from './actions/boundaries.ts'
import { importBuildings } from './actions/buildings.ts'

const administrator = staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000001')

const ring = (lon: number, size = 0.0002) => [
  [lon, 40.002],
  [lon + size, 40.002],
  [lon + size, 40.002 + size],
  [lon, 40.002 + size],
  [lon, 40.002],
]
const feature = (id: string, lon: number, properties: object, type = 'Polygon') => ({
  type: 'Feature',
  id,
  properties: { building: 'residential', ...properties },
  geometry: { type, coordinates: type === 'Polygon' ? [ring(lon)] : ring(lon) },
})
const collection = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features })

eachDatabase('map files', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
  })
  const buildings = (text: string, dry: boolean) => importBuildings(kernel, administrator, text, dry, kernel.clock())

  it('of buildings tell first what they would change, and then change it', async () => {
    const file = collection(
      feature('way/1', 116.001, { name: '静苑1号楼' }),
      feature('way/1', 116.001, { name: '静苑1号楼' }, 'LineString'),
      feature('way/2', 116.002, { 'addr:street': '静苑路', 'addr:housenumber': '8号' }),
      feature('way/3', 116.003, {}),
    )
    const seen = unwrap(await buildings(file, true))
    expect(seen).toMatchObject({ features: 2, added: 2, changed: 0, skipped: 1, faults: [] })
    expect((await loadPlaces(kernel)).place('b-way-1')).toBeNull()
    unwrap(await buildings(file, false))
    expect((await loadPlaces(kernel)).place('b-way-1')).toMatchObject({ name: '静苑1号楼' })
    const again = unwrap(await buildings(collection(feature('way/1', 116.001, { name: '静苑一号楼' })), true))
    expect(again.changes).toEqual([{ code: 'b-way-1', name: '静苑一号楼', what: 'renamed', before: '静苑1号楼' }])
    expect(unwrap(await buildings(collection(feature('way/2', 116.0021, { name: '静苑路8号' })), true)).changes[0]?.what).toBe('moved')
  })

  it('of buildings outside the district, or with broken outlines, are told by feature and change nothing', async () => {
    const broken = { ...feature('way/9', 116.001, { name: '坏' }), geometry: { type: 'Polygon', coordinates: [[[116, 40]]] } }
    const file = collection(feature('way/7', 116.001, { name: '好楼' }), broken, feature('way/8', 117.5, { name: '远楼' }))
    const seen = unwrap(await buildings(file, true))
    expect(seen.faults.map((fault) => fault.path.split('.').slice(0, 2).join('.'))).toEqual(['features.1', 'features.2'])
    expect((await buildings(file, false)).ok).toBe(false)
    expect((await loadPlaces(kernel)).place('b-way-7')).toBeNull()
  })

  it('of boundaries tell of every area what becomes of it', async () => {
    const area = (code: string, name: string, lon: number) => ({
      type: 'Feature',
      properties: { code, name },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [lon, 40.011],
            [lon + 0.005, 40.011],
            [lon + 0.005, 40.015],
            [lon, 40.015],
            [lon, 40.011],
          ],
        ],
      },
    })
    const file = collection(area('990101001002', '新苑社区', 116.001), area('990101002001', '林泉新社区', 116.021))
    const seen = unwrap(await importBoundaries(kernel, administrator, file, true, kernel.clock()))
    expect(seen.changes).toEqual([
      { code: '990101001002', name: '新苑社区', what: 'added', before: null },
      { code: '990101002001', name: '林泉新社区', what: 'renamed', before: '林泉社区' },
    ])
    expect((await loadPlaces(kernel)).area('990101001002')).toBeNull()
    const westOn = async (day: string) =>
      (await readAreasOn(kernel.db.sql, day)).find(({ code }) => code === '990101002001')?.boundary?.coordinates[0]?.[0]
    const before = await westOn('2026-03-02')
    unwrap(await importBoundaries(kernel, administrator, file, false, kernel.clock()))
    expect(await westOn('2026-03-02')).toEqual([116.021, 40.011])
    expect(await westOn('2026-03-01')).toEqual(before)
    expect((await readAreasOn(kernel.db.sql, '2026-03-01')).map(({ code }) => code)).not.toContain('990101001002')
  })
})
