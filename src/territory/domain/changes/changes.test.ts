import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../kernel/result.ts'
import type { Area, AreaCode } from '../code.ts'
import { areaOf } from '../geometry.ts'
import type { Point, Surface } from '../geometry.ts'
import { flatten, hitOf } from '../inside.ts'
import { nextCodes, numberingOrder } from './codes.ts'
import { coverageOf } from './coverage.ts'
import { decideChange, type AreaChange, type ChangePlan } from './decide.ts'
import { dissolve } from './dissolve.ts'
import { sizeWarnings } from './fit.ts'
import { areasOn, successorsOf, type Drawing } from './history.ts'

const size = 0.002
const side = 5
const [west, south] = [116, 40]

/** Cells of a board; an area is a set of them. */
const cell = (at: number, scale = 1): Surface => box(west + (at % side) * size, south + Math.floor(at / side) * size, size * scale)
const box = (x: number, y: number, wide: number, high = wide): Surface => {
  const at = (degrees: number): number => Math.round(degrees * 1e7) / 1e7
  const [x0, x1, y0, y1] = [at(x), at(x + wide), at(y), at(y + high)]
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
const surfaceOf = (cells: readonly number[]): Surface => dissolve(cells.map((at) => cell(at))) ?? cell(0)

const area = (code: string, boundary: Area['boundary'], changes: Partial<Area> = {}): Area => ({
  code,
  name: code,
  level: code.length === 15 ? 'grid' : code.length === 12 ? 'community' : code.length === 9 ? 'street' : 'county',
  kind: code.length === 15 ? 'basic' : 'ordinary',
  boundary,
  validFrom: '2026-01-01',
  validTo: null,
  predecessors: [],
  ...changes,
})

const community = '990101001001'
const whole = box(west, south, side * size)
const above = [area('990101', whole), area('990101001', whole), area(community, whole)]
const west2 = [0, 1, 5, 6, 10, 11, 15, 16, 20, 21]
const east3 = [2, 3, 4, 7, 8, 9, 12, 13, 14, 17, 18, 19, 22, 23, 24]
const two = [...above, area(`${community}001`, surfaceOf(west2)), area(`${community}002`, surfaceOf(east3))]

const grid = (boundary: Surface | null, name = '新网格'): AreaChange['added'][number] => ({ name, kind: 'basic', boundary })
const ask = (change: Partial<AreaChange>): AreaChange => ({ community, ended: [], added: [], redrawn: [], ...change })
const faultsOf = (change: Partial<AreaChange>, areas: readonly Area[] = two): readonly string[] => {
  const decided = decideChange(areas, ask(change), '2026-03-02')
  return decided.ok ? [] : (decided.error.fields ?? []).map(({ path, code }) => `${path} ${code}`)
}

const written = (areas: readonly Area[], plan: ChangePlan): Area[] => {
  const fresh = new Map([...plan.ended, ...plan.redrawn, ...plan.added].map((each) => [each.code, each]))
  return [...areas.map((each) => fresh.get(each.code) ?? each), ...plan.added]
}

describe('decideChange', () => {
  it('splits: ends the grid, gives new codes in the order west to east, names the predecessor', () => {
    const plan = unwrap(
      decideChange(
        two,
        ask({
          ended: [`${community}002`],
          added: [grid(surfaceOf([4, 9, 14, 19, 24])), grid(surfaceOf(east3.filter((at) => at % 5 !== 4)))],
        }),
        '2026-03-02',
      ),
    )
    expect(plan.kind).toBe('split')
    expect(plan.ended.map(({ code, validTo }) => [code, validTo])).toEqual([[`${community}002`, '2026-03-01']])
    expect(plan.added.map(({ code, predecessors, validFrom }) => [code, predecessors, validFrom])).toEqual([
      [`${community}003`, [`${community}002`], '2026-03-02'],
      [`${community}004`, [`${community}002`], '2026-03-02'],
    ])
    expect(plan.added.map(({ boundary }) => boundary && Math.round(areaOf(boundary) / areaOf(cell(0))))).toEqual([10, 5])
    const later = written(two, plan)
    expect(successorsOf(later, `${community}002`).map(({ code }) => code)).toEqual([`${community}003`, `${community}004`])
    expect(
      areasOn(later, [], '2026-03-01')
        .filter(({ level }) => level === 'grid')
        .map(({ code }) => code),
    ).toEqual([`${community}001`, `${community}002`])
  })

  it('merges into one surface without the line between', () => {
    const plan = unwrap(decideChange(two, ask({ ended: [`${community}001`, `${community}002`], added: [grid(null)] }), '2026-03-02'))
    expect(plan.kind).toBe('merge')
    expect(plan.added[0]?.predecessors).toEqual([`${community}001`, `${community}002`])
    expect(
      coverageOf(
        whole,
        plan.added.flatMap(({ boundary }) => boundary ?? []),
      ),
    ).toMatchObject({ overlaps: [] })
    expect(plan.added[0]?.boundary?.coordinates).toHaveLength(1)
  })

  it('redraws, keeps the codes and remembers the boundaries that stood', () => {
    const redrawn = [
      { code: `${community}001`, boundary: surfaceOf([...west2, 2]) },
      { code: `${community}002`, boundary: surfaceOf(east3.filter((at) => at !== 2)) },
    ]
    const plan = unwrap(decideChange(two, ask({ redrawn }), '2026-03-02'))
    expect(plan.kind).toBe('redraw')
    const later = written(two, plan)
    const of = (day: string): number =>
      Math.round(areaOf(areasOn(later, plan.drawings, day).find(({ code }) => code.endsWith('001001001'))?.boundary ?? whole))
    expect(of('2026-03-01')).toBe(Math.round(areaOf(surfaceOf(west2))))
    expect(of('2026-03-02')).toBe(Math.round(areaOf(surfaceOf([...west2, 2]))))
  })

  it('tells every fault at once', () => {
    expect(faultsOf({})).toEqual(['ended territory.change.nothing'])
    expect(
      faultsOf({ ended: [`${community}009`, '110108001001001', `${community}001`, `${community}001`], added: [grid(null, ' ')] }),
    ).toEqual([
      'ended.0 territory.change.not-in-force',
      'ended.1 territory.boundary.not-in-county',
      'ended.3 territory.boundary.duplicate',
      'added.0.name territory.boundary.name-missing',
    ])
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [116, 40],
          [116.01, 40.01],
          [116.01, 40],
          [116, 40.01],
          [116, 40],
        ],
      ],
    }
    expect(faultsOf({ redrawn: [{ code: `${community}001`, boundary: bow }] })).toEqual([
      'redrawn.0.boundary.0.0 territory.geometry.self-crossing',
    ])
    // The second is numbered first, and yet the fault is told where it was asked for.
    const parts = [grid(box(west + 0.003, south, 0.003, 5 * size)), grid(box(west, south, 0.003, 5 * size))]
    expect(faultsOf({ ended: [`${community}001`], added: parts })).toEqual(['added.0.boundary territory.boundary.overlap'])
    expect(faultsOf({ ended: [`${community}001`] })).toEqual(['boundary territory.change.gap'])
    expect(faultsOf({ ended: [`${community}001`], added: [grid(surfaceOf([...west2, 2]))] })).toEqual([
      'added.0.boundary territory.boundary.overlap',
    ])
    expect(faultsOf({ ended: [`${community}001`], added: [grid(box(west - size, south, 3 * size, 5 * size))] })).toEqual([
      'added.0.boundary territory.boundary.outside',
    ])
    expect(decideChange(two, ask({ community: '990101001002', ended: [] }), '2026-03-02')).toMatchObject({ ok: false })
  })

  it('does not merge grids that do not touch', () => {
    const three = [
      ...above,
      area(`${community}001`, surfaceOf([0, 5, 10, 15, 20])),
      area(`${community}002`, surfaceOf([4, 9, 14, 19, 24])),
      area(`${community}003`, surfaceOf([1, 2, 3, 6, 7, 8, 11, 12, 13, 16, 17, 18, 21, 22, 23])),
    ]
    expect(faultsOf({ ended: [`${community}001`, `${community}002`], added: [grid(null)] }, three)).toEqual([
      'added.0.boundary territory.change.apart',
    ])
  })
})

describe('codes', () => {
  it('never gives one that was', () => {
    const known = [area(`${community}001`, null, { validTo: '2020-01-01' }), area(`${community}998`, null)]
    expect(nextCodes(known, community, 3)).toEqual([`${community}999`, `${community}002`, `${community}003`])
  })

  it('numbers west to east, north to south', () => {
    expect(numberingOrder([cell(0), cell(1), cell(20), cell(24)])).toEqual([2, 3, 0, 1])
  })
})

it('warns of grids with too few and too many households, never of dedicated ones', () => {
  const bounds = { fewestHouseholds: 300, mostHouseholds: 500, mostPersons: 1000 }
  const people = new Map([
    ['a', { households: 200, persons: 500 }],
    ['b', { households: 501, persons: 900 }],
    ['c', { households: 400, persons: 1001 }],
    ['d', { households: 400, persons: 1000 }],
  ])
  const grids = ['a', 'b', 'c', 'd'].map((code) => ({ code, kind: 'basic' as const }))
  expect(sizeWarnings([...grids, { code: 'e', kind: 'dedicated' }], people, bounds).map(({ path, code }) => `${path} ${code}`)).toEqual([
    'a territory.change.too-few',
    'b territory.change.too-many',
    'c territory.change.too-many',
  ])
})

describe('over any life of splits, merges and redraws', () => {
  const neighbours = (at: number): number[] =>
    [at % side > 0 ? at - 1 : -1, at % side < side - 1 ? at + 1 : -1, at - side, at + side].filter((to) => to >= 0 && to < side * side)
  // A connected piece of the cells, of about half of them, from a start.
  const piece = (cells: readonly number[], start: number, many: number): number[] => {
    const taken = [cells[start % cells.length] ?? 0]
    for (const at of taken)
      for (const to of neighbours(at)) if (taken.length < many && cells.includes(to) && !taken.includes(to)) taken.push(to)
    return taken
  }
  const groups = (cells: readonly number[]): number[][] => {
    const left = new Set(cells)
    const found: number[][] = []
    for (const start of cells) {
      if (!left.has(start)) continue
      const group = piece([...left], [...left].indexOf(start), left.size)
      for (const at of group) left.delete(at)
      found.push(group)
    }
    return found
  }
  const acts = fc.array(
    fc.record({
      what: fc.constantFrom('split', 'merge', 'redraw'),
      which: fc.nat(100),
      start: fc.nat(100),
      many: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 1, maxLength: 9 },
  )

  it('every point lies in exactly one grid on every day, and no code comes twice', () => {
    fc.assert(
      fc.property(
        acts,
        fc.array(fc.tuple(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 0.001, max: 0.999, noNaN: true })), {
          minLength: 5,
          maxLength: 5,
        }),
        (list, shares) => {
          let areas: Area[] = two
          let drawings: Drawing[] = []
          const cells = new Map<AreaCode, readonly number[]>([
            [`${community}001`, west2],
            [`${community}002`, east3],
          ])
          list.forEach(({ what, which, start, many }, at) => {
            const day = `2026-03-${String(2 + Math.floor(at / 2)).padStart(2, '0')}`
            const codes = [...cells.keys()]
            const code = codes[which % codes.length] ?? ''
            const own = cells.get(code) ?? []
            const beside = codes.find(
              (other) => other !== code && (cells.get(other) ?? []).some((to) => own.some((from) => neighbours(from).includes(to))),
            )
            const parts: readonly (readonly number[])[] =
              what === 'merge'
                ? [[...own, ...(cells.get(beside ?? '') ?? [])]]
                : [piece(own, start, many)].flatMap((one) => [one, ...groups(own.filter((each) => !one.includes(each)))])
            if (what === 'merge' ? !beside : parts.length < 2) return
            const ended = what === 'merge' ? [code, beside ?? ''] : what === 'split' ? [code] : []
            // Drawing anew: one piece stays with the code, the others begin.
            const redrawn = what === 'redraw' ? [{ code, boundary: surfaceOf(parts[0] ?? []) }] : []
            const fresh = what === 'redraw' ? parts.slice(1) : parts
            const plan = unwrap(
              decideChange(
                areas,
                ask({ ended, redrawn, added: fresh.map((each) => grid(what === 'merge' ? null : surfaceOf(each))) }),
                day,
              ),
            )
            expect(plan.added.some((each) => areas.some((old) => old.code === each.code))).toBe(false)
            areas = written(areas, plan)
            drawings = [...drawings, ...plan.drawings]
            for (const gone of ended) cells.delete(gone)
            if (what === 'redraw') cells.set(code, parts[0] ?? [])
            for (const each of plan.added) {
              const mine = fresh.find(
                (part) =>
                  each.boundary &&
                  Math.abs(areaOf(each.boundary) - areaOf(surfaceOf(part))) < 1 &&
                  part.every((one) => inside(each, centreOf(one))),
              )
              cells.set(each.code, mine ?? [])
            }
          })
          for (const day of [
            '2026-01-01',
            '2026-03-01',
            '2026-03-02',
            '2026-03-03',
            '2026-03-04',
            '2026-03-05',
            '2026-03-06',
            '2027-01-01',
          ])
            for (const [x, y] of shares) {
              const point: Point = [west + x * side * size, south + y * side * size]
              const then = areasOn(areas, drawings, day).filter(({ level }) => level === 'grid')
              const hits = then.map((each) => hitsOf(each, point))
              // On a line that two share the lower code wins; anywhere else it is exactly one.
              if (!hits.includes('edge')) expect(hits.filter((hit) => hit === 'inside')).toHaveLength(1)
            }
        },
      ),
      { numRuns: 40 },
    )
  })

  const centreOf = (at: number): Point => [west + ((at % side) + 0.5) * size, south + (Math.floor(at / side) + 0.5) * size]
  const hitsOf = ({ boundary }: Area, point: Point): string => {
    const polygons = boundary?.type === 'Polygon' ? [boundary.coordinates] : (boundary?.coordinates ?? [])
    return polygons.map((rings) => hitOf(flatten(rings), point)).find((hit) => hit !== 'outside') ?? 'outside'
  }
  const inside = (each: Area, point: Point): boolean => hitsOf(each, point) === 'inside'
})
