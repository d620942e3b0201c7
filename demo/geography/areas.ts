import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { labelPoint } from '../../src/territory/domain/geometry.ts'
import type { Surface } from '../../src/territory/domain/geometry.ts'
import { overlapArea } from '../../src/territory/domain/rings.ts'
import type { Cut } from './county.ts'
import type { Face } from './mesh.ts'
import { chineseNumber } from './names.ts'
import type { Names } from './names.ts'

/** What areas.geojson says of one area. `short` is its name without 街道 or 社区. */
export interface AreaProperties {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly short: string
  readonly shortEn: string
  readonly level: 'county' | 'street' | 'community' | 'grid'
  readonly kind: 'ordinary' | 'basic' | 'dedicated'
  readonly validFrom: string
  /** Longitude and latitude of its label. */
  readonly label: readonly [number, number]
}

export type AreaFeature = Feature<Polygon, AreaProperties>

const validFrom = '2024-01-01'

/** Gives every area of the cut its code and its name. */
export const nameAreas = (cut: Cut, names: Names, osm: FeatureCollection): readonly AreaFeature[] => {
  const { code, zh, en } = names.county
  const county = feature(cut.county, { code, name: zh, nameEn: en, short: zh, shortEn: en, level: 'county', kind: 'ordinary' })
  const below = cut.streets.flatMap((street, at) => {
    const called = names.streets[at]
    if (!called) throw new Error('names.yaml has too few streets')
    const streetCode = code + part(at)
    const own = { code: streetCode, name: `${called.zh}街道`, nameEn: `${called.en} Street`, short: called.zh, shortEn: called.en }
    const communities = street.communities.flatMap((community, index) => {
      const called2 = called.communities[index] ?? called
      const communityCode = streetCode + part(index)
      const text = {
        code: communityCode,
        name: `${called2.zh}社区`,
        nameEn: `${called2.en} Community`,
        short: called2.zh,
        shortEn: called2.en,
      }
      return [
        feature(community.face, { ...text, level: 'community', kind: 'ordinary' }),
        ...community.grids.map((grid, number) => basicGrid(grid, communityCode, called2, number)),
      ]
    })
    return [feature(street.face, { ...own, level: 'street', kind: 'ordinary' }), ...communities]
  })
  return dedicate([county, ...below], names, osm)
}

/** Surfaces and lines' closed twins of the extract that carry the name. */
export const surfacesNamed = (osm: FeatureCollection, name: string): readonly Surface[] =>
  osm.features.flatMap(({ geometry, properties }) =>
    properties?.['name'] === name && (geometry.type === 'MultiPolygon' || geometry.type === 'Polygon')
      ? [geometry satisfies Polygon | MultiPolygon]
      : [],
  )

const part = (index: number): string => String(index + 1).padStart(3, '0')

const basicGrid = (face: Face, community: string, called: { readonly zh: string; readonly en: string }, number: number): AreaFeature => {
  const short = `第${chineseNumber(number + 1)}网格`
  const shortEn = `Grid ${number + 1}`
  const text = { name: `${called.zh}社区${short}`, nameEn: `${called.en} ${shortEn}`, short, shortEn }
  return feature(face, { code: community + part(number), ...text, level: 'grid', kind: 'basic' })
}

const feature = ({ ring }: Face, properties: Omit<AreaProperties, 'validFrom' | 'label'>): AreaFeature => {
  const corners = ring.map(([x, y]): [number, number] => [x / 1e6, y / 1e6])
  const geometry: Polygon = { type: 'Polygon', coordinates: [[...corners, ...corners.slice(0, 1)]] }
  const [x, y] = labelPoint(geometry)
  return { type: 'Feature', geometry, properties: { ...properties, validFrom, label: [round(x), round(y)] } }
}

export const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

// A school, a market, a park makes the grid that holds most of it a dedicated one.
const dedicate = (areas: readonly AreaFeature[], names: Names, osm: FeatureCollection): readonly AreaFeature[] => {
  const sites = new Map<string, Names['dedicated'][number]>()
  for (const site of names.dedicated) {
    const grids = areas.filter(({ properties }) => properties.level === 'grid' && !sites.has(properties.code))
    const common = (area: AreaFeature): number =>
      surfacesNamed(osm, site.osm).reduce((sum, surface) => sum + overlapArea(surface, area.geometry), 0)
    const best = grids.map((area) => ({ area, most: common(area) })).toSorted((one, other) => other.most - one.most)[0]
    if (!best || best.most === 0) throw new Error(`${site.osm} lies in no grid`)
    sites.set(best.area.properties.code, site)
  }
  return areas.map((area) => {
    const site = sites.get(area.properties.code)
    if (!site) return area
    const community = areas.find(({ properties }) => properties.code === area.properties.code.slice(0, 12))?.properties
    const text = {
      name: `${community?.name ?? ''}${site.zh}专属网格`,
      nameEn: `${site.en} Dedicated Grid`,
      short: `${site.zh}专属网格`,
      shortEn: site.en,
    }
    return { ...area, properties: { ...area.properties, ...text, kind: 'dedicated' } }
  })
}
