import { sql, type RawBuilder } from 'kysely'
import { actorRef, postsOf, type Actor, type Post, type Role } from '../../kernel/actor.ts'
import type { Office } from './command.ts'
import type { Holder } from './procedure.ts'
import { leadOf, type MatterState } from './state.ts'

/** What permissions look at: columns of the matter's row, so that each relation has the same meaning in memory and in SQL. */
export interface MatterFacts {
  readonly id: string
  readonly procedureId: string
  readonly areaCode: string
  readonly located: boolean
  readonly sensitivity: 'ordinary' | 'sealed'
  readonly restricted: boolean
  readonly aboutUnit: string | null
  readonly filedBy: string
  readonly filerUnit: string | null
  readonly leadUnit: string | null
  /** Units with an open share. */
  readonly units: readonly string[]
  /** Units that ever had one, unless it was returned, transferred or cancelled. */
  readonly knownTo: readonly string[]
}

export const factsOf = (state: MatterState): MatterFacts => ({
  id: state.id,
  procedureId: state.procedure.id,
  areaCode: state.areaCode,
  located: state.located,
  sensitivity: state.sensitivity,
  restricted: state.restricted,
  aboutUnit: state.aboutUnit,
  filedBy: state.filedBy,
  filerUnit: state.filerUnit,
  leadUnit: leadOf(state)?.unit ?? null,
  units: unique(
    state.assignments.filter((each) => ['open', 'signed', 'returning', 'reported'].includes(each.state)).map((each) => each.unit),
  ),
  knownTo: unique(
    state.assignments.filter((each) => !['returned', 'transferred', 'cancelled', 'waiting'].includes(each.state)).map((each) => each.unit),
  ),
})

const unique = (list: readonly string[]): string[] => [...new Set(list)]

interface Relation {
  readonly test: (post: Post, matter: MatterFacts) => boolean
  /** The same over the row aliased `m`. */
  readonly where: (post: Post) => RawBuilder<boolean>
}

const never = sql<boolean>`false`
const always = sql<boolean>`true`
const role = (...wanted: readonly Role[]): Relation => ({
  test: (post) => wanted.includes(post.role),
  where: (post) => (wanted.includes(post.role) ? always : never),
})
const anyOf = (parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  parts.length === 0 ? never : sql<boolean>`(${sql.join(parts, sql` or `)})`
// A prefix as a range on the code column, which is COLLATE "C": digits sort before ':'.
const within = (prefix: string): RawBuilder<boolean> => sql<boolean>`(m.area_code >= ${prefix} and m.area_code < ${prefix + ':'})`
const kindFits = (post: Post): RawBuilder<boolean> =>
  post.kinds.length === 0 ? always : sql<boolean>`m.procedure_id = any(${[...post.kinds]})`

/** The closed set. Each is written once with its in-memory and its SQL form; a property test holds the two together. */
export const relations = {
  works: role('handler', 'community-worker', 'grid-worker'),
  'watches-area': role('desk', 'dispatcher', 'supervisor', 'leader', 'publisher', 'community-worker', 'grid-worker'),
  'clears-sealed': role('dispatcher', 'supervisor'),
  'handles-contact': role('desk', 'dispatcher', 'handler', 'community-worker'),
  approves: role('approver'),
  'in-area': {
    test: (post, matter) => fits(post, matter) && post.prefixes.some((prefix) => matter.areaCode.startsWith(prefix)),
    where: (post) => sql<boolean>`(${kindFits(post)} and ${anyOf(post.prefixes.map(within))})`,
  },
  // Not located yet: whoever serves a part of the area in which it must lie.
  'unlocated-near': {
    test: (post, matter) => !matter.located && fits(post, matter) && post.prefixes.some((prefix) => prefix.startsWith(matter.areaCode)),
    where: (post) =>
      sql<boolean>`(not m.located and ${kindFits(post)} and ${anyOf(post.prefixes.map((prefix) => sql<boolean>`starts_with(${prefix}, m.area_code)`))})`,
  },
  'assigned-unit': {
    test: (post, matter) => matter.units.includes(post.unit),
    where: (post) => sql<boolean>`m.units @> array[${post.unit}]`,
  },
  'known-unit': {
    test: (post, matter) => matter.knownTo.includes(post.unit),
    where: (post) => sql<boolean>`m.known_to @> array[${post.unit}]`,
  },
  'lead-unit': {
    test: (post, matter) => matter.leadUnit === post.unit,
    where: (post) => sql<boolean>`m.lead_unit is not distinct from ${post.unit}`,
  },
  'filer-unit': {
    test: (post, matter) => matter.filerUnit === post.unit,
    where: (post) => sql<boolean>`m.filer_unit is not distinct from ${post.unit}`,
  },
  'not-complained-about': {
    test: (post, matter) => matter.aboutUnit !== post.unit,
    where: (post) => sql<boolean>`m.about_unit is distinct from ${post.unit}`,
  },
  ordinary: { test: (_, matter) => matter.sensitivity === 'ordinary', where: () => sql<boolean>`m.sensitivity = 'ordinary'` },
  unrestricted: { test: (_, matter) => !matter.restricted, where: () => sql<boolean>`not m.restricted` },
} as const satisfies Record<string, Relation>

export type RelationName = keyof typeof relations

const fits = (post: Post, matter: MatterFacts): boolean => post.kinds.length === 0 || post.kinds.includes(matter.procedureId)

/** A rule: any of these, each of which must hold for one and the same post. `own` adds the person who filed it. */
export interface Rule {
  readonly own: boolean
  readonly anyOf: readonly (readonly RelationName[])[]
}

/** What may be done with a matter beside the acts of its procedure. */
export const matterRules = {
  'matter.read': {
    own: true,
    anyOf: [
      ['watches-area', 'in-area', 'ordinary', 'unrestricted'],
      ['watches-area', 'unlocated-near', 'ordinary', 'unrestricted'],
      ['clears-sealed', 'in-area', 'not-complained-about'],
      ['clears-sealed', 'unlocated-near', 'not-complained-about'],
      ['works', 'known-unit'],
      ['approves', 'known-unit'],
      ['filer-unit', 'ordinary'],
    ],
  },
  /** The complainant's contact: for those who have to call, never for the unit complained about (信访工作条例 30). */
  'matter.reveal': {
    own: true,
    anyOf: [
      ['handles-contact', 'in-area', 'ordinary', 'not-complained-about'],
      ['handles-contact', 'unlocated-near', 'ordinary', 'not-complained-about'],
      ['clears-sealed', 'in-area', 'not-complained-about'],
      ['handles-contact', 'lead-unit', 'not-complained-about'],
      ['filer-unit', 'not-complained-about'],
    ],
  },
} as const satisfies Record<string, Rule>

/** Whether the actor may; the in-memory form. */
export const can = (actor: Actor, rule: Rule, matter: MatterFacts): boolean =>
  (rule.own && isOwn(actor, matter)) ||
  postsOf(actor).some((post) => rule.anyOf.some((all) => all.every((name) => relations[name].test(post, matter))))

/** The same as a condition over `matter m`. */
export const scope = (actor: Actor, rule: Rule): RawBuilder<boolean> => {
  const own = rule.own ? [ownScope(actor)] : []
  const byPost = postsOf(actor).flatMap((post) =>
    rule.anyOf
      // Relations of the post alone are settled here, so that the query holds only what concerns the row.
      .filter((all) => all.every((name) => !roleRelations.has(name) || relations[name].test(post, noMatter)))
      .map(
        (all) =>
          sql<boolean>`(${sql.join(
            all.filter((name) => !roleRelations.has(name)).map((name) => relations[name].where(post)),
            sql` and `,
          )})`,
      ),
  )
  return anyOf([...own, ...byPost])
}

/** Relations that a post alone has, whatever the matter. */
export const roleRelations: ReadonlySet<RelationName> = new Set(['works', 'watches-area', 'clears-sealed', 'handles-contact', 'approves'])

/** Facts that no matter has: for asking what a post alone has. */
export const noMatter: MatterFacts = {
  id: '',
  procedureId: '',
  areaCode: '',
  located: false,
  sensitivity: 'ordinary',
  restricted: false,
  aboutUnit: null,
  filedBy: '',
  filerUnit: null,
  leadUnit: null,
  units: [],
  knownTo: [],
}

const isOwn = (actor: Actor, matter: MatterFacts): boolean =>
  (actor.kind === 'receipt' && actor.matterId === matter.id) || (actor.kind === 'resident' && matter.filedBy === actorRef(actor))

const ownScope = (actor: Actor): RawBuilder<boolean> => {
  if (actor.kind === 'receipt') return sql<boolean>`m.id = ${actor.matterId}`
  return actor.kind === 'resident' ? sql<boolean>`m.filed_by = ${actorRef(actor)}` : never
}

// As what somebody may act: each holder of the vocabulary as a rule over the same relations.
const holderRules: Readonly<Partial<Record<Holder, readonly (readonly RelationName[])[]>>> = {
  assigned: [['works', 'assigned-unit']],
  lead: [['works', 'lead-unit']],
  'lead-approver': [['approves', 'lead-unit']],
  filer: [['filer-unit']],
}
const areaRule: readonly (readonly RelationName[])[] = [
  ['in-area', 'not-complained-about'],
  ['unlocated-near', 'not-complained-about'],
]

/** As what the actor may act on the matter, with the office for each. */
export const officesFor = (actor: Actor, matter: MatterFacts): Map<Holder, Office> => {
  const offices = new Map<Holder, Office>()
  if (isOwn(actor, matter)) offices.set('resident', { unit: null, role: null })
  for (const post of postsOf(actor)) {
    const office = { unit: post.unit, role: post.role }
    const meets = (rule: readonly (readonly RelationName[])[]): boolean =>
      rule.some((all) => all.every((name) => relations[name].test(post, matter)))
    if (meets(areaRule) && !offices.has(post.role)) offices.set(post.role, office)
    for (const [holder, rule] of Object.entries(holderRules))
      if (meets(rule) && !offices.has(holder as Holder)) offices.set(holder as Holder, office)
  }
  return offices
}
