import type { Map as MapLibre } from 'maplibre-gl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useDark } from '../../app/theme.ts'
import { createMap, loadMap, type MapLibrary } from './library.ts'

export interface Mounted {
  readonly map: MapLibre
  readonly library: MapLibrary
}

/** A map in the element of the ref: null until it is there, `failed` when it cannot be. Taken away with the component. */
export const useMap = (): {
  readonly box: RefObject<HTMLDivElement | null>
  readonly mounted: Mounted | null
  readonly failed: boolean
} => {
  const box = useRef<HTMLDivElement | null>(null)
  const dark = useDark()
  const [mounted, setMounted] = useState<Mounted | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let made: MapLibre | null = null
    let gone = false
    const make = async (): Promise<void> => {
      const [library, frame] = await loadMap()
      if (gone || !box.current) return
      const map = createMap(library, frame, box.current, dark)
      made = map
      // Sources may be added once the style is there; its first tiles need not be waited for.
      map.once('style.load', () => {
        if (!gone) setMounted({ map, library })
      })
    }
    make().catch(() => setFailed(true))
    return () => {
      gone = true
      setMounted(null)
      made?.remove()
    }
  }, [dark])
  return { box, mounted, failed }
}
