import { localParts } from '../kernel/calendar/day.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loadCatalogue, routingFacts, type MatterState } from '../matters/api.ts'
import { categoriesFor, routesFor, type RoutingRule, type Suggestion } from './domain.ts'
import { readRules } from './store.ts'

export type { RoutingRule, Suggestion } from './domain.ts'
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
