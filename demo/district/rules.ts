import type { Bilingual, Limit, RuleSource } from './shapes.ts'

/** One rule of routing, written out: one category or group, one area prefix, one lead. */
export interface RoutingRule {
  readonly id: string
  /** Code of a leaf category, or of a first-level one for all its leaves. */
  readonly category: string
  /** Prefix of area codes; the county's code when the rule holds everywhere. */
  readonly prefix: string
  /** CEL over the facts of a matter and the hour of filing; null = always. */
  readonly condition: string | null
  readonly lead: string
  readonly assistants: readonly string[]
  /** Item of the duty lists, from the category; null for a group. */
  readonly listItem: string | null
  /** A limit that replaces the category's own for handling. */
  readonly handle: Limit | null
  readonly reason: Bilingual
  /** Where it stands in the file, from 0. */
  readonly position: number
}

type Sets = Readonly<Record<string, Readonly<Record<string, string>>>>
interface CategoryRef {
  readonly code: string
  readonly duty: string | null
}

const county = '990101'

/** The unit that `reference` (a code, or @set) means in `area`; undefined when its set does not reach there. */
const resolve = (sets: Sets, reference: string, area: string): string | undefined => {
  if (!reference.startsWith('@')) return reference
  const set = sets[reference.slice(1)]
  if (!set) throw new Error(`no set named ${reference}`)
  const prefix = Object.keys(set).find((key) => area.startsWith(key))
  return prefix === undefined ? undefined : set[prefix]
}

/** The areas a rule must be written out for: the finest of all the sets it names, so that each yields one unit. */
const areasOf = (sets: Sets, rule: RuleSource): readonly string[] => {
  const named = [rule.lead, ...rule.assistants]
    .filter((reference) => reference.startsWith('@'))
    .map((reference) => sets[reference.slice(1)])
  const keys = [...new Set(named.flatMap((set) => Object.keys(set ?? {})))].toSorted()
  const finest = keys.filter((key) => !keys.some((other) => other !== key && other.startsWith(key)))
  const all = finest.length > 0 ? finest : [county]
  return rule.areas ? all.filter((area) => rule.areas?.some((prefix) => area.startsWith(prefix))) : all
}

/**
 * Writes the rules of routing.yaml out: one for each category or group it names, and for each area of the sets it names.
 * A rule for a group stays one for the group, for it gives way to one for a leaf. The order of the file is kept in `position`.
 */
export const expandRules = (
  source: { readonly sets: Sets; readonly rules: readonly RuleSource[] },
  categories: readonly CategoryRef[],
  limits: Readonly<Record<string, Limit>>,
): RoutingRule[] =>
  source.rules.flatMap((rule, position) => {
    const handle = rule.handle === undefined ? null : (limits[rule.handle] ?? null)
    if (rule.handle !== undefined && !handle) throw new Error(`rule ${rule.id}: no limit ${rule.handle}`)
    const places = areasOf(source.sets, rule)
    return rule.categories.flatMap((code) => {
      const category = categories.find((each) => each.code === code)
      if (!category) throw new Error(`rule ${rule.id}: no category ${code}`)
      return places.map((prefix) => ({
        id: [rule.id, ...(rule.categories.length > 1 ? [code] : []), ...(places.length > 1 ? [prefix] : [])].join('/'),
        category: code,
        prefix,
        condition: rule.when ?? null,
        lead: resolve(source.sets, rule.lead, prefix) ?? '',
        assistants: rule.assistants.map((reference) => resolve(source.sets, reference, prefix) ?? ''),
        listItem: category.duty,
        handle,
        reason: { zh: rule.zh, en: rule.en },
        position,
      }))
    })
  })
