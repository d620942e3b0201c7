import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl'
import { type ReactElement, useEffect, useRef } from 'react'
import { useCopy } from '../app/lang.ts'
import '../parts/map/style.css'
import { type Mounted, useMap } from '../parts/map/use-map.ts'
import { copy } from './copy.ts'
import { type Dot, featuresOf } from './data.ts'
import type { Group } from './groups.ts'
import { addMatterLayers } from './layers.ts'

interface DotsMapProps {
  readonly dots: readonly Dot[]
  readonly chosen: string | null
  /** The group of a category, for its colour and mark. */
  readonly groupOf: (category: string | null) => Group | null
  readonly onMove: (bbox: string) => void
  readonly onChoose: (id: string) => void
  /** A grid, or from afar a community, was clicked where no matter is. */
  readonly onArea: (code: string) => void
}

/** Matters in clusters over the district; a cluster opens on a click, a single matter is chosen. */
export const DotsMap = ({ dots, chosen, groupOf, onMove, onChoose, onArea }: DotsMapProps): ReactElement => {
  const say = useCopy(copy)
  const { box, mounted, failed } = useMap()
  const latest = useRef({ onMove, onChoose, onArea })
  useEffect(() => {
    latest.current = { onMove, onChoose, onArea }
  })
  useEffect(() => {
    if (!mounted) return
    const { map } = mounted
    addMatterLayers(map)
    // What is drawn is told on the element, for who tests the map: nobody can read it from the picture.
    map.on('idle', () => {
      const drawn = map.queryRenderedFeatures({ layers: ['clusters', 'dots'] })
      map.getContainer().dataset['drawn'] = String(drawn.length)
    })
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
    map.on('click', ['grid-fill', 'community-fill'], (event) => {
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
    void mounted?.map.getSource<GeoJSONSource>('matters')?.setData(featuresOf(dots, groupOf))
  }, [mounted, dots, groupOf])
  useEffect(() => {
    if (!mounted?.map.getLayer('chosen')) return
    mounted.map.setFilter('chosen', ['==', ['get', 'id'], chosen ?? ''])
    const dot = dots.find((each) => each.id === chosen)
    if (dot && !mounted.map.getBounds().contains([dot.lon, dot.lat])) mounted.map.panTo([dot.lon, dot.lat])
  }, [mounted, chosen, dots])
  if (failed) return <p className="empty">{say('failed')}</p>
  return <div ref={box} className="map-box" role="application" aria-label={say('label')} />
}

const openCluster = async ({ map }: Mounted, event: MapMouseEvent): Promise<void> => {
  const feature = map.queryRenderedFeatures(event.point, { layers: ['clusters'] })[0]
  const cluster: unknown = feature?.properties['cluster_id']
  const source = map.getSource<GeoJSONSource>('matters')
  if (typeof cluster !== 'number' || !source) return
  const zoom = await source.getClusterExpansionZoom(cluster)
  map.easeTo({ center: event.lngLat, zoom: zoom + 0.3 })
}
