import { loadDirectory, reachOf } from '../../access/api.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { refuse, type Result } from '../../kernel/result.ts'
import { loadCatalogue } from '../../matters/api.ts'
import { readRules } from '../../triage/api.ts'
import type { Around } from '../domain/thing.ts'
import { readAreaRows, readCategories, readOpenUnits } from '../store.ts'

/** Reads what rows are checked against, from the transaction: a second-old memory could let a rule name a retired category. */
export type LookAround = (db: Sql) => Promise<Around>

/**
 * Prepares the look around. What the kernel's caches hold is asked for here, before a transaction begins: within one, the embedded database, which has a single
 * connection, would wait for itself.
 */
export const lookAround = async (kernel: Kernel, now: Date): Promise<LookAround> => {
  const [catalogue, { zone }] = await Promise.all([loadCatalogue(kernel), kernel.district()])
  const today = new Date(now.getTime() + zone.offsetAt(now.getTime())).toISOString().slice(0, 10)
  const trees = new Set(catalogue.procedures().map(({ procedure }) => procedure.intake.categories))
  return async (db) => {
    const categories = await readCategories(db)
    const rulesOf = new Map<string, number>()
    for (const rule of await readRules(db)) rulesOf.set(rule.category, (rulesOf.get(rule.category) ?? 0) + 1)
    const areas = (await readAreaRows(db)).filter((row) => row.validTo === null || row.validTo >= today)
    return {
      today,
      trees,
      categories: new Map(categories.filter((row) => row.inUse).map((row) => [row.code, row.parent])),
      rulesOf,
      areas: new Map(areas.map((row) => [row.code, row.name])),
      units: await readOpenUnits(db, today),
      newId: () => newId(now, kernel.random),
    }
  }
}

/** What rows are checked against, outside a transaction. */
export const aroundNow = async (kernel: Kernel, now: Date): Promise<Around> => (await lookAround(kernel, now))(kernel.db.sql)

/** Only an administrator at the top of the tree changes what holds for the whole district. Null when the actor may. */
export const notWhole = async (kernel: Kernel, actor: Actor): Promise<Result<never> | null> =>
  reachOf(actor, await loadDirectory(kernel), 'administrator').whole ? null : refuse('forbidden', 'administration.whole-district')
