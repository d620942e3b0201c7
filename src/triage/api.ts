import { localParts } from '../kernel/calendar/day.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loadCatalogue, routingFacts, type MatterState } from '../matters/api.ts'
import { categoriesFor, routesFor, type RoutingRule, type Suggestion } from './domain/routing.ts'
import { likelySame, usualNearness, type Sought } from './domain/similar.ts'
import { readCandidates, readRules, type Looking } from './store.ts'

export type { RoutingRule, Suggestion } from './domain/routing.ts'
export { readRules, replaceRules } from './store.ts'

/** Name under which the kernel's caches keep the routing rules. */
export const cacheName = 'triage.rules'

/** The units that the district's rules suggest for a matter now, best first. */
export const suggestUnits = async (kernel: Kernel, state: MatterState, now: Date): Promise<Suggestion[]> => {
  const [rules, catalogue, { zone }] = await Promise.all([
    kernel.caches.get<RoutingRule[]>(cacheName, () => readRules(kernel.db.sql)),
    loadCatalogue(kernel),
    kernel.district(),
  ])
  const { hour, weekday } = localParts(now, zone)
  const parent = state.category ? (catalogue.category(state.category)?.parent ?? null) : null
  return routesFor(
    rules,
    { category: state.category, parent, areaCode: state.areaCode, aboutUnit: state.aboutUnit },
    routingFacts(state, { hour, weekday: weekday === 0 ? 7 : weekday }),
  )
}

/** Categories of a tree whose keywords stand in the words. */
export const suggestCategories = async (
  kernel: Kernel,
  tree: string,
  words: string,
  limit = 5,
): Promise<{ code: string; found: string[] }[]> => categoriesFor(words, (await loadCatalogue(kernel)).categories(tree), limit)

/**
 * Open matters of a kind that may be the same as the one sought, likeliest first, at most three: near in place, time and words. What is shown depends on who looks:
 * outsiders never hear of sealed or restricted ones, staff only of what they may read and could merge with.
 */
export const likelyDuplicates = async (
  kernel: Kernel,
  sought: Sought & { readonly procedure: string },
  looking: Looking,
  now: Date,
): Promise<MatterState[]> => {
  // Without a street everything in the county would be near.
  if (sought.area.length < 9) return []
  const since = new Date(now.getTime() - usualNearness.days * 86_400_000)
  const rows = await readCandidates(kernel.db.sql, sought.procedure, sought.area.slice(0, 9), since, looking)
  const candidates = rows.map(({ state, text }) => ({
    state,
    id: state.id,
    text,
    category: state.category,
    area: state.areaCode,
    point: state.point,
    filedAt: new Date(state.filedAt),
  }))
  return likelySame(sought, candidates, now).map(({ state }) => state)
}
