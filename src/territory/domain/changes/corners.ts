import type { Position } from 'geojson'
import { polygonsOf } from '../geometry.ts'
import type { Surface } from '../geometry.ts'
import { keyOfNode, sameNode, toNode, toPosition } from './faces.ts'
import type { Node } from './faces.ts'

/** Every corner of the surfaces once, so that one that several share is moved for all of them. */
export const cornersOf = (surfaces: readonly Surface[]): readonly Position[] => {
  const nodes = surfaces.flatMap((surface) => polygonsOf(surface).flat(2).map(toNode))
  return [...new Map(nodes.map((node) => [keyOfNode(node), node])).values()].map(toPosition)
}

/** The surface with one corner elsewhere; the same surface when the corner is none of its own and lies on none of its edges. */
export const withCornerMoved = (surface: Surface, from: Position, to: Position): Surface => {
  const [old, next] = [toNode(from), toNode(to)]
  const polygons = polygonsOf(surface)
  const moved = polygons.map((polygon) => polygon.map((ring) => movedRing(ring, old, next)))
  if (moved.every((polygon, at) => polygon.every((ring, index) => ring === polygons[at]?.[index]))) return surface
  const [only = []] = moved
  return moved.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: moved }
}

const movedRing = (ring: Position[], old: Node, next: Node): Position[] => {
  const nodes = ring.map(toNode)
  if (nodes.some((node) => sameNode(node, old))) return nodes.map((node) => toPosition(sameNode(node, old) ? next : node))
  const edge = nodes.findIndex((node, at) => at > 0 && isBetween(nodes[at - 1] ?? node, node, old))
  // A neighbour's corner on a straight edge: the edge bends with it, or a gap would open.
  return edge < 0 ? ring : [...ring.slice(0, edge), toPosition(next), ...ring.slice(edge)]
}

const near = 3

const isBetween = (from: Node, to: Node, node: Node): boolean => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const [px, py] = [node[0] - from[0], node[1] - from[1]]
  const share = (px * dx + py * dy) / (dx * dx + dy * dy || 1)
  return share > 0 && share < 1 && Math.abs(px * dy - py * dx) / Math.hypot(dx, dy) <= near
}
