import type { Feature, FeatureCollection, MultiPolygon, Position } from 'geojson'
import type { Box } from '../../src/territory/domain/geometry.ts'
import { round } from './areas.ts'
import type { Names } from './names.ts'

const roadClasses = new Set([
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'living_street',
  'unclassified',
  'service',
  'pedestrian',
  'footway',
  'cycleway',
  'path',
  'motorway',
])

/** Roads and rails cut off at the box, under their invented names. */
export const roadsOf = (osm: FeatureCollection, names: Names, box: Box): readonly Feature[] =>
  osm.features.flatMap(({ id, geometry, properties }) => {
    const kind = String(properties?.['highway'] ?? properties?.['railway']).replace('_link', '')
    if (geometry.type !== 'LineString' || (!roadClasses.has(kind) && kind !== 'rail')) return []
    const name = names.roads[String(properties?.['name'])]
    return clipLine(geometry.coordinates, box).map((coordinates, piece): Feature => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates },
      properties: { id: `r-${id}${piece > 0 ? `-${piece}` : ''}`, class: kind, ...(name !== undefined && { name }) },
    }))
  })

/** Water, green and grounds cut off at the box, for drawing only. */
export const landOf = (osm: FeatureCollection, names: Names, box: Box): readonly Feature[] =>
  osm.features.flatMap((feature): readonly Feature[] => {
    const { id, geometry, properties } = feature
    if (geometry.type === 'LineString' && properties?.['waterway']) {
      const name = names.roads[String(properties['name'])]
      return clipLine(geometry.coordinates, box).map((coordinates, piece) => ({
        type: 'Feature',
        geometry: { type: 'LineString', coordinates },
        properties: { id: `l-${id}-${piece}`, class: 'river', ...(name !== undefined && { name }) },
      }))
    }
    const kind = landClass(properties ?? {})
    if (geometry.type !== 'MultiPolygon' || kind === null || properties?.['building']) return []
    const coordinates = clipSurface(geometry, box)
    return coordinates.length === 0
      ? []
      : [{ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates }, properties: { id: `l-${id}`, class: kind } }]
  })

const landClass = (tags: Readonly<Record<string, unknown>>): string | null => {
  if (tags['natural'] === 'water' || tags['leisure'] === 'swimming_pool') return 'water'
  if (/^(pitch|track|stadium|playground)$/.test(String(tags['leisure']))) return 'pitch'
  if (tags['leisure'] === 'park' || tags['leisure'] === 'garden' || tags['natural'] !== undefined) return 'green'
  if (/^(forest|grass|meadow|park)$/.test(String(tags['landuse']))) return 'green'
  if (/^(residential|retail|commercial|construction)$/.test(String(tags['landuse']))) return String(tags['landuse'])
  return tags['amenity'] === 'school' ? 'school' : null
}

const isIn = ([x = 0, y = 0]: Position, [west, south, east, north]: Box): boolean => x >= west && x <= east && y >= south && y <= north

// Whole stretches with an end inside are kept; half a block beyond the box does no harm.
const clipLine = (line: readonly Position[], box: Box): Position[][] => {
  const pieces: Position[][] = []
  let piece: Position[] = []
  line.forEach((position, at) => {
    const used = [line[at - 1], position, line[at + 1]].some((near) => near && isIn(near, box))
    if (used) piece.push(position)
    if ((!used || at === line.length - 1) && piece.length > 0) {
      if (piece.length > 1) pieces.push(piece)
      piece = []
    }
  })
  return pieces
}

// Sutherland–Hodgman against the four sides.
const clipSurface = (surface: MultiPolygon, [west, south, east, north]: Box): Position[][][] => {
  const sides: readonly (readonly [axis: 0 | 1, at: number, sign: 1 | -1])[] = [
    [0, west, 1],
    [1, south, 1],
    [0, east, -1],
    [1, north, -1],
  ]
  const clipRing = (ring: readonly Position[]): Position[] => {
    let open = ring.slice(0, -1)
    for (const [axis, at, sign] of sides) {
      const inside = (position: Position): boolean => sign * ((position[axis] ?? 0) - at) >= 0
      open = open.flatMap((position, index) => {
        const before = open.at(index - 1) ?? position
        const share = (at - (before[axis] ?? 0)) / ((position[axis] ?? 0) - (before[axis] ?? 0))
        const cut = [0, 1].map((each) => round((before[each] ?? 0) + share * ((position[each] ?? 0) - (before[each] ?? 0))))
        return [...(inside(before) === inside(position) ? [] : [cut]), ...(inside(position) ? [position] : [])]
      })
    }
    return open.length < 3 ? [] : [...open, ...open.slice(0, 1)]
  }
  return surface.coordinates
    .map((polygon) => polygon.map(clipRing).filter((ring) => ring.length > 0))
    .filter((polygon) => polygon.length > 0)
}
