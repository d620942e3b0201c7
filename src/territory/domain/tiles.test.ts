import type { FeatureCollection, Geometry } from 'geojson'
import { describe, expect, it } from 'vitest'
import { buildTileSet, maxTileZoom, tileOf } from './tiles.ts'

const collection = (...geometries: Geometry[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: geometries.map((geometry, at) => ({ type: 'Feature', properties: { code: `99010100${at}`, name: '学苑' }, geometry })),
})

const box = (x: number, y: number, side: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
})

const tileAt = (z: number, lon: number, lat: number): readonly [number, number, number] => {
  const radian = (lat * Math.PI) / 180
  return [z, Math.floor(((lon + 180) / 360) * 2 ** z), Math.floor(((1 - Math.asinh(Math.tan(radian)) / Math.PI) / 2) * 2 ** z)]
}

// The fields of one protocol-buffer message, as far as these tests need them: number and value or bytes.
const fieldsOf = (bytes: Uint8Array): (readonly [field: number, value: number | Uint8Array])[] => {
  const fields: (readonly [number, number | Uint8Array])[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const key = varint()
    const value = varint()
    if ((key & 7) === 2) fields.push([key >> 3, bytes.subarray(at, (at += value))])
    else fields.push([key >> 3, value])
  }
  return fields
}

const layersOf = (tile: Uint8Array | null): Record<string, number> =>
  Object.fromEntries(
    fieldsOf(tile ?? new Uint8Array()).map(([, layer]) => {
      const fields = fieldsOf(layer as Uint8Array)
      const name = fields.find(([field]) => field === 1)?.[1] as Uint8Array
      return [new TextDecoder().decode(name), fields.filter(([field]) => field === 2).length]
    }),
  )

describe('tiles', () => {
  const layers = [
    { name: 'street', minZoom: 8, features: collection(box(116.3, 40, 0.02), box(116.32, 40, 0.02)) },
    { name: 'building', minZoom: 14, features: collection(box(116.31, 40.01, 0.0005)) },
    { name: 'point', minZoom: 14, features: collection({ type: 'Point', coordinates: [116.3102, 40.0102] }) },
  ]
  const set = buildTileSet(layers)

  it('holds each layer from its level of detail on', () => {
    expect(layersOf(tileOf(set, ...tileAt(10, 116.31, 40.01)))).toEqual({ street: 2 })
    expect(layersOf(tileOf(set, ...tileAt(16, 116.3102, 40.0102)))).toEqual({ street: 1, building: 1, point: 1 })
    expect(tileOf(set, ...tileAt(7, 116.31, 40.01))).toBeNull()
  })

  it('is nothing where nothing lies and where no tile is', () => {
    expect(tileOf(set, ...tileAt(12, 100, 30))).toBeNull()
    for (const [z, x, y] of [
      [-1, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
      [3, 8, 0],
      [maxTileZoom + 1, 0, 0],
      [1.5, 0, 0],
      [NaN, 0, 0],
      [1, Infinity, 0],
    ] as const)
      expect(tileOf(set, z, x, y)).toBeNull()
    expect(set.kept.size).toBeLessThan(10)
  })

  it('keeps what was asked for, but not more than so much', () => {
    const tile = tileAt(15, 116.31, 40.01)
    expect(tileOf(set, ...tile)).toBe(tileOf(set, ...tile))
    const large = buildTileSet(layers)
    for (let x = 0; x < 3000; x++) tileOf(large, 12, x, 0)
    expect(large.kept.size).toBe(2000)
  })

  it('has a version that follows the content', () => {
    expect(buildTileSet(layers).version).toBe(set.version)
    expect(buildTileSet(layers.slice(1)).version).not.toBe(set.version)
  })
})
