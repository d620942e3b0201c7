import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'

const sources = ['grids', 'pieces', 'line', 'corners'] as const
export type SourceName = (typeof sources)[number]

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] }

/** Lays the grids over the district, and what is being drawn over them. The map's own grids, which are those of today, are hidden. */
export const addGridLayers = (map: MapLibre): void => {
  if (map.getSource('grids')) return
  for (const id of ['grid-fill', 'grid-line', 'grid-name', 'community-fill']) map.setLayoutProperty(id, 'visibility', 'none')
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  const [accent, ink, sheet] = [colour('--accent'), colour('--ink'), colour('--sheet')]
  for (const name of sources) map.addSource(name, { type: 'geojson', data: empty })
  map.addLayer({
    id: 'grids-fill',
    type: 'fill',
    source: 'grids',
    paint: { 'fill-color': accent, 'fill-opacity': ['case', ['get', 'chosen'], 0.3, 0.06] },
  })
  map.addLayer({
    id: 'grids-line',
    type: 'line',
    source: 'grids',
    paint: { 'line-color': ink, 'line-width': ['case', ['get', 'chosen'], 3, 1.2] },
  })
  map.addLayer({ id: 'pieces-line', type: 'line', source: 'pieces', paint: { 'line-color': accent, 'line-width': 3 } })
  for (const source of ['grids', 'pieces'])
    map.addLayer({
      id: `${source}-name`,
      type: 'symbol',
      source,
      layout: { 'text-field': ['get', 'name'], 'text-size': 13, 'text-font': ['sans-serif'], 'text-max-width': 7 },
      paint: { 'text-color': ink, 'text-halo-color': sheet, 'text-halo-width': 2 },
    })
  map.addLayer({ id: 'line', type: 'line', source: 'line', paint: { 'line-color': accent, 'line-width': 3, 'line-dasharray': [2, 1.5] } })
  map.addLayer({
    id: 'line-points',
    type: 'circle',
    source: 'line',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 5, 'circle-color': sheet, 'circle-stroke-color': accent, 'circle-stroke-width': 2 },
  })
  map.addLayer({
    id: 'corners',
    type: 'circle',
    source: 'corners',
    paint: { 'circle-radius': 7, 'circle-color': sheet, 'circle-stroke-color': accent, 'circle-stroke-width': 3 },
  })
}

/** Puts shapes into one of the sources. */
export const show = (map: MapLibre, name: SourceName, features: FeatureCollection['features']): void =>
  void map.getSource<GeoJSONSource>(name)?.setData({ type: 'FeatureCollection', features })
