import Flatbush from 'flatbush'
import { degreeMetres, distanceMetres } from '../geometry.ts'
import type { Point } from '../geometry.ts'
import { createHeap } from './heap.ts'

/** Streets and paths that can be walked: their corners and crossings, and the pieces between them. */
export interface StreetNetwork {
  readonly nodes: readonly Point[]
  readonly edges: readonly { readonly from: number; readonly to: number }[]
}

/** Where one comes out onto the street: the piece, how far along it, and the metres to get there. */
interface Door {
  readonly edge: number
  readonly toFrom: number
  readonly toTo: number
  readonly metres: number
}

/** Metres on foot from one place to others, along the streets; Infinity where that is beyond the limit. */
export type Walks = (from: readonly Point[], to: readonly (readonly Point[])[], limit: number) => readonly number[]

/** Street pieces from lines; lines meet where they have a corner in common (as in OSM). */
export const networkOf = (lines: readonly (readonly Point[])[]): StreetNetwork => {
  const numbers = new Map<string, number>()
  const nodes: Point[] = []
  const number = (point: Point): number => {
    const key = `${point[0].toFixed(7)},${point[1].toFixed(7)}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, nodes.length)
    return nodes.push(point) - 1
  }
  const edges = lines.flatMap((line) => {
    const along = line.map(number)
    return along.slice(1).flatMap((to, at) => (along[at] === to ? [] : [{ from: along[at] ?? 0, to }]))
  })
  return { nodes, edges }
}

/** Prepares walking on the network. */
export const walksOn = ({ nodes, edges }: StreetNetwork): Walks => {
  const spot = (at: number): Point => nodes[at] ?? [0, 0]
  const ways: (readonly (readonly [to: number, metres: number])[])[] = nodes.map(() => [])
  for (const { from, to } of edges) {
    const metres = distanceMetres(spot(from), spot(to))
    ways[from] = [...(ways[from] ?? []), [to, metres]]
    ways[to] = [...(ways[to] ?? []), [from, metres]]
  }
  const doorOf = doors(edges, spot)
  return (from, to, limit) => {
    const starts = from.flatMap((point) => doorOf(point) ?? [])
    const ends = to.map((points) => points.flatMap((point) => doorOf(point) ?? []))
    const metres = spread(edges, ways, starts, limit)
    return ends.map((list) => Math.min(Infinity, ...list.flatMap((end) => starts.map((start) => between(start, end, metres, edges)))))
  }
}

const between = (start: Door, end: Door, metres: ReadonlyMap<number, number>, edges: StreetNetwork['edges']): number => {
  // Along one piece nobody goes round by its ends.
  const direct = start.edge === end.edge ? Math.abs(start.toFrom - end.toFrom) + start.metres : Infinity
  const { from = -1, to = -1 } = edges[end.edge] ?? {}
  const round = Math.min((metres.get(from) ?? Infinity) + end.toFrom, (metres.get(to) ?? Infinity) + end.toTo)
  return Math.min(direct, round) + end.metres
}

const spread = (
  edges: StreetNetwork['edges'],
  ways: readonly (readonly (readonly [number, number])[])[],
  starts: readonly Door[],
  limit: number,
): ReadonlyMap<number, number> => {
  const heap = createHeap()
  const settled = new Map<number, number>()
  for (const { edge, toFrom, toTo, metres } of starts) {
    const { from = -1, to = -1 } = edges[edge] ?? {}
    heap.push(from, metres + toFrom)
    heap.push(to, metres + toTo)
  }
  for (let next = heap.pop(); next && next[1] <= limit; next = heap.pop()) {
    const [node, metres] = next
    if (settled.has(node)) continue
    settled.set(node, metres)
    for (const [to, length] of ways[node] ?? []) if (!settled.has(to)) heap.push(to, metres + length)
  }
  return settled
}

const doors = (edges: StreetNetwork['edges'], spot: (at: number) => Point): ((point: Point) => Door | null) => {
  const known = new Map<Point, Door | null>()
  if (edges.length === 0) return () => null
  const tree = new Flatbush(edges.length)
  for (const { from, to } of edges) {
    const [a, b] = [spot(from), spot(to)]
    tree.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
  }
  tree.finish()
  return (point) => {
    const found = known.get(point)
    if (found !== undefined) return found
    let best: Door | null = null
    for (const edge of tree.neighbors(point[0], point[1], 24)) {
      const door = doorOn(edges, spot, edge, point)
      if (door && (!best || door.metres < best.metres)) best = door
    }
    known.set(point, best)
    return best
  }
}

const doorOn = (edges: StreetNetwork['edges'], spot: (at: number) => Point, edge: number, point: Point): Door | null => {
  const ends = edges[edge]
  if (!ends) return null
  const [a, b] = [spot(ends.from), spot(ends.to)]
  const [wide, high] = degreeMetres(point[1])
  const [dx, dy] = [(b[0] - a[0]) * wide, (b[1] - a[1]) * high]
  const [px, py] = [(point[0] - a[0]) * wide, (point[1] - a[1]) * high]
  const length = Math.hypot(dx, dy)
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / (length * length)))
  return { edge, toFrom: share * length, toTo: (1 - share) * length, metres: Math.hypot(px - share * dx, py - share * dy) }
}
