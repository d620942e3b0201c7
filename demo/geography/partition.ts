import { selfCrossing } from '../../src/territory/domain/rings.ts'
import { cutRing, sameCorner, splitFace } from './mesh.ts'
import type { Corner, Face, Mesh, OnEdge } from './mesh.ts'
import { cheapestFrom, entryCell, fieldOf, lineTo, simplify } from './paths.ts'
import type { Field } from './paths.ts'
import { metresFrom } from './terrain.ts'
import type { Terrain } from './terrain.ts'

/** Something that a fair share counts: a building, or a piece of ground. */
export interface Weight {
  readonly at: Corner
  readonly amount: number
}

export interface Country {
  readonly mesh: Mesh
  readonly terrain: Terrain
  readonly weights: readonly Weight[]
}

/** Which way the dividing line should run; null lets the shape decide. */
export type Bearing = 'east-west' | 'north-south' | null

interface Chord {
  readonly from: number
  readonly to: number
  readonly score: number
}

/**
 * Cuts a face in two along roads and water, so that the part to the west (of a line running north-south) or to the north (of one running east-west)
 * gets about `share` of the weight. Gives that part first.
 */
export const divide = (country: Country, face: Face, share: number, bearing: Bearing): readonly [Face, Face] => {
  const stops = placesAlong(face.ring)
  const field = fieldOf(country.terrain, face.ring)
  const inside = country.weights.filter(({ at }) => contains(face.ring, at))
  const chords = chordsOf(face, stops, inside, share, bearing)
  const ends = [...new Set(chords.map(({ from }) => from))].slice(0, 14)
  const lines = ends.flatMap((from) =>
    linesFrom(
      field,
      face,
      stops,
      from,
      chords.filter((chord) => chord.from === from),
    ),
  )
  for (const line of lines.toSorted((one, other) => one.score - other.score)) {
    const rings = cutRing(face.ring, line.from, line.to, line.between)
    if (rings.some((ring) => ring.length < 4 || selfCrossing([...ring, ring[0] ?? [0, 0]].map(([x, y]) => [x / 1e6, y / 1e6])) !== null))
      continue
    const got = rings.map((ring) => weigh(ring, inside) / weigh(face.ring, inside))
    if (Math.min(...got) < 0.6 * Math.min(share, 1 - share)) continue
    const sides = splitFace(country.mesh, face, line.from, line.to, line.between)
    const [one, other] = sides
    const first = bearing === 'north-south' ? centre(one.ring)[0] < centre(other.ring)[0] : centre(one.ring)[1] > centre(other.ring)[1]
    return first ? [one, other] : [other, one]
  }
  throw new Error(`no line divides the area around ${centre(face.ring).join(' ')}`)
}

/** Cuts a face into so many parts of about the same weight. */
export const divideInto = (country: Country, face: Face, parts: number): readonly Face[] => {
  if (parts < 2) return [face]
  const first = Math.floor(parts / 2)
  const [one, other] = divide(country, face, 0.5, null)
  // The heavier side gets the odd part.
  const heavier = weigh(one.ring, country.weights) > weigh(other.ring, country.weights)
  const counts = heavier ? [parts - first, first] : [first, parts - first]
  return [...divideInto(country, one, counts[0] ?? 1), ...divideInto(country, other, counts[1] ?? 1)]
}

export const centre = (ring: readonly Corner[]): Corner => {
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
}

export const weigh = (ring: readonly Corner[], weights: readonly Weight[]): number =>
  weights.reduce((sum, { at, amount }) => sum + (contains(ring, at) ? amount : 0), 0)

export const contains = (ring: readonly Corner[], [x, y]: Corner): boolean => {
  let inside = false
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [0, 0]
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
  })
  return inside
}

interface Line {
  readonly from: OnEdge
  readonly to: OnEdge
  readonly between: readonly Corner[]
  readonly score: number
}

const linesFrom = (field: Field, face: Face, stops: readonly OnEdge[], start: number, chords: readonly Chord[]): readonly Line[] => {
  const from = stops[start]
  const first = from && entryCell(field, from.at)
  if (!from || first === null || first === undefined) return []
  const tree = cheapestFrom(field, first)
  const scale = Math.sqrt(areaMetres(face.ring))
  return chords.flatMap(({ to: end, score }) => {
    const to = stops[end]
    const last = to && entryCell(field, to.at)
    const cost = last === null || last === undefined ? Infinity : (tree.total[last] ?? Infinity)
    if (!to || last === null || last === undefined || !Number.isFinite(cost)) return []
    const between = simplify([from.at, ...lineTo(field, tree, last), to.at], 6).slice(1, -1)
    // Five metres a cell, one the lowest cost of a cell.
    return [{ from, to, between, score: (cost * 5) / scale / 2 + score }]
  })
}

const chordsOf = (face: Face, stops: readonly OnEdge[], inside: readonly Weight[], share: number, bearing: Bearing): readonly Chord[] => {
  const whole = inside.reduce((sum, { amount }) => sum + amount, 0)
  const scale = Math.sqrt(areaMetres(face.ring))
  const chords: Chord[] = []
  stops.forEach((one, from) => {
    stops.forEach((other, to) => {
      if (to <= from || one.edge === other.edge) return
      const [dx, dy] = metresFrom(one.at, other.at)
      const length = Math.hypot(dx, dy)
      if (length < 0.3 * scale || !runs(dx, dy, bearing)) return
      let left = 0
      for (const { at, amount } of inside) {
        const [x, y] = metresFrom(one.at, at)
        if (dx * y - dy * x > 0) left += amount
      }
      const got = isFirstOnLeft(dx, dy, bearing) ? left / whole : 1 - left / whole
      const off = bearing === null ? Math.min(Math.abs(got - share), Math.abs(1 - got - share)) : Math.abs(got - share)
      if (off < 0.14) chords.push({ from, to, score: length / scale + 8 * off })
    })
  })
  return chords.toSorted((one, other) => one.score - other.score).slice(0, 150)
}

const runs = (dx: number, dy: number, bearing: Bearing): boolean =>
  bearing === null || (bearing === 'east-west' ? Math.abs(dx) > 1.5 * Math.abs(dy) : Math.abs(dy) > 1.5 * Math.abs(dx))

// North of a line to the east, or west of a line to the north, lies on its left.
const isFirstOnLeft = (dx: number, dy: number, bearing: Bearing): boolean => (bearing === 'north-south' ? dy > 0 : dx > 0)

const areaMetres = (ring: readonly Corner[]): number => {
  const origin = ring[0] ?? [0, 0]
  let doubled = 0
  ring.forEach((corner, index) => {
    const [x1, y1] = metresFrom(origin, corner)
    const [x2, y2] = metresFrom(origin, ring[(index + 1) % ring.length] ?? origin)
    doubled += x1 * y2 - x2 * y1
  })
  return Math.abs(doubled) / 2
}

// Places where a line may start or end: the corners, and others between them, not nearer to each other than some metres.
const placesAlong = (ring: readonly Corner[]): readonly OnEdge[] => {
  const step = Math.max(18, perimeter(ring) / 90)
  const places: OnEdge[] = []
  ring.forEach((corner, edge) => {
    const next = ring[(edge + 1) % ring.length] ?? corner
    const pieces = Math.max(1, Math.round(Math.hypot(...metresFrom(corner, next)) / step))
    for (let piece = 0; piece < pieces; piece++) {
      const at: Corner = [
        Math.round(corner[0] + ((next[0] - corner[0]) * piece) / pieces),
        Math.round(corner[1] + ((next[1] - corner[1]) * piece) / pieces),
      ]
      const last = places.at(-1)
      if (!last || (!sameCorner(last.at, at) && Math.hypot(...metresFrom(last.at, at)) > step / 2)) places.push({ edge, at })
    }
  })
  return places
}

const perimeter = (ring: readonly Corner[]): number =>
  ring.reduce((sum, corner, index) => sum + Math.hypot(...metresFrom(corner, ring[(index + 1) % ring.length] ?? corner)), 0)
