import { buildPlaceIndex, findPlaces, settlePlace } from './domain/address.ts'
import { isValidOn, type Area, type AreaLevel } from './domain/code.ts'
import { buildAreaIndex, locatePoint as locateIn } from './domain/locate.ts'
import type { PlaceRow } from './store.ts'

/** A point, a place or an area, found for what a person gave. */
export interface Found {
  readonly area: string
  readonly point: { readonly lon: number; readonly lat: number } | null
  /** True when the area is a community or a grid: near enough to know who serves it. */
  readonly located: boolean
}

/** What a form's place field holds. */
interface Given {
  readonly point?: unknown
  readonly address?: string
  readonly areaCode?: string
  readonly placeId?: string
}

/** The district's places in memory: boundaries are kept in the database, the index here. */
export interface Places {
  readonly county: string
  readonly area: (code: string) => Area | null
  readonly areas: (level?: AreaLevel, within?: string) => readonly Area[]
  /** The areas above a code and itself, county first. */
  readonly pathOf: (code: string) => readonly Area[]
  readonly place: (id: string) => PlaceRow | null
  /** Named places and areas that fit the words, best first. */
  readonly find: (
    words: string,
    limit: number,
  ) => readonly { readonly id: string; readonly name: string; readonly point: Found['point']; readonly area: string }[]
  /**
   * Where something lies: by point, else by place, else by area code, else by the words of the address. What can't be located lies in the county,
   * `located` false, and waits in a queue. Null only when a given code or place does not exist.
   */
  readonly locate: (place: unknown) => Found | null
  readonly locatePoint: (lon: number, lat: number) => string | null
}

export const buildPlaces = (areas: readonly Area[], places: readonly PlaceRow[], today: string): Places => {
  const valid = areas.filter((area) => isValidOn(area, today))
  const byCode = new Map(valid.map((area) => [area.code, area]))
  const byId = new Map(places.map((place) => [place.id, place]))
  const county = valid.find((area) => area.level === 'county')?.code ?? ''
  const areaIndex = buildAreaIndex(valid)
  const placeIndex = buildPlaceIndex(places, valid)
  const locatePoint = (lon: number, lat: number): string | null => locateIn(areaIndex, [lon, lat])
  const at = (code: string, point: Found['point']): Found => ({ area: code, point, located: code.length >= 12 })
  return {
    county,
    locatePoint,
    find: (words, limit) =>
      findPlaces(placeIndex, words, limit).map((each) => ({
        id: each.id,
        name: each.name,
        area: each.areaCode,
        point: each.point ? { lon: each.point[0], lat: each.point[1] } : null,
      })),
    area: (code) => byCode.get(code) ?? null,
    areas: (level, within) => valid.filter((area) => (!level || area.level === level) && (!within || area.code.startsWith(within))),
    pathOf: (code) => [6, 9, 12, 15].filter((length) => length <= code.length).flatMap((length) => byCode.get(code.slice(0, length)) ?? []),
    place: (id) => byId.get(id) ?? null,
    locate: (given) => {
      const { placeId, areaCode, address, ...rest } = (given ?? {}) as Given
      const point = readPoint(rest.point)
      if (point) {
        const [lon, lat] = point
        const code = locatePoint(lon, lat)
        // A point outside every boundary is kept, and the matter waits to be located by a person.
        return code ? at(code, { lon, lat }) : at(areaCode && byCode.has(areaCode) ? areaCode : county, { lon, lat })
      }
      if (placeId) {
        const place = byId.get(placeId)
        return place ? at(place.areaCode, { lon: place.lon, lat: place.lat }) : null
      }
      if (areaCode) return byCode.has(areaCode) ? at(areaCode, null) : null
      // Words settle only what they name surely; the rest waits for a person.
      const settled = address ? settlePlace(findPlaces(placeIndex, address, 20)) : null
      return settled ? at(settled.areaCode, settled.point ? { lon: settled.point[0], lat: settled.point[1] } : null) : at(county, null)
    },
  }
}

// Forms send `lon,lat` as text, programs a pair of numbers; anything else is no point, and the form says so.
const readPoint = (given: unknown): readonly [number, number] | null => {
  const pair: unknown = typeof given === 'string' ? given.split(',').map(Number) : given
  if (!Array.isArray(pair) || pair.length !== 2) return null
  const [lon, lat] = pair as unknown[]
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
}
