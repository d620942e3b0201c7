import type { Lang } from '../kernel/i18n.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { dayOf, placesCache } from './actions.ts'
import type { Area } from './domain/code.ts'
import { buildPlaces, type Places } from './places.ts'
import { readAreas, readPlaces } from './store.ts'

export type { Area, AreaLevel } from './domain/code.ts'
export { levelOf, parentOf, parseAreaCode } from './domain/code.ts'
export { readBoundaries } from './domain/boundaries.ts'
export { parseGeoJson } from './domain/geojson.ts'
export { type Building, readBuildings } from './domain/buildings.ts'
export { readAreas, readPlaces } from './store.ts'
export type { Found, Places } from './places.ts'
export type { MapFeature, PlaceRow } from './store.ts'
export { readMapFeatures, saveAreas, saveDrawings, saveMapFeatures, savePlaces } from './store.ts'

export { type ChangeReport, changeAreas, dayOf, placesCache as cacheName, previewChange, readAreasOn } from './actions.ts'
export { countMoves, type Moved, type Mover, type Movers, type Moving, type Placing, touchedCodes } from './moving.ts'
export { outdated } from './domain/changes/history.ts'
export { successorsIn } from './domain/changes/successors.ts'
export type { AreaChange, ChangePlan } from './domain/changes/decide.ts'
export type { GridBounds, Inhabitants } from './domain/changes/fit.ts'
export { boundsOf, gridBounds } from './bounds.ts'
export type { PlanBuilding } from './domain/planner/atoms.ts'
export { networkOf } from './domain/planner/network.ts'
export { type Plan, planGrids, type PlanInput, type PlanOptions } from './domain/planner/plan.ts'

/** The district's areas and named places as they are valid today, indexed in memory; read anew when they change. */
export const loadPlaces = (kernel: Kernel): Promise<Places> =>
  kernel.caches.get(placesCache, async () => {
    const [areas, places] = await Promise.all([readAreas(kernel.db.sql), readPlaces(kernel.db.sql)])
    return buildPlaces(areas, places, await dayOf(kernel, kernel.clock()))
  })

/** An area's name in the language; the Chinese one where there is no English. Empty for none. */
export const areaName = (area: Pick<Area, 'name' | 'nameEn'> | null, lang: Lang): string =>
  area ? (lang === 'en' && area.nameEn) || area.name : ''
