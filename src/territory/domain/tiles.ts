import { createHash } from 'node:crypto'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { FeatureCollection } from 'geojson'
import GeoJSONVT from 'geojson-vt'

/** One layer of the map, by the name its style refers to (`grid`, `building`, `road`, `green`, `water`, `point`). */
export interface TileLayer {
  readonly name: string
  readonly features: FeatureCollection
  /** Nearest level of detail from which it is drawn, 0 to 16. */
  readonly minZoom: number
  /** How far a tile looks over its edge, in 4096ths of its side; 64 unless said. With 0 a point stands in one tile only, and its label is drawn once. */
  readonly overlap?: number
}

/** Layers cut up ready to be asked for. Holds what was asked for last; drop it and build another when the data change. */
export interface TileSet {
  /** Of the content: the same layers give the same version, so that tile addresses with it in them may be cached for ever. */
  readonly version: string
  readonly maxZoom: number
  readonly layers: readonly { readonly name: string; readonly minZoom: number; readonly cut: GeoJSONVT }[]
  readonly kept: Map<string, Uint8Array | null>
}

/** Beyond it the map enlarges the tiles of this level: half a metre a unit is finer than any outline here. */
export const maxTileZoom = 16

const keptTiles = 2000

/** Cuts the layers up. Costs about a second for a district's buildings; tiles are encoded when asked for. */
export const buildTileSet = (layers: readonly TileLayer[]): TileSet => {
  const digest = createHash('sha256')
  for (const layer of layers) digest.update(JSON.stringify([layer.name, layer.minZoom, layer.features.features]))
  return {
    version: digest.digest('hex').slice(0, 12),
    maxZoom: maxTileZoom,
    kept: new Map(),
    layers: layers.map(({ name, minZoom, features, overlap = 64 }) => ({
      name,
      minZoom,
      cut: new GeoJSONVT(features, { maxZoom: maxTileZoom, indexMaxZoom: 13, buffer: overlap, tolerance: 3 }),
    })),
  }
}

/** A Mapbox vector tile (version 2, extent 4096), not compressed; null where nothing lies there or no such tile exists. */
export const tileOf = (set: TileSet, z: number, x: number, y: number): Uint8Array | null => {
  const across = 2 ** z
  const exists = [z, x, y].every(Number.isInteger) && z >= 0 && z <= set.maxZoom && x >= 0 && x < across && y >= 0 && y < across
  if (!exists) return null
  const key = `${z}/${x}/${y}`
  const kept = set.kept.get(key)
  const tile = kept === undefined ? encode(set, z, x, y) : kept
  // The one used last goes to the end, so that the first is the one to forget.
  set.kept.delete(key)
  set.kept.set(key, tile)
  if (set.kept.size > keptTiles) set.kept.delete(set.kept.keys().next().value ?? key)
  return tile
}

type Encodable = Parameters<typeof fromGeojsonVt>[0]

const encode = (set: TileSet, z: number, x: number, y: number): Uint8Array | null => {
  const drawn: Record<string, unknown> = {}
  for (const layer of set.layers) {
    const tile = z >= layer.minZoom ? layer.cut.getTile(z, x, y) : null
    if (tile && tile.features.length > 0) drawn[layer.name] = tile
  }
  if (Object.keys(drawn).length === 0) return null
  // The encoder names the tile type of another package; the shape is the same.
  return fromGeojsonVt(drawn as Encodable, { version: 2, extent: 4096 })
}
