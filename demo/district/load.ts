import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { z } from 'zod'
import { expandRules } from './rules.ts'
import type { RoutingRule } from './rules.ts'
import { categoriesFile, routingFile, staffFile, textsFile, unitsFile } from './shapes.ts'
import type { Bilingual, CategoriesSource, Limit, OfficeHours, PortalTexts, Role, StaffMember, Unit } from './shapes.ts'

/** A category with its limits written out. A first-level category has no limits: only leaves are given to a matter. */
export interface Category {
  readonly tree: string
  readonly code: string
  /** Code of the first-level category; null for a first-level category itself. */
  readonly parent: string | null
  readonly name: Bilingual
  readonly keywords: readonly string[]
  readonly limits: { readonly respond: Limit; readonly handle: Limit } | null
  readonly open311: { readonly group: string; readonly keywords: readonly string[] } | null
  readonly duty: string | null
  readonly standard: string | null
}

export interface Duty extends Bilingual {
  readonly code: string
  readonly kind: 'basic' | 'assist' | 'withdrawn'
}

export interface UnitKind extends Bilingual {
  readonly code: string
  readonly hours: string
}

/** Everything that is said about the demo district in this folder. */
export interface District {
  readonly limits: Readonly<Record<string, Limit>>
  readonly duties: readonly Duty[]
  readonly categories: readonly Category[]
  readonly hours: Readonly<Record<string, OfficeHours>>
  readonly unitKinds: readonly UnitKind[]
  readonly units: readonly Unit[]
  /** Which unit does a role's common work under an area prefix. */
  readonly onDuty: readonly { readonly role: Role; readonly prefix: string; readonly unit: string }[]
  readonly staff: readonly StaffMember[]
  /** Eight logins for the start screen. */
  readonly tryFirst: readonly { readonly login: string; readonly role: Role; readonly zh: string; readonly en: string }[]
  /** In the order of the file. The most particular that fits wins. */
  readonly rules: readonly RoutingRule[]
  readonly texts: PortalTexts
}

const read = <S extends z.ZodType>(name: string, shape: S): z.infer<S> => {
  const found = shape.safeParse(parse(readFileSync(new URL(name, import.meta.url), 'utf8')))
  if (found.success) return found.data
  const faults = found.error.issues.map((issue) => `${name}: ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`demo district is faulty:\n${faults.join('\n')}`)
}

const words = (text: string | undefined): readonly string[] => (text ?? '').split(' ').filter((word) => word !== '')

const limitNamed = (limits: Readonly<Record<string, Limit>>, name: string): Limit => {
  const found = limits[name]
  if (!found) throw new Error(`no limit named ${name}`)
  return found
}

const categoriesOf = ({ trees, limits }: CategoriesSource): Category[] =>
  trees.flatMap((tree) =>
    tree.groups.flatMap((group) => [
      {
        tree: tree.code,
        code: group.code,
        parent: null,
        name: { zh: group.zh, en: group.en },
        keywords: [],
        limits: null,
        open311: null,
        duty: null,
        standard: null,
      },
      ...group.leaves.map((leaf) => ({
        tree: tree.code,
        code: leaf.code,
        parent: group.code,
        name: { zh: leaf.zh, en: leaf.en },
        keywords: words(leaf.keywords),
        limits: { respond: limitNamed(limits, leaf.respond), handle: limitNamed(limits, leaf.handle) },
        open311: leaf.open311 ? { group: group.en, keywords: words(leaf.open311) } : null,
        duty: leaf.duty,
        standard: leaf.standard ?? null,
      })),
    ]),
  )

/** Puts the short name of a unit's first area where its texts say `{area}`. Without a name the area's code stands there. */
export const nameUnit = (unit: Unit, areaName: (area: string) => Bilingual | undefined): Unit => {
  const area = unit.areas[0] ?? ''
  const name = areaName(area)
  const fill = (text: string, by: string | undefined): string => text.replaceAll('{area}', by ?? area)
  return { ...unit, zh: fill(unit.zh, name?.zh), en: fill(unit.en, name?.en), address: fill(unit.address, name?.zh) }
}

/**
 * Reads the YAML files of the demo district, checks their shapes and writes references out. `areaName` gives the short name of an
 * area, such as 书院里 for a community (without 社区); it comes from the map. Throws with every fault listed.
 */
export const loadDistrict = (areaName: (area: string) => Bilingual | undefined = () => undefined): District => {
  const categories = read('categories.yaml', categoriesFile)
  const units = read('units.yaml', unitsFile)
  const staff = read('staff.yaml', staffFile)
  const flat = categoriesOf(categories)
  return {
    limits: categories.limits,
    duties: categories.duties,
    categories: flat,
    hours: units.hours,
    unitKinds: units.kinds,
    units: units.units.map((unit) => nameUnit(unit, areaName)),
    onDuty: units.onDuty.flatMap(({ role, unit, areas }) => areas.map((prefix) => ({ role, prefix, unit }))),
    staff: staff.staff,
    tryFirst: staff.tryFirst,
    rules: expandRules(read('routing.yaml', routingFile), flat, categories.limits),
    texts: read('texts.yaml', textsFile),
  }
}
