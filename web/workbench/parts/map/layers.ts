import type { LayerSpecification } from 'maplibre-gl'

const light = {
  paper: '#f4f3ee',
  green: '#dfe8d6',
  water: '#cfdfe6',
  road: '#ffffff',
  roadEdge: '#dcd9d0',
  building: '#e6e2d9',
  line: '#8d9a97',
  words: '#4b5755',
  halo: '#f4f3ee',
}
const night = {
  paper: '#161d1c',
  green: '#1d2a22',
  water: '#1a2a33',
  road: '#2c3735',
  roadEdge: '#222b2a',
  building: '#212a28',
  line: '#64726e',
  words: '#b4bfbb',
  halo: '#161d1c',
}

/** The district beneath the matters: quiet enough that what lies on it is seen first. */
export const layersOf = (dark: boolean): LayerSpecification[] => {
  const c = dark ? night : light
  const source = 'district'
  return [
    { id: 'paper', type: 'background', paint: { 'background-color': c.paper } },
    { id: 'green', type: 'fill', source, 'source-layer': 'green', paint: { 'fill-color': c.green } },
    { id: 'water', type: 'fill', source, 'source-layer': 'water', paint: { 'fill-color': c.water } },
    { id: 'buildings', type: 'fill', source, 'source-layer': 'buildings', minzoom: 14, paint: { 'fill-color': c.building } },
    {
      id: 'roads-edge',
      type: 'line',
      source,
      'source-layer': 'roads',
      minzoom: 13,
      paint: { 'line-color': c.roadEdge, 'line-width': widths(2, 9) },
    },
    { id: 'roads', type: 'line', source, 'source-layer': 'roads', paint: { 'line-color': c.road, 'line-width': widths(1, 7) } },
    ...areas(c),
    { id: 'street-line', type: 'line', source, 'source-layer': 'areas-street', paint: { 'line-color': c.line, 'line-width': 2 } },
    names('street-name', 'names-street', c, 9, 13.5, 15),
    names('community-name', 'names-community', c, 13.5, 15.5, 13),
    names('grid-name', 'names-grid', c, 15.5, 24, 12),
    names('point-name', 'points', c, 16, 24, 11),
  ]
}

type Colours = typeof light

const areas = (c: Colours): LayerSpecification[] => {
  const source = 'district'
  return [
    {
      // Seen by nobody; from afar, where grids are too small to be drawn, a click finds the community.
      id: 'community-fill',
      type: 'fill',
      source,
      'source-layer': 'areas-community',
      maxzoom: 14,
      paint: { 'fill-color': c.line, 'fill-opacity': 0.01 },
    },
    {
      id: 'grid-fill',
      type: 'fill',
      source,
      'source-layer': 'areas-grid',
      minzoom: 14,
      paint: { 'fill-color': c.line, 'fill-opacity': 0.02 },
    },
    {
      id: 'grid-line',
      type: 'line',
      source,
      'source-layer': 'areas-grid',
      minzoom: 14,
      paint: { 'line-color': c.line, 'line-opacity': 0.6, 'line-width': 0.8, 'line-dasharray': [3, 3] },
    },
    {
      id: 'community-line',
      type: 'line',
      source,
      'source-layer': 'areas-community',
      minzoom: 12,
      paint: { 'line-color': c.line, 'line-width': 1 },
    },
  ]
}

const names = (id: string, layer: string, c: Colours, minzoom: number, maxzoom: number, size: number): LayerSpecification => ({
  id,
  type: 'symbol',
  source: 'district',
  'source-layer': layer,
  minzoom,
  maxzoom,
  layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': size, 'text-font': ['sans-serif'], 'text-max-width': 8 },
  paint: { 'text-color': c.words, 'text-halo-color': c.halo, 'text-halo-width': 1.5 },
})

const widths = (thin: number, thick: number): NonNullable<Extract<LayerSpecification, { type: 'line' }>['paint']>['line-width'] => [
  'interpolate',
  ['exponential', 1.4],
  ['zoom'],
  12,
  thin,
  18,
  thick,
]
