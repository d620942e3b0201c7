import Flatbush from 'flatbush'
import { assemble, edgesOf, sameNode, toNode, toPosition, trace } from '../changes/faces.ts'
import type { HalfEdge, Node } from '../changes/faces.ts'
import { polygonsOf } from '../geometry.ts'
import type { Surface } from '../geometry.ts'
import { flatten, hitOf } from '../inside.ts'
import { borderLines } from './borders.ts'
import type { Border } from './borders.ts'
import { ownerAt } from './raster.ts'
import type { Raster } from './raster.ts'

/**
 * The surfaces of the grids: the community cut along the lines between their cells, smoothed to within so many cells. They have every corner in common, so that there is
 * no gap and no overlap. One per grid, null for a grid without ground.
 */
export const surfacesOf = (
  boundary: Surface,
  raster: Raster,
  partOf: readonly number[],
  parts: number,
  smooth: number,
): (Surface | null)[] => {
  const inside = createInside(boundary)
  const borders = borderLines(raster, (atom) => partOf[atom] ?? 0, smooth).map(({ line, ...sides }) => ({
    ...sides,
    line: line.map(([column, row]) => toNode([raster.west + column * raster.step[0], raster.south + row * raster.step[1]])),
  }))
  const { ring, pieces } = cross(edgesOf(boundary, null), borders)
  const lines = pieces
    .filter(({ from, to }) => inside([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]))
    .flatMap(({ from, to, left, right }): HalfEdge[] => [
      { from, to, owner: left },
      { from: to, to: from, owner: right },
    ])
  const cycles = trace([...ring, ...lines]).map((cycle) => {
    // A ring that no line touches is the whole of one grid, or a hole in one.
    const owner = cycle.owner ?? partOf[ownerAt(raster, toPosition(cycle.ring[0] ?? [0, 0]) as [number, number])] ?? 0
    return { ...cycle, owner }
  })
  return Array.from({ length: parts }, (_, part) => assemble(cycles.filter(({ owner }) => owner === part)))
}

const createInside = (boundary: Surface): ((node: Node) => boolean) => {
  const polygons = polygonsOf(boundary).map(flatten)
  return (node) => {
    const [x = 0, y = 0] = toPosition(node)
    return polygons.some((polygon) => hitOf(polygon, [x, y]) === 'inside')
  }
}

interface Piece {
  readonly from: Node
  readonly to: Node
  readonly left: number
  readonly right: number
}

interface Stop {
  readonly share: number
  readonly node: Node
}

// Cuts the ring's edges and the lines where they meet, both at the same corner.
const cross = (
  ring: readonly HalfEdge[],
  borders: readonly (Omit<Border, 'line'> & { readonly line: readonly Node[] })[],
): { ring: HalfEdge[]; pieces: Piece[] } => {
  const stops: Stop[][] = ring.map(() => [])
  const tree = new Flatbush(Math.max(1, ring.length))
  if (ring.length === 0) tree.add(0, 0, 0, 0)
  for (const { from, to } of ring)
    tree.add(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]))
  tree.finish()
  const pieces = borders.flatMap(({ line, left, right }) =>
    line.slice(1).flatMap((to, at): Piece[] => {
      const from = line[at] ?? to
      const own: Stop[] = []
      const box = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])] as const
      for (const edge of tree.search(...box)) {
        const other = ring[edge]
        const meeting = other && meet(from, to, other.from, other.to)
        if (!meeting) continue
        own.push({ share: meeting.share, node: meeting.node })
        stops[edge]?.push({ share: meeting.otherShare, node: meeting.node })
      }
      return cut(from, to, own).map(([start, end]) => ({ from: start, to: end, left, right }))
    }),
  )
  const edges = ring.flatMap(({ from, to, owner }, at) =>
    cut(from, to, stops[at] ?? []).map(([start, end]): HalfEdge => ({ from: start, to: end, owner })),
  )
  return { ring: edges, pieces }
}

const cut = (from: Node, to: Node, stops: readonly Stop[]): (readonly [Node, Node])[] => {
  const nodes = [from, ...stops.toSorted((one, other) => one.share - other.share).map(({ node }) => node), to]
  return nodes.slice(1).flatMap((next, at) => {
    const before = nodes[at] ?? next
    return sameNode(before, next) ? [] : [[before, next] as const]
  })
}

const meet = (a: Node, b: Node, c: Node, d: Node): { share: number; otherShare: number; node: Node } | null => {
  const [abx, aby, cdx, cdy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = abx * cdy - aby * cdx
  if (cross === 0) return null
  const share = ((c[0] - a[0]) * cdy - (c[1] - a[1]) * cdx) / cross
  const otherShare = ((c[0] - a[0]) * aby - (c[1] - a[1]) * abx) / cross
  if (share < 0 || share > 1 || otherShare < 0 || otherShare > 1) return null
  return { share, otherShare, node: [Math.round(a[0] + share * abx), Math.round(a[1] + share * aby)] }
}
