import { bbox, crossings, degreeMetres, polygonsOf } from '../geometry.ts'
import type { Surface } from '../geometry.ts'

/** How well parts fill a whole, in square metres. */
export interface Coverage {
  /** Of the whole, in no part. */
  readonly gap: number
  /** Of each part, beyond the whole. */
  readonly outside: readonly number[]
  /** Parts that share ground. */
  readonly overlaps: readonly { readonly one: number; readonly other: number; readonly squareMetres: number }[]
}

/**
 * Measures parts against a whole along parallels, one between every two corners: exact where lines meet only at corners, and to a tenth of a percent of the crossing
 * parts' size elsewhere.
 */
export const coverageOf = (whole: Surface, parts: readonly Surface[]): Coverage => {
  const all = [whole, ...parts].map((surface) => ({ rings: polygonsOf(surface).flat(), box: bbox(surface) }))
  const levels = levelsOf(all.flatMap(({ rings }) => rings.flat().map(([, y = 0]) => y)))
  const outside = parts.map(() => 0)
  const shared = new Map<number, number>()
  let gap = 0
  for (const { y, weight } of rowsOf(levels)) {
    const [own = [], ...others] = all.map(({ rings, box }) => (y > box[1] && y < box[3] ? stretches(crossings(rings, y)) : []))
    gap += weight * (lengthOf(own) - lengthOf(common(own, union(others.flat()))))
    others.forEach((one, at) => {
      if (one.length === 0) return
      outside[at] = (outside[at] ?? 0) + weight * (lengthOf(one) - lengthOf(common(one, own)))
      for (let next = at + 1; next < others.length; next++) {
        const length = lengthOf(common(one, others[next] ?? []))
        if (length > 0) shared.set(at * parts.length + next, (shared.get(at * parts.length + next) ?? 0) + weight * length)
      }
    })
  }
  const overlaps = [...shared].map(([pair, squareMetres]) => ({
    one: Math.floor(pair / parts.length),
    other: pair % parts.length,
    squareMetres,
  }))
  return { gap, outside, overlaps }
}

type Stretch = readonly [from: number, to: number]

// Below a centimetre two levels are one.
const sameLevel = 1e-7

const levelsOf = (ys: readonly number[]): readonly number[] => {
  const levels: number[] = []
  for (const y of Float64Array.from(ys).sort()) if (levels.length === 0 || y - (levels.at(-1) ?? 0) > sameLevel) levels.push(y)
  return levels
}

// A row in the middle between two levels stands for all of it: between corners lengths grow evenly. High steps are cut up, for lines that cross.
const rowsOf = (levels: readonly number[]): { readonly y: number; readonly weight: number }[] => {
  const [south = 0, north = 0] = [levels[0], levels.at(-1)]
  const most = (north - south) / 64
  const [wide, high] = degreeMetres((south + north) / 2)
  return levels.slice(1).flatMap((top, at) => {
    const bottom = levels[at] ?? top
    const pieces = Math.max(1, Math.ceil((top - bottom) / (most || 1)))
    const height = (top - bottom) / pieces
    return Array.from({ length: pieces }, (_, piece) => ({ y: bottom + (piece + 0.5) * height, weight: height * wide * high }))
  })
}

const stretches = (stops: readonly number[]): Stretch[] => {
  const found: Stretch[] = []
  for (let at = 0; at + 1 < stops.length; at += 2) found.push([stops[at] ?? 0, stops[at + 1] ?? 0])
  return found
}

const lengthOf = (list: readonly Stretch[]): number => list.reduce((sum, [from, to]) => sum + to - from, 0)

const union = (list: readonly Stretch[]): Stretch[] => {
  const joined: [number, number][] = []
  for (const [from, to] of list.toSorted((one, other) => one[0] - other[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

const common = (one: readonly Stretch[], other: readonly Stretch[]): Stretch[] =>
  one.flatMap(([from, to]) =>
    other.flatMap(([start, end]): Stretch[] => {
      const [west, east] = [Math.max(from, start), Math.min(to, end)]
      return east > west ? [[west, east]] : []
    }),
  )
