import type { Position } from 'geojson'
import { polygonsOf, signedArea } from '../geometry.ts'
import type { Surface } from '../geometry.ts'
import { flatten, hitOf } from '../inside.ts'

/** A corner in whole steps of 1e-7 degrees (1 cm): equal corners are equal numbers. */
export type Node = readonly [x: number, y: number]

/** A piece of a boundary, with the area it bounds on its left. */
export interface HalfEdge {
  readonly from: Node
  readonly to: Node
  /** Whose boundary it is; null where only the ring it closes can tell. */
  readonly owner: number | null
}

/** A closed walk around an area: anticlockwise around its outside, clockwise around a hole. */
export interface Cycle {
  readonly ring: readonly Node[]
  readonly owner: number | null
}

const steps = 1e7

export const toNode = ([x = 0, y = 0]: Position): Node => [Math.round(x * steps), Math.round(y * steps)]
export const toPosition = ([x, y]: Node): Position => [x / steps, y / steps]
export const keyOfNode = ([x, y]: Node): string => `${x},${y}`
export const sameNode = (one: Node, other: Node): boolean => one[0] === other[0] && one[1] === other[1]

/** The edges of a surface, its inside on their left. */
export const edgesOf = (surface: Surface, owner: number | null): HalfEdge[] =>
  polygonsOf(surface).flatMap((polygon) =>
    polygon.flatMap((ring, at) => {
      const wound = signedArea(ring) > 0 === (at === 0) ? ring : ring.toReversed()
      const nodes = wound.map(toNode)
      return nodes.slice(1).flatMap((to, index) => {
        const from = nodes[index]
        return from && !sameNode(from, to) ? [{ from, to, owner }] : []
      })
    }),
  )

/**
 * Walks the edges into rings. Where several leave a corner the sharpest turn to the left side's inside is taken, so that areas which only touch there stay apart;
 * a ring that comes to a corner twice is taken apart there, so that none meets itself. Edges that close nothing are left out.
 */
export const trace = (edges: readonly HalfEdge[]): Cycle[] => {
  const leaving = new Map<string, number[]>()
  edges.forEach(({ from }, at) => {
    const key = keyOfNode(from)
    leaving.set(key, [...(leaving.get(key) ?? []), at])
  })
  const used = new Uint8Array(edges.length)
  const cycles: Cycle[] = []
  edges.forEach((start, first) => {
    if (used[first]) return
    const ring: Node[] = []
    let owner: number | null = null
    let at: number | undefined = first
    while (at !== undefined && !used[at]) {
      const edge: HalfEdge = edges[at] ?? start
      used[at] = 1
      ring.push(edge.from)
      owner ??= edge.owner
      at = nextOf(edges, leaving.get(keyOfNode(edge.to)) ?? [], edge)
    }
    if (at === first) for (const simple of apart(ring)) cycles.push({ ring: simple, owner })
  })
  return cycles
}

// An area around a hole that touches its outside in one corner is walked in one go: its outside and its hole are two rings that share the corner.
const apart = (ring: readonly Node[]): Node[][] => {
  const rings: Node[][] = []
  const way: Node[] = []
  const places = new Map<string, number>()
  for (const node of ring) {
    const before = places.get(keyOfNode(node))
    if (before !== undefined) {
      const loop = way.splice(before)
      for (const each of loop) places.delete(keyOfNode(each))
      rings.push(loop)
    }
    places.set(keyOfNode(node), way.length)
    way.push(node)
  }
  return [...rings, way].filter((each) => each.length >= 3)
}

// The first edge met on turning clockwise from the way back: what lies on the left of both is then one corner of one area.
const nextOf = (edges: readonly HalfEdge[], candidates: readonly number[], { from, to }: HalfEdge): number | undefined => {
  const back = Math.atan2(from[1] - to[1], from[0] - to[0])
  let best: number | undefined
  let least = Infinity
  for (const at of candidates) {
    const edge = edges[at]
    if (!edge) continue
    const angle = Math.atan2(edge.to[1] - to[1], edge.to[0] - to[0])
    const turn = (back - angle + 4 * Math.PI) % (2 * Math.PI)
    // A way straight back is the last to take.
    const rated = turn < 1e-12 ? 2 * Math.PI : turn
    if (rated < least) [best, least] = [at, rated]
  }
  return best
}

/** Puts rings together: every hole goes to the smallest outside around it. Null when there is no ring. */
export const assemble = (cycles: readonly Cycle[]): Surface | null => {
  const rings = cycles.map(({ ring }) => closed(ring)).filter((ring) => ring.length >= 4 && signedArea(ring) !== 0)
  const polygons = rings
    .filter((ring) => signedArea(ring) > 0)
    .toSorted((one, other) => signedArea(one) - signedArea(other))
    .map((ring) => ({ rings: [ring], flat: flatten([ring]) }))
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const around = polygons.find(({ flat, rings: [outer = []] }) => {
      if (signedArea(outer) <= -signedArea(hole)) return false
      return hole.every(([x = 0, y = 0]) => hitOf(flat, [x, y]) !== 'outside')
    })
    around?.rings.push(hole)
  }
  const coordinates = polygons.toReversed().map(({ rings: own }) => own)
  const [only] = coordinates
  if (!only) return null
  return coordinates.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates }
}

// Corners on a straight line between their neighbours stay: a neighbour may have them too.
const closed = (ring: readonly Node[]): Position[] => {
  const positions = ring.map(toPosition)
  return [...positions, positions[0] ?? []]
}
