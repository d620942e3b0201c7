import { distanceMetres } from '../geometry.ts'
import type { Atom } from './atoms.ts'
import type { Walks } from './network.ts'
import type { Raster } from './raster.ts'

/** That one can walk from one atom to the next without passing a third. */
export interface Step {
  readonly to: number
  /** Metres on foot. */
  readonly metres: number
  /** What it costs to draw a line here: more for near neighbours, and for houses of one street. */
  readonly tie: number
}

/** The atoms of one community and the ways between them; always in one piece. */
export interface WalkGraph {
  readonly atoms: readonly Atom[]
  readonly steps: readonly (readonly Step[])[]
}

interface Pair {
  readonly one: number
  readonly other: number
  readonly metres: number
  readonly straight: number
}

const farthest = 800
/** Neighbours between whom the way is so much longer than the straight line are parted by a wall, a railway, a river. */
const longestDetour = 4
const shortWay = 200

/**
 * Neighbours on the ground that can reach each other on foot without a long way round. Where that leaves pieces, the shortest of the other ways join them, and where
 * the ground itself is in pieces, the nearest atoms.
 */
export const walkGraph = (atoms: readonly Atom[], raster: Raster, walks: Walks): WalkGraph => {
  const pairs = measure(atoms, touching(raster), walks)
  const pieces = createPieces(atoms.length)
  const chosen = pairs.filter(({ metres, straight }) => metres <= Math.max(shortWay, longestDetour * straight))
  for (const { one, other } of chosen) pieces.join(one, other)
  const rest = pairs.filter((pair) => !chosen.includes(pair)).toSorted(byMetres)
  for (const pair of rest) if (pieces.join(pair.one, pair.other)) chosen.push(pair)
  if (pieces.count() > 1) for (const pair of everyPair(atoms).toSorted(byMetres)) if (pieces.join(pair.one, pair.other)) chosen.push(pair)
  const steps: Step[][] = atoms.map(() => [])
  for (const { one, other, metres, straight } of chosen) {
    const tie = tieOf(atoms[one], atoms[other], metres)
    const way = Number.isFinite(metres) ? metres : longestDetour * straight
    steps[one]?.push({ to: other, metres: way, tie })
    steps[other]?.push({ to: one, metres: way, tie })
  }
  return { atoms, steps }
}

const byMetres = (one: Pair, other: Pair): number =>
  one.metres === other.metres ? one.straight - other.straight || one.one - other.one || one.other - other.other : one.metres - other.metres

const tieOf = (one: Atom | undefined, other: Atom | undefined, metres: number): number => {
  const near = Math.max(1, Math.round(60 / (1 + metres / 60)))
  const sameStreet = one && other && [...one.streets].some((street) => other.streets.has(street))
  return sameStreet ? 3 * near : near
}

const touching = ({ owner, inside, columns }: Raster): readonly (readonly [number, number])[] => {
  const found = new Map<number, readonly [number, number]>()
  const meet = (a: number, b: number): void => {
    const [one, other] = [owner[a] ?? -1, owner[b] ?? -1]
    if (one === other || one < 0 || other < 0 || !inside[a] || !inside[b]) return
    const pair = [Math.min(one, other), Math.max(one, other)] as const
    found.set(pair[0] * 1e6 + pair[1], pair)
  }
  for (let cell = 0; cell < owner.length; cell++) {
    if ((cell + 1) % columns !== 0) meet(cell, cell + 1)
    if (cell + columns < owner.length) meet(cell, cell + columns)
  }
  return [...found.entries()].toSorted((one, other) => one[0] - other[0]).map(([, pair]) => pair)
}

const measure = (atoms: readonly Atom[], pairs: readonly (readonly [number, number])[], walks: Walks): Pair[] => {
  const pointsOf = (at: number) => (atoms[at]?.buildings ?? []).map(({ point }) => point)
  return [...Map.groupBy(pairs, ([one]) => one)].flatMap(([one, list]) => {
    const others = list.map(([, other]) => pointsOf(other))
    const metres = walks(pointsOf(one), others, farthest)
    return list.map(([, other], at): Pair => ({
      one,
      other,
      metres: metres[at] ?? Infinity,
      straight: straightOf(pointsOf(one), others[at] ?? []),
    }))
  })
}

const straightOf = (from: readonly Atom['point'][], to: readonly Atom['point'][]): number =>
  Math.min(Infinity, ...from.flatMap((one) => to.map((other) => distanceMetres(one, other))))

const everyPair = (atoms: readonly Atom[]): Pair[] =>
  atoms.flatMap((from, one) =>
    atoms.slice(one + 1).map((to, at): Pair => {
      const straight = distanceMetres(from.point, to.point)
      return { one, other: one + 1 + at, straight, metres: longestDetour * straight }
    }),
  )

const createPieces = (size: number): { join: (one: number, other: number) => boolean; count: () => number } => {
  const above = Array.from({ length: size }, (_, at) => at)
  let count = size
  const top = (at: number): number => {
    for (let up = above[at] ?? at; up !== at; up = above[at] ?? at) {
      above[at] = above[up] ?? up
      at = up
    }
    return at
  }
  return {
    count: () => count,
    join: (one, other) => {
      const [a, b] = [top(one), top(other)]
      if (a === b) return false
      above[a] = b
      count -= 1
      return true
    },
  }
}
