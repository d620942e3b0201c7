import type { Feature, Point, Position } from 'geojson'
import type { LngLat, Map as MapLibre } from 'maplibre-gl'
import { type ReactElement, useEffect, useRef } from 'react'
import { cornersOf } from '../../../../src/territory/domain/changes/corners.ts'
import { useCopy } from '../../app/lang.ts'
import '../../parts/map/style.css'
import { useMap } from '../../parts/map/use-map.ts'
import { copy } from './copy.ts'
import type { Grid, Mode, Surface } from './draft.ts'
import { addGridLayers, show } from './layers.ts'

interface Props {
  readonly grids: readonly Grid[]
  readonly chosen: readonly string[]
  /** Null when the map is only to be looked at. */
  readonly mode: Mode | null
  readonly line: readonly Position[]
  /** What the line makes of the chosen grid; none while it does not divide it. */
  readonly pieces: readonly { readonly name: string; readonly surface: Surface }[]
  readonly onChoose: (code: string) => void
  readonly onPoint: (point: Position) => void
  readonly onEnd: () => void
  readonly onCorner: (from: Position, to: Position) => void
}

const shape = (geometry: Feature['geometry'], properties: Feature['properties'] = {}): Feature => ({
  type: 'Feature',
  geometry,
  properties,
})
const dot = (coordinates: Position): Feature<Point> => ({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: {} })
const placeOf = ({ lng, lat }: { readonly lng: number; readonly lat: number }): Position => [Number(lng.toFixed(7)), Number(lat.toFixed(7))]

/** The grids of a community: to be chosen, cut by a line, or drawn anew by their corners. */
export const GridsMap = (props: Props): ReactElement => {
  const { grids, chosen, mode, line, pieces } = props
  const say = useCopy(copy)
  const { box, mounted, failed } = useMap()
  // A grid that is cut up is called by its pieces.
  const isCut = pieces.length > 0
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    if (!mounted) return
    addGridLayers(mounted.map)
    listen(mounted.map, () => latest.current)
  }, [mounted])
  useEffect(() => {
    if (!mounted) return
    const { map } = mounted
    show(
      map,
      'grids',
      grids.flatMap(({ code, name, boundary }) =>
        boundary ? [shape(boundary, { code, name: isCut && chosen.includes(code) ? '' : name, chosen: chosen.includes(code) })] : [],
      ),
    )
    const surfaces = grids.flatMap(({ boundary }) => boundary ?? [])
    show(map, 'corners', mode === 'redraw' ? cornersOf(surfaces).map(dot) : [])
    map.getCanvas().style.cursor = mode === 'split' && chosen.length > 0 ? 'crosshair' : ''
  }, [mounted, grids, chosen, mode, isCut])
  useEffect(() => {
    if (!mounted) return
    const drawn = line.length > 1 ? [shape({ type: 'LineString', coordinates: [...line] })] : []
    show(mounted.map, 'line', [...drawn, ...line.map(dot)])
    show(
      mounted.map,
      'pieces',
      pieces.map(({ surface, name }) => shape(surface, { name })),
    )
  }, [mounted, line, pieces])
  // Another community is another picture; what is drawn on one leaves the picture where it is.
  const where = grids[0]?.code.slice(0, 12)
  useEffect(() => {
    const corners = cornersOf(latest.current.grids.flatMap(({ boundary }) => boundary ?? []))
    if (!mounted || corners.length === 0) return
    const [xs, ys] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)]
    const bounds: [number, number, number, number] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    mounted.map.fitBounds(bounds, { padding: 40, animate: false })
  }, [mounted, where])
  if (failed) return <p className="empty">{say('failed')}</p>
  // The library lays its own element out, so that what sticks is the one around it.
  return (
    <div className="grids-picture">
      <div ref={box} className="map-box grids-map" role="application" aria-label={say('label')} />
    </div>
  )
}

const listen = (map: MapLibre, now: () => Props): void => {
  map.doubleClickZoom.disable()
  // What is drawn, and which ground is seen, is told on the element for who tests the map: nobody can read it from the picture.
  map.on('idle', () => {
    const { dataset } = map.getContainer()
    const codes = map.queryRenderedFeatures({ layers: ['grids-fill'] }).map(({ properties }) => String(properties['code']))
    dataset['drawn'] = String(new Set(codes).size)
    dataset['view'] = map.getBounds().toArray().flat().join(',')
  })
  map.on('click', (event) => {
    const { mode, chosen, onPoint, onChoose } = now()
    if (mode === 'split' && chosen.length > 0) return onPoint(placeOf(event.lngLat))
    const code: unknown = map.queryRenderedFeatures(event.point, { layers: ['grids-fill'] })[0]?.properties['code']
    if ((mode === 'split' || mode === 'merge') && typeof code === 'string') onChoose(code)
    return undefined
  })
  map.on('dblclick', () => now().onEnd())
  for (const touch of [false, true]) dragged(map, touch, now)
}

const dragged = (map: MapLibre, touch: boolean, now: () => Props): void => {
  const [move, up] = touch ? (['touchmove', 'touchend'] as const) : (['mousemove', 'mouseup'] as const)
  map.on(touch ? 'touchstart' : 'mousedown', 'corners', (event) => {
    const corner = event.features?.[0]?.geometry
    const at = corner?.type === 'Point' ? corner.coordinates : null
    // What is drawn lies on whole pixels of a tile; the corner itself is the nearest one known.
    const from = at && nearestOf(cornersOf(now().grids.flatMap(({ boundary }) => boundary ?? [])), at)
    if (!from) return
    event.preventDefault()
    const follow = ({ lngLat }: { readonly lngLat: LngLat }): void =>
      show(map, 'line', [shape({ type: 'LineString', coordinates: [from, placeOf(lngLat)] }), dot(placeOf(lngLat))])
    map.on(move, follow)
    map.once(up, ({ lngLat }: { readonly lngLat: LngLat }) => {
      map.off(move, follow)
      show(map, 'line', [])
      now().onCorner(from, placeOf(lngLat))
    })
  })
}

const nearestOf = (corners: readonly Position[], [x = 0, y = 0]: Position): Position | undefined => {
  const away = ([cx = 0, cy = 0]: Position): number => Math.hypot(cx - x, cy - y)
  return corners.toSorted((one, other) => away(one) - away(other))[0]
}
