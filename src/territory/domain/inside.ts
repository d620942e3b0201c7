import type { Position } from 'geojson'
import pointInPolygon from 'point-in-polygon-hao'
import type { Point } from './geometry.ts'

/** A polygon laid out for asking it often. */
export interface FlatPolygon {
  readonly rings: Position[][]
  /** All rings one after another: x, y, x, y. */
  readonly numbers: Float64Array
  /** Where in `numbers` each ring ends. */
  readonly ends: readonly number[]
}

export const flatten = (rings: Position[][]): FlatPolygon => {
  const ends: number[] = []
  let end = 0
  for (const ring of rings) ends.push((end += 2 * ring.length))
  return { rings, ends, numbers: Float64Array.from(rings.flat().flatMap(([x = NaN, y = NaN]) => [x, y])) }
}

/**
 * Whether the point lies inside, on an edge or outside, exactly. Counts crossings in plain arithmetic, a third faster here than the
 * exact way, and asks the exact one only where rounding could decide.
 */
export const hitOf = (polygon: FlatPolygon, point: Point): 'inside' | 'edge' | 'outside' => {
  const crossed = countCrossings(polygon, point[0], point[1])
  if (crossed !== null) return crossed % 2 === 1 ? 'inside' : 'outside'
  const exact = pointInPolygon([point[0], point[1]], polygon.rings)
  return exact === 0 ? 'edge' : exact ? 'inside' : 'outside'
}

// The products below are of differences that are exact or nearly so; their rounding is thousands of times smaller than this share.
const doubt = 1e-12

// Null when the point is so near an edge or corner that rounding could decide.
const countCrossings = ({ numbers, ends }: FlatPolygon, x: number, y: number): number | null => {
  let crossed = 0
  let at = 0
  for (const end of ends) {
    let x1 = numbers[at] ?? NaN
    let y1 = numbers[at + 1] ?? NaN
    for (at += 2; at < end; at += 2) {
      const x2 = numbers[at] ?? NaN
      const y2 = numbers[at + 1] ?? NaN
      if (y1 > y !== y2 > y) {
        const one = (x2 - x1) * (y - y1)
        const other = (x - x1) * (y2 - y1)
        if (Math.abs(one - other) <= doubt * (Math.abs(one) + Math.abs(other))) return null
        if (one > other === y2 > y1) crossed++
      } else if ((y1 === y && x1 === x) || (y2 === y && (x2 === x || (y1 === y && x1 > x !== x2 > x)))) return null
      x1 = x2
      y1 = y2
    }
  }
  return crossed
}
