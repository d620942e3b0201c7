import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { Kernel } from '../kernel/kernel.ts'
import { loadPlaces } from './api.ts'
import { labelPoint } from './domain/geometry.ts'
import { buildTileSet, type TileLayer, type TileSet } from './domain/tiles.ts'
import type { Places } from './places.ts'
import { readMapFeatures, readPlaces, type MapFeature, type PlaceRow } from './store.ts'

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const feature = (geometry: Geometry, properties: Record<string, unknown>): Feature => ({ type: 'Feature', geometry, properties })

/** From which level of detail each layer is drawn: what is too small to be seen is not sent. */
const layers = {
  water: 10,
  green: 10,
  roads: 11,
  buildings: 14,
  'areas-street': 8,
  'areas-community': 11,
  'areas-grid': 13,
  'names-street': 8,
  'names-community': 11,
  'names-grid': 13,
  points: 15,
} as const

/** The layers of the district's map, from its areas, named places and what is drawn beneath. */
export const mapLayers = (places: Places, rows: readonly PlaceRow[], drawn: readonly MapFeature[]): TileLayer[] => {
  const areas = (level: 'street' | 'community' | 'grid'): Feature[] =>
    places.areas(level).flatMap((area) => (area.boundary ? [feature(area.boundary, { code: area.code, name: area.name })] : []))
  // An area cut into tiles would be named once in each of them: its name stands at one point of its own.
  const labels = (level: 'street' | 'community' | 'grid'): Feature[] =>
    places
      .areas(level)
      .flatMap((area) =>
        area.boundary
          ? [feature({ type: 'Point', coordinates: [...labelPoint(area.boundary)] }, { code: area.code, name: area.name })]
          : [],
      )
  const beneath = (layer: string): Feature[] =>
    drawn.filter((each) => each.layer === layer).map((each) => feature(each.geometry, { ...each.properties }))
  const content: Record<keyof typeof layers, Feature[]> = {
    water: beneath('water'),
    green: beneath('green'),
    roads: beneath('roads'),
    buildings: rows.flatMap((row) => (row.outline ? [feature(row.outline, { id: row.id, name: row.name })] : [])),
    'areas-street': areas('street'),
    'areas-community': areas('community'),
    'areas-grid': areas('grid'),
    'names-street': labels('street'),
    'names-community': labels('community'),
    'names-grid': labels('grid'),
    points: rows.map((row) => feature({ type: 'Point', coordinates: [row.lon, row.lat] }, { id: row.id, name: row.name, kind: row.kind })),
  }
  return Object.entries(layers).map(([name, minZoom]) => ({
    name,
    minZoom,
    features: collection(content[name as keyof typeof layers]),
    ...(name.startsWith('names-') ? { overlap: 0 } : {}),
  }))
}

// One set for each reading of the places: when they change they are read anew, and the old set goes with them.
const sets = new WeakMap<Places, Promise<TileSet>>()

/** The district's tiles as its areas, places and map stand now. The first call after a change costs about a second. */
export const loadTiles = async (kernel: Kernel): Promise<TileSet> => {
  const places = await loadPlaces(kernel)
  const known = sets.get(places)
  if (known) return known
  const set = Promise.all([readPlaces(kernel.db.sql), readMapFeatures(kernel.db.sql)]).then(([rows, drawn]) =>
    buildTileSet(mapLayers(places, rows, drawn)),
  )
  // A failed reading must not be kept.
  set.catch(() => sets.delete(places))
  sets.set(places, set)
  return set
}
