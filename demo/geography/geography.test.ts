import { readFileSync, statSync } from 'node:fs'
import type { Feature, FeatureCollection, Point as PointGeometry, Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/kernel/result.ts'
import { buildPlaceIndex, findPlaces } from '../../src/territory/domain/address.ts'
import { readBoundaries } from '../../src/territory/domain/boundaries.ts'
import { readBuildings } from '../../src/territory/domain/buildings.ts'
import { ancestorsOf, isWithin } from '../../src/territory/domain/code.ts'
import type { AreaLevel } from '../../src/territory/domain/code.ts'
import { bbox, labelPoint, signedArea } from '../../src/territory/domain/geometry.ts'
import type { Point, Surface } from '../../src/territory/domain/geometry.ts'
import { buildAreaIndex, locatePoint } from '../../src/territory/domain/locate.ts'
import type { AreaFeature } from './areas.ts'

const file = (name: string): URL => new URL(`${name}.geojson`, import.meta.url)

const read = (name: string): FeatureCollection => JSON.parse(readFileSync(file(name), 'utf8')) as FeatureCollection

const areas = read('areas').features as unknown as readonly AreaFeature[]
const buildings = read('buildings').features
const points = read('points').features
const boundaries = unwrap(readBoundaries(read('areas'), { within: '990101' }))
const full = boundaries.map((area) => ({ ...area, validFrom: '2024-01-01', validTo: null, predecessors: [] }))
const indexes = (['county', 'street', 'community', 'grid'] as const).map((level) =>
  buildAreaIndex(full.filter((area) => area.level === level)),
)
const whole = buildAreaIndex(full)
const county = full.find(({ level }) => level === 'county')?.boundary ?? { type: 'Polygon', coordinates: [] }

const squareDegrees = ({ coordinates }: Polygon): number => signedArea(coordinates[0] ?? [])

const countOf = (level: AreaLevel): number => areas.filter(({ properties }) => properties.level === level).length

// A plain generator, so that a failing point can be found again.
const pointsIn = (surface: Surface, count: number): readonly Point[] => {
  const [west, south, east, north] = bbox(surface)
  const found: Point[] = []
  for (let state = 1; found.length < count;) {
    const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    const point: Point = [west + next() * (east - west), south + next() * (north - south)]
    if (locatePoint(indexes[0] ?? whole, point) !== null) found.push(point)
  }
  return found
}

describe('the demo county', () => {
  it('has three streets of four communities, each of six to ten grids', () => {
    expect([countOf('county'), countOf('street'), countOf('community')]).toEqual([1, 3, 12])
    for (const { properties } of areas.filter((area) => area.properties.level === 'community')) {
      const grids = areas.filter((area) => area.properties.level === 'grid' && isWithin(area.properties.code, properties.code))
      expect(grids.length).toBeGreaterThanOrEqual(6)
      expect(grids.length).toBeLessThanOrEqual(10)
    }
    expect(areas.filter(({ properties }) => properties.kind === 'dedicated')).toHaveLength(10)
  })

  it('is read without faults, and every area has its parents and a name of its own', () => {
    expect(boundaries).toHaveLength(areas.length)
    const codes = new Set(boundaries.map(({ code }) => code))
    expect(boundaries.every(({ code }) => ancestorsOf(code).every((ancestor) => codes.has(ancestor)))).toBe(true)
    expect(new Set(boundaries.map(({ name }) => name)).size).toBe(boundaries.length)
  })

  it('covers every point once at each level, consistently', () => {
    for (const point of pointsIn(county, 5000)) {
      const [, street, community, grid] = indexes.map((index) => locatePoint(index, point) ?? '')
      expect([grid?.slice(0, 9), grid?.slice(0, 12)]).toEqual([street, community])
    }
  })

  it('has no gap and no overlap: every edge of a grid is also an edge of a neighbour, or of the county', () => {
    const edges = new Map<string, number>()
    for (const { geometry, properties } of areas.filter((area) => ['grid', 'county'].includes(area.properties.level))) {
      const ring = geometry.coordinates[0] ?? []
      for (let at = 1; at < ring.length; at++) {
        const [from, to] = [String(ring[at - 1]), String(ring[at])]
        const key = properties.level === 'county' ? `${to} ${from}` : `${from} ${to}`
        edges.set(key, (edges.get(key) ?? 0) + 1)
      }
    }
    const lonely = [...edges].filter(([key, count]) => count !== 1 || edges.get(key.split(' ').toReversed().join(' ')) !== 1)
    expect(lonely).toEqual([])
  })

  it.each(['street', 'community', 'grid'] as const)('sums up: all areas of level %s together are as large as the county', (level) => {
    const sum = areas
      .filter(({ properties }) => properties.level === level)
      .reduce((total, { geometry }) => total + squareDegrees(geometry), 0)
    expect(sum / squareDegrees(county as Polygon)).toBeCloseTo(1, 10)
  })

  it('has labels inside', () => {
    for (const { properties } of areas) expect(isWithin(locatePoint(whole, properties.label) ?? '', properties.code)).toBe(true)
  })

  it('uses no code of a real county, and stays small', () => {
    expect(areas.every(({ properties }) => properties.code.startsWith('990101'))).toBe(true)
    const bytes = ['areas', 'buildings', 'roads', 'land', 'points'].map((name) => statSync(file(name)).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000)
  })
})

describe('what stands in it', () => {
  it('has each building of the extract once: 520 closed ways that stand twice, and one of several ways', () => {
    const found = unwrap(readBuildings(read('osm')))
    expect(found).toMatchObject({ duplicates: 520, faults: [] })
    const ways = found.buildings.filter(({ ref }) => Number(ref.slice(1)) % 2 === 0)
    expect([ways.length, found.buildings.length]).toEqual([520, 521])
    expect(buildings).toHaveLength(521)
  })

  it('names every building once and puts it into the grid of its point', () => {
    const properties = buildings.map((building) => building.properties as { name: string; area: string; point: [number, number] })
    expect(new Set(properties.map(({ name }) => name)).size).toBe(buildings.length)
    for (const [at, { area, point }] of properties.entries()) {
      expect(area).toHaveLength(15)
      expect(locatePoint(whole, point)).toBe(area)
      expect(locatePoint(whole, labelPoint(buildings[at]?.geometry as Polygon))).toBe(area)
    }
  })

  it('puts points into their areas, a station into every community', () => {
    for (const { geometry, properties } of points as readonly Feature<PointGeometry>[]) {
      const [x = 0, y = 0] = geometry.coordinates
      expect(locatePoint(whole, [x, y])).toBe(properties?.['area'])
    }
    expect(points.filter(({ properties }) => String(properties?.['name']).endsWith('社区服务站'))).toHaveLength(12)
  })

  it('keeps the names of the real place off the map', () => {
    const names = ['areas', 'buildings', 'roads', 'land', 'points'].map((name) => readFileSync(file(name), 'utf8')).join('')
    expect(names).not.toMatch(/清华|北大|北京|海淀|中关村|五道口|圆明园|成府|蓝旗营|万泉/)
  })

  it('finds a building by its name in a message', () => {
    const places = buildings.map(({ properties }) => {
      const { id, name, aliases, area, point } = properties as {
        id: string
        name: string
        aliases: string[]
        area: string
        point: [number, number]
      }
      return { id, name, aliases, areaCode: area, lon: point[0], lat: point[1] }
    })
    const index = buildPlaceIndex(places, full)
    for (const { id, name } of places) {
      const spoken = name.replaceAll(' ', '').replace('号楼', '栋')
      expect(findPlaces(index, `您好，${spoken}楼道灯不亮`, 1)[0]?.id).toBe(id)
    }
  })
})
