import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import type { Role } from '../kernel/actor.ts'
import { route, type Call, type PageReply } from '../kernel/http/route.ts'
import { ok, refuse, type FieldFault } from '../kernel/result.ts'
import { changeAreas, dayOf, previewChange, readAreasOn, type ChangeReport } from './actions.ts'
import type { Movers } from './moving.ts'
import { areaName, loadPlaces } from './api.ts'
import { areaLevels, type Area } from './domain/code.ts'
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
    summary: 'Areas in force today or on another day, of a level or within another, by code',
    permission: 'public',
    query: z.object({
      level: z.enum(areaLevels as ['county', 'street', 'community', 'grid']).optional(),
      within: z
        .string()
        .regex(/^\d{6}(\d{3}){0,3}$/)
        .optional(),
      on: z.iso.date().optional(),
    }),
    output: z.array(z.object({ code: z.string(), name: z.string(), level: z.string() })),
    async handle({ kernel, lang }, { query: { level, within, on } }) {
      const asked = (area: Area): boolean => (!level || area.level === level) && (!within || area.code.startsWith(within))
      const areas = on ? (await readAreasOn(kernel.db.sql, on)).filter(asked) : (await loadPlaces(kernel)).areas(level, within)
      return ok(areas.map((area) => ({ code: area.code, name: areaName(area, lang), level: area.level })))
    },
  }),
  'territory.areas.drawn': route({
    method: 'GET',
    path: '/api/areas/drawn',
    summary: 'A community and its grids with their boundaries, as they are today or were on another day',
    permission: 'public',
    query: z.object({ community: z.string().regex(/^\d{12}$/), on: z.iso.date().optional() }),
    output: z.object({
      day: z.string(),
      today: z.string(),
      community: z.object({ code: z.string(), name: z.string(), boundary: z.unknown() }),
      grids: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string(), boundary: z.unknown(), validFrom: z.string() })),
    }),
    async handle({ kernel, lang, now }, { query }) {
      const today = await dayOf(kernel, now)
      const day = query.on ?? today
      const areas = (await readAreasOn(kernel.db.sql, day)).filter(({ code }) => code.startsWith(query.community))
      const community = areas.find(({ code }) => code === query.community)
      if (!community) return refuse('not-found', 'territory.change.not-in-force', { code: query.community })
      const shown = (area: Area) => ({ code: area.code, name: areaName(area, lang), boundary: area.boundary as unknown })
      const grids = areas.filter(({ level }) => level === 'grid')
      const list = grids.map((area) => ({ ...shown(area), kind: area.kind, validFrom: area.validFrom }))
      return ok({ day, today, community: shown(community), grids: list })
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

const areaCode = z.string().regex(/^\d{6}(\d{3}){0,3}$/)
// Its coordinates are looked at when the change is decided: every fault is then told at once, by ring.
const surface = z.strictObject({ type: z.string().max(40), coordinates: z.array(z.unknown()).max(1000) })
const areaShape = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  predecessors: z.array(z.string()),
  boundary: z.unknown(),
})
const reportShape = z.object({
  kind: z.enum(['split', 'merge', 'redraw', 'replan']),
  day: z.string(),
  version: z.string(),
  ended: z.array(areaShape),
  added: z.array(areaShape),
  redrawn: z.array(areaShape),
  moves: z.array(
    z.object({ thing: z.string(), moved: z.array(z.object({ from: z.string(), to: z.string().nullable(), count: z.number() })) }),
  ),
  warnings: z.array(z.object({ path: z.string(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
})

const shownArea = ({ code, name, kind, predecessors, boundary }: Area): z.output<typeof areaShape> => ({
  code,
  name,
  kind,
  boundary,
  predecessors: [...predecessors],
})

const shownWarning = ({ path, code, params }: FieldFault): z.output<typeof reportShape>['warnings'][number] => ({
  path,
  code,
  params: { ...params },
})

const shownReport = ({ plan, version, moves, warnings }: ChangeReport): z.output<typeof reportShape> => ({
  kind: plan.kind,
  day: plan.day,
  version,
  ended: plan.ended.map(shownArea),
  added: plan.added.map(shownArea),
  redrawn: plan.redrawn.map(shownArea),
  moves: Object.entries(moves).map(([thing, moved]) => ({ thing, moved: [...moved] })),
  warnings: warnings.map(shownWarning),
})

/** Routes that change grids; `movers` are what other capabilities keep by area. */
export const areaRoutes = (movers: Movers) =>
  ({
    'territory.areas.change': route({
      method: 'POST',
      path: '/api/areas/changes',
      summary: 'Split, merge, redraw or plan anew the grids of a community from today on; dry=true tells what would move',
      permission: 'areas.change',
      perMinute: 60,
      bodyBytes: 8 * 1024 * 1024,
      query: z.object({ dry: z.enum(['true', 'false']).optional() }),
      body: z.strictObject({
        community: areaCode,
        ended: z.array(areaCode).max(999).default([]),
        added: z
          .array(
            z.strictObject({
              name: z.string().max(100),
              nameEn: z.string().max(100).nullable().optional(),
              kind: z.enum(['basic', 'dedicated']).default('basic'),
              boundary: surface.nullable(),
            }),
          )
          .max(999)
          .default([]),
        redrawn: z
          .array(z.strictObject({ code: areaCode, boundary: surface }))
          .max(999)
          .default([]),
        version: z.string().max(64).optional(),
        bounds: z.string().max(40).optional(),
      }),
      output: reportShape,
      async handle({ kernel, actor, now }, { query, body }) {
        const act = query.dry === 'true' ? previewChange : changeAreas
        const report = await act(kernel, actor, body, now, movers)
        return report.ok ? ok(shownReport(report.value)) : report
      },
    }),
  }) as const

/** Where the streets lie is no secret, so the other routes are public. Beyond the role, a change must lie within the administrator's reach. */
export const territoryPermissions = { 'areas.change': ['administrator'] } as const satisfies Readonly<Record<string, readonly Role[]>>
