import type { Kernel } from '../kernel/kernel.ts'
import { buildPlaces, type Places } from './places.ts'
import { readAreas, readPlaces } from './store.ts'

export type { Area, AreaLevel } from './domain/code.ts'
export type { Found, Places } from './places.ts'
export type { MapFeature, PlaceRow } from './store.ts'
export { readMapFeatures, saveAreas, saveMapFeatures, savePlaces } from './store.ts'

/** Name under which the kernel's caches keep the places. */
export const cacheName = 'territory.places'

/** The district's areas and named places as they are valid today, indexed in memory; read anew when they change. */
export const loadPlaces = (kernel: Kernel): Promise<Places> =>
  kernel.caches.get(cacheName, async () => {
    const [areas, places] = await Promise.all([readAreas(kernel.db.sql), readPlaces(kernel.db.sql)])
    return buildPlaces(areas, places, kernel.clock().toISOString().slice(0, 10))
  })
