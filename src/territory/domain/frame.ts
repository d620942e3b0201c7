import type { Position } from 'geojson'
import type { Area } from './code.ts'

/** Where the map opens. */
export interface Frame {
  readonly center: { readonly lon: number; readonly lat: number }
  /** West, south, east, north; null when no boundary was drawn. */
  readonly bounds: [number, number, number, number] | null
  readonly minZoom: number
}

/** The frame around the county's boundary, or around all areas where nobody has drawn that of the county. */
export const frameOf = (areas: readonly Area[]): Frame => {
  const county = areas.filter((area) => area.level === 'county' && area.boundary)
  const positions = (county.length > 0 ? county : areas).flatMap(positionsOf)
  if (positions.length === 0) return { center: { lon: 0, lat: 0 }, bounds: null, minZoom: 0 }
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [lon = 0, lat = 0] of positions) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const width = Math.max(east - west, north - south, 1e-6)
  // The level at which the district fills one tile, and one out from it: further out there is nothing to see.
  const minZoom = Math.max(0, Math.min(14, Math.floor(Math.log2(360 / width)) - 1))
  return { center: { lon: (west + east) / 2, lat: (south + north) / 2 }, bounds: [west, south, east, north], minZoom }
}

const positionsOf = ({ boundary }: Area): Position[] => {
  if (!boundary) return []
  return (boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates).flat(2)
}
