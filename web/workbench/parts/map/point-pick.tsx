import { type ReactElement, useEffect, useRef } from 'react'
import type { LonLat } from '../../api/types.ts'
import { useCopy } from '../../app/lang.ts'
import { copy } from './copy.ts'
import './style.css'
import { useMap } from './use-map.ts'

/** A map on which a click chooses a point. */
export const PointPick = ({ point, onPick }: { readonly point: LonLat | null; readonly onPick: (point: LonLat) => void }): ReactElement => {
  const say = useCopy(copy)
  const { box, mounted, failed } = useMap()
  const lon = point?.lon
  const lat = point?.lat
  const latest = useRef(onPick)
  useEffect(() => {
    latest.current = onPick
  })
  useEffect(() => {
    if (!mounted) return
    mounted.map.getCanvas().style.cursor = 'crosshair'
    mounted.map.on('click', (event) => latest.current({ lon: event.lngLat.lng, lat: event.lngLat.lat }))
  }, [mounted])
  useEffect(() => {
    if (!mounted || lon === undefined || lat === undefined) return
    const marker = new mounted.library.Marker({ color: '#0b5f61' }).setLngLat([lon, lat]).addTo(mounted.map)
    return () => void marker.remove()
  }, [mounted, lon, lat])
  // The first point is shown near by; later ones were chosen on the map and must not move it.
  const first = useRef(point)
  useEffect(() => {
    if (mounted && first.current) mounted.map.jumpTo({ center: [first.current.lon, first.current.lat], zoom: 16 })
  }, [mounted])
  if (failed) return <p className="field-hint">{say('failed')}</p>
  return (
    <figure>
      <div ref={box} className="map-box is-pick" role="application" aria-label={say('pick')} />
      <figcaption className="field-hint">{say('pick')}</figcaption>
    </figure>
  )
}
