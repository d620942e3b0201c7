import Flatbush from 'flatbush'
import type { Surface } from '../geometry.ts'
import { assemble, edgesOf, keyOfNode, sameNode, trace } from './faces.ts'
import type { HalfEdge, Node } from './faces.ts'

/**
 * One surface from several that lie side by side: what bounds two of them is taken away. A corner that one has on the straight edge of its neighbour is given to both
 * first (within about 3 cm). Null for none. Surfaces that overlap, or leave a crack between them, keep their inner lines: `coverageOf` tells of those.
 */
export const dissolve = (surfaces: readonly Surface[]): Surface | null => {
  const edges = cutAtCorners(surfaces.flatMap((surface) => edgesOf(surface, null)))
  const count = new Map<string, number>()
  for (const edge of edges) count.set(keyOf(edge), (count.get(keyOf(edge)) ?? 0) + 1)
  const kept = edges.filter(({ from, to }) => {
    const back = keyOf({ from: to, to: from })
    const left = count.get(back) ?? 0
    if (left === 0) return true
    count.set(back, left - 1)
    return false
  })
  return assemble(trace(kept))
}

const keyOf = ({ from, to }: Pick<HalfEdge, 'from' | 'to'>): string => `${keyOfNode(from)} ${keyOfNode(to)}`

const near = 3

// Every edge cut at the corners that lie on it.
const cutAtCorners = (edges: readonly HalfEdge[]): HalfEdge[] => {
  const corners = [...new Map(edges.map(({ from }) => [keyOfNode(from), from])).values()]
  if (corners.length === 0) return []
  const tree = new Flatbush(corners.length)
  for (const [x, y] of corners) tree.add(x, y, x, y)
  tree.finish()
  return edges.flatMap(({ from, to, owner }) => {
    const [west, east] = [Math.min(from[0], to[0]) - near, Math.max(from[0], to[0]) + near]
    const [south, north] = [Math.min(from[1], to[1]) - near, Math.max(from[1], to[1]) + near]
    const between = tree.search(west, south, east, north).flatMap((at) => {
      const node = corners[at]
      const share = node ? shareOn(from, to, node) : null
      return node && share !== null ? [{ node, share }] : []
    })
    const stops = [from, ...between.toSorted((one, other) => one.share - other.share).map(({ node }) => node), to]
    return stops.slice(1).flatMap((next, index) => {
      const before = stops[index]
      return before && !sameNode(before, next) ? [{ from: before, to: next, owner }] : []
    })
  })
}

const shareOn = (from: Node, to: Node, node: Node): number | null => {
  if (sameNode(node, from) || sameNode(node, to)) return null
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const [px, py] = [node[0] - from[0], node[1] - from[1]]
  const share = (px * dx + py * dy) / (length * length)
  const away = Math.abs(px * dy - py * dx) / length
  return share > 0 && share < 1 && away <= near ? share : null
}
