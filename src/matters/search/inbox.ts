import { sql, type RawBuilder } from 'kysely'
import type { Kernel } from '../../kernel/kernel.ts'
import { loadDirectory } from '../../access/api.ts'
import { loadCatalogue } from '../catalogue.ts'
import { normalised, termsOf } from './words.ts'
import { standsIn } from './store.ts'

/** What of a queue is asked for. */
export interface InboxFilter {
  /** Itself and all below it: their codes begin with its own and a dot. */
  readonly category?: string | undefined
  /** Itself and all within: their codes begin with its own. */
  readonly area?: string | undefined
  /** Terms parted by blanks: each must stand in the matter's words, or be the beginning of its code, or name its category or lead unit. */
  readonly q?: string | undefined
}

/**
 * The filter as a condition over `task t`; null when nothing is asked for. One character is enough, for an inbox is small: no index is needed, the tasks of the
 * reader's units are read anyway.
 */
export const inboxAmong = async (kernel: Kernel, { category, area, q }: InboxFilter): Promise<RawBuilder<boolean> | null> => {
  const parts: RawBuilder<boolean>[] = []
  if (category) parts.push(sql<boolean>`(m.category = ${category} or starts_with(m.category, ${`${category}.`}))`)
  if (area) parts.push(sql<boolean>`(m.area_code >= ${area} and m.area_code < ${`${area}:`})`)
  for (const term of termsOf(q ?? '')) parts.push(await named(kernel, term))
  if (parts.length === 0) return null
  return sql<boolean>`exists (
    select 1 from matter m join matter_words w on w.matter_id = m.id where m.id = t.matter_id and ${sql.join(parts, sql` and `)})`
}

const named = async (kernel: Kernel, term: string): Promise<RawBuilder<boolean>> => {
  const [catalogue, directory] = await Promise.all([loadCatalogue(kernel), loadDirectory(kernel)])
  const holds = (name: string): boolean => normalised(name).includes(term)
  const trees = [...new Set(catalogue.procedures().map(({ procedure }) => procedure.intake.categories))]
  const categories = trees
    .flatMap((tree) => catalogue.categories(tree))
    .filter((each) => holds(each.name) || holds(each.nameEn))
    .map((each) => each.code)
  const units = directory
    .all()
    .filter((unit) => holds(unit.name) || holds(unit.nameEn ?? ''))
    .map((unit) => unit.id)
  const either = [standsIn(term)]
  if (/^\d{3,12}$/.test(term)) either.push(sql<boolean>`starts_with(m.code, ${term})`)
  if (categories.length > 0) either.push(sql<boolean>`m.category in (${sql.join(categories)})`)
  if (units.length > 0) either.push(sql<boolean>`m.lead_unit in (${sql.join(units)})`)
  return sql<boolean>`(${sql.join(either, sql` or `)})`
}
