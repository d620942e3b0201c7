import { degreeMetres, polygonsOf, areaOf } from '../geometry.ts'
import type { Surface } from '../geometry.ts'
import type { WalkGraph } from './graph.ts'
import type { GridBounds } from '../changes/fit.ts'

/** How good a division of one community is. */
export interface Measures {
  readonly grids: number
  /** Grids that do not hang together along the ways. */
  readonly apart: number
  /** Grids within the bounds. */
  readonly within: number
  /** Sum of squares of each grid's workload above or below the mean, as a share of it. */
  readonly unevenness: number
  /** The busiest grid's workload above the mean, as a share of it. */
  readonly busiest: number
  /** Sum over buildings of households (and one) times metres to their grid's centre, and of the weights. */
  readonly distance: number
  readonly weight: number
  /** Ties cut and all ties; ways cut. */
  readonly cut: number
  readonly ties: number
  readonly ways: number
  /** Streets of the community that lie in more than one grid. */
  readonly streets: number
}

/** Measures any division of the graph into `parts` grids, whoever made it. A grid that was asked for and left empty counts as one without work. */
export const measure = ({ atoms, steps }: WalkGraph, partOf: readonly number[], parts: number, bounds: GridBounds): Measures => {
  const groups = Array.from({ length: parts }, (_, part) => [...atoms.keys()].filter((atom) => partOf[atom] === part))
  const sum = (list: readonly number[], pick: (atom: (typeof atoms)[number]) => number): number =>
    list.reduce((total, at) => total + (atoms[at] ? pick(atoms[at]) : 0), 0)
  const loads = groups.map((list) => sum(list, ({ workload }) => workload))
  const mean = loads.reduce((total, load) => total + load, 0) / loads.length || 1
  const crossing = steps.flatMap((list, from) => list.filter(({ to }) => from < to && partOf[from] !== partOf[to]))
  const streets = new Map<string, Set<number>>()
  atoms.forEach((atom, at) => {
    for (const street of atom.streets) streets.set(street, (streets.get(street) ?? new Set()).add(partOf[at] ?? 0))
  })
  const isWithin = (list: readonly number[]): boolean => {
    const households = sum(list, (atom) => atom.households)
    return (
      households >= bounds.fewestHouseholds &&
      households <= bounds.mostHouseholds &&
      sum(list, ({ persons }) => persons) <= bounds.mostPersons
    )
  }
  const ways = groups.filter((list) => list.length > 0).map((list) => distances(list.flatMap((at) => atoms[at]?.buildings ?? [])))
  return {
    grids: groups.filter((list) => list.length > 0).length,
    apart: groups.filter((list) => !hangsTogether(list, steps)).length,
    within: groups.filter(isWithin).length,
    unevenness: loads.reduce((total, load) => total + (load / mean - 1) ** 2, 0),
    busiest: Math.max(...loads) / mean - 1,
    distance: ways.reduce((total, each) => total + each.distance, 0),
    weight: ways.reduce((total, each) => total + each.weight, 0),
    cut: crossing.reduce((total, { tie }) => total + tie, 0),
    ties: steps.flat().reduce((total, { tie }) => total + tie, 0) / 2,
    ways: crossing.length,
    streets: [...streets.values()].filter((parts) => parts.size > 1).length,
  }
}

/** 4π times the area by the square of the edge: 1 for a disc, 0.785 for a square. */
export const roundness = (surface: Surface): number => {
  const length = polygonsOf(surface)
    .flat()
    .reduce((total, ring) => total + lengthOf(ring), 0)
  return length === 0 ? 0 : (4 * Math.PI * areaOf(surface)) / length ** 2
}

const lengthOf = (ring: readonly (readonly number[])[]): number => {
  const [wide, high] = degreeMetres(ring[0]?.[1] ?? 0)
  return ring.slice(1).reduce((total, [x = 0, y = 0], at) => {
    const [px = 0, py = 0] = ring[at] ?? []
    return total + Math.hypot((x - px) * wide, (y - py) * high)
  }, 0)
}

const distances = (
  buildings: readonly { readonly point: readonly [number, number]; readonly households: number }[],
): { distance: number; weight: number } => {
  const [wide, high] = degreeMetres(buildings[0]?.point[1] ?? 0)
  const weight = buildings.reduce((total, { households }) => total + 1 + households, 0)
  const centre = [0, 1].map(
    (axis) => buildings.reduce((total, { point, households }) => total + (1 + households) * (point[axis] ?? 0), 0) / weight,
  )
  const distance = buildings.reduce(
    (total, { point, households }) =>
      total + (1 + households) * Math.hypot((point[0] - (centre[0] ?? 0)) * wide, (point[1] - (centre[1] ?? 0)) * high),
    0,
  )
  return { distance, weight }
}

/** Whether the atoms reach each other over ways between them. */
export const hangsTogether = (list: readonly number[], steps: WalkGraph['steps']): boolean => {
  const missing = new Set(list.slice(1))
  const open = list.slice(0, 1)
  for (let from = open.pop(); from !== undefined; from = open.pop())
    for (const { to } of steps[from] ?? []) if (missing.delete(to)) open.push(to)
  return missing.size === 0
}
