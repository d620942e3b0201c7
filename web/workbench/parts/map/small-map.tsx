import { type ReactElement, useEffect } from 'react'
import type { LonLat, RowView } from '../../api/types.ts'
import { useCopy } from '../../app/lang.ts'
import { copy } from './copy.ts'
import './style.css'
import { useMap } from './use-map.ts'

/** Where a matter lies, with open ones near by as dots. */
export const SmallMap = ({ point, nearby }: { readonly point: LonLat; readonly nearby: readonly RowView[] }): ReactElement => {
  const say = useCopy(copy)
  const { box, mounted, failed } = useMap()
  useEffect(() => {
    if (!mounted) return
    const { map, library } = mounted
    map.jumpTo({ center: [point.lon, point.lat], zoom: 16 })
    const markers = [new library.Marker({ color: '#0b5f61' }).setLngLat([point.lon, point.lat]).addTo(map)]
    for (const row of nearby) {
      if (!row.point) continue
      const dot = document.createElement('div')
      dot.className = `map-dot ${row.left?.late ? 'is-late' : ''}`
      dot.title = row.title
      markers.push(new library.Marker({ element: dot }).setLngLat([row.point.lon, row.point.lat]).addTo(map))
    }
    return () => {
      for (const marker of markers) marker.remove()
    }
  }, [mounted, point.lon, point.lat, nearby])
  if (failed) return <p className="soft small">{say('failed')}</p>
  return <div ref={box} className="map-box is-small" role="group" aria-label={say('here')} />
}
