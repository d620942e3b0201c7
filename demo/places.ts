import { existsSync, readFileSync } from 'node:fs'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Sql } from '../src/kernel/database/open.ts'
import { saveAreas, saveMapFeatures, savePlaces, type Area, type MapFeature, type PlaceRow } from '../src/territory/api.ts'
import type { Bilingual } from './district/shapes.ts'

const read = (name: string): readonly Feature[] => {
  const file = new URL(`geography/${name}.geojson`, import.meta.url)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FeatureCollection).features : []
}

const word = (feature: Feature, name: string): string => {
  const value: unknown = feature.properties?.[name]
  return typeof value === 'string' ? value : ''
}

/** The areas of the demo county, drawn over the extract. */
export const demoAreas = (): Area[] =>
  read('areas').map((feature) => ({
    code: word(feature, 'code'),
    name: word(feature, 'name'),
    nameEn: word(feature, 'nameEn') || null,
    level: word(feature, 'level') as Area['level'],
    kind: (word(feature, 'kind') || 'ordinary') as Area['kind'],
    boundary: feature.geometry as Polygon | MultiPolygon,
    validFrom: '2020-01-01',
    validTo: null,
    predecessors: [],
  }))

/** Buildings and points of interest by which people say where something is. */
export const demoPlaces = (): PlaceRow[] => [
  ...read('buildings').map((feature) => placeOf(feature, 'building')),
  ...read('points').map((feature) => placeOf(feature, 'point')),
]

const placeOf = (feature: Feature, kind: string): PlaceRow => {
  const own = feature.properties as { point?: [number, number]; aliases?: string[] }
  const [lon, lat] = own.point ?? (feature.geometry.type === 'Point' ? (feature.geometry.coordinates as [number, number]) : [0, 0])
  const outline = feature.geometry.type === 'Polygon' || feature.geometry.type === 'MultiPolygon' ? feature.geometry : null
  return {
    id: word(feature, 'id'),
    name: word(feature, 'name'),
    aliases: own.aliases ?? [],
    kind: word(feature, 'kind') || kind,
    areaCode: word(feature, 'area'),
    lon,
    lat,
    outline,
  }
}

const features = (name: string): MapFeature[] =>
  read(name).map((feature) => ({
    id: word(feature, 'id'),
    layer: name === 'land' ? word(feature, 'kind') || 'green' : name,
    properties: feature.properties ?? {},
    geometry: feature.geometry,
  }))

/** The short name of an area, without what it is: 静苑 for 静苑社区. */
export const areaNames = (): ((code: string) => Bilingual | undefined) => {
  const names = new Map(
    demoAreas().map((area) => [
      area.code,
      { zh: area.name.replace(/(社区|街道|区)$/, ''), en: (area.nameEn ?? area.name).replace(/ (Community|Street|District)$/, '') },
    ]),
  )
  return (code) => names.get(code)
}

/** Puts areas, places and what the map draws beneath them in place. */
export const settlePlaces = async (tx: Sql): Promise<void> => {
  await saveAreas(tx, demoAreas())
  await savePlaces(tx, demoPlaces())
  await saveMapFeatures(tx, [...features('roads'), ...features('land')])
}
