import type { Position } from 'geojson'
import { ok, refuse } from '../../kernel/result.ts'
import type { FieldFault, Result } from '../../kernel/result.ts'
import { signedArea } from './geometry.ts'
import type { Surface } from './geometry.ts'
import { selfCrossing } from './rings.ts'

/** How much one import may hold. */
export interface GeoLimits {
  readonly features: number
  readonly positions: number
  readonly positionsOfFeature: number
}

/** A feature whose geometry has not been looked at yet. */
export interface RawFeature {
  readonly id: string | null
  readonly properties: Readonly<Record<string, unknown>>
  readonly type: string
  readonly coordinates: unknown
}

/** A city's grids with their corners fit in; a file beyond it is cut up by street. */
export const geoLimits: GeoLimits = { features: 20_000, positions: 2_000_000, positionsOfFeature: 50_000 }

/** At most so many faults are told at once. */
export const maxFaults = 500

/** Reads JSON text up to so many bytes. Refuses with `territory.geojson.too-large` or `territory.geojson.not-json`. */
export const parseGeoJson = (text: string, maxBytes: number): Result<unknown> => {
  if (Buffer.byteLength(text) > maxBytes)
    return refuse('too-large', 'territory.geojson.too-large', { megabytes: Math.floor(maxBytes / 1_000_000) })
  try {
    // A byte order mark is what Windows tools put first.
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')) as unknown)
  } catch {
    return refuse('invalid', 'territory.geojson.not-json')
  }
}

/**
 * The features of a FeatureCollection from outside (RFC 7946). Refuses with `territory.geojson.not-a-collection`,
 * `.too-many-features` or `.too-many-positions`; what is wrong inside a feature is found later.
 */
export const readCollection = (json: unknown, limits: GeoLimits = geoLimits): Result<readonly RawFeature[]> => {
  if (!isRecord(json) || json['type'] !== 'FeatureCollection' || !Array.isArray(json['features']))
    return refuse('invalid', 'territory.geojson.not-a-collection')
  const listed: readonly unknown[] = json['features']
  if (listed.length > limits.features)
    return refuse('too-large', 'territory.geojson.too-many-features', { most: limits.features, found: listed.length })
  const features = listed.map(readFeature)
  let positions = 0
  for (const feature of features) positions += countPositions(feature.coordinates, limits.positions - positions)
  if (positions > limits.positions) return refuse('too-large', 'territory.geojson.too-many-positions', { most: limits.positions })
  return ok(features)
}

/**
 * Reads Polygon or MultiPolygon coordinates: every ring closed, simple, in WGS84 degrees with longitude first. Gives the surface with
 * seven decimals, heights dropped, repeated corners dropped, outer rings anticlockwise (RFC 7946, 3.1.6); or the faults of all its rings.
 * Codes: `territory.geometry.` + not-a-polygon, too-many-positions, bad-position, swapped, out-of-range, too-few, unclosed, self-crossing.
 */
export const readSurface = (feature: RawFeature, path: string, limits: GeoLimits = geoLimits): Surface | readonly FieldFault[] => {
  const { type, coordinates } = feature
  const polygons: unknown = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined
  if (!isListOf(polygons, isList) || polygons.length === 0 || polygons.some((polygon) => polygon.length === 0))
    return [{ path, code: 'territory.geometry.not-a-polygon', params: { type: type.slice(0, 40) } }]
  if (countPositions(polygons, limits.positionsOfFeature) > limits.positionsOfFeature)
    return [{ path, code: 'territory.geometry.too-many-positions', params: { most: limits.positionsOfFeature } }]
  const faults: FieldFault[] = []
  const read = polygons.map((polygon, at) =>
    polygon.map((ring, hole) => {
      const place = `${path}.${at}.${hole}`
      const result = readRing(ring, place)
      if (isRing(result)) return wind(result, hole === 0)
      faults.push(result)
      return []
    }),
  )
  if (faults.length > 0) return onceEach(faults)
  const [only] = read
  return only && read.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: read }
}

/** Whether reading gave a surface and not faults. */
export const isSurface = (read: Surface | readonly FieldFault[]): read is Surface => !Array.isArray(read)

/** The first of these properties that is text or a number and not blank, at most 100 characters. */
export const textOf = (properties: RawFeature['properties'], ...names: readonly string[]): string | null => {
  for (const name of names) {
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
    if (text !== '') return text.slice(0, 100)
  }
  return null
}

/** One ring of longitude and latitude, or what is wrong with it. */
export const readRing = (ring: unknown, path: string): Position[] | FieldFault => {
  const fault = (name: string, params?: FieldFault['params']): FieldFault => ({
    path,
    code: `territory.geometry.${name}`,
    ...(params && { params }),
  })
  if (!isListOf(ring, isPosition)) return fault('bad-position')
  if (ring.some(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90) || ring.every(isSwappedInChina))
    return fault(ring.every(([x, y]) => Math.abs(y) <= 180 && Math.abs(x) <= 90) ? 'swapped' : 'out-of-range')
  const rounded = ring.map(([x, y]): Position => [round(x), round(y)])
  const corners = rounded.filter((corner, at) => at === 0 || !sameCorner(corner, rounded[at - 1]))
  if (corners.length > 0 && !sameCorner(corners[0], corners.at(-1))) return fault('unclosed')
  if (corners.length < 4) return fault('too-few')
  const at = selfCrossing(corners)
  return at === null ? corners : fault('self-crossing', { longitude: corners[at]?.[0] ?? 0, latitude: corners[at]?.[1] ?? 0 })
}

/** Whether reading gave a ring and not a fault. */
export const isRing = (read: Position[] | FieldFault): read is Position[] => Array.isArray(read)

// Latitude first puts China's 73–136° E, 3–54° N where nobody lives; no territory of China reads that way round.
const isSwappedInChina = ([x, y]: readonly [number, number, ...number[]]): boolean => x > 3 && x < 54 && y > 73 && y < 136

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

const sameCorner = (one: Position | undefined, other: Position | undefined): boolean => one?.[0] === other?.[0] && one?.[1] === other?.[1]

const wind = (ring: Position[], outer: boolean): Position[] => (signedArea(ring) > 0 === outer ? ring : ring.toReversed())

const onceEach = (faults: readonly FieldFault[]): readonly FieldFault[] => {
  // A swapped file has the same fault in every ring; one line per kind and feature is enough to act on.
  const seen = new Set<string>()
  return faults.filter((fault) => !seen.has(fault.code) && seen.add(fault.code))
}

const readFeature = (value: unknown): RawFeature => {
  const feature = isRecord(value) ? value : {}
  const geometry = isRecord(feature['geometry']) ? feature['geometry'] : {}
  const id = feature['id']
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 100) : null,
    properties: isRecord(feature['properties']) ? feature['properties'] : {},
    type: typeof geometry['type'] === 'string' ? geometry['type'] : 'null',
    coordinates: geometry['coordinates'],
  }
}

// Counts until the limit is passed, and never deeper than a MultiPolygon goes, so that nested junk can't exhaust the stack.
const countPositions = (coordinates: unknown, limit: number, depth = 0): number => {
  if (!Array.isArray(coordinates) || depth > 4) return 0
  if (!Array.isArray(coordinates[0])) return 1
  let total = 0
  for (const inner of coordinates) {
    total += countPositions(inner, limit - total, depth + 1)
    if (total > limit) break
  }
  return total
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

const isListOf = <T>(value: unknown, is: (item: unknown) => item is T): value is readonly T[] => Array.isArray(value) && value.every(is)

const isPosition = (value: unknown): value is readonly [number, number, ...number[]] =>
  Array.isArray(value) && value.length >= 2 && value.length <= 4 && Number.isFinite(value[0]) && Number.isFinite(value[1])
