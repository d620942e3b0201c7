import { buildDirectory, type Directory } from '../../src/access/domain/directory.ts'
import type { Unit } from '../../src/access/domain/units.ts'
import { createZone, localParts } from '../../src/kernel/calendar/day.ts'
import type { District } from '../../src/kernel/calendar/due.ts'
import { loadNotices } from '../../src/kernel/calendar/load.ts'
import { buildWorkingCalendar } from '../../src/kernel/calendar/working.ts'
import { usualHours } from '../../src/kernel/district.ts'
import type { Actor, Role } from '../../src/kernel/actor.ts'
import { routingFacts } from '../../src/matters/domain/conditions.ts'
import type { CategoryLimits, Circumstances } from '../../src/matters/domain/command.ts'
import type { Procedure } from '../../src/matters/domain/procedure.ts'
import { factsOf, officesFor } from '../../src/matters/domain/relations.ts'
import type { MatterState } from '../../src/matters/domain/state.ts'
import { templateNames } from '../../src/matters/domain/templates.ts'
import { loadProcedureFiles } from '../../src/matters/procedures.ts'
import { routesFor, type Suggestion } from '../../src/triage/domain/routing.ts'
import { buildPlaces, type Places } from '../../src/territory/places.ts'
import { loadCorpus, type Corpus } from '../corpus/load.ts'
import { engineCategories, engineRules, engineStaff, engineUnits, type WeekHours } from '../district/engine.ts'
import { loadDistrict, type District as DemoDistrict } from '../district/load.ts'
import { areaNames, demoAreas, demoPlaces } from '../places.ts'
import { accountId } from '../settle.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>

/** Everything that decisions look at beside the matter, made of the demo's own data instead of a database. */
export interface World {
  readonly demo: DemoDistrict
  readonly corpus: Corpus
  readonly district: District
  readonly directory: Directory
  readonly places: Places
  readonly hoursOf: (unit: string) => WeekHours
  /** People who hold one of the roles in the unit. */
  readonly staffOf: (unit: string, ...roles: readonly Role[]) => readonly Staff[]
  readonly procedureOf: (id: string) => Procedure
  readonly limitsOf: (category: string) => CategoryLimits | null
  /** What the routing rules name for the matter, best first. */
  readonly routesOf: (state: MatterState, now: Date) => readonly Suggestion[]
  readonly circumstances: (actor: Actor, now: Date, procedure: string, state: MatterState | null, limits?: CategoryLimits) => Circumstances
}

const since = '2020-01-01'
const noLimits: CategoryLimits = { respond: null, handle: null }
const usual: WeekHours = { byWeekday: usualHours.byWeekday, makeUpAs: 1 }

const unitsOf = (demo: DemoDistrict): Unit[] => engineUnits(demo, since).map((unit) => ({ ...unit, version: 1 }) as unknown as Unit)

const peopleOf = (demo: DemoDistrict, directory: Directory): Staff[] =>
  engineStaff(demo).map(({ login, name, posts }) => ({
    kind: 'staff',
    id: accountId(login),
    name,
    posts: posts.map(({ unit, role }) => ({ unit, role, prefixes: directory.scopesOf(unit).map((scope) => scope.prefix), kinds: [] })),
  }))

const categoriesOf = (demo: DemoDistrict) => {
  const categories = new Map(engineCategories(demo).map((category) => [category.code, category]))
  const limitsOf = (code: string): CategoryLimits | null => {
    const category = categories.get(code)
    if (!category) return null
    const above = category.parent ? categories.get(category.parent) : undefined
    return { respond: category.respond ?? above?.respond ?? null, handle: category.handle ?? above?.handle ?? null }
  }
  return {
    limitsOf,
    parentOf: (code: string | null) => (code ? (categories.get(code)?.parent ?? null) : null),
    trees: new Set([...categories.values()].map(({ tree }) => tree)),
  }
}

/** Reads the demo district and the procedures into memory. */
export const buildWorld = (): World => {
  const demo = loadDistrict(areaNames())
  const units = unitsOf(demo)
  const directory = buildDirectory(units, demo.onDuty)
  const people = peopleOf(demo, directory)
  const places = buildPlaces(demoAreas(), demoPlaces(), '2026-01-01')
  const { limitsOf, parentOf, trees } = categoriesOf(demo)
  const procedures = new Map(
    loadProcedureFiles({ templates: new Set(templateNames), categories: trees }).map(({ procedure }) => [procedure.id, procedure]),
  )
  const rules = engineRules(demo)
  const district: District = { zone: createZone('Asia/Shanghai'), calendar: buildWorkingCalendar(loadNotices()), hours: usualHours }
  const hours = new Map(engineUnits(demo, since).map((unit) => [unit.id, unit.hours ?? usual]))
  const procedureOf = (id: string): Procedure => {
    const found = procedures.get(id)
    if (!found) throw new Error(`no procedure ${id}`)
    return found
  }
  return {
    demo,
    corpus: loadCorpus(),
    district,
    directory,
    places,
    procedureOf,
    limitsOf,
    hoursOf: (unit) => hours.get(unit) ?? usual,
    staffOf: (unit, ...roles) => people.filter(({ posts }) => posts.some((post) => post.unit === unit && roles.includes(post.role))),
    routesOf: (state, now) => {
      const { hour, weekday } = localParts(now, district.zone)
      const matter = { category: state.category, parent: parentOf(state.category), areaCode: state.areaCode, aboutUnit: state.aboutUnit }
      return routesFor(rules, matter, routingFacts(state, { hour, weekday: weekday === 0 ? 7 : weekday }))
    },
    circumstances: (actor, now, procedure, state, limits) => ({
      actor,
      now,
      procedure: procedureOf(procedure),
      district,
      offices: state ? officesFor(actor, factsOf(state)) : new Map(),
      limits: limits ?? (state?.category ? (limitsOf(state.category) ?? noLimits) : noLimits),
      isUnit: (id) => directory.unit(id) !== undefined,
      limitsOf,
      locate: (place) => places.locate(place),
      // A photo is named by its picture until the file is loaded: what it will lie under is known only where it is stored.
      fileOf: (ticket) => ticket,
    }),
  }
}
