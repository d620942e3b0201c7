import type { Limit } from '../../kernel/calendar/due.ts'
import type { Text } from '../../kernel/i18n.ts'
import { holds, type Facts } from '../../matters/api.ts'

/** A routing rule as data: where it applies and whom it names, with the reason a dispatcher reads. */
export interface RoutingRule {
  readonly id: string
  /** A category, its parent, or `*`. */
  readonly category: string
  /** An area code prefix; the empty text is everywhere. */
  readonly prefix: string
  /** CEL over the matter's facts, hour and weekday; none always holds. */
  readonly condition: string | null
  readonly lead: string
  readonly assistants: readonly string[]
  readonly listItem: string | null
  readonly handle: Limit | null
  readonly reason: string
  readonly position: number
}

export interface Suggestion {
  readonly lead: string
  readonly assistants: readonly string[]
  readonly listItem: string | null
  readonly handle: Limit | null
  readonly reason: string
}

/** A suggestion with how many like matters the unit led before; `reason` is null when that alone speaks for it. */
export interface Proposal extends Omit<Suggestion, 'reason'> {
  readonly reason: string | null
  readonly past: number
}

/** The rules' suggestions with the experience of each unit, then units that only experience names, those with most first; at most `limit`. */
export const withPast = (
  ruled: readonly Suggestion[],
  past: readonly { readonly unit: string; readonly matters: number }[],
  limit: number,
): Proposal[] => {
  const led = new Map(past.map(({ unit, matters }) => [unit, matters]))
  const named = new Set(ruled.map(({ lead }) => lead))
  const experienced = past
    .filter(({ unit }) => !named.has(unit))
    .toSorted((a, b) => b.matters - a.matters)
    .map(({ unit, matters }) => ({ lead: unit, assistants: [], listItem: null, handle: null, reason: null, past: matters }))
  return [...ruled.map((each) => ({ ...each, past: led.get(each.lead) ?? 0 })), ...experienced].slice(0, limit)
}

/**
 * The units that the rules name for a matter, most specific first: the category itself before its parent before any, a longer area prefix before a shorter,
 * then the order of the table. A unit complained about is never suggested. Empty when no rule covers it: it goes to the street's dispatcher.
 */
export const routesFor = (
  rules: readonly RoutingRule[],
  matter: { category: string | null; parent: string | null; areaCode: string; aboutUnit: string | null },
  facts: Facts,
): Suggestion[] => {
  const depth = (rule: RoutingRule): number =>
    rule.category === matter.category ? 2 : rule.category === matter.parent ? 1 : rule.category === '*' ? 0 : -1
  return rules
    .filter((rule) => depth(rule) >= 0 && matter.areaCode.startsWith(rule.prefix) && rule.lead !== matter.aboutUnit)
    .filter((rule) => rule.condition === null || holds(rule.condition, facts, 'routing'))
    .toSorted((a, b) => depth(b) - depth(a) || b.prefix.length - a.prefix.length || a.position - b.position)
    .map(({ lead, assistants, listItem, handle, reason }) => ({
      lead,
      assistants: assistants.filter((unit) => unit !== matter.aboutUnit),
      listItem,
      handle,
      reason,
    }))
}

export interface WordedCategory {
  readonly code: string
  readonly keywords: readonly string[]
}

/** Categories whose keywords stand in the words, those with most letters found first; at most `limit`. A machine suggests, a person chooses. */
export const categoriesFor = (words: string, categories: readonly WordedCategory[], limit: number): { code: string; found: string[] }[] => {
  const text = words.normalize('NFKC').toLowerCase()
  return categories
    .map(({ code, keywords }) => ({ code, found: keywords.filter((keyword) => text.includes(keyword.toLowerCase())) }))
    .filter(({ found }) => found.length > 0)
    .toSorted((a, b) => b.found.join('').length - a.found.join('').length || (a.code < b.code ? -1 : 1))
    .slice(0, limit)
}

/** Said when no rule covers a matter. */
export const uncovered: Text = { zh: '没有适用的派单规则，请人工研判', en: 'No routing rule covers it; please judge by hand' }
