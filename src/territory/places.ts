import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import inside from 'point-in-polygon-hao'
import type { Area, AreaLevel } from './domain/code.ts'
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
  readonly point?: readonly [number, number]
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
  readonly find: (words: string, limit: number) => readonly { readonly id: string; readonly name: string; readonly point: Found['point']; readonly area: string }[]
  /**
   * Where something lies: by point, else by place, else by area code, else by the words of the address. What can't be located lies in the county,
   * `located` false, and waits in a queue. Null only when a given code or place does not exist.
   */
  readonly locate: (place: unknown) => Found | null
  readonly locatePoint: (lon: number, lat: number) => string | null
}

export const buildPlaces = (areas: readonly Area[], places: readonly PlaceRow[], today: string): Places => {
  const valid = areas.filter((area) => area.validFrom <= today && (area.validTo === null || area.validTo >= today))
  const byCode = new Map(valid.map((area) => [area.code, area]))
  const byId = new Map(places.map((place) => [place.id, place]))
  const county = valid.find((area) => area.level === 'county')?.code ?? ''
  const locatePoint = pointLocator(valid)
  const find = wordFinder(valid, places)
  const at = (code: string, point: Found['point']): Found => ({ area: code, point, located: code.length >= 12 })
  return {
    county,
    locatePoint,
    find,
    area: (code) => byCode.get(code) ?? null,
    areas: (level, within) => valid.filter((area) => (!level || area.level === level) && (!within || area.code.startsWith(within))),
    pathOf: (code) => [6, 9, 12, 15].filter((length) => length <= code.length).flatMap((length) => byCode.get(code.slice(0, length)) ?? []),
    place: (id) => byId.get(id) ?? null,
    locate: (given) => {
      const { point, placeId, areaCode, address } = (given ?? {}) as Given
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
      const best = address ? find(address, 1)[0] : undefined
      return best ? at(best.area, best.point) : at(county, null)
    },
  }
}

const pointLocator = (areas: readonly Area[]): Places['locatePoint'] => {
  const bounded = areas.filter((area) => area.boundary !== null).toSorted((a, b) => b.code.length - a.code.length)
  if (bounded.length === 0) return () => null
  const tree = new Flatbush(bounded.length)
  for (const { boundary } of bounded) if (boundary) tree.add(...boxOf(boundary))
  tree.finish()
  return (lon, lat) => {
    // Deepest first; a point on a shared edge goes to the smaller code, so that the answer is always the same.
    const hits = tree.search(lon, lat, lon, lat).map((index) => bounded[index]).filter((area) => area !== undefined)
    hits.sort((a, b) => b.code.length - a.code.length || (a.code < b.code ? -1 : 1))
    return hits.find((area) => area.boundary && covers(area.boundary, [lon, lat]))?.code ?? null
  }
}

const polygonsOf = (boundary: Polygon | MultiPolygon): Position[][][] => (boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates)

const covers = (boundary: Polygon | MultiPolygon, point: [number, number]): boolean => polygonsOf(boundary).some((polygon) => inside(point, polygon as [number, number][][]) !== false)

const boxOf = (boundary: Polygon | MultiPolygon): [number, number, number, number] => {
  const positions = polygonsOf(boundary).flat(2)
  const lons = positions.map((position) => position[0] ?? 0)
  const lats = positions.map((position) => position[1] ?? 0)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

// The longest name that stands in the words, or the names that contain the words.
const wordFinder = (areas: readonly Area[], places: readonly PlaceRow[]): Places['find'] => {
  const entries = [
    ...places.flatMap((place) => [place.name, ...place.aliases].map((name) => ({ id: place.id, name: place.name, key: normalise(name), point: { lon: place.lon, lat: place.lat }, area: place.areaCode }))),
    ...areas.map((area) => ({ id: area.code, name: area.name, key: normalise(area.name), point: null, area: area.code })),
  ].filter((entry) => entry.key.length >= 2)
  return (words, limit) => {
    const wanted = normalise(words)
    if (wanted.length < 2) return []
    const scored = entries.flatMap((entry) => {
      if (wanted.includes(entry.key)) return [{ entry, score: 100 + entry.key.length * 2 + (entry.point ? 1 : 0) }]
      return entry.key.includes(wanted) ? [{ entry, score: 50 - entry.key.length + wanted.length }] : []
    })
    return scored.toSorted((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1)).slice(0, limit).map(({ entry }) => ({ id: entry.id, name: entry.name, point: entry.point, area: entry.area }))
  }
}

const numerals: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }

/** One spelling for what people write in several: full-width, 幢/栋/号楼, Chinese numerals before them. */
const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/([一二三四五六七八九])?十([一二三四五六七八九])?(?=号?[楼幢栋])/g, (_, tens: string | undefined, ones: string | undefined) => `${tens ? numerals[tens] : '1'}${ones ? numerals[ones] : '0'}`)
    .replace(/[一二三四五六七八九](?=号?[楼幢栋])/g, (numeral) => numerals[numeral] ?? numeral)
    .replace(/(\d+)(?:号楼|[幢栋楼])/g, '$1号楼')
