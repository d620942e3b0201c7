/**
 * Draws the demo county over the extract: `npm exec node demo/geography/build.ts`, about a minute. Reads osm.geojson and names.yaml, writes
 * areas, buildings, roads, land and points. What it wrote is committed; the same input gives the same files.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Feature, FeatureCollection } from 'geojson'
import { unwrap } from '../../src/kernel/result.ts'
import { readBuildings } from '../../src/territory/domain/buildings.ts'
import { bbox } from '../../src/territory/domain/geometry.ts'
import { buildAreaIndex } from '../../src/territory/domain/locate.ts'
import { nameAreas } from './areas.ts'
import { cutCounty } from './county.ts'
import { landOf, roadsOf } from './ground.ts'
import { readNames } from './names.ts'
import { nameBuildings, namePoints } from './things.ts'

const seed = 990101

// Mulberry32: small, and the same on every machine.
const createRandom = (start: number): (() => number) => {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const write = (name: string, features: readonly Feature[]): void => {
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n')
  const head = `{"type":"FeatureCollection","attribution":"© OpenStreetMap contributors, ODbL 1.0","features":[\n`
  writeFileSync(new URL(`${name}.geojson`, import.meta.url), `${head}${lines}\n]}\n`)
}

const osm = JSON.parse(readFileSync(new URL('osm.geojson', import.meta.url), 'utf8')) as FeatureCollection
const names = readNames()
const { buildings } = unwrap(readBuildings(osm))
const areas = nameAreas(cutCounty(osm, buildings, createRandom(seed)), names, osm)
const county = areas[0]
if (!county) throw new Error('no county')
const index = buildAreaIndex(
  areas.map(({ geometry, properties }) => ({ ...properties, boundary: geometry, validTo: null, predecessors: [] })),
)
const ground = { areas, index, names }
const box = bbox(county.geometry)
const roads = roadsOf(osm, names, box)
const named = nameBuildings(buildings, roads, ground)
write('areas', areas)
write('roads', roads)
write('land', landOf(osm, names, box))
write('buildings', named)
write('points', namePoints(osm, named, ground))
