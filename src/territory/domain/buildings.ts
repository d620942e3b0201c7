import type { FieldFault, Result } from '../../kernel/result.ts'
import { ok } from '../../kernel/result.ts'
import { labelPoint, polygonsOf } from './geometry.ts'
import type { Point, Surface } from './geometry.ts'
import { geoLimits, isSurface, maxFaults, readCollection, readSurface, textOf } from './geojson.ts'
import type { GeoLimits, RawFeature } from './geojson.ts'
import { outlineKey } from './rings.ts'

/** A building's outline as a file gives it. */
export interface Building {
  /** The feature's id in its file, or `features.n`. */
  readonly ref: string
  /** Where it stands in its file, from 0. */
  readonly at: number
  readonly name: string | null
  readonly aliases: readonly string[]
  /** OSM's value of `building`, such as `residential`. */
  readonly use: string | null
  readonly levels: number | null
  readonly street: string | null
  readonly number: string | null
  readonly outline: Surface
  /** Inside the outline. */
  readonly point: Point
}

/** What an import of buildings found. One bad outline does not hold the others back: it is told in `faults`. */
export interface BuildingsRead {
  readonly buildings: readonly Building[]
  /** Features that stand in the file a second time with the same outline. */
  readonly duplicates: number
  /** Buildings given as a bare point. */
  readonly withoutOutline: number
  readonly faults: readonly FieldFault[]
}

/**
 * Reads buildings from GeoJSON of unknown origin. When a feature says `building` (OSM), only those that do are taken; else all of them are.
 * In an export of OSM a closed way stands twice, as a LineString and as a (Multi)Polygon: one is kept, the polygon; a closed line
 * without a twin counts as a polygon. Refuses only what is no collection or is too large.
 */
export const readBuildings = (json: unknown, limits: GeoLimits = geoLimits): Result<BuildingsRead> => {
  const collection = readCollection(json, limits)
  if (!collection.ok) return collection
  const numbered = collection.value.map((feature, at) => ({ feature: lineAsPolygon(feature), at, line: feature.type === 'LineString' }))
  const tagged = numbered.filter(({ feature }) => isTagged(feature))
  const chosen = tagged.length > 0 ? tagged : numbered
  const withOutline = chosen.filter(({ feature }) => !feature.type.endsWith('Point'))
  const seen = new Set<string>()
  const faults: FieldFault[] = []
  const buildings: Building[] = []
  let duplicates = 0
  // Polygons first, so that of two twins the line is the one dropped.
  for (const { feature, at } of withOutline.toSorted((one, other) => Number(one.line) - Number(other.line))) {
    const outline = readSurface(feature, `features.${at}.geometry`, limits)
    if (!isSurface(outline)) {
      faults.push(...outline)
      continue
    }
    const key = polygonsOf(outline)
      .map((polygon) => outlineKey(polygon[0] ?? []))
      .join('|')
    if (seen.has(key)) duplicates++
    else buildings.push(describe(feature, at, outline))
    seen.add(key)
  }
  return ok({
    buildings: buildings.toSorted((one, other) => one.at - other.at),
    duplicates,
    withoutOutline: chosen.length - withOutline.length,
    faults: faults.slice(0, maxFaults),
  })
}

const isTagged = ({ properties }: RawFeature): boolean => ![null, 'no'].includes(textOf(properties, 'building'))

const lineAsPolygon = (feature: RawFeature): RawFeature =>
  feature.type === 'LineString' ? { ...feature, type: 'Polygon', coordinates: [feature.coordinates] } : feature

const describe = (feature: RawFeature, at: number, outline: Surface): Building => {
  const { properties } = feature
  const name = textOf(properties, 'name', 'Name', 'NAME', '名称', 'addr:housename')
  const others = ['alt_name', 'name:zh', 'addr:housename', 'old_name', 'short_name'].map((key) => textOf(properties, key))
  const levels = Number(textOf(properties, 'building:levels', 'levels', '层数') ?? NaN)
  return {
    ref: feature.id ?? `features.${at}`,
    at,
    name,
    aliases: [...new Set(others)].filter((other): other is string => other !== null && other !== name),
    use: textOf(properties, 'building'),
    levels: Number.isInteger(levels) && levels > 0 && levels < 200 ? levels : null,
    street: textOf(properties, 'addr:street'),
    number: textOf(properties, 'addr:housenumber'),
    outline,
    point: labelPoint(outline),
  }
}
