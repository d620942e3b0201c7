import { readFileSync } from 'node:fs'
import gcoord from 'gcoord'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { readBoundaries } from './boundaries.ts'
import { parseGeoJson } from './geojson.ts'
import { labelPoint } from './geometry.ts'
import type { Surface } from './geometry.ts'
import { buildAreaIndex, locatePoint } from './locate.ts'
import { sharedFile } from './samples.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

const polygon = (...rings: unknown[]): unknown => ({ type: 'Polygon', coordinates: rings })

const feature = (properties: unknown, geometry: unknown): unknown => ({ type: 'Feature', properties, geometry })

const collection = (...features: unknown[]): unknown => ({ type: 'FeatureCollection', features })

const street = (code: unknown, x: number, y = 40, side = 0.01, name: unknown = '学苑街道'): unknown =>
  feature({ code, name }, polygon(square(x, y, side)))

const faults = (json: unknown, options?: Parameters<typeof readBoundaries>[1]): readonly string[] => {
  const result = readBoundaries(json, options)
  return result.ok ? [] : (result.error.fields?.map(({ path, code }) => `${path} ${code.replace('territory.', '')}`) ?? [result.error.code])
}

describe('readBoundaries', () => {
  it('reads areas of every level, with codes as numbers and with zeros at the end', () => {
    const result = readBoundaries(
      collection(
        street('990101', 116, 40, 0.1, '清源区'),
        street(990101001000, 116, 40, 0.05),
        street('990101001001', 116, 40, 0.02, '静苑社区'),
        feature(
          { code: '990101001001001', name: '静苑第一网格', kind: '专属', nameEn: 'Grid 1' },
          { type: 'MultiPolygon', coordinates: [[square(116, 40, 0.01)], [square(116.01, 40.01, 0.01)]] },
        ),
      ),
    )
    expect(result.ok && result.value.map(({ code, level, kind, nameEn }) => [code, level, kind, nameEn])).toEqual([
      ['990101', 'county', 'ordinary', null],
      ['990101001', 'street', 'ordinary', null],
      ['990101001001', 'community', 'ordinary', null],
      ['990101001001001', 'grid', 'dedicated', 'Grid 1'],
    ])
  })

  it('turns outer rings anticlockwise, drops heights and repeated corners', () => {
    const ring = [
      [116, 40, 50],
      [116, 40.01, 50],
      [116, 40.01, 51],
      [116.01, 40.01, 50],
      [116.01, 40, 50],
      [116, 40, 50],
    ]
    const result = readBoundaries(collection(feature({ code: '990101001', name: '学苑街道' }, polygon(ring))))
    expect(result.ok && result.value[0]?.boundary).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [116, 40],
          [116.01, 40],
          [116.01, 40.01],
          [116, 40.01],
          [116, 40],
        ],
      ],
    })
  })

  it('tells every fault at once, by feature', () => {
    const json = collection(
      street('99010', 116),
      feature({ code: '990101001', name: ' ' }, { type: 'LineString', coordinates: square(116, 40, 0.01) }),
      feature(
        { code: '990101002', name: '东升里街道' },
        polygon([
          [116, 40],
          [116.01, 40.01],
          [116.01, 40],
          [116, 40.01],
          [116, 40],
        ]),
      ),
      feature({ code: '990101003', name: '林泉街道' }, polygon(square(116, 40, 0.01).slice(0, 4))),
      feature({ code: '990101004', name: '倒置街道' }, polygon(square(40, 116, 0.01))),
      feature({ code: '990101005', name: '空街道' }, null),
      feature(
        { code: '990101006', name: '坏街道' },
        polygon([
          [116, 40],
          [116, '40'],
          [null, 40],
          [116, 40],
        ]),
      ),
      feature({ code: '990101007', name: '远街道' }, polygon(square(500, 40, 0.01))),
      feature(
        { code: '990101008', name: '线街道' },
        polygon([
          [116, 40],
          [116, 40.1],
          [116, 40],
        ]),
      ),
      street('990202001', 117),
      street('990101009', 118),
      street('990101009', 119),
      null,
      7,
    )
    expect(faults(json, { within: '990101' })).toEqual([
      'features.0.code code.malformed',
      'features.1.name boundary.name-missing',
      'features.1.geometry geometry.not-a-polygon',
      'features.2.geometry.0.0 geometry.self-crossing',
      'features.3.geometry.0.0 geometry.unclosed',
      'features.4.geometry.0.0 geometry.swapped',
      'features.5.geometry geometry.not-a-polygon',
      'features.6.geometry.0.0 geometry.bad-position',
      'features.7.geometry.0.0 geometry.out-of-range',
      'features.8.geometry.0.0 geometry.too-few',
      'features.9.code boundary.not-in-county',
      'features.11.code boundary.duplicate',
      ...[12, 13].flatMap((at) => [
        `features.${at}.code code.malformed`,
        `features.${at}.name boundary.name-missing`,
        `features.${at}.geometry geometry.not-a-polygon`,
      ]),
    ])
  })

  it('tells siblings that overlap beyond the tolerance, but not neighbours drawn a little across', () => {
    expect(faults(collection(street('990101001', 116), street('990101002', 116.005)))).toEqual(['features.1.geometry boundary.overlap'])
    expect(faults(collection(street('990101001', 116), street('990101002', 116.00995)))).toEqual([])
    expect(faults(collection(street('990101001', 116), street('990101002', 116.005)), { overlap: 0.6 })).toEqual([])
    // A community inside its street is no sibling of it.
    expect(faults(collection(street('990101001', 116), street('990101001001', 116, 40, 0.005)))).toEqual([])
  })

  it('tells what lies outside the area it belongs to, in the file or in force', () => {
    expect(faults(collection(street('990101', 116), street('990101001', 116.2)))).toEqual(['features.1.geometry boundary.outside'])
    const known = new Map<string, Surface>([['990101', { type: 'Polygon', coordinates: [square(116, 40, 0.1)] }]])
    expect(faults(collection(street('990101001', 116.2)), { known })).toEqual(['features.0.geometry boundary.outside'])
    expect(faults(collection(street('990101001', 116.05)), { known })).toEqual([])
  })

  it.each([
    ['GCJ-02', gcoord.GCJ02],
    ['BD-09', gcoord.BD09],
  ] as const)('recognises %s', (datum, to) => {
    const ring = square(116.32, 40, 0.01)
    const known = new Map<string, Surface>([['990101', { type: 'Polygon', coordinates: [ring] }]])
    const moved = ring.map(([x = 0, y = 0]) => gcoord.transform([x, y], gcoord.WGS84, to))
    const result = readBoundaries(collection(feature({ code: '990101001', name: '学苑街道' }, polygon(moved))), { known })
    expect(!result.ok && result.error.fields).toEqual([
      { path: 'features.0.geometry', code: 'territory.boundary.wrong-datum', params: { code: '990101001', datum } },
    ])
  })

  it('refuses what is no collection, and what is too large', () => {
    for (const json of [null, 7, [], {}, { type: 'Feature' }, { type: 'FeatureCollection', features: {} }])
      expect(faults(json)).toEqual(['territory.geojson.not-a-collection'])
    const limits = { features: 2, positions: 12, positionsOfFeature: 6 }
    expect(faults(collection(street('990101001', 116), street('990101002', 117), street('990101003', 118)), { limits })).toEqual([
      'territory.geojson.too-many-features',
    ])
    expect(faults(collection(feature({}, polygon(square(116, 40, 1), square(116, 40, 1), square(116, 40, 1)))), { limits })).toEqual([
      'territory.geojson.too-many-positions',
    ])
    expect(
      faults(collection(feature({ code: '990101001', name: '街' }, polygon([...square(116, 40, 1), ...square(116, 40, 1)]))), { limits }),
    ).toEqual(['features.0.geometry geometry.too-many-positions'])
    let deep: unknown = [116, 40]
    for (let depth = 0; depth < 50_000; depth++) deep = [deep]
    expect(faults(collection(feature({ code: '990101001', name: '街' }, { type: 'MultiPolygon', coordinates: deep })))).toHaveLength(1)
  })

  it('does not read inherited properties', () => {
    expect(
      faults(collection(feature(JSON.parse('{"__proto__":{"code":"990101001","name":"x"}}'), polygon(square(116, 40, 0.01))))),
    ).toHaveLength(2)
  })
})

describe('parseGeoJson', () => {
  it('reads text with a byte order mark, refuses other text and too much of it', () => {
    expect(parseGeoJson('\uFEFF{"a":1}', 100)).toEqual({ ok: true, value: { a: 1 } })
    expect(parseGeoJson('<kml/>', 100)).toMatchObject({ ok: false, error: { code: 'territory.geojson.not-json' } })
    expect(parseGeoJson('"街街街街"', 10)).toMatchObject({ ok: false, error: { kind: 'too-large' } })
  })
})

describe.skipIf(!sharedFile('boundaries/haidian-all.geojson'))('the streets of a real district', () => {
  it('load as 29 streets, each found by its label point', () => {
    const file = sharedFile('boundaries/haidian-all.geojson')
    const json = JSON.parse(readFileSync(file ?? '', 'utf8')) as {
      features: { properties: { code: number; labelPoint: [number, number] } }[]
    }
    const result = readBoundaries(json, { within: '110108' })
    const areas = result.ok ? result.value : []
    expect(areas.map(({ level }) => level)).toEqual(Array.from({ length: 29 }, () => 'street'))
    const index = buildAreaIndex(areas.map((area) => ({ ...area, validFrom: '2020-01-01', validTo: null, predecessors: [] })))
    for (const { properties } of json.features) {
      const [lat, lon] = properties.labelPoint
      expect(`${locatePoint(index, [lon, lat])}000`).toBe(String(properties.code))
    }
    for (const { code, boundary } of areas) expect(locatePoint(index, labelPoint(boundary))).toBe(code)
  })
})
