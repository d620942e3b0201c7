import { z } from 'zod'
import { readPhone } from '../../kernel/form/numbers.ts'
import { route } from '../../kernel/http/route.ts'
import { ok, refuseFields } from '../../kernel/result.ts'
import { namesFor, presentRows, rowView } from '../../matters/api.ts'
import { lookUp } from '../actions/lookup.ts'
import { logTaken } from './download.ts'

const point = z.object({ lon: z.number(), lat: z.number() })

export const deskRoutes = {
  'oversight.lookup': route({
    method: 'GET',
    path: '/api/desk/lookup',
    summary:
      'Earlier matters of a telephone number or at an address, and how the person wants to be reached; a look-up by number is logged',
    permission: 'oversight.lookup',
    query: z.object({ phone: z.string().max(40).optional(), address: z.string().max(120).optional() }),
    output: z.object({
      matters: z.array(rowView),
      places: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          address: z.string().nullable(),
          point: point.nullable(),
          area: z.object({ id: z.string(), name: z.string() }),
        }),
      ),
      wish: z.string().nullable(),
    }),
    perMinute: 60,
    async handle(call, { query }) {
      const { kernel, actor } = call
      const address = query.address?.trim() || null
      const phone = query.phone ? (readPhone(query.phone) ?? null) : null
      if (query.phone && phone === null) return refuseFields([{ path: 'phone', code: 'lookup.bad-phone' }])
      if (phone === null && address === null) return refuseFields([{ path: 'phone', code: 'lookup.nothing-asked' }])
      const found = await lookUp(kernel, actor, { phone, address })
      // Written down before anything is shown, so that each person concerned can see it.
      if (phone !== null) await logTaken(call, 'earlier-matters', 'desk lookup', found.byPhone)
      const names = await namesFor(call)
      const places = found.places.map((place) => ({ ...place, address: null, area: names.area(place.area) }))
      return ok({ matters: await presentRows(call, found.rows), places, wish: found.wish })
    },
  }),
} as const
