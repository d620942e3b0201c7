import type { Corner } from './mesh.ts'
import { drawLine, fillRing, metresFrom } from './terrain.ts'
import type { Terrain } from './terrain.ts'

/** Where a line may run within one ring, and at what cost: keeping off the ring's own edge. */
export interface Field {
  readonly terrain: Terrain
  /** Infinity outside the ring. */
  readonly cost: Float32Array
}

/** The cheapest lines from one cell to all others. */
export interface Tree {
  readonly from: number
  readonly total: Float64Array
  readonly before: Int32Array
}

// Cells that near the edge cost more, lest a line runs along the road that already bounds the ring.
const edgeCells = 5
const edgeFactor = 5

export const fieldOf = (terrain: Terrain, ring: readonly Corner[]): Field => {
  const { wide, high } = terrain
  const cost = new Float32Array(wide * high).fill(Infinity)
  const cells = ring.map(terrain.cellOf)
  fillRing(cells, wide, high, (at) => {
    cost[at] = terrain.cost[at] ?? Infinity
  })
  const near = new Set<number>()
  drawLine([...cells, cells[0] ?? [0, 0]], wide, high, (at) => near.add(at))
  for (const at of near)
    for (let dy = -edgeCells; dy <= edgeCells; dy++)
      for (let dx = -edgeCells; dx <= edgeCells; dx++) {
        const cell = at + dy * wide + dx
        const own = terrain.cost[cell] ?? Infinity
        if ((cost[cell] ?? Infinity) === own) cost[cell] = own * edgeFactor + 0.01
      }
  return { terrain, cost }
}

/** The cell in the field nearest to a corner on its edge; null when there is none within some cells. */
export const entryCell = (field: Field, corner: Corner): number | null => {
  const { wide, high } = field.terrain
  const [x, y] = field.terrain.cellOf(corner)
  let best: number | null = null
  let nearest = Infinity
  for (let dy = -4; dy <= 4; dy++)
    for (let dx = -4; dx <= 4; dx++) {
      const [column, row] = [x + dx, y + dy]
      const away = dx * dx + dy * dy
      if (column < 0 || row < 0 || column >= wide || row >= high || away >= nearest) continue
      if (Number.isFinite(field.cost[row * wide + column])) [best, nearest] = [row * wide + column, away]
    }
  return best
}

/** Dijkstra over the eight neighbours of each cell. */
export const cheapestFrom = (field: Field, from: number): Tree => {
  const { wide } = field.terrain
  const total = new Float64Array(field.cost.length).fill(Infinity)
  const before = new Int32Array(field.cost.length).fill(-1)
  const heap = createHeap()
  total[from] = 0
  heap.push(from, 0)
  const steps = [-1, 1, -wide, wide, -wide - 1, -wide + 1, wide - 1, wide + 1]
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
    const [at, reached] = next
    if (reached > (total[at] ?? 0)) continue
    for (const [index, step] of steps.entries()) {
      const cell = at + step
      const cost = field.cost[cell]
      if (cost === undefined || !Number.isFinite(cost)) continue
      const sum = reached + cost * (index < 4 ? 1 : Math.SQRT2)
      if (sum >= (total[cell] ?? 0)) continue
      total[cell] = sum
      before[cell] = at
      heap.push(cell, sum)
    }
  }
  return { from, total, before }
}

/** The line to a cell, its corners from the start on. */
export const lineTo = (field: Field, tree: Tree, to: number): Corner[] => {
  const corners: Corner[] = []
  for (let at = to; at >= 0; at = tree.before[at] ?? -1)
    corners.push(field.terrain.cornerOf(at % field.terrain.wide, Math.floor(at / field.terrain.wide)))
  return corners.reverse()
}

/** Douglas–Peucker: leaves out corners nearer than so many metres to the line that remains. */
export const simplify = (line: readonly Corner[], metres: number): Corner[] => {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last || line.length < 3) return [...line]
  const [lx, ly] = metresFrom(first, last)
  const length = Math.hypot(lx, ly) || 1
  let [far, at] = [0, 0]
  line.forEach((corner, index) => {
    const [x, y] = metresFrom(first, corner)
    const away = length > 1 ? Math.abs(x * ly - y * lx) / length : Math.hypot(x, y)
    if (away > far) [far, at] = [away, index]
  })
  if (far <= metres) return [first, last]
  return [...simplify(line.slice(0, at + 1), metres).slice(0, -1), ...simplify(line.slice(at), metres)]
}

const createHeap = () => {
  const items: (readonly [at: number, key: number])[] = []
  const swap = (one: number, other: number): void => {
    const [a, b] = [items[one], items[other]]
    if (a && b) [items[one], items[other]] = [b, a]
  }
  const key = (at: number): number => items[at]?.[1] ?? Infinity
  return {
    push: (at: number, value: number): void => {
      items.push([at, value])
      for (let child = items.length - 1; child > 0;) {
        const parent = (child - 1) >> 1
        if (key(parent) <= key(child)) break
        swap(parent, child)
        child = parent
      }
    },
    pop: (): readonly [number, number] | undefined => {
      const top = items[0]
      const last = items.pop()
      if (items.length > 0 && last) {
        items[0] = last
        for (let parent = 0; ;) {
          const left = 2 * parent + 1
          const child = key(left + 1) < key(left) ? left + 1 : left
          if (key(child) >= key(parent)) break
          swap(parent, child)
          parent = child
        }
      }
      return top
    },
  }
}
