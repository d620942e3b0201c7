import type { Lang } from '../../../kernel/i18n.ts'
import { holds, type Catalogue, type Category, type Procedure } from '../../../matters/api.ts'
import { list, type Fields } from './parts.ts'

/** The kind of matter that clients file, with the version in force; null when no procedure opens this door. */
export const openProcedure = (catalogue: Catalogue): Procedure | null =>
  catalogue.procedures().find(({ procedure }) => procedure.intake.doors.includes('open311'))?.procedure ?? null

/** Categories that clients may choose: those that have none below them. The list is always whole, for clients delete what is missing. */
export const servicesOf = (catalogue: Catalogue): readonly Category[] => {
  const procedure = openProcedure(catalogue)
  const all = procedure ? catalogue.categories(procedure.intake.categories) : []
  const parents = new Set(all.map((category) => category.parent))
  return all.filter((category) => !parents.has(category.code))
}

export const categoryName = (category: Category, lang: Lang): string => (lang === 'en' && category.nameEn) || category.name

/** One line of the service list. */
export const presentService = (category: Category, catalogue: Catalogue, lang: Lang): Fields => {
  const parent = category.parent ? catalogue.category(category.parent) : null
  const group = parent ? categoryName(parent, lang) : categoryName(category, lang)
  return {
    service_code: category.code,
    service_name: categoryName(category, lang),
    description: parent ? `${group} · ${categoryName(category, lang)}` : group,
    // Every service has attributes, so a client always finds some when it asks.
    metadata: true,
    type: 'realtime',
    keywords: category.keywords.join(','),
    group,
  }
}

/**
 * Natures that clients may name. What a procedure seals (a report of wrongdoing) is not taken here: the reporter's identity would
 * pass through a third program.
 */
export const naturesOf = (procedure: Procedure): Procedure['intake']['natures'] =>
  procedure.intake.natures.filter(
    ({ id }) => !procedure.sensitivity.when.some((each) => each.then === 'sealed' && holds(each.if, factsWith(id))),
  )

const factsWith = (nature: string) => ({
  nature,
  category: '',
  door: 'open311',
  channel: '',
  sensitivity: 'ordinary',
  located: true,
  anonymous: false,
  counts: {},
  lead: { unit: '', state: '' },
  assistants: [],
  form: {},
  reached: {},
})

/** Codes of the attributes, in ASCII: clients make names of form fields from them. */
export const attributeCodes = ['nature', 'building', 'floor'] as const

/** What can be said beside the description: what kind of request it is, and where in a building. All may be left out. */
export const presentDefinition = (category: Category, procedure: Procedure, lang: Lang, say: (key: string) => string): Fields => ({
  service_code: category.code,
  attributes: list('attribute', [
    attribute(
      'nature',
      1,
      say,
      naturesOf(procedure).map(({ id, title }) => ({ key: id, name: title[lang] })),
    ),
    attribute('building', 2, say),
    attribute('floor', 3, say),
  ]),
})

const attribute = (
  code: (typeof attributeCodes)[number],
  order: number,
  say: (key: string) => string,
  values: readonly Fields[] = [],
): Fields => ({
  variable: true,
  code,
  datatype: values.length > 0 ? 'singlevaluelist' : 'string',
  required: false,
  datatype_description: say(`open311.attribute.${code}.hint`),
  order,
  description: say(`open311.attribute.${code}`),
  ...(values.length > 0 ? { values: list('value', values) } : {}),
})
