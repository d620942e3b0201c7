import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { readAdministrationLines } from '../access/api.ts'
import { unwrap } from '../kernel/result.ts'
import { changeAreas, previewChange, readAreasOn } from './actions.ts'
import { loadPlaces } from './api.ts'
import type { AreaChange } from './domain/changes/decide.ts'
import { countMoves, type Movers } from './moving.ts'
import { readMapFeatures, readPlaces, savePlaces } from './store.ts'

const community = '990101001001'
const administrator = staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000001')

const box = (west: number, south: number, wide: number, high: number): { type: 'Polygon'; coordinates: number[][][] } => {
  const at = (degrees: number): number => Math.round(degrees * 1e7) / 1e7
  const [x0, x1, y0, y1] = [at(west), at(west + wide), at(south), at(south + high)]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ],
    ],
  }
}
const half = (name: string, south: number) => ({ name, kind: 'basic' as const, boundary: box(116, south, 0.005, 0.0025) })
const split: AreaChange = { community, ended: [`${community}001`], added: [half('南', 40), half('北', 40.0025)], redrawn: [] }

eachDatabase('areas that change', (open) => {
  let kernel: TestKernel
  const moved: string[] = []
  const movers: Movers = {
    things: {
      lamps: {
        count: async (_db, plan, place) =>
          countMoves(plan.ended.map(({ code }) => ({ from: code, to: place([116.001, 40.001]), count: 7 }))),
        move: async (_tx, plan, place) => void moved.push(`${plan.kind} ${place([116.001, 40.004]) ?? ''}`),
      },
    },
    inhabitants: async (_db, plan) => new Map(plan.added.map(({ code }) => [code, { households: 100, persons: 250 }])),
  }
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    const place = (id: string, lat: number) => ({
      id,
      name: id,
      aliases: [],
      kind: 'building',
      areaCode: `${community}001`,
      lon: 116.001,
      lat,
      outline: null,
    })
    await savePlaces(kernel.db.sql, [place('b-south', 40.001), place('b-north', 40.004)])
  })
  const now = () => kernel.clock()
  const gridsOn = async (day: string): Promise<readonly string[]> =>
    (await readAreasOn(kernel.db.sql, day))
      .filter(({ code }) => code.length === 15 && code.startsWith(community))
      .map(({ code }) => code.slice(12))

  it('shows what moves and writes nothing', async () => {
    const report = unwrap(await previewChange(kernel, administrator, split, now(), movers))
    expect(report.plan.kind).toBe('split')
    expect(report.moves['places']).toEqual([
      { from: `${community}001`, to: `${community}003`, count: 1 },
      { from: `${community}001`, to: `${community}004`, count: 1 },
    ])
    expect(report.moves['lamps']).toEqual([{ from: `${community}001`, to: `${community}004`, count: 7 }])
    expect(report.warnings.map(({ path, code }) => `${path} ${code}`)).toEqual([
      `${community}003 territory.change.too-few`,
      `${community}004 territory.change.too-few`,
    ])
    expect(await gridsOn('2026-03-02')).toEqual(['001', '002'])
    expect(moved).toEqual([])
  })

  it('splits in one transaction; the past stays as it was', async () => {
    const { version } = unwrap(await previewChange(kernel, administrator, split, now(), movers))
    expect((await loadPlaces(kernel)).locatePoint(116.001, 40.001)).toBe(`${community}001`)
    unwrap(await changeAreas(kernel, administrator, { ...split, version }, now(), movers))
    expect(moved).toEqual([`split ${community}003`])
    expect(await gridsOn('2026-03-01')).toEqual(['001', '002'])
    expect(await gridsOn('2026-03-02')).toEqual(['002', '003', '004'])
    expect((await loadPlaces(kernel)).locatePoint(116.001, 40.001)).toBe(`${community}004`)
    expect(Object.fromEntries((await readPlaces(kernel.db.sql)).map(({ id, areaCode }) => [id, areaCode]))).toEqual({
      'b-south': `${community}004`,
      'b-north': `${community}003`,
    })
    const [line] = await readAdministrationLines(kernel.db.sql, { subject: `area:${community}`, before: null, limit: 5 })
    expect(line).toMatchObject({ act: 'territory.areas' })
    const stale = await changeAreas(
      kernel,
      administrator,
      {
        community,
        ended: [`${community}003`, `${community}004`],
        added: [{ name: '合', kind: 'basic', boundary: null }],
        redrawn: [],
        version,
      },
      now(),
    )
    expect(stale).toMatchObject({ ok: false, error: { code: 'territory.change.stale' } })
  })

  it('redraws, and answers for the days before', async () => {
    const redrawn = [
      { code: `${community}003`, boundary: box(116, 40.002, 0.005, 0.003) },
      { code: `${community}004`, boundary: box(116, 40, 0.005, 0.002) },
    ]
    kernel.at('2026-03-05T01:30:00Z')
    unwrap(await changeAreas(kernel, administrator, { community, ended: [], added: [], redrawn }, now()))
    kernel.at('2026-03-05T02:30:00Z')
    const back = [half('', 40.0025), half('', 40)].map(({ boundary }, at) => ({ code: `${community}00${3 + at}`, boundary }))
    unwrap(await changeAreas(kernel, administrator, { community, ended: [], added: [], redrawn: back }, now()))
    kernel.at('2026-03-06T02:30:00Z')
    unwrap(await changeAreas(kernel, administrator, { community, ended: [], added: [], redrawn }, now()))
    const southOf = async (day: string) =>
      (await readAreasOn(kernel.db.sql, day)).find(({ code }) => code === `${community}003`)?.boundary?.coordinates[0]?.[0]
    expect(await southOf('2026-03-03')).toEqual([116, 40.0025])
    expect(await southOf('2026-03-05')).toEqual([116, 40.0025])
    expect(await southOf('2026-03-06')).toEqual([116, 40.002])
    expect(await readMapFeatures(kernel.db.sql)).toEqual([])
  })

  it('undoes everything when something cannot move', async () => {
    const broken: Movers = { things: { lamps: { count: async () => [], move: () => Promise.reject(new Error('no')) } } }
    const merge: AreaChange = {
      community,
      ended: [`${community}003`, `${community}004`],
      added: [{ name: '合', kind: 'basic', boundary: null }],
      redrawn: [],
    }
    await expect(changeAreas(kernel, administrator, merge, now(), broken)).rejects.toThrow('no')
    expect(await gridsOn('2026-03-07')).toEqual(['002', '003', '004'])
    unwrap(await changeAreas(kernel, administrator, merge, now()))
    expect(await gridsOn('2026-03-07')).toEqual(['002', '005'])
  })

  it('asks for reach', async () => {
    const elsewhere = staff('u-street-2', 'administrator', '00000000-0000-4000-8000-000000000002')
    expect(await previewChange(kernel, elsewhere, split, now())).toMatchObject({
      ok: false,
      error: { code: 'territory.change.out-of-reach' },
    })
  })
})
