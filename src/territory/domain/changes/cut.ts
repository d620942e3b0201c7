import type { Polygon, Position } from 'geojson'
import { degreeMetres, polygonsOf } from '../geometry.ts'
import type { Surface } from '../geometry.ts'
import { flatten, hitOf } from '../inside.ts'
import { assemble, edgesOf, keyOfNode, sameNode, toNode, toPosition, trace } from './faces.ts'
import type { HalfEdge, Node } from './faces.ts'

// A line that people end at the boundary ends a little before it as often as behind it.
const leewayMetres = 20

/**
 * The pieces into which a line cuts a surface, the largest first; the surface alone where the line does not go through. The line may end up to 20 m before the boundary;
 * what of it lies outside, or leads nowhere, cuts nothing. Each part of a surface in several parts is a piece.
 */
export const cutSurface = (surface: Surface, line: readonly Position[]): readonly Polygon[] => {
  const boundary = edgesOf(surface, null)
  const way = stepsOf(lengthened(line).map(toNode))
  const flats = polygonsOf(surface).map((polygon) => flatten(polygon))
  const isInside = ({ from, to }: HalfEdge): boolean => {
    const [x = 0, y = 0] = toPosition([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])
    return flats.some((flat) => hitOf(flat, [x, y]) === 'inside')
  }
  const inner = way.flatMap((edge) => cutAt(edge, [...boundary, ...way])).filter(isInside)
  const edges = boundary.flatMap((edge) => cutAt(edge, way))
  const through = withoutLooseEnds(distinct(inner), new Set(edges.map(({ from }) => keyOfNode(from))))
  const whole = assemble(trace([...edges, ...through, ...through.map(({ from, to }) => ({ from: to, to: from, owner: null }))]))
  return whole ? polygonsOf(whole).map((coordinates): Polygon => ({ type: 'Polygon', coordinates: [...coordinates] })) : []
}

const lengthened = (line: readonly Position[]): readonly Position[] => {
  const [first, second] = line
  const [last, beforeLast] = [line.at(-1), line.at(-2)]
  return first && second && last && beforeLast ? [beyond(second, first), ...line.slice(1, -1), beyond(beforeLast, last)] : []
}

const beyond = ([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): Position => {
  const [wide, high] = degreeMetres(by)
  const length = Math.hypot((bx - ax) * wide, (by - ay) * high)
  const share = length === 0 ? 0 : leewayMetres / length
  return [bx + (bx - ax) * share, by + (by - ay) * share]
}

const stepsOf = (nodes: readonly Node[]): HalfEdge[] =>
  nodes.slice(1).flatMap((to, at) => {
    const from = nodes[at]
    return from && !sameNode(from, to) ? [{ from, to, owner: null }] : []
  })

const cutAt = (edge: HalfEdge, others: readonly HalfEdge[]): HalfEdge[] => {
  const { from, to } = edge
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const along = ([x, y]: Node): number => (x - from[0]) * dx + (y - from[1]) * dy
  const stops = others
    .flatMap((other) => (other === edge ? [] : (meeting(edge, other) ?? [])))
    .toSorted((one, other) => along(one) - along(other))
  return stepsOf([from, ...stops, to])
}

// Worked out in one order for both, so that both get the very same corner.
const meeting = (one: HalfEdge, other: HalfEdge): [Node] | null => {
  const [a, b] = [one, other].toSorted((x, y) => (nameOf(x) < nameOf(y) ? -1 : 1))
  if (!a || !b) return null
  const [ax, ay] = [a.to[0] - a.from[0], a.to[1] - a.from[1]]
  const [bx, by] = [b.to[0] - b.from[0], b.to[1] - b.from[1]]
  const cross = ax * by - ay * bx
  if (cross === 0) return null
  const [px, py] = [b.from[0] - a.from[0], b.from[1] - a.from[1]]
  const share = (px * by - py * bx) / cross
  const otherShare = (px * ay - py * ax) / cross
  if (share < 0 || share > 1 || otherShare < 0 || otherShare > 1) return null
  return [[Math.round(a.from[0] + share * ax), Math.round(a.from[1] + share * ay)]]
}

const nameOf = ({ from, to }: HalfEdge): string => `${keyOfNode(from)} ${keyOfNode(to)}`

// Each way is taken once, however often the line goes over it.
const distinct = (edges: readonly HalfEdge[]): HalfEdge[] => [
  ...new Map(edges.map((edge) => [[keyOfNode(edge.from), keyOfNode(edge.to)].toSorted().join(' '), edge])).values(),
]

const withoutLooseEnds = (edges: readonly HalfEdge[], corners: ReadonlySet<string>): readonly HalfEdge[] => {
  const ends = Map.groupBy(
    edges.flatMap(({ from, to }) => [from, to]),
    keyOfNode,
  )
  const isHeld = (node: Node): boolean => corners.has(keyOfNode(node)) || (ends.get(keyOfNode(node))?.length ?? 0) > 1
  const held = edges.filter(({ from, to }) => isHeld(from) && isHeld(to))
  return held.length === edges.length ? held : withoutLooseEnds(held, corners)
}
