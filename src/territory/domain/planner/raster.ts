import { bbox, crossings, degreeMetres, polygonsOf } from '../geometry.ts'
import type { Point, Surface } from '../geometry.ts'
import type { Atom } from './atoms.ts'
import { createHeap } from './heap.ts'

/** Small square cells over a community, each with the number of the atom whose ground it is. Rows run from south to north. */
export interface Raster {
  readonly west: number
  readonly south: number
  /** Degrees of longitude and latitude that a cell measures. */
  readonly step: readonly [number, number]
  readonly columns: number
  readonly rows: number
  readonly owner: Int32Array
  /** 1 where the cell's centre lies in the community. */
  readonly inside: Uint8Array
}

const mostCells = 220
const leastMetres = 2

/** The column and row of a point, as they are also for points beyond the edge. */
export const cellOf = (raster: Pick<Raster, 'west' | 'south' | 'step'>, [x, y]: Point): readonly [number, number] => [
  Math.floor((x - raster.west) / raster.step[0]),
  Math.floor((y - raster.south) / raster.step[1]),
]

/** The owner of the cell the point lies in. */
export const ownerAt = (raster: Raster, point: Point): number => {
  const [column, row] = cellOf(raster, point)
  const within = column >= 0 && row >= 0 && column < raster.columns && row < raster.rows
  return within ? (raster.owner[row * raster.columns + column] ?? -1) : -1
}

/**
 * Deals out the ground of a community to its atoms: every cell goes to the atom with the nearest building, growing from cell to cell, so that an atom's ground hangs
 * together; the buildings of a compound are joined first where nothing stands between them. Cells beyond the community are dealt out last.
 */
export const dealGround = (boundary: Surface, atoms: readonly Atom[]): Raster => {
  const raster = emptyRaster(boundary)
  const seeds = seedsOf(raster, atoms)
  grow(raster, seeds, (cell) => raster.inside[cell] === 1)
  const known = [...raster.owner.keys()].filter((cell) => (raster.owner[cell] ?? -1) >= 0)
  grow(
    raster,
    known.map((cell) => ({ cell, atom: raster.owner[cell] ?? 0 })),
    () => true,
  )
  return raster
}

interface Seed {
  readonly cell: number
  readonly atom: number
}

const emptyRaster = (boundary: Surface): Raster => {
  const [west, south, east, north] = bbox(boundary)
  const [wide, high] = degreeMetres((south + north) / 2)
  const metres = Math.max(leastMetres, Math.max((east - west) * wide, (north - south) * high) / mostCells)
  const step = [metres / wide, metres / high] as const
  // One cell more all around: lines between grids then run out beyond the community before they end.
  const [columns, rows] = [Math.ceil((east - west) / step[0]) + 2, Math.ceil((north - south) / step[1]) + 2]
  const inside = new Uint8Array(columns * rows)
  const rings = polygonsOf(boundary).flat()
  const [left, bottom] = [west - step[0], south - step[1]]
  for (let row = 0; row < rows; row++) {
    const stops = crossings(rings, bottom + (row + 0.5) * step[1])
    for (let at = 0; at + 1 < stops.length; at += 2) {
      const from = Math.max(0, Math.ceil(((stops[at] ?? 0) - left) / step[0] - 0.5))
      const to = Math.floor(((stops[at + 1] ?? 0) - left) / step[0] - 0.5)
      for (let column = from; column <= to && column < columns; column++) inside[row * columns + column] = 1
    }
  }
  return { west: left, south: bottom, step, columns, rows, owner: new Int32Array(columns * rows).fill(-1), inside }
}

const seedsOf = (raster: Raster, atoms: readonly Atom[]): Seed[] => {
  const taken = new Map<number, number>()
  const cellAt = (point: Point): number => {
    const [column, row] = cellOf(raster, point)
    return row * raster.columns + column
  }
  atoms.forEach(({ buildings }, atom) => {
    for (const { point } of buildings) if (!taken.has(cellAt(point))) taken.set(cellAt(point), atom)
  })
  const lines = atoms.flatMap(({ buildings }, atom) => joints(buildings.map(({ point }) => point)).map((joint) => ({ joint, atom })))
  for (const { joint, atom } of lines) {
    const cells = cellsBetween(raster, joint).map(cellAt)
    if (cells.every((cell) => (taken.get(cell) ?? atom) === atom && raster.inside[cell] === 1))
      for (const cell of cells) taken.set(cell, atom)
  }
  return [...taken].map(([cell, atom]) => ({ cell, atom }))
}

// The shortest lines that join all points: a minimum spanning tree (Prim).
const joints = (points: readonly Point[]): (readonly [Point, Point])[] => {
  const [first, ...others] = points
  if (!first) return []
  const joined = [first]
  const left = new Set(others)
  const found: (readonly [Point, Point])[] = []
  while (left.size > 0) {
    let best: readonly [Point, Point] | null = null
    let least = Infinity
    for (const from of joined)
      for (const to of left) {
        const away = Math.hypot(from[0] - to[0], (from[1] - to[1]) * 1.3)
        if (away < least) [best, least] = [[from, to], away]
      }
    if (!best) break
    found.push(best)
    joined.push(best[1])
    left.delete(best[1])
  }
  return found
}

// Points along the line so close that the cells they lie in hang together.
const cellsBetween = ({ step }: Raster, [from, to]: readonly [Point, Point]): Point[] => {
  const across = (to[0] - from[0]) / step[0]
  const up = (to[1] - from[1]) / step[1]
  const pieces = Math.max(1, Math.ceil(4 * Math.hypot(across, up)))
  return Array.from({ length: pieces + 1 }, (_, piece): Point => {
    const share = piece / pieces
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  })
}

const grow = ({ owner, columns, rows }: Raster, seeds: readonly Seed[], may: (cell: number) => boolean): void => {
  const heap = createHeap()
  // A cell is dealt out once; what waits is a cell and the seed it was reached from, as one number.
  for (const { cell, atom } of seeds) owner[cell] = atom
  const reach = (cell: number, seed: number): void => {
    const [x, y] = [cell % columns, Math.floor(cell / columns)]
    const [sx, sy] = [seed % columns, Math.floor(seed / columns)]
    const beside = [x > 0 ? cell - 1 : -1, x + 1 < columns ? cell + 1 : -1, cell - columns, y + 1 < rows ? cell + columns : -1]
    for (const next of beside)
      if (next >= 0 && owner[next] === -1 && may(next))
        heap.push(next * owner.length + seed, Math.hypot((next % columns) - sx, Math.floor(next / columns) - sy))
  }
  for (const { cell } of seeds) reach(cell, cell)
  for (let next = heap.pop(); next; next = heap.pop()) {
    const [cell, seed] = [Math.floor(next[0] / owner.length), next[0] % owner.length]
    if (owner[cell] !== -1) continue
    owner[cell] = owner[seed] ?? -1
    reach(cell, seed)
  }
}
