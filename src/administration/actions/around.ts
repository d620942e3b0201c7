import { loadDirectory, reachOf } from '../../access/api.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { refuse, type Result } from '../../kernel/result.ts'
import { loadCatalogue } from '../../matters/api.ts'
import { readRules } from '../../triage/api.ts'
import type { Around } from '../domain/thing.ts'
import { readAreaRows, readCategories } from '../store.ts'

/** What rows are checked against. What other things say is read from the transaction: a second-old memory could let a rule name a retired category. */
export const aroundOf = async (kernel: Kernel, tx: Sql, now: Date): Promise<Around> => {
  const [directory, catalogue, { zone }] = await Promise.all([loadDirectory(kernel), loadCatalogue(kernel), kernel.district()])
  const today = new Date(now.getTime() + zone.offsetAt(now.getTime())).toISOString().slice(0, 10)
  const [categories, rules, areas] = [await readCategories(tx), await readRules(tx), await readAreaRows(tx)]
  const rulesOf = new Map<string, number>()
  for (const rule of rules) rulesOf.set(rule.category, (rulesOf.get(rule.category) ?? 0) + 1)
  return {
    today,
    trees: new Set(catalogue.procedures().flatMap(({ procedure }) => procedure.intake.categories ?? [])),
    categories: new Map(categories.filter((row) => row.inUse).map((row) => [row.code, row.parent])),
    rulesOf,
    areas: new Map(areas.filter((row) => row.validTo === null || row.validTo >= today).map((row) => [row.code, row.name])),
    units: new Map(
      directory
        .all()
        .filter((unit) => directory.isOpen(unit.id, today))
        .map((unit) => [unit.id, unit.name]),
    ),
    newId: () => newId(now, kernel.random),
  }
}

/** Only an administrator at the top of the tree changes what holds for the whole district. Null when the actor may. */
export const notWhole = async (kernel: Kernel, actor: Actor): Promise<Result<never> | null> =>
  reachOf(actor, await loadDirectory(kernel), 'administrator').whole ? null : refuse('forbidden', 'administration.whole-district')
