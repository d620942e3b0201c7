import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageOf } from '../changes/coverage.ts'
import type { Point, Surface } from '../geometry.ts'
import { polygonsOf } from '../geometry.ts'
import { flatten, hitOf } from '../inside.ts'
import type { PlanBuilding } from './atoms.ts'
import { divide } from './divide.ts'
import { firstFit } from './exact.ts'
import type { WalkGraph } from './graph.ts'
import { seeded } from './heap.ts'
import { hangsTogether } from './measure.ts'
import { networkOf, walksOn } from './network.ts'
import { planGrids, type Plan, type PlanInput } from './plan.ts'

const bounds = { fewestHouseholds: 300, mostHouseholds: 500, mostPersons: 1300 }
const [west, south] = [116.3, 40]
const at = (x: number, y: number): Point => [west + x * 1e-5, south + y * 1e-5]

// An L: what is near as the crow flies is not always near on the ground.
const shape = (x: number): Surface => ({
  type: 'Polygon',
  coordinates: [
    [at(x, 0), at(x + 900, 0), at(x + 900, 400), at(x + 400, 400), at(x + 400, 900), at(x, 900), at(x, 0)].map(([a, b]) => [a, b]),
  ],
})
const communities = [
  { code: '990101001001', boundary: shape(0) },
  { code: '990101001002', boundary: shape(900) },
]
const network = networkOf(
  [100, 300, 500, 700].flatMap((step) => [
    [0, 100, 300, 500, 700, 900, 1000, 1200, 1400, 1600, 1800].map((x) => at(x, step)),
    [0, 100, 300, 500, 700, 900].map((y) => at(step, y)),
    [0, 100, 300, 500, 700, 900].map((y) => at(900 + step, y)),
  ]),
)

const town = (seed: number, many: number): PlanInput => {
  const random = seeded(seed)
  const buildings = Array.from({ length: many }, (_, index): PlanBuilding => {
    const [x, y] = [random() * 1850, random() * 900]
    const households = Math.floor(random() * 80)
    const compound = random() < 0.3 ? `${Math.floor(x / 150)}/${Math.floor(y / 150)}` : undefined
    return {
      id: `b${index}`,
      point: at(x, y),
      households,
      persons: Math.round(households * 2.4),
      workload: households * random(),
      compound,
      street: `s${Math.floor(y / 200)}`,
    }
  })
  return { buildings, network, communities }
}
const input = fc.record({ seed: fc.nat(10_000), many: fc.integer({ min: 0, max: 90 }) })
const plan = (given: PlanInput, seed = 7): Plan => planGrids(given, { bounds, seed, effort: 0.15 })

const isIn = (surface: Surface | null | undefined, point: Point): boolean =>
  surface ? polygonsOf(surface).some((polygon) => hitOf(flatten(polygon), point) !== 'outside') : false

describe('planGrids', () => {
  it('keeps grids in one piece, inside their community, compounds whole, every building in exactly one', () => {
    fc.assert(
      fc.property(input, ({ seed, many }) => {
        const given = town(seed, many)
        const found = plan(given)
        const placed = found.communities.flatMap(({ grids }) => grids.flatMap(({ buildings }) => buildings))
        expect([...placed, ...found.unplaced].toSorted()).toEqual(given.buildings.map(({ id }) => id).toSorted())
        for (const { community, grids, graph, partOf } of found.communities) {
          const boundary = communities.find(({ code }) => code === community)?.boundary ?? shape(0)
          grids.forEach((grid, number) => {
            const own = [...partOf.keys()].filter((atom) => partOf[atom] === number)
            expect(hangsTogether(own, graph.steps)).toBe(true)
            for (const id of grid.buildings)
              expect(isIn(boundary, given.buildings.find((each) => each.id === id)?.point ?? [0, 0])).toBe(true)
          })
          const gridsOf = Map.groupBy(given.buildings, ({ compound }) => compound)
          for (const [compound, list] of gridsOf) {
            const numbers = new Set(
              list.map(({ id }) => grids.findIndex(({ buildings }) => buildings.includes(id))).filter((number) => number >= 0),
            )
            if (compound) expect(numbers.size).toBeLessThanOrEqual(1)
          }
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('draws surfaces that fill the community without gap or overlap, each round its buildings', () => {
    fc.assert(
      fc.property(input, ({ seed, many }) => {
        const given = town(seed, many)
        for (const { community, grids } of plan(given).communities) {
          const boundary = communities.find(({ code }) => code === community)?.boundary ?? shape(0)
          const { gap, outside, overlaps } = coverageOf(
            boundary,
            grids.flatMap((grid) => grid.boundary ?? []),
          )
          expect(gap).toBeLessThan(5)
          expect(Math.max(0, ...outside)).toBeLessThan(5)
          expect(overlaps.filter(({ squareMetres }) => squareMetres > 5)).toEqual([])
          for (const { buildings, boundary: surface } of grids)
            for (const id of buildings) expect(isIn(surface, given.buildings.find((each) => each.id === id)?.point ?? [0, 0])).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('gives the same plan for the same seed', () => {
    expect(plan(town(3, 60))).toEqual(plan(town(3, 60)))
  })

  it('says where a compound is too large for any grid', () => {
    const given = town(3, 0)
    const buildings = [1, 2].map((number): PlanBuilding => ({
      id: `b${number}`,
      point: at(200 + number * 20, 200),
      households: 400,
      persons: 900,
      workload: 9,
      compound: '大院',
    }))
    const [first] = plan({ ...given, buildings }).communities
    expect(first?.grids).toHaveLength(1)
    expect(first?.warnings.map(({ code }) => code)).toEqual(['territory.plan.compound-too-large', 'territory.change.too-many'])
  })
})

describe('divide', () => {
  const graph = fc
    .record({
      households: fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 1, maxLength: 9 }),
      ways: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 8 }),
    })
    .map(({ households, ways }): WalkGraph => {
      const atoms = households.map((each, index) => ({
        buildings: [],
        streets: new Set<string>(),
        point: at(index * 100, 0),
        households: each,
        persons: 2 * each,
        workload: each,
      }))
      const chain = households.slice(1).map((_, index) => [index, index + 1] as const)
      const all = [...chain, ...ways.filter(([one, other]) => one !== other && one < households.length && other < households.length)]
      return {
        atoms,
        steps: atoms.map((_, from) =>
          all.flatMap(([one, other]) => (one === from ? [other] : other === from ? [one] : [])).map((to) => ({ to, metres: 50, tie: 10 })),
        ),
      }
    })

  it('keeps the bounds whenever any division does', () => {
    fc.assert(
      fc.property(graph, (given) => {
        const found = divide(given, { bounds, seed: 5, squareMetres: 1e5, effort: 0.1 })
        const groups = Array.from({ length: found.parts }, (_, part) =>
          [...found.partOf.keys()].filter((atom) => found.partOf[atom] === part),
        )
        for (const group of groups) expect(group.length > 0 && hangsTogether(group, given.steps)).toBe(true)
        if (!firstFit(given, bounds)) return
        for (const group of groups) {
          const households = group.reduce((sum, atom) => sum + (given.atoms[atom]?.households ?? 0), 0)
          expect(households >= 300 && households <= 500).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})

it('walks along the streets, not through the blocks', () => {
  const walks = walksOn(networkOf([[at(0, 0), at(0, 400), at(400, 400), at(400, 0)]]))
  const [there = 0, beyond] = walks([at(0, 0)], [[at(400, 0)], [at(400, 0)]], 5000)
  // 400 steps north, 400 east, 400 south; a step east is shorter at 40°.
  expect(there).toBeGreaterThan(2 * 444 + 340)
  expect(there).toBeLessThan(2 * 446 + 342)
  expect(beyond).toBe(there)
  expect(walks([at(0, 0)], [[at(400, 0)]], 100)).toEqual([Infinity])
})
