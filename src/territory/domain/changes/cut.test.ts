import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import { areaOf } from '../geometry.ts'
import { isSurface, readSurface } from '../geojson.ts'
import { cornersOf, withCornerMoved } from './corners.ts'
import { cutSurface } from './cut.ts'
import { dissolve } from './dissolve.ts'

const box = (west: number, south: number, east: number, north: number): Polygon => ({
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
const field = box(116, 40, 116.005, 40.005)
const total = (pieces: readonly Polygon[]): number => pieces.reduce((sum, piece) => sum + areaOf(piece), 0)

describe('a line through a surface', () => {
  it('cuts it in two', () => {
    const pieces = cutSurface(field, [
      [115.999, 40.002],
      [116.006, 40.002],
    ])
    expect(pieces.map((piece) => Math.round((100 * areaOf(piece)) / areaOf(field)))).toEqual([60, 40])
  })

  it('may end a little before the boundary, bend and have loose ends', () => {
    const bent = cutSurface(field, [
      [116.0001, 40.001],
      [116.0025, 40.002],
      [116.0049, 40.001],
    ])
    expect(bent).toHaveLength(2)
    const loose = cutSurface(field, [
      [115.999, 40.001],
      [116.003, 40.002],
    ])
    expect(loose).toHaveLength(1)
    expect(cutSurface(field, [[116.001, 40.001]])).toHaveLength(1)
    expect(cutSurface(field, [])).toHaveLength(1)
  })

  it('cuts around a hole', () => {
    const holed: Polygon = {
      type: 'Polygon',
      coordinates: [...field.coordinates, ...box(116.002, 40.002, 116.003, 40.003).coordinates],
    }
    const pieces = cutSurface(holed, [
      [115.999, 40.0025],
      [116.006, 40.0025],
    ])
    expect(pieces).toHaveLength(2)
    expect(total(pieces)).toBeCloseTo(areaOf(holed), -1)
  })

  it('leaves pieces that make up the whole and are surfaces, whichever way it goes', () => {
    const inside = fc.tuple(fc.double({ min: -0.002, max: 0.007, noNaN: true }), fc.double({ min: -0.002, max: 0.007, noNaN: true }))
    fc.assert(
      fc.property(fc.array(inside, { minLength: 2, maxLength: 5 }), (offsets) => {
        const pieces = cutSurface(
          field,
          offsets.map(([x, y]) => [116 + x, 40 + y]),
        )
        expect(Math.abs(total(pieces) - areaOf(field))).toBeLessThan(20)
        if (pieces.length > 1) expect(areaOf(dissolve(pieces) ?? field)).toBeCloseTo(areaOf(field), -2)
        for (const piece of pieces.filter((each) => areaOf(each) > 100))
          expect(isSurface(readSurface({ id: null, properties: {}, type: piece.type, coordinates: piece.coordinates }, 'x'))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a corner', () => {
  const [west, east] = [box(116, 40, 116.005, 40.005), box(116.005, 40, 116.01, 40.01)]

  it('that several share is one, and moves for all', () => {
    expect(cornersOf([west, east])).toHaveLength(7)
    const moved = [west, east].map((surface) => withCornerMoved(surface, [116.005, 40], [116.006, 40]))
    expect(moved[0]?.coordinates[0]).toContainEqual([116.006, 40])
    expect(moved[1]?.coordinates[0]).toContainEqual([116.006, 40])
  })

  it('on a neighbour’s straight edge bends the edge', () => {
    const bent = withCornerMoved(east, [116.005, 40.005], [116.006, 40.004])
    expect(bent.coordinates[0]).toHaveLength(6)
    expect(bent.coordinates[0]).toContainEqual([116.006, 40.004])
  })

  it('of others leaves it as it is', () => {
    expect(withCornerMoved(west, [116.01, 40.01], [116.02, 40.01])).toBe(west)
  })
})
