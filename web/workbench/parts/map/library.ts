import type * as Library from 'maplibre-gl'
import type { LngLatBoundsLike, Map as MapLibre, StyleSpecification } from 'maplibre-gl'
import { get } from '../../api/send.ts'
import type { LonLat } from '../../api/types.ts'
import { layersOf } from './layers.ts'

export type MapLibrary = typeof Library

export interface MapFrame {
  readonly center: LonLat | readonly [number, number]
  readonly bounds: readonly [number, number, number, number] | null
  readonly minZoom: number
  readonly maxZoom: number
}

let loading: Promise<readonly [MapLibrary, MapFrame]> | null = null

/** The map library with where the district lies; both are loaded once, when a map is first wanted. A failed loading is tried again. */
export const loadMap = (): Promise<readonly [MapLibrary, MapFrame]> => {
  loading ??= Promise.all([loadLibrary(), get<MapFrame>('/api/map/style')])
  loading.catch(() => {
    loading = null
  })
  return loading
}

const loadLibrary = async (): Promise<MapLibrary> => {
  const [library, worker] = await Promise.all([
    import('maplibre-gl'),
    import('maplibre-gl/dist/maplibre-gl-worker.mjs?url'),
    import('maplibre-gl/dist/maplibre-gl.css'),
  ])
  // A production build never finds the worker by itself.
  library.setWorkerUrl(worker.default)
  return library
}

/** Makes a map of the district in an element. `dark` follows the screen. */
export const createMap = (library: MapLibrary, frame: MapFrame, container: HTMLElement, dark: boolean): MapLibre => {
  const [lon, lat] = Array.isArray(frame.center)
    ? (frame.center as [number, number])
    : [(frame.center as LonLat).lon, (frame.center as LonLat).lat]
  const map = new library.Map({
    container,
    style: styleOf(frame, dark),
    center: [lon, lat],
    zoom: frame.minZoom + 2,
    minZoom: frame.minZoom,
    maxZoom: 19,
    attributionControl: { compact: false },
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    ...(frame.bounds ? { bounds: frame.bounds as unknown as LngLatBoundsLike, fitBoundsOptions: { padding: 16 } } : {}),
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new library.NavigationControl({ showCompass: false }), 'top-right')
  return map
}

const styleOf = (frame: MapFrame, dark: boolean): StyleSpecification => ({
  version: 8,
  sources: {
    district: {
      type: 'vector',
      tiles: [`${location.origin}/api/tiles/{z}/{x}/{y}.pbf`],
      minzoom: Math.max(0, Math.floor(frame.minZoom)),
      maxzoom: Math.floor(frame.maxZoom),
      attribution: '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer">OpenStreetMap contributors</a>',
    },
  },
  layers: layersOf(dark),
})
