import type { Corner } from './mesh.ts'

/** What crossing a cell costs a boundary line: little along roads and water, much through a building. */
export interface Terrain {
  readonly wide: number
  readonly high: number
  readonly cost: Float32Array
  readonly cellOf: (corner: Corner) => readonly [column: number, row: number]
  readonly cornerOf: (column: number, row: number) => Corner
}

export interface Line {
  readonly points: readonly Corner[]
  readonly cost: number
}

const metresPerMicroDegree = 0.111195
const cellMetres = 5
const openLand = 2.8
const building = 40

/** Micro-degrees to metres east and north of a corner, at the county's latitude. */
export const metresFrom = (origin: Corner, corner: Corner): readonly [number, number] => [
  (corner[0] - origin[0]) * metresPerMicroDegree * Math.cos((origin[1] / 1e6) * (Math.PI / 180)),
  (corner[1] - origin[1]) * metresPerMicroDegree,
]

export const createTerrain = (box: readonly [Corner, Corner], lines: readonly Line[], blocks: readonly (readonly Corner[])[]): Terrain => {
  const [low, top] = box
  const [width, height] = metresFrom(low, top)
  const [wide, high] = [Math.ceil(width / cellMetres) + 1, Math.ceil(height / cellMetres) + 1]
  const [stepX, stepY] = [(top[0] - low[0]) / (width / cellMetres), (top[1] - low[1]) / (height / cellMetres)]
  const cellOf = (corner: Corner): readonly [number, number] => [
    Math.floor((corner[0] - low[0]) / stepX),
    Math.floor((corner[1] - low[1]) / stepY),
  ]
  const cornerOf = (column: number, row: number): Corner => [
    Math.round(low[0] + (column + 0.5) * stepX),
    Math.round(low[1] + (row + 0.5) * stepY),
  ]
  const cost = new Float32Array(wide * high).fill(openLand)
  for (const ring of blocks)
    fillRing(ring.map(cellOf), wide, high, (at) => {
      cost[at] = building
    })
  for (const line of lines)
    drawLine(line.points.map(cellOf), wide, high, (at) => {
      if ((cost[at] ?? 0) > line.cost) cost[at] = line.cost
    })
  return { wide, high, cost, cellOf, cornerOf }
}

type Cell = readonly [number, number]

/** Visits each cell on the line. */
export const drawLine = (cells: readonly Cell[], wide: number, high: number, visit: (at: number) => void): void => {
  for (let index = 1; index < cells.length; index++) {
    const [[x1, y1], [x2, y2]] = [cells[index - 1] ?? [0, 0], cells[index] ?? [0, 0]]
    const steps = Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1), 1)
    for (let step = 0; step <= steps; step++) {
      const [x, y] = [Math.round(x1 + ((x2 - x1) * step) / steps), Math.round(y1 + ((y2 - y1) * step) / steps)]
      if (x >= 0 && y >= 0 && x < wide && y < high) visit(y * wide + x)
    }
  }
}

/** Visits each cell whose middle lies in the ring. */
export const fillRing = (cells: readonly Cell[], wide: number, high: number, visit: (at: number) => void): void => {
  const rows = cells.map(([, y]) => y)
  for (let y = Math.max(0, Math.min(...rows)); y <= Math.min(high - 1, Math.max(...rows)); y++) {
    const stops: number[] = []
    cells.forEach(([x1, y1], index) => {
      const [x2, y2] = cells[(index + 1) % cells.length] ?? [0, 0]
      if (y1 > y !== y2 > y) stops.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
    })
    stops.sort((a, b) => a - b)
    for (let at = 0; at + 1 < stops.length; at += 2)
      for (let x = Math.max(0, Math.ceil(stops[at] ?? 0)); x <= Math.min(wide - 1, stops[at + 1] ?? 0); x++) visit(y * wide + x)
  }
}
