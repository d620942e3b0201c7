import fc from 'fast-check'
import type { Position } from 'geojson'
import pointInPolygon from 'point-in-polygon-hao'
import { describe, expect, it } from 'vitest'
import { flatten, hitOf } from './inside.ts'
import { star } from './samples.ts'

const exact = (point: readonly [number, number], rings: Position[][]): string => {
  const hit = pointInPolygon([...point], rings)
  return hit === 0 ? 'edge' : hit ? 'inside' : 'outside'
}

describe('hitOf', () => {
  it('agrees with the exact way where points fall on corners, on edges and in line with them', () => {
    const whole = fc.integer({ min: 0, max: 6 })
    const corners = fc.uniqueArray(fc.tuple(whole, whole), { minLength: 3, maxLength: 8, selector: String })
    fc.assert(
      fc.property(
        corners,
        fc.array(fc.tuple(fc.integer({ min: -1, max: 14 }), fc.integer({ min: -1, max: 14 })), { minLength: 30, maxLength: 30 }),
        (ring, points) => {
          const rings: Position[][] = [[...ring, ring[0] ?? [0, 0]]]
          const flat = flatten(rings)
          for (const [x, y] of points) expect(hitOf(flat, [x / 2, y / 2])).toBe(exact([x / 2, y / 2], rings))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('agrees on real coordinates, also a hair from an edge', () => {
    fc.assert(
      fc.property(
        star(),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(-1e-14, 0, 1e-14, 1e-9),
        (ring, seed, share, off) => {
          const at = seed % (ring.length - 1)
          const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [ring[at] ?? [], ring[at + 1] ?? []]
          const point = [x1 + share * (x2 - x1) + off, y1 + share * (y2 - y1)] as const
          expect(hitOf(flatten([ring]), point)).toBe(exact(point, [ring]))
        },
      ),
      { numRuns: 2000 },
    )
  })
})
