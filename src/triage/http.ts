import { z } from 'zod'
import type { Limit } from '../kernel/calendar/due.ts'
import { computeDue } from '../kernel/calendar/due.ts'
import { phraseDue } from '../kernel/calendar/phrase.ts'
import { route } from '../kernel/http/route.ts'
import { createTranslator } from '../kernel/i18n.ts'
import { ok, refuse } from '../kernel/result.ts'
import {
  can,
  factsOf,
  limitWords,
  matterRules,
  namesFor,
  presentRows,
  readRows,
  readState,
  rowView,
  type MatterState,
  type Names,
} from '../matters/api.ts'
import { proposeUnits } from './actions.ts'
import { likelyDuplicates, suggestCategories } from './api.ts'
import { uncovered, type Proposal } from './domain/routing.ts'
import { readBody } from './store.ts'
import { triageTexts } from './texts.ts'

const t = createTranslator(triageTexts)

const named = z.object({ id: z.string(), name: z.string() })

const proposalView = z.object({
  unit: named,
  assistants: z.array(named),
  /** Why: the rule's own words, and what the unit did before. */
  reason: z.string(),
  listItem: z.string().nullable(),
  /** "5 个工作日" */
  limit: z.string().nullable(),
  /** "周五 24:00 到期", as reckoned from now. */
  due: z.string().nullable(),
  /** The rule that the limit comes from. */
  source: z.string().nullable(),
})

const viewOf = (each: Proposal, state: MatterState, names: Names): z.output<typeof proposalView> => {
  const category = state.category ? names.catalogue.category(state.category) : null
  const standard: Limit | null = state.category ? (names.catalogue.limitsOf(state.category)?.handle ?? null) : null
  const limit = each.handle ?? standard
  const area = names.area(state.areaCode.slice(0, 9)).name
  const past = each.past > 0 ? t(names.lang, 'triage.by-past', { n: each.past, area }) : null
  const parent = category?.parent ? names.catalogue.category(category.parent) : null
  return {
    unit: names.unit(each.lead),
    assistants: each.assistants.map(names.unit),
    reason: [each.reason, past].filter(Boolean).join(names.lang === 'zh' ? '；' : '; '),
    listItem: each.listItem,
    limit: limit ? limitWords(limit, names) : null,
    due: limit ? phraseDue(computeDue(limit, names.now, names.district).due, names.now, names.district.zone, names.lang) : null,
    // A rule with a limit of its own is its source; else the category's, or its parent's where that gives the limit.
    source: !limit ? null : each.handle ? each.reason : category?.handle ? category.source : (parent?.source ?? null),
  }
}

export const triageRoutes = {
  'triage.suggestions': route({
    method: 'GET',
    path: '/api/matters/:id/suggestions',
    summary: 'For a dispatch: units that rules and past matters suggest, with reason and limit, and matters that may be the same',
    permission: 'matters.read',
    params: z.object({ id: z.uuid() }),
    output: z.object({
      units: z.array(proposalView),
      /** Why there is none. */
      note: z.string().nullable(),
      /** Open matters that may be the same, likeliest first; only what the reader may read. */
      duplicates: z.array(rowView),
    }),
    async handle(call, { params }) {
      const { kernel, actor, now } = call
      const state = await readState(kernel.db.sql, params.id)
      if (!state || !can(actor, matterRules['matter.read'], factsOf(state))) return refuse('not-found', 'matter.not-found')
      const sought = {
        procedure: state.procedure.id,
        text: await readBody(kernel.db.sql, state.id),
        category: state.category,
        area: state.areaCode,
        point: state.point,
      }
      const [proposals, same, names] = await Promise.all([
        proposeUnits(kernel, actor, state, now),
        likelyDuplicates(kernel, sought, { actor, matter: state }, now),
        namesFor(call),
      ])
      const rows = await readRows(
        kernel.db.sql,
        actor,
        same.map((each) => each.id),
      )
      return ok({
        units: proposals.map((each) => viewOf(each, state, names)),
        note: proposals.length === 0 ? names.text(uncovered) : null,
        duplicates: await presentRows(call, rows),
      })
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
