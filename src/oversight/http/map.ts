import { z } from 'zod'
import { route } from '../../kernel/http/route.ts'
import { ok, refuse, refuseFields } from '../../kernel/result.ts'
import { namesFor, surroundings } from '../../matters/api.ts'
import { areaName, loadPlaces } from '../../territory/api.ts'
import { countOpen, readPoints, type Box } from '../store/board.ts'

/** Points of one answer at most; more would hide each other anyway. */
const mostPoints = 5000

const named = z.object({ id: z.string(), name: z.string() })

const boxOf = (text: string): Box | null => {
  const [west, south, east, north, ...more] = text.split(',').map(Number)
  if (west === undefined || south === undefined || east === undefined || north === undefined || more.length > 0) return null
  const box: Box = [west, south, east, north]
  return box.every(Number.isFinite) && west <= east && south <= north ? box : null
}

export const mapRoutes = {
  'oversight.map-matters': route({
    method: 'GET',
    path: '/api/map/matters',
    summary: 'Open matters with a point that the reader may see, newest first, at most 5,000',
    permission: 'matters.read',
    query: z.object({
      bbox: z.string().max(120).optional(),
      category: z.string().max(60).optional(),
      late: z.enum(['true', 'false']).optional(),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
    }),
    output: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        lon: z.number(),
        lat: z.number(),
        category: named.nullable(),
        late: z.boolean(),
        stage: named,
        title: z.string(),
      }),
    ),
    async handle(call, { query }) {
      const { kernel, actor, now } = call
      const { bbox, late, ...filter } = query
      const box = bbox === undefined ? null : boxOf(bbox)
      if (bbox !== undefined && !box) return refuseFields([{ path: 'bbox', code: 'map.bad-box' }])
      const points = await readPoints(kernel.db.sql, actor, now, { ...filter, scope: 'open', box, late: late === 'true' }, mostPoints)
      const names = await namesFor(call)
      const title = (digest: string, stage: string): string => {
        const known = names.catalogue.procedure(digest).stages[stage]
        return known ? names.text(known.title) : stage
      }
      return ok(
        points.map(({ digest, ...each }) => ({
          ...each,
          category: names.category(each.category),
          stage: { id: each.stage, name: title(digest, each.stage) },
        })),
      )
    },
  }),
  'oversight.area': route({
    method: 'GET',
    path: '/api/areas/:code',
    summary: 'One area: where it lies and which units serve it; staff also see how many open matters they may read there',
    permission: 'public',
    params: z.object({ code: z.string().regex(/^\d{6}(\d{3}){0,3}$/) }),
    output: z.object({
      code: z.string(),
      name: z.string(),
      level: z.string(),
      path: z.array(z.object({ code: z.string(), name: z.string() })),
      units: z.array(z.object({ role: z.string(), unit: named })),
      open: z.number().nullable(),
    }),
    async handle(call, { params: { code } }) {
      const { kernel, actor, lang } = call
      const [places, around, names] = await Promise.all([loadPlaces(kernel), surroundings(kernel), namesFor(call)])
      const area = places.area(code)
      if (!area) return refuse('not-found', 'area.unknown')
      const units = (['grid-worker', 'community-worker', 'dispatcher'] as const).flatMap((role) => {
        const unit = around.dutyUnit(role, code)
        return unit ? [{ role, unit: names.unit(unit) }] : []
      })
      const path = places.pathOf(code).map((each) => ({ code: each.code, name: areaName(each, lang) }))
      const open = actor.kind === 'staff' ? await countOpen(kernel.db.sql, actor, code) : null
      return ok({ code, name: areaName(area, lang), level: area.level, path, units, open })
    },
  }),
} as const
