import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl'
import { type ReactElement, useEffect, useRef } from 'react'
import { useCopy } from '../app/lang.ts'
import '../parts/map/style.css'
import { type Mounted, useMap } from '../parts/map/use-map.ts'
import { copy } from './copy.ts'
import { type Dot, featuresOf } from './data.ts'

interface DotsMapProps {
  readonly dots: readonly Dot[]
  readonly chosen: string | null
  readonly onMove: (bbox: string) => void
  readonly onChoose: (id: string) => void
  /** A grid was clicked where no matter is. */
  readonly onArea: (code: string) => void
}

/** Matters in clusters over the district; a cluster opens on a click, a single matter is chosen. */
export const DotsMap = ({ dots, chosen, onMove, onChoose, onArea }: DotsMapProps): ReactElement => {
  const say = useCopy(copy)
  const { box, mounted, failed } = useMap()
  const latest = useRef({ onMove, onChoose, onArea })
  useEffect(() => {
    latest.current = { onMove, onChoose, onArea }
  })
  useEffect(() => {
    if (!mounted) return
    const { map } = mounted
    addLayers(mounted)
    const tell = (): void => {
      const bounds = map.getBounds()
      latest.current.onMove(
        [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((each) => each.toFixed(5)).join(','),
      )
    }
    map.on('moveend', tell)
    map.on('click', 'clusters', (event) => void openCluster(mounted, event))
    map.on('click', 'dots', (event) => {
      const id: unknown = event.features?.[0]?.properties['id']
      if (typeof id === 'string') latest.current.onChoose(id)
    })
    map.on('click', 'grid-fill', (event) => {
      const code: unknown = event.features?.[0]?.properties['code']
      if (typeof code === 'string' && map.queryRenderedFeatures(event.point, { layers: ['clusters', 'dots'] }).length === 0)
        latest.current.onArea(code)
    })
    for (const layer of ['clusters', 'dots']) {
      map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'))
      map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''))
    }
    tell()
  }, [mounted])
  useEffect(() => {
    void mounted?.map.getSource<GeoJSONSource>('matters')?.setData(featuresOf(dots))
  }, [mounted, dots])
  useEffect(() => {
    if (!mounted?.map.getLayer('chosen')) return
    mounted.map.setFilter('chosen', ['==', ['get', 'id'], chosen ?? ''])
    const dot = dots.find((each) => each.id === chosen)
    if (dot && !mounted.map.getBounds().contains([dot.lon, dot.lat])) mounted.map.panTo([dot.lon, dot.lat])
  }, [mounted, chosen, dots])
  if (failed) return <p className="empty">{say('failed')}</p>
  return <div ref={box} className="map-box" role="application" aria-label={say('label')} />
}

const addLayers = ({ map }: Mounted): void => {
  if (map.getSource('matters')) return
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  map.addSource('matters', {
    type: 'geojson',
    data: featuresOf([]),
    cluster: true,
    clusterRadius: 44,
    clusterMaxZoom: 16,
    clusterProperties: { late: ['+', ['get', 'late']] },
  })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'matters',
    filter: ['has', 'point_count'],
    paint: {
      'circle-color': colour('--accent'),
      'circle-opacity': 0.9,
      'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 13, 50, 22, 500, 34],
      'circle-stroke-width': 3,
      // A ring in the colour of lateness around clusters that hold late ones; the list says it in words.
      'circle-stroke-color': ['case', ['>', ['get', 'late'], 0], colour('--late'), colour('--sheet')],
    },
  })
  map.addLayer({
    id: 'cluster-count',
    type: 'symbol',
    source: 'matters',
    filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-size': 13, 'text-font': ['sans-serif'], 'text-allow-overlap': true },
    paint: { 'text-color': colour('--on-accent') },
  })
  map.addLayer({
    id: 'dots',
    type: 'circle',
    source: 'matters',
    filter: ['!', ['has', 'point_count']],
    paint: {
      'circle-radius': 7,
      'circle-color': ['case', ['==', ['get', 'late'], 1], colour('--late'), colour('--accent')],
      'circle-stroke-width': 2,
      'circle-stroke-color': colour('--sheet'),
    },
  })
  map.addLayer({
    id: 'chosen',
    type: 'circle',
    source: 'matters',
    filter: ['==', ['get', 'id'], ''],
    paint: { 'circle-radius': 13, 'circle-opacity': 0, 'circle-stroke-width': 3, 'circle-stroke-color': colour('--near') },
  })
}

const openCluster = async ({ map }: Mounted, event: MapMouseEvent): Promise<void> => {
  const feature = map.queryRenderedFeatures(event.point, { layers: ['clusters'] })[0]
  const cluster: unknown = feature?.properties['cluster_id']
  const source = map.getSource<GeoJSONSource>('matters')
  if (typeof cluster !== 'number' || !source) return
  const zoom = await source.getClusterExpansionZoom(cluster)
  map.easeTo({ center: event.lngLat, zoom: zoom + 0.3 })
}
