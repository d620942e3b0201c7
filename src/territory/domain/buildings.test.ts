import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { readBuildings } from './buildings.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

const line = (id: string, ring: Position[], properties: object = { building: 'yes' }): object => ({
  type: 'Feature',
  id,
  properties,
  geometry: { type: 'LineString', coordinates: ring },
})

const area = (id: string, ring: Position[], properties: object = { building: 'yes' }): object => ({
  type: 'Feature',
  id,
  properties,
  geometry: { type: 'MultiPolygon', coordinates: [[ring]] },
})

const read = (...features: object[]) => {
  const result = readBuildings({ type: 'FeatureCollection', features })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('readBuildings', () => {
  const [one, other] = [square(116, 40, 0.001), square(116.01, 40, 0.001)]

  it('keeps one of a closed way that stands twice, in either order and however its ring turns', () => {
    const turned = [...one.slice(2, 4), ...one.slice(0, 3)].toReversed()
    expect(read(line('w1', one), area('a2', turned)).buildings.map(({ ref }) => ref)).toEqual(['a2'])
    expect(read(area('a2', one), line('w1', turned))).toMatchObject({ duplicates: 1, buildings: [{ ref: 'a2' }] })
    expect(read(line('w1', one), line('w3', other), area('a2', one))).toMatchObject({
      duplicates: 1,
      buildings: [{ ref: 'w3' }, { ref: 'a2' }],
    })
  })

  it('takes what says building, or everything when nothing does', () => {
    expect(
      read(area('a1', one), area('a2', other, { leisure: 'pitch' }), area('a3', square(117, 40, 0.001), { building: 'no' })).buildings,
    ).toHaveLength(1)
    expect(read(area('a1', one, { 名称: '甲' }), area('a2', other, {})).buildings.map(({ name }) => name)).toEqual(['甲', null])
  })

  it('reads names, address, storeys, and a point inside', () => {
    const { buildings } = read(
      area('a1', one, {
        building: 'residential',
        name: '静苑3号楼',
        alt_name: '三号楼',
        'addr:street': '书院路',
        'addr:housenumber': '12',
        'building:levels': '6',
      }),
    )
    expect(buildings).toMatchObject([
      { name: '静苑3号楼', aliases: ['三号楼'], street: '书院路', number: '12', levels: 6, use: 'residential' },
    ])
    const [x, y] = buildings[0]?.point ?? [0, 0]
    expect(x > 116 && x < 116.001 && y > 40 && y < 40.001).toBe(true)
  })

  it('tells bad outlines and keeps the good ones', () => {
    const open = line('w9', one.slice(0, 4))
    const bare = { type: 'Feature', properties: { building: 'yes' }, geometry: { type: 'Point', coordinates: [116, 40] } }
    expect(read(area('a1', one), open, bare)).toMatchObject({
      buildings: [{ ref: 'a1' }],
      withoutOutline: 1,
      faults: [{ path: 'features.1.geometry.0.0', code: 'territory.geometry.unclosed' }],
    })
  })

  it('refuses what is no collection', () => {
    expect(readBuildings({ type: 'Topology' })).toMatchObject({ ok: false, error: { code: 'territory.geojson.not-a-collection' } })
  })
})
