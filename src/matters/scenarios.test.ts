import { describe, expect, it } from 'vitest'
import { china } from '../kernel/calendar/fixtures.ts'
import { type Actor, actorRef } from '../kernel/actor.ts'
import type { Result } from '../kernel/result.ts'
import type { Scenario } from './domain/checker/scenario.ts'
import type { Circumstances, Office } from './domain/command.ts'
import { decide } from './domain/decide.ts'
import type { NewEvent } from './domain/events.ts'
import { evolve, type FoldedEvent } from './domain/evolve.ts'
import { decideFiling } from './domain/filing.ts'
import { decideFiring } from './domain/firing.ts'
import type { Holder, Procedure } from './domain/procedure.ts'
import { leadOf, openAssignments, type MatterState } from './domain/state.ts'
import { templateNames } from './domain/templates.ts'
import { loadProcedureFiles, loadScenarios } from './procedures.ts'

const files = loadProcedureFiles({ templates: new Set(templateNames), categories: new Set(['requests', 'hazards', 'opinions']) })
/** A person of a scenario: the office that the name says, in the unit that the matter is with. */
const person = (by: string, state: MatterState | null): { actor: Actor; offices: ReadonlyMap<Holder, Office> } => {
  const holder = by.replace(/#\d$/, '')
  if (holder === 'resident') return { actor: { kind: 'resident', id: by }, offices: new Map([['resident', { unit: null, role: null }]]) }
  const actor: Actor = { kind: 'staff', id: by, name: by, posts: [] }
  const offices = new Map<Holder, Office>()
  const lead = state ? leadOf(state) : null
  if (holder === 'lead' || holder === 'lead-approver') {
    offices.set(holder, { unit: lead?.unit ?? null, role: holder === 'lead' ? 'handler' : 'approver' })
    if (holder === 'lead') offices.set('assigned', { unit: lead?.unit ?? null, role: 'handler' })
  } else if (holder === 'assistant') {
    const share = state ? openAssignments(state).find((each) => each.part === 'assistant') : undefined
    offices.set('assigned', { unit: share?.unit ?? null, role: 'handler' })
  } else {
    offices.set(holder as Holder, { unit: `unit-of-${holder}`, role: null })
  }
  if (state?.filedBy === actorRef(actor)) offices.set('filer', { unit: state.filerUnit, role: null })
  return { actor, offices }
}

interface Life {
  readonly procedure: Procedure
  state: MatterState | null
  now: Date
}

const circumstances = (life: Life, who: { actor: Actor; offices: ReadonlyMap<Holder, Office> }): Circumstances => ({
  ...who,
  now: life.now,
  procedure: life.procedure,
  district: china,
  limits: { respond: null, handle: null },
  isUnit: (id) => id.startsWith('unit-'),
  limitsOf: () => ({ respond: null, handle: null }),
  locate: () => null,
  fileOf: () => null,
})

const apply = (life: Life, decided: Result<readonly NewEvent[]>, actor: Actor): string | null => {
  if (!decided.ok) return decided.error.code
  for (const event of decided.value) {
    const folded = {
      kind: event.kind,
      facts: event.facts,
      n: (life.state?.n ?? 0) + 1,
      actor: actorRef(actor),
      at: life.now.toISOString(),
    } as FoldedEvent
    life.state = evolve(life.state, folded, 'm1')
  }
  life.now = new Date(life.now.getTime() + 60_000)
  return null
}

const seen = ({ state, procedure }: Life) => ({
  stage: state?.stage,
  outcome: state?.outcome,
  clocks: state?.clocks
    .filter((each) => procedure.clocks[each.name]?.per === 'matter' && ['running', 'paused'].includes(each.state))
    .map(({ name }) => name),
})

type Expected = Scenario['file']['expect']

const check = (life: Life, expected: Expected, at: string): void => {
  const { stage, outcome, clocks } = seen(life)
  expect(stage, at).toBe(expected.stage)
  if (expected.outcome !== undefined) expect(outcome, at).toBe(expected.outcome)
  if (expected.clocks) expect(clocks?.toSorted(), at).toEqual(expected.clocks.toSorted())
}

const file = (life: Life, { file: filed, procedure }: Scenario): void => {
  const who = person(filed.by, null)
  const filing = {
    id: 'm1',
    code: '402711839025',
    procedure: { id: procedure, digest: 'd' },
    door: filed.door,
    channel: null,
    nature: filed.nature ?? null,
    category: null,
    aboutUnit: filed.aboutUnit ?? null,
    anonymous: filed.anonymous,
    subject: 's1',
    area: '990101001001001',
    located: true,
    point: null,
    upstream: null,
    filerUnit: null,
    input: filed.form,
  }
  expect(apply(life, decideFiling(filing, circumstances(life, who)), who.actor)).toBeNull()
  check(life, filed.expect, 'file')
}

const step = (life: Life, each: Scenario['steps'][number], at: string): void => {
  if (!life.state) throw new Error('nothing was filed')
  if ('wait' in each) {
    if (each.wait.unit !== 'calday') throw new Error('scenarios wait in days')
    life.now = new Date(life.now.getTime() + each.wait.value * 86_400_000)
    const system = { actor: { kind: 'system', name: 'clocks' } as const, offices: new Map() }
    expect(apply(life, decideFiring(life.state, circumstances(life, system)), system.actor), at).toBeNull()
  } else {
    const who = person(each.by, life.state)
    const refused = apply(life, decide(life.state, { action: each.do, input: each.values }, circumstances(life, who)), who.actor)
    expect(refused, at).toBe(each.refused ?? null)
  }
  check(life, each.expect, at)
}

describe('the engine lives through every scenario', () => {
  it.each(loadScenarios())('$name', ({ scenario }) => {
    const procedure = files.find((each) => each.procedure.id === scenario.procedure)?.procedure
    if (!procedure) throw new Error(`there is no procedure ${scenario.procedure}`)
    const life: Life = { procedure, state: null, now: new Date('2026-03-02T01:30:00Z') }
    file(life, scenario)
    for (const [index, each] of scenario.steps.entries()) step(life, each, `step ${index + 1}`)
    if (life.state?.closedAt) expect(life.state.clocks.filter((clock) => clock.endedAt === null)).toEqual([])
  })
})
