import type { GridBounds } from '../changes/fit.ts'
import { degreeMetres } from '../geometry.ts'
import type { WalkGraph } from './graph.ts'

/** How much each aim counts. What breaks the bounds outweighs them all. */
export interface Aims {
  /** Evenness of the workload: mean square of the share above or below the mean. */
  readonly balance: number
  /** Short ways within a grid: square of the distance to its centre, against that of round grids. */
  readonly compact: number
  /** Ways cut, by their ties, as a share of all ties. */
  readonly cut: number
}

export const usualAims: Aims = { balance: 18, compact: 0.35, cut: 8 }

/** Sums of one grid, from which its share of the score follows. */
interface Sums {
  atoms: number
  households: number
  persons: number
  workload: number
  weight: number
  x: number
  y: number
  square: number
}

/** A partition that can be changed atom by atom, and what it is worth: less is better. */
export interface Scored {
  readonly partOf: Int32Array
  readonly parts: number
  /** What the score would gain (below zero) or lose by moving the atom. */
  readonly difference: (atom: number, to: number) => number
  readonly move: (atom: number, to: number) => void
  readonly total: () => number
  /** By how much the bounds are broken, in shares of them; 0 when kept. */
  readonly broken: () => number
  readonly sizeOf: (part: number) => number
}

const breach = 20

export interface Judged {
  readonly graph: WalkGraph
  readonly parts: number
  readonly bounds: GridBounds
  /** Of the whole community. */
  readonly squareMetres: number
  readonly aims: Aims
}

/** Scores a partition, given by the number of each atom's grid; `partOf` is changed by the moves. */
export const scored = (judged: Judged, partOf: Int32Array): Scored => {
  const { graph, parts } = judged
  const own = sumsOf(graph)
  const sums = Array.from({ length: parts }, empty)
  own.forEach((each, atom) => add(sums[partOf[atom] ?? 0], each, 1))
  const { brokenBy, worth, tiesShare } = judge(judged, own)
  const cutBy = (atom: number, part: number): number => {
    let tied = 0
    for (const { to, tie } of graph.steps[atom] ?? []) if (partOf[to] !== part) tied += tie
    return tied * tiesShare
  }
  const [less, more] = [empty(), empty()]
  return {
    partOf,
    parts,
    difference: (atom, to) => {
      const from = partOf[atom] ?? 0
      const [old, fresh, each] = [sums[from], sums[to], own[atom]]
      if (!old || !fresh || !each) return Infinity
      add(Object.assign(less, old), each, -1)
      add(Object.assign(more, fresh), each, 1)
      return worth(less) + worth(more) - worth(old) - worth(fresh) + cutBy(atom, to) - cutBy(atom, from)
    },
    move: (atom, to) => {
      const each = own[atom]
      if (!each) return
      add(sums[partOf[atom] ?? 0], each, -1)
      add(sums[to], each, 1)
      partOf[atom] = to
    },
    total: () =>
      sums.reduce((total, sum) => total + worth(sum), 0) + own.reduce((total, _, atom) => total + cutBy(atom, partOf[atom] ?? 0), 0) / 2,
    broken: () => sums.reduce((total, sum) => total + brokenBy(sum), 0),
    sizeOf: (part) => sums[part]?.atoms ?? 0,
  }
}

const sumsOf = ({ atoms }: WalkGraph): Sums[] => {
  const [lon, lat] = atoms[0]?.point ?? [0, 0]
  const [wide, high] = degreeMetres(lat)
  return atoms.map(({ point, households, persons, workload }) => {
    const [x, y, weight] = [(point[0] - lon) * wide, (point[1] - lat) * high, 1 + households]
    return { atoms: 1, households, persons, workload, weight, x: weight * x, y: weight * y, square: weight * (x * x + y * y) }
  })
}

const judge = ({ graph, parts, bounds, squareMetres, aims }: Judged, own: readonly Sums[]) => {
  const mean = own.reduce((total, { workload }) => total + workload, 0) / parts || 1
  const weights = own.reduce((total, { weight }) => total + weight, 0) || 1
  // A disc's mean square distance to its centre is its area over 2π.
  const round = (weights * squareMetres) / parts / (2 * Math.PI) || 1
  const ties = graph.steps.flat().reduce((total, { tie }) => total + tie, 0) / 2 || 1
  const brokenBy = ({ households, persons }: Sums): number =>
    Math.max(0, households - bounds.mostHouseholds) / bounds.mostHouseholds +
    Math.max(0, persons - bounds.mostPersons) / bounds.mostPersons +
    Math.max(0, bounds.fewestHouseholds - households) / (bounds.fewestHouseholds || 1)
  const worth = (sum: Sums): number =>
    (aims.balance * (sum.workload / mean - 1) ** 2) / parts +
    (aims.compact * (sum.square - (sum.x ** 2 + sum.y ** 2) / (sum.weight || 1))) / round +
    breach * brokenBy(sum)
  return { brokenBy, worth, tiesShare: aims.cut / ties }
}

const empty = (): Sums => ({ atoms: 0, households: 0, persons: 0, workload: 0, weight: 0, x: 0, y: 0, square: 0 })

const add = (sum: Sums | undefined, each: Sums, sign: 1 | -1): void => {
  if (!sum) return
  sum.atoms += sign * each.atoms
  sum.households += sign * each.households
  sum.persons += sign * each.persons
  sum.workload += sign * each.workload
  sum.weight += sign * each.weight
  sum.x += sign * each.x
  sum.y += sign * each.y
  sum.square += sign * each.square
}
