import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import { route, type Call, type PageReply } from '../kernel/http/route.ts'
import { ok } from '../kernel/result.ts'
import { areaName, loadPlaces } from './api.ts'
import { areaLevels } from './domain/code.ts'
import { maxTileZoom, tileOf } from './domain/tiles.ts'
import { frameOf } from './domain/frame.ts'
import { loadTiles } from './tiles.ts'

const gzipped = promisify(gzip)
const point = z.object({ lon: z.number(), lat: z.number() })
const number = z.string().regex(/^\d{1,6}$/)

const tile = async ({ kernel, request }: Call, z0: number, x: number, y: number): Promise<PageReply> => {
  const set = await loadTiles(kernel)
  const etag = `"${set.version}-${z0}-${x}-${y}"`
  const common = { etag, 'cache-control': 'public, max-age=3600', vary: 'accept-encoding' }
  const type = 'application/vnd.mapbox-vector-tile'
  const empty = new Uint8Array(0)
  if (String(request.headers['if-none-match'] ?? '').includes(etag)) return { bytes: empty, type, status: 304, headers: common }
  const bytes = tileOf(set, z0, x, y)
  if (!bytes) return { bytes: empty, type, status: 204, headers: common }
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return { bytes, type, headers: common }
  return { bytes: await gzipped(bytes), type, headers: { ...common, 'content-encoding': 'gzip' } }
}

export const territoryRoutes = {
  'territory.places': route({
    method: 'GET',
    path: '/api/places',
    summary: 'Named places and areas that fit the words, best first, for the forms',
    permission: 'public',
    query: z.object({ q: z.string().max(120) }),
    output: z.array(
      z.object({ id: z.string(), name: z.string(), point: point.nullable(), area: z.object({ id: z.string(), name: z.string() }) }),
    ),
    perMinute: 240,
    async handle({ kernel, lang }, { query }) {
      const places = await loadPlaces(kernel)
      return ok(
        places
          .find(query.q, 12)
          .map((found) => ({ ...found, area: { id: found.area, name: areaName(places.area(found.area), lang) || found.area } })),
      )
    },
  }),
  'territory.areas': route({
    method: 'GET',
    path: '/api/areas',
    summary: 'Areas in force, of a level or within another, by code',
    permission: 'public',
    query: z.object({
      level: z.enum(areaLevels as ['county', 'street', 'community', 'grid']).optional(),
      within: z
        .string()
        .regex(/^\d{6}(\d{3}){0,3}$/)
        .optional(),
    }),
    output: z.array(z.object({ code: z.string(), name: z.string(), level: z.string() })),
    async handle({ kernel, lang }, { query }) {
      const places = await loadPlaces(kernel)
      return ok(places.areas(query.level, query.within).map((area) => ({ code: area.code, name: areaName(area, lang), level: area.level })))
    },
  }),
  'territory.map-style': route({
    method: 'GET',
    path: '/api/map/style',
    summary: 'Where the district lies on the map, and which levels of detail its tiles have',
    permission: 'public',
    output: z.object({
      center: point,
      /** West, south, east, north; null when no boundary was drawn. */
      bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
      minZoom: z.number(),
      maxZoom: z.number(),
    }),
    async handle({ kernel }) {
      const places = await loadPlaces(kernel)
      return ok({ ...frameOf(places.areas()), maxZoom: maxTileZoom })
    },
  }),
  'territory.tile': route({
    method: 'GET',
    path: '/api/tiles/:z/:x/:y',
    summary: 'One vector tile of the district’s map; `.pbf` may follow the last number',
    permission: 'public',
    params: z.object({ z: number, x: number, y: z.string().regex(/^\d{1,6}(\.pbf)?$/) }),
    output: 'page',
    perMinute: 3000,
    handle: async (call, { params }) => ok(await tile(call, Number(params.z), Number(params.x), Number.parseInt(params.y, 10))),
  }),
} as const

/** All of territory's own routes are public: where the streets lie is no secret. */
export const territoryPermissions = {} as const
