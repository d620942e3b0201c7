import { z } from 'zod'
import { phraseDue } from '../kernel/calendar/phrase.ts'
import { computeDue } from '../kernel/calendar/due.ts'
import { route } from '../kernel/http/route.ts'
import { ok, refuse } from '../kernel/result.ts'
import { can, factsOf, limitWords, matterRules, namesFor, readState } from '../matters/api.ts'
import { suggestCategories, suggestUnits } from './api.ts'
import { uncovered } from './domain.ts'

const named = z.object({ id: z.string(), name: z.string() })

export const triageRoutes = {
  'triage.suggestions': route({
    method: 'GET',
    path: '/api/matters/:id/suggestions',
    summary: 'Units that the routing rules suggest for a matter, with the reason and the limit',
    permission: 'matters.read',
    params: z.object({ id: z.uuid() }),
    output: z.object({
      units: z.array(
        z.object({
          unit: named,
          assistants: z.array(named),
          reason: z.string(),
          listItem: z.string().nullable(),
          limit: z.string().nullable(),
          due: z.string().nullable(),
        }),
      ),
      /** Why there is none. */
      note: z.string().nullable(),
    }),
    async handle(call, { params }) {
      const { kernel, actor, now } = call
      const state = await readState(kernel.db.sql, params.id)
      if (!state || !can(actor, matterRules['matter.read'], factsOf(state))) return refuse('not-found', 'matter.not-found')
      const [suggestions, names] = await Promise.all([suggestUnits(kernel, state, now), namesFor(call)])
      const standard = state.category ? (names.catalogue.limitsOf(state.category)?.handle ?? null) : null
      const units = suggestions.slice(0, 5).map((each) => {
        const limit = each.handle ?? standard
        const due = limit ? phraseDue(computeDue(limit, now, names.district).due, now, names.district.zone, names.lang) : null
        return {
          unit: names.unit(each.lead),
          assistants: each.assistants.map(names.unit),
          reason: each.reason,
          listItem: each.listItem,
          limit: limit ? limitWords(limit, names) : null,
          due,
        }
      })
      return ok({ units, note: units.length === 0 ? names.text(uncovered) : null })
    },
  }),
  'triage.categories': route({
    method: 'GET',
    path: '/api/categories/suggest',
    summary: 'Categories whose keywords stand in the words',
    permission: 'public',
    query: z.object({ tree: z.string().max(40).default('requests'), text: z.string().max(2000) }),
    output: z.array(z.object({ code: z.string(), name: z.string(), found: z.array(z.string()) })),
    perMinute: 120,
    async handle(call, { query }) {
      const [found, names] = await Promise.all([suggestCategories(call.kernel, query.tree, query.text), namesFor(call)])
      return ok(found.map((each) => ({ ...each, name: names.category(each.code)?.name ?? each.code })))
    },
  }),
} as const
