import type { Feature, FeatureCollection, Position } from 'geojson'
import type { Building } from '../../src/territory/domain/buildings.ts'
import { distanceMetres, edgeDistanceMetres, labelPoint } from '../../src/territory/domain/geometry.ts'
import type { Point } from '../../src/territory/domain/geometry.ts'
import { locatePoint } from '../../src/territory/domain/locate.ts'
import type { AreaIndex } from '../../src/territory/domain/locate.ts'
import { round } from './areas.ts'
import type { AreaFeature } from './areas.ts'
import { chineseNumber } from './names.ts'
import type { Names } from './names.ts'

/** What naming has to know of the county. */
export interface Ground {
  readonly areas: readonly AreaFeature[]
  readonly index: AreaIndex
  readonly names: Names
}

/** Buildings with a name, a house number where a named road is near, and the code of their grid. */
export const nameBuildings = (buildings: readonly Building[], roads: readonly Feature[], ground: Ground): readonly Feature[] => {
  const placed = buildings.map((building) => ({ building, area: gridOf(ground, building.point), compound: compoundOf(ground, building) }))
  const numbers = houseNumbers(buildings, roads)
  const counts = new Map<string, number>()
  const used = new Set<string>()
  return placed
    .toSorted((one, other) => rank(one.building) - rank(other.building))
    .map(({ building, area, compound }) => {
      const kept = building.name === null ? undefined : ground.names.buildings[building.name]
      const number = (counts.get(compound) ?? 0) + 1
      const own = kept !== undefined && !used.has(kept) ? kept : `${compound} ${number} 号楼`
      if (own !== kept) counts.set(compound, number)
      used.add(own)
      const address = numbers.get(building.ref)
      const properties = {
        id: `b-${building.ref}`,
        name: own,
        aliases: address === undefined ? [] : [address],
        area,
        use: building.use ?? 'yes',
        ...(building.levels !== null && { levels: building.levels }),
        point: building.point.map(round),
      }
      return { type: 'Feature', geometry: building.outline, properties }
    })
}

/** Shops, stops and services: one of a kind within some metres, named after the community they stand in. */
export const namePoints = (osm: FeatureCollection, buildings: readonly Feature[], ground: Ground): readonly Feature[] => {
  const counts = new Map<string, number>()
  const taken: { readonly kind: string; readonly at: Point }[] = []
  const points = osm.features.flatMap(({ id, geometry, properties }): readonly Feature[] => {
    const tag = [properties?.['shop'], properties?.['amenity'], properties?.['highway']]
      .map(String)
      .find((value) => ground.names.points[value])
    const called = tag === undefined ? undefined : ground.names.points[tag]
    if (geometry.type !== 'Point' || tag === undefined || !called) return []
    const at = pointOf(geometry.coordinates)
    const area = locatePoint(ground.index, at)
    if (area === null || taken.some((other) => other.kind === tag && distanceMetres(other.at, at) < 90)) return []
    taken.push({ kind: tag, at })
    const community = areaOf(ground, area.slice(0, 12))
    const key = `${tag} ${community.code}`
    const number = (counts.get(key) ?? 0) + 1
    counts.set(key, number)
    const name = called.zh.replace('{area}', community.short + (number > 1 ? `第${chineseNumber(number)}` : ''))
    const nameEn = called.en.replace('{area}', community.shortEn) + (number > 1 ? ` ${number}` : '')
    return [point(`p-${id}`, called.kind, name, nameEn, at, area)]
  })
  return [...points, ...services(buildings, ground)]
}

const services = (buildings: readonly Feature[], ground: Ground): readonly Feature[] => {
  const used = new Set<string>()
  return ground.names.services.flatMap((service, number) =>
    ground.areas
      .filter(({ properties }) => properties.level === service.in)
      .map(({ properties }): Feature => {
        const free = buildings.filter((building) => {
          const { area, id } = building.properties as { area: string; id: string }
          return area.startsWith(properties.code) && !used.has(id)
        })
        const away = (building: Feature): number => distanceMetres(pointOf(building.properties?.['point'] as Position), properties.label)
        const house = free.reduce((best, building) => (away(building) < away(best) ? building : best))
        const { id, area, point: at } = house.properties as { id: string; area: string; point: Position }
        used.add(id)
        const [name, nameEn] = [service.zh.replace('{area}', properties.short), service.en.replace('{area}', properties.shortEn)]
        return point(`s-${properties.code}-${number}`, service.kind, name, nameEn, pointOf(at), area)
      }),
  )
}

const point = (id: string, kind: string, name: string, nameEn: string, at: Point, area: string): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [round(at[0]), round(at[1])] },
  properties: { id, kind, name, nameEn, area },
})

const pointOf = ([x = 0, y = 0]: Position): Point => [x, y]

const gridOf = (ground: Ground, at: Point): string => {
  const code = locatePoint(ground.index, at)
  if (code?.length !== 15) throw new Error(`no grid at ${at.join(' ')}`)
  return code
}

const areaOf = (ground: Ground, code: string): AreaFeature['properties'] => {
  const area = ground.areas.find(({ properties }) => properties.code === code)
  if (!area) throw new Error(`no area ${code}`)
  return area.properties
}

// A dedicated grid's buildings are called after its school or park; a community's other grids share out its compounds from north to south.
const compoundOf = (ground: Ground, building: Building): string => {
  const grid = areaOf(ground, gridOf(ground, building.point))
  if (grid.kind === 'dedicated') return grid.short.replace('专属网格', '')
  const grids = ground.areas.filter(({ properties }) => properties.level === 'grid' && properties.code.startsWith(grid.code.slice(0, 12)))
  const compounds =
    ground.names.streets[Number(grid.code.slice(6, 9)) - 1]?.communities[Number(grid.code.slice(9, 12)) - 1]?.compounds ?? []
  return compounds[Math.floor(((Number(grid.code.slice(12)) - 1) * compounds.length) / grids.length)] ?? grid.short
}

// Rows of some sixty metres from north to south, each from west to east: how buildings of a compound are numbered.
const rank = ({ point: [x, y] }: Building): number => Math.floor((90 - y) / 0.00055) * 1000 + x

// Odd numbers along each road, from north-west to south-east.
const houseNumbers = (buildings: readonly Building[], roads: readonly Feature[]): ReadonlyMap<string, string> => {
  const lines = roads.flatMap(({ geometry, properties }) =>
    properties?.['name'] && geometry.type === 'LineString' ? [{ name: String(properties['name']), line: geometry.coordinates }] : [],
  )
  const near = buildings.flatMap((building) => {
    const ranked = lines
      .map(({ name, line }) => ({ name, away: lineDistance(line, labelPoint(building.outline)) }))
      .toSorted((one, other) => one.away - other.away)
    return ranked[0] && ranked[0].away < 60 ? [{ building, road: ranked[0].name }] : []
  })
  const numbers = new Map<string, string>()
  for (const road of new Set(near.map((each) => each.road)))
    near
      .filter((each) => each.road === road)
      .toSorted((one, other) => one.building.point[0] - one.building.point[1] - other.building.point[0] + other.building.point[1])
      .forEach(({ building }, index) => numbers.set(building.ref, `${road} ${2 * index + 1} 号`))
  return numbers
}

const lineDistance = (line: readonly Position[], at: Point): number => edgeDistanceMetres({ type: 'Polygon', coordinates: [[...line]] }, at)
