import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { addUnit, loadDirectory, readAdministrationLines, setDuty } from '../access/api.ts'
import { inTransaction } from '../kernel/kernel.ts'
import { firstBroken } from '../kernel/journal.ts'
import { unwrap } from '../kernel/result.ts'
import { recompute } from '../oversight/actions/recompute.ts'
import { live, randomFrom, requestAt } from '../oversight/testing.ts'
import { changeAreas, previewChange, type AreaChange, type Movers } from '../territory/api.ts'
import { fileMatter, matterMover } from './api.ts'
import { fold } from './domain/evolve.ts'
import { readEvents, readState } from './store/read.ts'

const community = '990101001001'
const grid = (n: number): string => `${community}00${n}`
const administrator = staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000001')
const movers: Movers = { things: { matters: matterMover } }

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
// The first grid of the test district, cut so that its north takes three fifths.
const split: AreaChange = {
  community,
  ended: [grid(1)],
  added: [
    { name: '北', kind: 'basic', boundary: box(116, 40.002, 116.005, 40.005) },
    { name: '南', kind: 'basic', boundary: box(116, 40, 116.005, 40.002) },
  ],
  redrawn: [],
}

const unitOf = (id: string, prefix: string) => ({
  id,
  name: id,
  nameEn: id,
  kind: 'organisation' as const,
  parent: 'u-community-1',
  scopes: [{ prefix, kinds: [] }],
  validFrom: '2026-01-01',
  validTo: null,
})

eachDatabase('matters and staff when areas change', (open) => {
  let kernel: TestKernel
  const filed: Record<string, string> = {}
  const lived: string[] = []
  const now = () => kernel.clock()
  const areaOf = async (id: string | undefined) => (await readState(kernel.db.sql, id ?? ''))?.areaCode

  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    await inTransaction(kernel, async (tx) => {
      await addUnit(kernel, tx, unitOf('u-grid-1', grid(1)), now())
      await addUnit(kernel, tx, unitOf('u-grid-2', grid(2)), now())
    })
    for (const n of [1, 2])
      unwrap(await setDuty(kernel, administrator, { role: 'dispatcher', prefix: grid(n), unit: `u-grid-${n}` }, now()))
    const file = async (name: string, point: readonly [number, number] | null, areaCode?: string) => {
      const request = requestAt(point)
      const input = areaCode ? { ...(request.input as object), place: { address: '静苑', areaCode } } : request.input
      filed[name] = unwrap(await fileMatter(kernel, { kind: 'anonymous' }, { ...request, input }, now())).id
    }
    await file('north', [116.001, 40.004])
    await file('south', [116.001, 40.001])
    await file('unplaced', null, grid(1))
    await file('beside', [116.007, 40.001])
    lived.push(...(await live(kernel, randomFrom(7), { matters: 12, acts: 60, erasures: 0.05 })))
  }, 120_000)

  it('are shown before', async () => {
    const { moves } = unwrap(await previewChange(kernel, administrator, split, now(), movers))
    const counted = new Map(moves['matters']?.map(({ from, to, count }) => [`${from.slice(12)} ${to?.slice(12) ?? ''}`, count]))
    expect([...counted.keys()]).toEqual(['001 003', '001 004'])
    expect(counted.get('001 003')).toBeGreaterThanOrEqual(2)
    expect(await areaOf(filed['north'])).toBe(grid(1))
  })

  it('go to the grid of their point, by an event in the name of who changed the areas', async () => {
    const { moves } = unwrap(await changeAreas(kernel, administrator, split, now(), movers))
    expect(await areaOf(filed['north'])).toBe(grid(3))
    expect(await areaOf(filed['south'])).toBe(grid(4))
    expect(await areaOf(filed['unplaced'])).toBe(grid(3))
    expect(await areaOf(filed['beside'])).toBe(grid(2))
    const events = await readEvents(kernel.db.sql, kernel.keys, filed['south'] ?? '')
    expect(events.at(-1)).toMatchObject({
      kind: 'area-changed',
      actor: 'staff:00000000-0000-4000-8000-000000000001',
      facts: { area: grid(4) },
    })
    const rows = await kernel.db.sql.selectFrom('matter').select(['area_code', 'filed_area', 'closed_at', 'listed']).execute()
    const open = rows.filter((row) => row.closed_at === null)
    expect(open.filter((row) => row.area_code === grid(1))).toEqual([])
    expect(open.filter((row) => row.area_code !== row.filed_area)).toHaveLength(
      moves['matters']?.reduce((sum, { count }) => sum + count, 0) ?? 0,
    )
    for (const row of rows) expect(row.listed).toMatchObject({ areaCode: row.area_code })
  })

  it('leave figures, projections and chains as the journals give them', async () => {
    for (const id of [...Object.values(filed), ...lived]) {
      const events = await readEvents(kernel.db.sql, kernel.keys, id)
      expect(fold(events, id)).toEqual(await readState(kernel.db.sql, id))
      expect(await firstBroken(kernel.db.sql, kernel.keys, id)).toBe(null)
    }
    const lines: string[] = []
    await recompute(kernel, { write: false, now: now(), tell: (line) => lines.push(line) })
    expect(lines.filter((line) => line.startsWith('matter '))).toEqual([])
  })

  it('give the successors’ staff what there is to do', async () => {
    const tasks = await kernel.db.sql
      .selectFrom('task')
      .select('unit')
      .where('matter_id', '=', filed['south'] ?? '')
      .execute()
    expect(tasks).toEqual([{ unit: 'u-grid-1' }])
    const directory = await loadDirectory(kernel)
    expect(directory.scopesOf('u-grid-1').map(({ prefix }) => prefix)).toEqual([grid(3), grid(4)])
    const merge: AreaChange = { community, ended: [grid(2), grid(4)], added: [{ name: '合', kind: 'basic', boundary: null }], redrawn: [] }
    unwrap(await changeAreas(kernel, administrator, merge, now(), movers))
    const after = await loadDirectory(kernel)
    expect(after.scopesOf('u-grid-1').map(({ prefix }) => prefix)).toEqual([grid(3), grid(5)])
    expect(after.scopesOf('u-grid-2').map(({ prefix }) => prefix)).toEqual([grid(5)])
    // Both of its grids went to one: the first by code has the duty.
    expect(after.dutyUnit('dispatcher', grid(5))).toBe('u-grid-2')
    expect(
      await kernel.db.sql
        .selectFrom('task')
        .select('unit')
        .where('matter_id', '=', filed['south'] ?? '')
        .execute(),
    ).toEqual([{ unit: 'u-grid-2' }])
    const [line] = await readAdministrationLines(kernel.db.sql, { subject: 'units', before: null, limit: 5 })
    expect(line?.act).toBe('unit.areas')
  })

  it('of a grid drawn anew go over with the ground, and staff stay', async () => {
    const redraw: AreaChange = {
      community,
      ended: [],
      added: [],
      redrawn: [
        { code: grid(3), boundary: box(116, 40.0045, 116.005, 40.005) },
        {
          code: grid(5),
          boundary: {
            type: 'Polygon',
            coordinates: [
              [
                [116, 40],
                [116.01, 40],
                [116.01, 40.005],
                [116.005, 40.005],
                [116.005, 40.0045],
                [116, 40.0045],
                [116, 40],
              ],
            ],
          },
        },
      ],
    }
    unwrap(await changeAreas(kernel, administrator, redraw, now(), movers))
    expect(await areaOf(filed['north'])).toBe(grid(5))
    // No point says that it went over.
    expect(await areaOf(filed['unplaced'])).toBe(grid(3))
    expect((await loadDirectory(kernel)).scopesOf('u-grid-1').map(({ prefix }) => prefix)).toEqual([grid(3), grid(5)])
  })
})
