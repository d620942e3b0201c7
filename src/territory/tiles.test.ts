import type { Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import type { Area } from './domain/code.ts'
import { buildTileSet } from './domain/tiles.ts'
import { buildPlaces } from './places.ts'
import { mapLayers } from './tiles.ts'

const box = (west: number, south: number, side: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
})

const area = (code: string, level: Area['level'], boundary: Polygon): Area => ({
  code,
  name: code,
  level,
  kind: 'ordinary',
  boundary,
  validFrom: '2026-01-01',
  validTo: null,
  predecessors: [],
})

const column = (lon: number, z: number): number => Math.floor(((lon + 180) / 360) * 2 ** z)
const row = (lat: number, z: number): number => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z)

describe('the map’s names', () => {
  const areas = [
    area('990101', 'county', box(116.29, 39.98, 0.06)),
    area('990101001', 'street', box(116.29, 39.98, 0.06)),
    area('990101001001', 'community', box(116.29, 39.98, 0.03)),
    area('990101001002', 'community', box(116.32, 39.98, 0.03)),
    area('990101001001001', 'grid', box(116.29, 39.98, 0.015)),
  ]
  const set = buildTileSet(mapLayers(buildPlaces(areas, [], '2026-11-01'), [], []))

  // Every tile of a level that touches the district, with one tile around it.
  const codesAt = (name: string, z: number): string[] => {
    const cut = set.layers.find((layer) => layer.name === name)?.cut
    const found: string[] = []
    for (let x = column(116.29, z) - 1; x <= column(116.35, z) + 1; x++)
      for (let y = row(40.04, z) - 1; y <= row(39.98, z) + 1; y++)
        for (const each of cut?.getTile(z, x, y)?.features ?? []) found.push(String(each.tags?.['code']))
    return found.toSorted()
  }

  it('names each area once over all tiles of a level', () => {
    for (const z of [13, 14, 15, 16]) {
      expect(codesAt('names-street', z)).toEqual(['990101001'])
      expect(codesAt('names-community', z)).toEqual(['990101001001', '990101001002'])
      expect(codesAt('names-grid', z)).toEqual(['990101001001001'])
    }
  })

  it('has the outlines in every tile that they touch', () => {
    expect(codesAt('areas-street', 15).length).toBeGreaterThan(10)
  })
})
