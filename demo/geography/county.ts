import type { FeatureCollection, Position } from 'geojson'
import { labelPoint } from '../../src/territory/domain/geometry.ts'
import type { Building } from '../../src/territory/domain/buildings.ts'
import { keepOutline } from './mesh.ts'
import type { Corner, Face, Mesh } from './mesh.ts'
import { contains, centre, divide, divideInto, weigh } from './partition.ts'
import type { Country, Weight } from './partition.ts'
import { createTerrain, metresFrom } from './terrain.ts'
import type { Line } from './terrain.ts'

/** The county cut up: streets, their communities, their grids, each list in the order of its codes. */
export interface Cut {
  readonly county: Face
  readonly streets: readonly {
    readonly face: Face
    readonly communities: readonly { readonly face: Face; readonly grids: readonly Face[] }[]
  }[]
}

// Drawn by hand around the box of the extract, a little beyond its outermost buildings.
const outline: readonly Position[] = [
  [116.3062, 40.0134],
  [116.3056, 40.009],
  [116.3052, 40.0035],
  [116.3063, 39.9985],
  [116.3057, 39.994],
  [116.3066, 39.9886],
  [116.3098, 39.988],
  [116.316, 39.9886],
  [116.3222, 39.9882],
  [116.329, 39.9884],
  [116.3336, 39.9898],
  [116.3343, 39.9955],
  [116.3338, 40.001],
  [116.3341, 40.0068],
  [116.3332, 40.0118],
  [116.331, 40.0131],
  [116.3262, 40.0138],
  [116.32, 40.0145],
  [116.315, 40.014],
]

const lineCosts: Readonly<Record<string, number>> = {
  primary: 1,
  secondary: 1,
  tertiary: 1.1,
  primary_link: 1.6,
  secondary_link: 1.6,
  tertiary_link: 1.6,
  residential: 1.3,
  living_street: 1.4,
  unclassified: 1.4,
  service: 1.5,
  pedestrian: 1.7,
  footway: 2.1,
  cycleway: 2.1,
  path: 2.1,
  river: 1.1,
  stream: 1.3,
  canal: 1.1,
  rail: 1.1,
}

/** Cuts the county along the roads of the extract. The same extract and random numbers give the same county. */
export const cutCounty = (osm: FeatureCollection, buildings: readonly Building[], random: () => number): Cut => {
  const county: Face = { ring: roughen(outline, random) }
  const mesh: Mesh = { faces: new Set([county]), outlines: new Set() }
  const whole = keepOutline(mesh, county)
  const box: readonly [Corner, Corner] = [
    [116_304_000, 39_986_500],
    [116_336_000, 40_016_500],
  ]
  const terrain = createTerrain(box, linesOf(osm), buildings.flatMap(ringsOf))
  // Communities are of households, so buildings count; grids are walked, so ground counts as well.
  const country: Country = { mesh, terrain, weights: weightsOf(county, buildings, 5) }
  const walked: Country = { ...country, weights: weightsOf(county, buildings, 1.5) }
  const [north, south] = divide(country, county, 0.63, 'east-west')
  const [west, east] = divide(country, north, 0.45, 'north-south')
  const streets = [east, south, west].map((street) => ({ street, face: keepOutline(mesh, street) }))
  const communities = streets.map(({ street }) => inOrder(divideInto(country, street, 4)))
  const most = Math.max(...communities.flat().map((community) => weigh(community.ring, country.weights)))
  const drawn = streets.map(({ face }, index) => ({
    face,
    communities: (communities[index] ?? []).map((community) => {
      const parts = 6 + Math.round((weigh(community.ring, country.weights) / most) * 4)
      return { face: keepOutline(mesh, community), grids: inOrder(divideInto(walked, community, parts)) }
    }),
  }))
  return { county: whole, streets: drawn }
}

// North to south in bands, west to east within a band (the order that grid codes are given in).
const inOrder = (faces: readonly Face[]): readonly Face[] => {
  const tops = faces.map(({ ring }) => centre(ring)[1])
  const band = (Math.max(...tops) - Math.min(...tops)) / Math.max(1, Math.round(Math.sqrt(faces.length))) + 1
  const rank = ({ ring }: Face): number => Math.floor((Math.max(...tops) - centre(ring)[1]) / band) * 1e9 + centre(ring)[0]
  return faces.toSorted((one, other) => rank(one) - rank(other))
}

const corner = ([x = 0, y = 0]: Position): Corner => [Math.round(x * 1e6), Math.round(y * 1e6)]

const ringsOf = ({ outline: surface }: Building): readonly Corner[][] =>
  (surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates).map((polygon) => (polygon[0] ?? []).slice(0, -1).map(corner))

const linesOf = (osm: FeatureCollection): readonly Line[] =>
  osm.features.flatMap(({ geometry, properties }) => {
    const cost = lineCosts[String(properties?.['highway'] ?? properties?.['waterway'] ?? properties?.['railway'])]
    return geometry.type === 'LineString' && cost !== undefined ? [{ points: geometry.coordinates.map(corner), cost }] : []
  })

// What is shared out: all buildings together count `share` times what all the ground does.
const weightsOf = (county: Face, buildings: readonly Building[], share: number): readonly Weight[] => {
  const ground: Corner[] = []
  for (let x = 116_304_000; x < 116_336_000; x += 420)
    for (let y = 39_986_500; y < 40_016_500; y += 320) if (contains(county.ring, [x, y])) ground.push([x, y])
  return [
    ...buildings.map((building) => ({ at: corner([...labelPoint(building.outline)]), amount: share / buildings.length })),
    ...ground.map((at) => ({ at, amount: 1 / ground.length })),
  ]
}

// A drawn line every sixty metres, off the straight by some metres, as boundaries on the ground are.
const roughen = (positions: readonly Position[], random: () => number): Corner[] =>
  positions.flatMap((position, index, all) => {
    const [from, to] = [corner(position), corner(all[(index + 1) % all.length] ?? position)]
    const pieces = Math.max(1, Math.round(Math.hypot(...metresFrom(from, to)) / 60))
    return Array.from({ length: pieces }, (_, piece): Corner => {
      const sway = piece === 0 ? 0 : 90
      const at = (axis: 0 | 1): number => Math.round(from[axis] + ((to[axis] - from[axis]) * piece) / pieces + (random() - 0.5) * 2 * sway)
      return [at(0), at(1)]
    })
  })
