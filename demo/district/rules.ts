import type { Bilingual, Limit, RuleSource } from './shapes.ts'

/** One rule of routing, written out: one category, one area prefix, one lead. */
export interface RoutingRule {
  readonly id: string
  /** Code of a leaf category. */
  readonly category: string
  /** Prefix of area codes; the county's code when the rule holds everywhere. */
  readonly area: string
  /** CEL over nature, channel, door, text (string) and hour (int 0–23, of filing); null = always. */
  readonly when: string | null
  readonly lead: string
  readonly assistants: readonly string[]
  /** Item of the duty lists, from the category. */
  readonly duty: string | null
  /** A limit that replaces the category's own for handling. */
  readonly handle: Limit | null
  readonly reason: Bilingual
}

type Sets = Readonly<Record<string, Readonly<Record<string, string>>>>
interface CategoryRef {
  readonly code: string
  readonly parent: string | null
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
 * Writes the rules of routing.yaml out: a group stands for all its leaves, a set for one rule in each of its areas.
 * The order of the file, which is the order of precedence, is kept.
 */
export const expandRules = (
  source: { readonly sets: Sets; readonly rules: readonly RuleSource[] },
  categories: readonly CategoryRef[],
  limits: Readonly<Record<string, Limit>>,
): RoutingRule[] =>
  source.rules.flatMap((rule) => {
    const leaves = rule.categories.flatMap((code) => {
      const own = categories.filter((category) => category.parent !== null && (category.code === code || category.parent === code))
      if (own.length === 0) throw new Error(`rule ${rule.id}: no category ${code}`)
      return own
    })
    const handle = rule.handle === undefined ? null : (limits[rule.handle] ?? null)
    if (rule.handle !== undefined && !handle) throw new Error(`rule ${rule.id}: no limit ${rule.handle}`)
    const places = areasOf(source.sets, rule)
    return leaves.flatMap((leaf) =>
      places.map((area) => ({
        id: [rule.id, ...(leaves.length > 1 ? [leaf.code] : []), ...(places.length > 1 ? [area] : [])].join('/'),
        category: leaf.code,
        area,
        when: rule.when ?? null,
        lead: resolve(source.sets, rule.lead, area) ?? '',
        assistants: rule.assistants.map((reference) => resolve(source.sets, reference, area) ?? ''),
        duty: leaf.duty,
        handle,
        reason: { zh: rule.zh, en: rule.en },
      })),
    )
  })
