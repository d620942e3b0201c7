import Flatbush from 'flatbush'
import type { Position } from 'geojson'
import { bbox, crossings, degreeMetres, polygonsOf } from './geometry.ts'
import type { Surface } from './geometry.ts'

// Seven decimals (1 cm). In whole steps of it the cross products below are exact for anything up to some nine degrees wide.
const stepsPerDegree = 1e7

/**
 * Where a closed ring meets itself other than from corner to next corner: the number of the first such edge, or null for a simple ring.
 * Crossing, touching and doubling back all count (OGC simple features, 6.1.11.1).
 */
export const selfCrossing = (ring: readonly Position[]): number | null => {
  const [x0 = 0, y0 = 0] = ring[0] ?? []
  const xs = ring.map(([x = 0]) => Math.round((x - x0) * stepsPerDegree))
  const ys = ring.map(([, y = 0]) => Math.round((y - y0) * stepsPerDegree))
  const edges = ring.length - 1
  if (edges < 3) return 0
  const edge = (at: number): Edge => [xs[at] ?? 0, ys[at] ?? 0, xs[at + 1] ?? 0, ys[at + 1] ?? 0]
  const tree = new Flatbush(edges)
  for (let at = 0; at < edges; at++) {
    const [ax, ay, bx, by] = edge(at)
    tree.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  }
  tree.finish()
  for (let at = 0; at < edges; at++) {
    const one = edge(at)
    const [ax, ay, bx, by] = one
    for (const other of tree.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))) {
      if (other <= at) continue
      const follows = other === at + 1 || (at === 0 && other === edges - 1)
      if (follows ? doublesBack(other === at + 1 ? one : edge(other), other === at + 1 ? edge(other) : one) : meet(one, edge(other)))
        return at
    }
  }
  return null
}

/** Square metres that two surfaces have in common, summed along parallels: exact to about a hundredth, and zero when they only share edges. */
export const overlapArea = (one: Surface, other: Surface): number => {
  const [a, b] = [bbox(one), bbox(other)]
  const [west, south, east, north] = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  if (west >= east || south >= north) return 0
  const rows = 128
  const height = (north - south) / rows
  let total = 0
  for (let row = 0; row < rows; row++) {
    const y = south + (row + 0.5) * height
    total += commonLength(crossings(polygonsOf(one).flat(), y), crossings(polygonsOf(other).flat(), y))
  }
  const [wide, high] = degreeMetres((south + north) / 2)
  return total * height * wide * high
}

/** The ring in a form that does not depend on where it starts or which way it runs: equal for the same outline. */
export const outlineKey = (ring: readonly Position[]): string => {
  const corners = ring.slice(0, -1).map(([x = 0, y = 0]) => `${Math.round(x * stepsPerDegree)},${Math.round(y * stepsPerDegree)}`)
  const first = corners.reduce((best, corner, at) => (corner < (corners[best] ?? '') ? at : best), 0)
  const forward = [...corners.slice(first), ...corners.slice(0, first)]
  const backward = [forward[0] ?? '', ...forward.slice(1).toReversed()]
  return [forward.join(' '), backward.join(' ')].sort()[0] ?? ''
}

type Edge = readonly [number, number, number, number]

const side = ([ax, ay, bx, by]: Edge, x: number, y: number): number => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))

const holds = ([ax, ay, bx, by]: Edge, x: number, y: number): boolean =>
  x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by)

const meet = (one: Edge, other: Edge): boolean => {
  const [a, b] = [side(one, other[0], other[1]), side(one, other[2], other[3])]
  const [c, d] = [side(other, one[0], one[1]), side(other, one[2], one[3])]
  if (a !== b && c !== d) return true
  return (a === 0 && holds(one, other[0], other[1])) || (b === 0 && holds(one, other[2], other[3]))
}

// Two edges with a corner in common: a fault only when the second runs back over the first.
const doublesBack = (first: Edge, second: Edge): boolean => {
  if (side(first, second[2], second[3]) !== 0) return false
  const [dx, dy] = [first[2] - first[0], first[3] - first[1]]
  return dx * (second[2] - second[0]) + dy * (second[3] - second[1]) < 0
}

const commonLength = (one: readonly number[], other: readonly number[]): number => {
  let total = 0
  for (let at = 0; at + 1 < one.length; at += 2)
    for (let next = 0; next + 1 < other.length; next += 2)
      total += Math.max(0, Math.min(one[at + 1] ?? 0, other[next + 1] ?? 0) - Math.max(one[at] ?? 0, other[next] ?? 0))
  return total
}
