import Flatbush from 'flatbush'
import gcoord from 'gcoord'
import type { Position } from 'geojson'
import { ok, refuseFields } from '../../kernel/result.ts'
import type { FieldFault, Result } from '../../kernel/result.ts'
import { ancestorsOf, isWithin, levelOf, parentOf, parseStatisticalCode } from './code.ts'
import type { Area, AreaCode } from './code.ts'
import { areaOf, bbox } from './geometry.ts'
import type { Surface } from './geometry.ts'
import { geoLimits, isSurface, maxFaults, readCollection, readSurface, textOf } from './geojson.ts'
import type { GeoLimits, RawFeature } from './geojson.ts'
import { overlapArea } from './rings.ts'

/** An area read from a file: all but its days, which the importer states. */
export type Boundary = Pick<Area, 'code' | 'name' | 'level' | 'kind'> & { readonly nameEn: string | null; readonly boundary: Surface }

export interface BoundaryOptions {
  /** Every code must lie in it. */
  readonly within?: AreaCode
  /** Boundaries already in force, by code: what lies in one of them must be drawn inside it. */
  readonly known?: ReadonlyMap<AreaCode, Surface>
  /** Share of an area that may lie beyond the one it belongs to. Default 0.05. */
  readonly outside?: number
  /** Share of the smaller of two siblings that may overlap. Default 0.01; less than 50 m² is never told. */
  readonly overlap?: number
  readonly limits?: GeoLimits
}

interface Numbered extends Boundary {
  readonly at: number
}

/**
 * Reads area boundaries from GeoJSON of unknown origin, properties `code` and `name` (also `Name`, `名称`), optionally `kind` and `nameEn`.
 * Codes of twelve digits may have zeros for missing levels. Refuses with every fault at once, by feature (`features.3.code`), at most 500.
 * Codes: those of `readCollection` and `readSurface`, `territory.code.malformed`, `territory.boundary.` + name-missing, not-in-county,
 * duplicate, outside, wrong-datum, overlap.
 */
export const readBoundaries = (json: unknown, options: BoundaryOptions = {}): Result<readonly Boundary[]> => {
  const collection = readCollection(json, options.limits)
  if (!collection.ok) return collection
  const faults: FieldFault[] = []
  const areas: Numbered[] = []
  collection.value.forEach((feature, at) => {
    const read = readArea(feature, at, options)
    if (Array.isArray(read)) faults.push(...(read as readonly FieldFault[]))
    else areas.push(read as Numbered)
  })
  faults.push(...duplicates(areas), ...strays(areas, options), ...overlaps(areas, options.overlap ?? 0.01))
  if (faults.length > 0) return refuseFields(faults.toSorted(byFeature).slice(0, maxFaults))
  return ok(areas.map(({ at: _at, ...area }) => area))
}

const byFeature = (one: FieldFault, other: FieldFault): number => featureNumber(one) - featureNumber(other)

const featureNumber = (fault: FieldFault): number => Number(fault.path.split('.')[1])

const readArea = (feature: RawFeature, at: number, options: BoundaryOptions): Numbered | readonly FieldFault[] => {
  const path = `features.${at}`
  const faults: FieldFault[] = []
  const typed = textOf(feature.properties, 'code', 'Code', 'CODE', '代码', '编码') ?? ''
  const code = parseStatisticalCode(typed)
  if (!code.ok) faults.push({ path: `${path}.code`, code: code.error.code, params: { code: typed.slice(0, 40) } })
  else if (options.within !== undefined && !isWithin(code.value, options.within))
    faults.push({ path: `${path}.code`, code: 'territory.boundary.not-in-county', params: { code: code.value, county: options.within } })
  const name = textOf(feature.properties, 'name', 'Name', 'NAME', '名称')
  if (name === null) faults.push({ path: `${path}.name`, code: 'territory.boundary.name-missing' })
  const surface = readSurface(feature, `${path}.geometry`, options.limits ?? geoLimits)
  if (!isSurface(surface)) faults.push(...surface)
  if (!code.ok || name === null || !isSurface(surface) || faults.length > 0) return faults
  const level = levelOf(code.value)
  const kind = level !== 'grid' ? 'ordinary' : isDedicated(feature, name) ? 'dedicated' : 'basic'
  return { at, code: code.value, name, nameEn: textOf(feature.properties, 'nameEn', 'name_en', 'name:en'), level, kind, boundary: surface }
}

const isDedicated = ({ properties }: RawFeature, name: string): boolean =>
  /dedicated|专属/.test(textOf(properties, 'kind', '类型') ?? '') || name.includes('专属')

const duplicates = (areas: readonly Numbered[]): readonly FieldFault[] => {
  const first = new Map<AreaCode, number>()
  return areas.flatMap(({ at, code }) => {
    const earlier = first.get(code)
    if (earlier === undefined) first.set(code, at)
    return earlier === undefined
      ? []
      : [{ path: `features.${at}.code`, code: 'territory.boundary.duplicate', params: { code, first: earlier } }]
  })
}

// Outside the area it belongs to; and when it would lie inside had its maker's map used a Chinese datum, that is said instead.
const strays = (areas: readonly Numbered[], { known, outside = 0.05 }: BoundaryOptions): readonly FieldFault[] => {
  const drawn = new Map(areas.map((area) => [area.code, area.boundary]))
  return areas.flatMap(({ at, code, boundary }): readonly FieldFault[] => {
    const inFile = deepest(code, drawn)
    const inForce = known && deepest(code, known)
    const around = [inFile, inForce].find((outer) => outer && shareInside(boundary, outer) < 1 - outside)
    if (!around) return []
    const path = `features.${at}.geometry`
    const datum = datums.find(({ from }) => shareInside(shifted(boundary, from), around) >= 1 - outside / 2)
    if (datum) return [{ path, code: 'territory.boundary.wrong-datum', params: { code, datum: datum.name } }]
    const percent = Math.round(100 * (1 - shareInside(boundary, around)))
    return [{ path, code: 'territory.boundary.outside', params: { code, percent } }]
  })
}

const datums = [
  { name: 'GCJ-02', from: gcoord.GCJ02 },
  { name: 'BD-09', from: gcoord.BD09 },
]

const deepest = (code: AreaCode, surfaces: ReadonlyMap<AreaCode, Surface>): Surface | undefined =>
  ancestorsOf(code)
    .toReversed()
    .map((ancestor) => surfaces.get(ancestor))
    .find((surface) => surface !== undefined)

const shareInside = (surface: Surface, outer: Surface): number => {
  // Measured by the same rows as the overlap, so that an area compared with itself is wholly inside.
  const own = overlapArea(surface, surface)
  return own === 0 ? 1 : overlapArea(surface, outer) / own
}

const shifted = (surface: Surface, from: Parameters<typeof gcoord.transform>[1]): Surface => {
  const move = (ring: Position[]): Position[] => ring.map(([x = 0, y = 0]) => gcoord.transform([x, y], from, gcoord.WGS84))
  return surface.type === 'Polygon'
    ? { type: 'Polygon', coordinates: surface.coordinates.map(move) }
    : { type: 'MultiPolygon', coordinates: surface.coordinates.map((polygon) => polygon.map(move)) }
}

const smallestOverlap = 50

const overlaps = (areas: readonly Numbered[], tolerance: number): readonly FieldFault[] => {
  if (areas.length === 0) return []
  const boxes = areas.map((area) => bbox(area.boundary))
  const sizes = areas.map((area) => areaOf(area.boundary))
  const tree = new Flatbush(areas.length)
  for (const box of boxes) tree.add(...box)
  tree.finish()
  return areas.flatMap((area, at) => {
    const near = tree.search(...(boxes[at] ?? [0, 0, 0, 0])).filter((other) => other < at)
    return near.flatMap((other): readonly FieldFault[] => {
      const sibling = areas[other]
      if (!sibling || sibling.code === area.code || parentOf(sibling.code) !== parentOf(area.code)) return []
      const common = overlapArea(area.boundary, sibling.boundary)
      const most = Math.max(smallestOverlap, tolerance * Math.min(sizes[at] ?? 0, sizes[other] ?? 0))
      if (common <= most) return []
      const params = { code: area.code, other: sibling.code, squareMetres: Math.round(common) }
      return [{ path: `features.${area.at}.geometry`, code: 'territory.boundary.overlap', params }]
    })
  })
}
