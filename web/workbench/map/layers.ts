import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl'
import { palette } from './groups.ts'
import { drawIcons, ringParts } from './icons.ts'

const slots = palette.map((_, slot) => slot)
// Matters of a category that is in no tree any more.
const noSlot = palette.length

const shareOf = (slot: number): ExpressionSpecification => [
  'to-string',
  ['round', ['/', ['*', ringParts, ['get', `s${slot}`]], ['get', 'point_count']]],
]

/** Lays the matters over the district: clusters as rings by category, single ones as marks, the chosen one in a frame. */
export const addMatterLayers = (map: MapLibre): void => {
  if (map.getSource('matters')) return
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  drawIcons(map, { sheet: colour('--sheet'), late: colour('--late') })
  addSource(map)
  addClusters(map, colour('--ink'))
  addDots(map)
  map.addLayer({
    id: 'chosen',
    type: 'circle',
    source: 'matters',
    filter: ['==', ['get', 'id'], ''],
    paint: { 'circle-radius': 16, 'circle-opacity': 0, 'circle-stroke-width': 3, 'circle-stroke-color': colour('--ink') },
  })
}

const addSource = (map: MapLibre): void => {
  map.addSource('matters', {
    type: 'geojson',
    data: { type: 'FeatureCollection', features: [] },
    cluster: true,
    clusterRadius: 44,
    clusterMaxZoom: 16,
    clusterProperties: {
      late: ['+', ['get', 'late']],
      ...Object.fromEntries([...slots, noSlot].map((slot) => [`s${slot}`, ['+', ['case', ['==', ['get', 'slot'], slot], 1, 0]]])),
    },
  })
}

const addClusters = (map: MapLibre, ink: string): void => {
  const shares: ExpressionSpecification[] = [...slots, noSlot].flatMap((slot) =>
    slot === 0 ? [shareOf(slot)] : [':' as never, shareOf(slot)],
  )
  map.addLayer({
    id: 'clusters',
    type: 'symbol',
    source: 'matters',
    filter: ['has', 'point_count'],
    layout: {
      'icon-image': ['concat', 'ring|', ...shares, '|', ['case', ['>', ['get', 'late'], 0], '1', '0']],
      'icon-size': ['interpolate', ['linear'], ['get', 'point_count'], 2, 0.8, 50, 1.05, 500, 1.5],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['get', 'point_count_abbreviated'],
      'text-size': 13,
      'text-font': ['sans-serif'],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': ink },
  })
}

const addDots = (map: MapLibre): void => {
  map.addLayer({
    id: 'dots',
    type: 'symbol',
    source: 'matters',
    filter: ['!', ['has', 'point_count']],
    layout: {
      'icon-image': ['concat', 'dot|', ['to-string', ['get', 'slot']], '|', ['get', 'mark'], '|', ['to-string', ['get', 'late']]],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      // Late ones lie on top.
      'symbol-sort-key': ['get', 'late'],
    },
  })
}
