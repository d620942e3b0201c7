import fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import type { Area } from './code.ts'
import { distanceMetres, polygonsOf } from './geometry.ts'
import type { Point } from './geometry.ts'
import { buildAreaIndex, locatePoint, nearest } from './locate.ts'
import { star } from './samples.ts'

const area = (code: string, boundary: Area['boundary'], days: Partial<Area> = {}): Area => ({
  code,
  name: code,
  level: code.length === 15 ? 'grid' : code.length === 12 ? 'community' : code.length === 9 ? 'street' : 'county',
  kind: code.length === 15 ? 'basic' : 'ordinary',
  boundary,
  validFrom: '2020-01-01',
  validTo: null,
  predecessors: [],
  ...days,
})

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

const box = (x: number, y: number, side: number, ...holes: Position[][]): Area['boundary'] => ({
  type: 'Polygon',
  coordinates: [square(x, y, side), ...holes],
})

// Winding number: another way to the answer than the code under test takes.
const winds = (boundary: NonNullable<Area['boundary']>, [x, y]: Point): boolean =>
  polygonsOf(boundary).some((polygon) =>
    polygon.every((ring, index) => {
      let turns = 0
      for (let at = 1; at < ring.length; at++) {
        const [x1 = 0, y1 = 0] = ring[at - 1] ?? []
        const [x2 = 0, y2 = 0] = ring[at] ?? []
        const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
        if (y1 <= y && y2 > y && side > 0) turns++
        if (y1 > y && y2 <= y && side < 0) turns--
      }
      return (turns !== 0) === (index === 0)
    }),
  )

describe('locatePoint', () => {
  const point = fc.tuple(fc.double({ min: 116.31, max: 116.34, noNaN: true }), fc.double({ min: 39.99, max: 40.01, noNaN: true }))

  it('finds what brute force finds', () => {
    const grids = fc.array(fc.tuple(star(4, [116.32, 40]), star(4, [116.328, 40.002])), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(grids, fc.array(point, { minLength: 20, maxLength: 20 }), (shapes, points) => {
        const areas = shapes.map(([one, other], at) =>
          area(`99010100100100${at + 1}`, { type: 'MultiPolygon', coordinates: [[one], [other]] }),
        )
        const index = buildAreaIndex([...areas, area('990101', box(116.3, 39.98, 0.025))])
        for (const each of points) {
          const holding = areas.filter(({ boundary }) => boundary && winds(boundary, each)).map(({ code }) => code)
          const county = winds(box(116.3, 39.98, 0.025) ?? { type: 'Polygon', coordinates: [] }, each) ? '990101' : null
          expect(locatePoint(index, each)).toBe(holding.toSorted()[0] ?? county)
        }
      }),
    )
  })

  it('gives the finest area and falls back to the one around it', () => {
    const index = buildAreaIndex([
      area('990101', box(116, 40, 1)),
      area('990101001', box(116, 40, 0.5)),
      area('990101001001', box(116, 40, 0.2)),
      area('990101001001001', null),
    ])
    expect(
      [
        [116.1, 40.1],
        [116.3, 40.3],
        [116.8, 40.8],
        [118, 40],
      ].map(([x = 0, y = 0]) => locatePoint(index, [x, y])),
    ).toEqual(['990101001001', '990101001', '990101', null])
  })

  it('leaves holes to whoever lies in them', () => {
    const hole = square(116.4, 40.4, 0.2)
    const ring = area('990101001', box(116, 40, 1, hole))
    expect(locatePoint(buildAreaIndex([ring]), [116.5, 40.5])).toBeNull()
    expect(locatePoint(buildAreaIndex([ring, area('990101002', box(116.4, 40.4, 0.2))]), [116.5, 40.5])).toBe('990101002')
  })

  it('gives a shared edge and a shared corner to the lower code, in whatever order they were given', () => {
    const four = [
      area('990101001', box(116, 40, 1)),
      area('990101002', box(117, 40, 1)),
      area('990101003', box(116, 41, 1)),
      area('990101004', box(117, 41, 1)),
    ]
    for (const areas of [four, four.toReversed()]) {
      const index = buildAreaIndex(areas)
      expect(locatePoint(index, [117, 40.5])).toBe('990101001')
      expect(locatePoint(index, [117, 41])).toBe('990101001')
      expect(locatePoint(index, [117.5, 41])).toBe('990101002')
    }
  })

  it('prefers an area with the point inside to one with it on the edge', () => {
    const index = buildAreaIndex([area('990101001', box(116, 40, 1)), area('990101002', box(116.5, 40, 1))])
    expect(locatePoint(index, [117, 40.5])).toBe('990101002')
  })

  it('keeps to the areas of the day', () => {
    const index = buildAreaIndex([
      area('990101001', box(116, 40, 1), { validTo: '2025-12-31' }),
      area('990101002', box(116, 40, 1), { validFrom: '2026-01-01', predecessors: ['990101001'] }),
    ])
    expect(['2019-12-31', '2025-12-31', '2026-01-01'].map((day) => locatePoint(index, [116.5, 40.5], day))).toEqual([
      null,
      '990101001',
      '990101002',
    ])
  })

  it('answers null when nothing is known', () => {
    expect(locatePoint(buildAreaIndex([]), [116, 40])).toBeNull()
    expect(nearest(buildAreaIndex([]), [116, 40], 100)).toBeNull()
  })
})

describe('nearest', () => {
  const index = buildAreaIndex([
    area('990101', box(116, 40, 0.02)),
    area('990101001', box(116, 40, 0.01)),
    area('990101002', box(116.01, 40, 0.01)),
  ])

  it('is the area itself inside', () => {
    expect(nearest(index, [116.005, 40.005], 50)).toEqual({ code: '990101001', metres: 0 })
  })

  it('is the finest of those equally near outside, with the distance', () => {
    const found = nearest(index, [116.015, 39.9995], 100)
    expect(found?.code).toBe('990101002')
    expect(found?.metres).toBeCloseTo(distanceMetres([116.015, 39.9995], [116.015, 40]), 1)
  })

  it('is nothing beyond the reach', () => {
    expect(nearest(index, [116.015, 39.9995], 50)).toBeNull()
    expect(nearest(index, [116.015, 39.9995], 50, '2019-01-01')).toBeNull()
  })
})
