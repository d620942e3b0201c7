import fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { areaOf, bbox, distanceMetres, edgeDistanceMetres, labelPoint, polygonsOf } from './geometry.ts'
import type { Surface } from './geometry.ts'
import { star } from './samples.ts'
import { outlineKey, overlapArea, selfCrossing } from './rings.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

const surface = (...rings: Position[][]): Surface => ({ type: 'Polygon', coordinates: rings })

// Even-odd by its definition, apart from the code under test.
const holds = (polygon: readonly Position[][], [x, y]: readonly [number, number]): boolean => {
  let inside = false
  for (const ring of polygon)
    for (let at = 1; at < ring.length; at++) {
      const [x1 = 0, y1 = 0] = ring[at - 1] ?? []
      const [x2 = 0, y2 = 0] = ring[at] ?? []
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    }
  return inside
}

type Pair = readonly [number, number]

const cross = (a: Pair, b: Pair): number => a[0] * b[1] - a[1] * b[0]

// Solves for where along both edges they meet; corners that edges have in common by following each other are left out.
const meet = (p: Pair, p2: Pair, q: Pair, q2: Pair, follows: boolean): boolean => {
  const r: Pair = [p2[0] - p[0], p2[1] - p[1]]
  const s: Pair = [q2[0] - q[0], q2[1] - q[1]]
  const way: Pair = [q[0] - p[0], q[1] - p[1]]
  const apart = cross(r, s)
  if (apart !== 0) {
    const [t, u] = [cross(way, s) / apart, cross(way, r) / apart]
    return !follows && t >= 0 && t <= 1 && u >= 0 && u <= 1
  }
  if (cross(way, r) !== 0) return false
  const along = [q, q2].map(([x, y]) => ((x - p[0]) * r[0] + (y - p[1]) * r[1]) / (r[0] ** 2 + r[1] ** 2)).sort((a, b) => a - b)
  const common = Math.min(1, along[1] ?? 0) - Math.max(0, along[0] ?? 0)
  return follows ? common > 0 : common >= 0
}

const anyMeet = (ring: readonly Pair[]): boolean => {
  const edges = ring.slice(1).map((to, at) => [ring[at] ?? to, to] as const)
  return edges.some(([p, p2], one) =>
    edges.some(([q, q2], other) => {
      const apart = (other - one + edges.length) % edges.length
      return apart !== 0 && meet(p, p2, q, q2, apart === 1 || apart === edges.length - 1)
    }),
  )
}

describe('distances and areas', () => {
  it('measures a known distance', () => {
    // Tiananmen to the Bird's Nest: 9.6 km on the map.
    expect(distanceMetres([116.3975, 39.9087], [116.3966, 39.9929])).toBeCloseTo(9363, -2)
    expect(distanceMetres([116, 40], [116, 40])).toBe(0)
  })

  it('measures a square of a hundredth of a degree, and takes its hole off', () => {
    const whole = areaOf(surface(square(116, 40, 0.01)))
    expect(whole).toBeGreaterThan(940_000)
    expect(whole).toBeLessThan(950_000)
    expect(areaOf(surface(square(116, 40, 0.01), square(116.0025, 40.0025, 0.005).toReversed()))).toBeCloseTo(whole * 0.75, -2)
  })

  it('measures the way to the nearest edge, in and out', () => {
    const box = surface(square(116, 40, 0.01))
    expect(edgeDistanceMetres(box, [116.005, 40.011])).toBeCloseTo(111.2, 0)
    expect(edgeDistanceMetres(box, [116.005, 40.001])).toBeCloseTo(111.2, 0)
  })

  it('boxes all polygons', () => {
    expect(bbox({ type: 'MultiPolygon', coordinates: [[square(116, 40, 0.01)], [square(117, 39, 0.01)]] })).toEqual([
      116, 39, 117.01, 40.01,
    ])
  })
})

describe('labelPoint', () => {
  it('lies inside, whatever the shape', () => {
    fc.assert(
      fc.property(star(), (ring) => {
        const shape = surface(ring)
        expect(polygonsOf(shape).some((polygon) => holds(polygon, labelPoint(shape)))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('avoids the hole of a ring road and the hollow of a horseshoe', () => {
    const ring = [square(116, 40, 0.01), square(116.001, 40.001, 0.008)]
    expect(holds(ring, labelPoint(surface(...ring)))).toBe(true)
    const shoe: Position[] = [
      [0, 0],
      [3, 0],
      [3, 3],
      [2.9, 3],
      [2.9, 0.1],
      [0.1, 0.1],
      [0.1, 3],
      [0, 3],
      [0, 0],
    ]
    expect(holds([shoe], labelPoint(surface(shoe)))).toBe(true)
  })
})

describe('selfCrossing', () => {
  it('finds a bow tie, a spike and a ring that touches itself', () => {
    expect(
      selfCrossing([
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ]),
    ).toBe(0)
    expect(
      selfCrossing([
        [0, 0],
        [2, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ]),
    ).not.toBeNull()
    expect(
      selfCrossing([
        [0, 0],
        [2, 0],
        [2, 2],
        [1, 0],
        [0, 2],
        [0, 0],
      ]),
    ).not.toBeNull()
  })

  it('lets simple rings pass', () => {
    expect(selfCrossing(square(116, 40, 0.01))).toBeNull()
    expect(
      selfCrossing([
        [0, 0],
        [1, 0],
        [2, 0],
        [2, 2],
        [0, 2],
        [0, 0],
      ]),
    ).toBeNull()
    fc.assert(fc.property(star(), (ring) => selfCrossing(ring) === null))
  })

  it('finds what comparing every edge with every other finds', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
    const rings = fc.uniqueArray(corner, { minLength: 3, maxLength: 9, selector: String })
    fc.assert(
      fc.property(rings, (corners) => {
        const ring = [...corners, corners[0] ?? [0, 0]]
        expect(selfCrossing(ring) !== null).toBe(anyMeet(ring))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('overlapArea', () => {
  it('is nothing for neighbours and the whole for itself', () => {
    const one = surface(square(116, 40, 0.01))
    expect(overlapArea(one, surface(square(116.01, 40, 0.01)))).toBe(0)
    expect(overlapArea(one, one) / areaOf(one)).toBeCloseTo(1, 5)
    expect(overlapArea(one, surface(square(116.005, 40.005, 0.01))) / areaOf(one)).toBeCloseTo(0.25, 2)
    expect(overlapArea(one, surface(square(118, 40, 0.01)))).toBe(0)
  })
})

describe('outlineKey', () => {
  it('is the same wherever a ring starts and whichever way it runs', () => {
    fc.assert(
      fc.property(star(), fc.nat(), fc.boolean(), (ring, start, back) => {
        const corners = ring.slice(0, -1)
        const at = start % corners.length
        const turned = [...corners.slice(at), ...corners.slice(0, at)]
        const closed = [...turned, turned[0] ?? []]
        expect(outlineKey(back ? closed.toReversed() : closed)).toBe(outlineKey(ring))
      }),
    )
  })
})
