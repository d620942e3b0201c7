import { z } from 'zod'
import { route } from '../../kernel/http/route.ts'
import { ok } from '../../kernel/result.ts'
import { needsSetup, setUp, type SetUpPort } from '../actions/set-up.ts'
import { beginSession } from '../sessions.ts'
import { nothing } from './shapes.ts'
import { unitRowShape } from './units.ts'

/** The body of the first set-up, for the page that asks for it. */
export const setUpShape = z.object({
  token: z.string().max(60),
  administrator: z.object({ login: z.string().max(200), name: z.string().max(80), password: z.string().max(400) }),
  county: z.object({ code: z.string().max(15), name: z.string().max(80), nameEn: z.string().max(120) }),
  units: z.array(unitRowShape).max(5000),
})

/** The routes of the first set-up; `port` is what other capabilities do in its transaction. */
export const setUpRoutes = (port: SetUpPort) =>
  ({
    'access.needs-set-up': route({
      method: 'GET',
      path: '/api/set-up',
      summary: 'Whether the server waits for its first set-up',
      permission: 'public',
      output: z.object({ needed: z.boolean() }),
      handle: async (call) => ok({ needed: await needsSetup(call.kernel) }),
    }),
    'access.set-up': route({
      method: 'POST',
      path: '/api/set-up',
      summary: 'First set-up: the administrator, the county and the units, with the token that the server printed at start',
      permission: 'public',
      perMinute: 10,
      body: setUpShape,
      output: nothing,
      async handle(call, { body: { token, ...given } }) {
        const result = await setUp(call.kernel, given, token, port, call.now)
        if (!result.ok) return result
        await beginSession(call.kernel, call.request, { kind: 'staff', id: result.value.account }, false)
        return ok({})
      },
    }),
  }) as const
