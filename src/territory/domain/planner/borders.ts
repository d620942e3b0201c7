import type { Raster } from './raster.ts'

/** A corner between cells, by column and row. */
type Corner = readonly [column: number, row: number]

/** A line between two grids from one meeting of three to the next, and the grids on its sides. */
export interface Border {
  readonly line: readonly Corner[]
  readonly left: number
  readonly right: number
}

interface Edge {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
}

/** The lines between grids on the raster, each corner within `smooth` cells of where the cells have it. Where lines meet they keep their corner. */
export const borderLines = (raster: Raster, partOf: (atom: number) => number, smooth: number): readonly Border[] => {
  const edges = edgesBetween(raster, partOf)
  const wide = raster.columns + 1
  const at = new Map<number, number[]>()
  edges.forEach(({ from, to }, edge) => {
    for (const corner of [from, to]) at.set(corner, [...(at.get(corner) ?? []), edge])
  })
  const used = new Uint8Array(edges.length)
  const follow = (first: number, start: number): Border => {
    const line = [start]
    const edge = edges[first]
    const along = edge?.from === start
    for (let [next, corner]: [number | undefined, number] = [first, start]; next !== undefined && !used[next];) {
      used[next] = 1
      const piece: Edge | undefined = edges[next]
      corner = piece?.from === corner ? piece.to : (piece?.from ?? corner)
      line.push(corner)
      const beside: readonly number[] = at.get(corner) ?? []
      next = beside.length === 2 ? beside.find((each) => !used[each]) : undefined
    }
    const [left, right] = along ? [edge?.left ?? 0, edge?.right ?? 0] : [edge?.right ?? 0, edge?.left ?? 0]
    const corners = line.map((corner): Corner => [corner % wide, Math.floor(corner / wide)])
    return { line: simplify(corners, smooth), left, right }
  }
  const open = [...at]
    .filter(([, beside]) => beside.length !== 2)
    .flatMap(([corner, beside]) => beside.map((edge) => [edge, corner] as const))
  const rings = edges.map(({ from }, edge) => [edge, from] as const)
  return [...open, ...rings].flatMap(([edge, corner]) => (used[edge] ? [] : [follow(edge, corner)]))
}

const edgesBetween = ({ owner, columns, rows }: Raster, partOf: (atom: number) => number): Edge[] => {
  const wide = columns + 1
  const part = owner.map((atom) => (atom < 0 ? 0 : partOf(atom)))
  const edges: Edge[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column
      const [own = 0, east = 0, north = 0] = [part[cell], part[cell + 1], part[cell + columns]]
      // Upwards on the east side, with the cell itself on the left; eastwards on the north side, with the next cell on the left.
      if (column + 1 < columns && east !== own)
        edges.push({ from: row * wide + column + 1, to: (row + 1) * wide + column + 1, left: own, right: east })
      if (row + 1 < rows && north !== own)
        edges.push({ from: (row + 1) * wide + column, to: (row + 1) * wide + column + 1, left: north, right: own })
    }
  return edges
}

// Douglas and Peucker; a closed line is first halved at its farthest corner.
const simplify = (line: readonly Corner[], smooth: number): readonly Corner[] => {
  const [first, last] = [line[0], line.at(-1)]
  if (line.length < 3 || !first || !last || smooth === 0) return line
  let [far, most] = [0, -1]
  line.forEach((corner, at) => {
    const away = distance(corner, first, last)
    if (at > 0 && at < line.length - 1 && away > most) [far, most] = [at, away]
  })
  const closed = first[0] === last[0] && first[1] === last[1]
  if (!closed && most <= smooth) return [first, last]
  return [...simplify(line.slice(0, far + 1), smooth), ...simplify(line.slice(far), smooth).slice(1)]
}

const distance = ([x, y]: Corner, [ax, ay]: Corner, [bx, by]: Corner): number => {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
}
