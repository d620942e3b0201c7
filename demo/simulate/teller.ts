import type { Actor, Role } from '../../src/kernel/actor.ts'
import { can, factsOf, matterRules } from '../../src/matters/domain/relations.ts'
import type { MatterState } from '../../src/matters/domain/state.ts'
import { between, pick, seeded, type Random } from '../corpus/random.ts'
import type { Person } from '../corpus/people.ts'
import {
  answerText,
  declineNote,
  ratingComment,
  remark,
  type Answer,
  type AnswerKind,
  type RemarkContext,
  type RemarkKind,
} from '../corpus/remarks.ts'
import { remarkContext, remarkSeed } from '../scenario/words.ts'
import type { PlanRow } from '../scenario/types.ts'
import { openFrom, waking } from './hours.ts'
import type { Course, Input, Move } from './run.ts'
import { atBuilding, type Site } from './sites.ts'
import type { Staff, World } from './world.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** The local wall time of the scenario: the district's zone has no summer time. */
export const localOf = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 16)
export const instantOf = (local: string): number => Date.parse(`${local}:00+08:00`)

/** Tells one row of the plan: who acts in it, when, and in which words. */
export interface Teller {
  readonly world: World
  readonly row: PlanRow
  readonly id: string
  readonly site: Site
  readonly person: Person | null
  readonly filedAt: number
  /** When the scenario ends. */
  readonly end: number
  readonly random: Random
  readonly say: (kind: RemarkKind, at: Date) => string
  readonly answer: (kind: AnswerKind, late: boolean, at: Date) => Answer
  readonly decline: (channel: string, at: Date) => string
  readonly comment: (stars: number, at: Date) => string | null
}

export const createTeller = (own: Pick<Teller, 'world' | 'row' | 'id' | 'site' | 'person' | 'filedAt' | 'end'>): Teller => {
  const { world, row, site, person } = own
  let told = 0
  const next = (): Random => seeded(remarkSeed(row, told++))
  const context = (at: Date): RemarkContext => remarkContext(row, site.words, person, localOf(at.getTime()))
  return {
    ...own,
    random: seeded(row.seed ^ 0x5eed),
    say: (kind, at) => atBuilding(remark(world.corpus, kind, context(at), next()), site),
    answer: (kind, late, at) => {
      const answer = answerText(world.corpus, kind, late, context(at), next())
      return { text: atBuilding(answer.text, site), measures: atBuilding(answer.measures, site) }
    },
    decline: (channel, at) => atBuilding(declineNote(world.corpus, channel, context(at), next()), site),
    comment: (stars, at) => ratingComment(world.corpus, stars, context(at), next()),
  }
}

/** Someone of the unit in one of the roles: on one matter always the same. Throws when nobody is. */
export const someone = ({ world, row }: Teller, unit: string, ...roles: readonly Role[]): Staff => {
  const people = world.staffOf(unit, ...roles)
  if (people.length === 0) throw new Error(`nobody is ${roles.join(' or ')} in ${unit}`)
  return pick(seeded(row.seed), people)
}

/** The unit on duty for a role where the matter lies. */
export const onDuty = ({ world }: Teller, role: Role, state: MatterState): string => {
  const unit = world.directory.dutyUnit(role, state.areaCode)
  if (!unit) throw new Error(`no ${role} for ${state.areaCode}`)
  return unit
}

export const receipt = (teller: Teller): Actor => ({ kind: 'receipt', matterId: teller.id })

/** Whether the person may read the matter, as production asks before every act. */
export const mayRead = (actor: Actor, state: MatterState): boolean => can(actor, matterRules['matter.read'], factsOf(state))

/** The moment itself, or some minutes after the unit's next opening. */
export const atWork = ({ world, random }: Teller, unit: string, at: number): number => {
  const open = openFrom(world.hoursOf(unit), world.district, at)
  return open > at ? open + between(random, 1, 55) * minute + between(random, 0, 59) * 1000 : at
}

/** The same, but in time: when the office would open only after `limit`, somebody does it at once. */
export const atWorkBy = (teller: Teller, unit: string, at: number, limit: number): number => {
  const open = atWork(teller, unit, at)
  return open < limit ? open : Math.min(open, Math.max(at, limit - 3 * hour))
}

/** The moment itself, or the next morning when people sleep. */
export const awake = ({ world, random }: Teller, at: number): number => {
  const open = openFrom(waking, world.district, at)
  return open > at ? open + between(random, 1, 150) * minute : at
}

/** One act, as a course of its own: gives the state after it. */
export function* act(at: number, as: Actor, action: string, input?: Input): Generator<Move, MatterState, MatterState> {
  return yield { at, act: { as, action, ...(input ? { input } : {}) } }
}

/** Lets time pass. */
export function* until(at: number): Generator<Move, MatterState, MatterState> {
  return yield { at }
}

/** A piece of a course that others go on from. */
export type Part<T = MatterState> = Generator<Move, T, MatterState>

export type { Course }
