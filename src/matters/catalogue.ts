import { parse } from 'yaml'
import type { Limit } from '../kernel/calendar/due.ts'
import type { Sql } from '../kernel/database/open.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { CategoryLimits } from './domain/command.ts'
import { procedureSchema, type Procedure } from './domain/procedure.ts'

/** A category of the district, with its limits. */
export interface Category {
  readonly code: string
  readonly tree: string
  readonly parent: string | null
  readonly name: string
  readonly nameEn: string
  readonly keywords: readonly string[]
  readonly respond: Limit | null
  readonly handle: Limit | null
  readonly listItem: string | null
  readonly source: string | null
}

/** The procedures that are stored and the categories: read once and kept until an administrator changes them. */
export interface Catalogue {
  /** A version by its digest; throws when it was never stored. */
  readonly procedure: (digest: string) => Procedure
  /** The version in force of a kind; null when there is none. */
  readonly inForce: (id: string) => { readonly digest: string; readonly procedure: Procedure } | null
  readonly procedures: () => readonly { readonly digest: string; readonly procedure: Procedure }[]
  /** A category by its code, also one that was retired: matters keep it, and it keeps its name. */
  readonly category: (code: string) => Category | null
  /** Those in use: what may be chosen. */
  readonly categories: (tree: string) => readonly Category[]
  /** Limits of a category, its parent's where it has none of its own; null when none of this code is in use. */
  readonly limitsOf: (code: string) => CategoryLimits | null
  /** The same, also of a category that was retired: for matters that have it already. */
  readonly heldLimitsOf: (code: string) => CategoryLimits | null
}

export const cacheName = 'matters.catalogue'

export const loadCatalogue = (kernel: Kernel): Promise<Catalogue> => kernel.caches.get(cacheName, () => readCatalogue(kernel.db.sql))

const readCatalogue = async (db: Sql): Promise<Catalogue> => {
  const stored = await db.selectFrom('procedure').select(['digest', 'id', 'body', 'in_force']).execute()
  // What is stored was checked when it was stored; only its shape is read here, for words of the district that it names may have gone since.
  const versions = stored.map((row) => ({ digest: row.digest, inForce: row.in_force, procedure: procedureSchema.parse(parse(row.body)) }))
  const byDigest = new Map(versions.map((version) => [version.digest, version.procedure]))
  const current = versions.filter((version) => version.inForce)
  const rows = await db.selectFrom('category').selectAll().orderBy('position').orderBy('code').execute()
  const known = new Map(rows.map((row) => [row.code, categoryOf(row)]))
  const categories = new Map(rows.filter((row) => row.valid_to === null).map((row) => [row.code, categoryOf(row)]))
  const limitsAmong =
    (among: ReadonlyMap<string, Category>) =>
    (code: string): CategoryLimits | null => {
      const category = among.get(code)
      if (!category) return null
      const above = category.parent ? known.get(category.parent) : undefined
      return { respond: category.respond ?? above?.respond ?? null, handle: category.handle ?? above?.handle ?? null }
    }
  return {
    procedure: (digest) => {
      const procedure = byDigest.get(digest)
      if (!procedure) throw new Error(`no procedure is stored under ${digest}`)
      return procedure
    },
    inForce: (id) => current.find((each) => each.procedure.id === id) ?? null,
    procedures: () => current,
    category: (code) => known.get(code) ?? null,
    categories: (tree) => [...categories.values()].filter((category) => category.tree === tree),
    limitsOf: limitsAmong(categories),
    heldLimitsOf: limitsAmong(known),
  }
}

const categoryOf = (row: {
  code: string
  tree: string
  parent: string | null
  name: string
  name_en: string
  keywords: string[]
  respond: unknown
  handle: unknown
  list_item: string | null
  source: string | null
}): Category => ({
  code: row.code,
  tree: row.tree,
  parent: row.parent,
  name: row.name,
  nameEn: row.name_en,
  keywords: row.keywords,
  respond: row.respond as Limit | null,
  handle: row.handle as Limit | null,
  listItem: row.list_item,
  source: row.source,
})
