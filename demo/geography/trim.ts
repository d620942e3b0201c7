/**
 * Cuts an OSM GeoJSON export down to what the demo map needs: `node demo/geography/trim.ts <export.geojson>` writes osm.geojson.
 * Closed ways keep standing twice, as line and as polygon: that is how such exports come, and the import has to cope.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { FeatureCollection, Geometry, Position } from 'geojson'

const box = { west: 116.3045, south: 39.9868, east: 116.3358, north: 40.0158 }
const kept = [
  'building',
  'highway',
  'railway',
  'waterway',
  'landuse',
  'leisure',
  'natural',
  'amenity',
  'shop',
  'name',
  'building:levels',
  'tunnel',
]
const telling = ['building', 'highway', 'waterway', 'landuse', 'leisure', 'natural', 'amenity', 'shop', 'railway']
const dull =
  /^(bicycle_parking|parking|bench|vending_machine|telephone|post_box|traffic_signals|crossing|platform|steps|proposed|construction|subway|tram)$/

const positionsOf = (geometry: Geometry): Position[] => {
  if (geometry.type === 'Point') return [geometry.coordinates]
  if (geometry.type === 'LineString') return geometry.coordinates
  if (geometry.type === 'Polygon') return geometry.coordinates.flat()
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : []
}

const isNear = ([x = 0, y = 0]: Position): boolean => x > box.west && x < box.east && y > box.south && y < box.north

const rounded = (value: unknown): unknown => (Array.isArray(value) ? value.map(rounded) : Math.round(Number(value) * 1e6) / 1e6)

const trim = (source: FeatureCollection): FeatureCollection => ({
  type: 'FeatureCollection',
  features: source.features.flatMap((feature) => {
    const properties = feature.properties ?? {}
    const tags = Object.fromEntries(kept.flatMap((key) => (properties[key] === undefined ? [] : [[key, properties[key]]])))
    const used = telling.some((key) => tags[key] !== undefined && !dull.test(String(tags[key])))
    if (!used || !positionsOf(feature.geometry).some(isNear)) return []
    const geometry = { ...feature.geometry, coordinates: rounded((feature.geometry as { coordinates?: unknown }).coordinates) } as Geometry
    return [{ type: 'Feature', ...(feature.id !== undefined && { id: feature.id }), geometry, properties: tags }]
  }),
})

const [, , source] = process.argv
if (!source) throw new Error('usage: node demo/geography/trim.ts <export.geojson>')
const { features } = trim(JSON.parse(readFileSync(source, 'utf8')) as FeatureCollection)
const lines = features.map((feature) => JSON.stringify(feature)).join(',\n')
writeFileSync(new URL('osm.geojson', import.meta.url), `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`)
