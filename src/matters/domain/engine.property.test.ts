import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomProcedure } from '../../../test/support/random-procedure.ts'
import type { Field } from '../../kernel/form/model.ts'
import type { Actor } from '../../kernel/actor.ts'
import { createZone } from '../../kernel/calendar/day.ts'
import type { District } from '../../kernel/calendar/due.ts'
import { loadNotices } from '../../kernel/calendar/load.ts'
import { buildWorkingCalendar } from '../../kernel/calendar/working.ts'
import { usualHours } from '../../kernel/district.ts'
import { assignFields } from './assigning.ts'
import type { Circumstances } from './command.ts'
import { allowedActions, decide } from './decide.ts'
import type { NewEvent } from './events.ts'
import { evolve, fold, type FoldedEvent } from './evolve.ts'
import { decideFiling } from './filing.ts'
import { decideFiring, nextFiring } from './firing.ts'
import { holders, type Holder, type Procedure } from './procedure.ts'
import { isStanding, standingNames, standingOf } from './standing/table.ts'
import type { MatterState } from './state.ts'

const district: District = { zone: createZone('Asia/Shanghai'), hours: usualHours, calendar: buildWorkingCalendar(loadNotices()) }
const units = ['u-1', 'u-2', 'u-3']
const noLimits = { respond: null, handle: null }

const circumstances = (procedure: Procedure, actor: Actor, now: Date, as: readonly Holder[]): Circumstances => ({
  actor,
  now,
  procedure,
  district,
  offices: new Map(as.map((holder, index) => [holder, { unit: units[index % 3] ?? null, role: null }])),
  limits: noLimits,
  isUnit: (id) => units.includes(id),
  limitsOf: () => noLimits,
  locate: () => ({ area: '990101001001', point: null, located: true }),
  fileOf: () => null,
})

const step = fc.record({
  action: fc.constantFrom('go', 'back', 'answer', 'send', 'stop', ...standingNames),
  /** Which of the offered acts to take; null takes the named one, offered or not. */
  pick: fc.option(fc.nat(30), { freq: 3 }),
  as: fc.uniqueArray(fc.constantFrom(...holders), { minLength: 1, maxLength: 9 }),
  who: fc.constantFrom('a', 'b', 'c'),
  hours: fc.integer({ min: 0, max: 200 }),
  lead: fc.constantFrom(...units),
  assistants: fc.subarray(units),
  order: fc.constantFrom('parallel', 'sequence'),
})

/** A form filled in as somebody might: so that most acts get past it and meet the rules behind. */
const inputFor = (
  state: MatterState,
  procedure: Procedure,
  step: { action: string; lead: string; assistants: string[]; order: string },
): Record<string, unknown> => {
  const own = procedure.stages[state.stage]?.actions[step.action]
  const form = own
    ? [...own.form, ...(own.assign ? assignFields(own.assign) : [])]
    : isStanding(step.action)
      ? standingOf(step.action).form
      : []
  const valueOf = (field: Field): unknown => {
    if (field.field === 'lead') return step.lead
    if (field.field === 'assistants') return step.assistants.filter((unit) => unit !== step.lead)
    if (field.field === 'order') return step.order
    if (field.kind === 'text') return '写明理由和办理的情况'
    if (field.kind === 'number') return 3
    if (field.kind === 'yes-no') return true
    if (field.kind === 'choice') return field.of?.[0]?.value
    return undefined
  }
  return Object.fromEntries(form.map((field) => [field.field, valueOf(field)]).filter(([, value]) => value !== undefined))
}

interface Life {
  readonly state: MatterState
  readonly journal: readonly FoldedEvent[]
}

const written = (life: Life | null, events: readonly NewEvent[], actor: string, at: Date): Life => {
  let state = life?.state ?? null
  const journal = [...(life?.journal ?? [])]
  for (const event of events) {
    const entry = { kind: event.kind, facts: event.facts, n: journal.length + 1, actor, at: at.toISOString() } as FoldedEvent
    state = evolve(state, entry, 'm')
    journal.push(entry)
  }
  return { state: state as MatterState, journal }
}

const check = ({ state, journal }: Life, procedure: Procedure): void => {
  expect(Object.keys(procedure.stages)).toContain(state.stage)
  if (state.closedAt) expect(state.clocks.filter((clock) => clock.state === 'running' || clock.state === 'paused')).toEqual([])
  if (state.closedAt) expect(nextFiring(state)).toBe(null)
  if (procedure.stages[state.stage]?.final) expect(state.closedAt).not.toBe(null)
  // As it comes back from the database: through JSON.
  expect(fold(JSON.parse(JSON.stringify(journal)) as FoldedEvent[], 'm')).toEqual(JSON.parse(JSON.stringify(state)))
  const leads = state.assignments.filter((each) => each.part === 'lead' && ['open', 'signed', 'returning', 'reported'].includes(each.state))
  expect(leads.length).toBeLessThanOrEqual(1)
}

it('keeps every matter inside its procedure, whatever is done with it by whomever', () => {
  let taken = 0
  fc.assert(
    fc.property(randomProcedure, fc.array(step, { maxLength: 25 }), (procedure, steps) => {
      let now = new Date('2026-01-05T02:00:00Z')
      const filer: Actor = { kind: 'staff', id: 'f', name: 'f', posts: [] }
      const filing = {
        id: 'm',
        code: '000000000000',
        procedure: { id: 'random', digest: 'd' },
        door: 'desk',
        channel: null,
        nature: null,
        category: null,
        aboutUnit: null,
        anonymous: false,
        subject: 's',
        area: '990101',
        located: false,
        point: null,
        upstream: null,
        filerUnit: 'u-1',
        input: { text: '一件事情' },
      } as const
      const filed = decideFiling(filing, circumstances(procedure, filer, now, []))
      if (!filed.ok) throw new Error(JSON.stringify(filed.error))
      let life = written(null, filed.value, 'staff:f', now)
      check(life, procedure)
      for (const each of steps) {
        const { as, who, hours } = each
        now = new Date(now.getTime() + hours * 3_600_000)
        const system: Actor = { kind: 'system', name: 'clocks' }
        const fired = decideFiring(life.state, circumstances(procedure, system, now, []))
        if (fired.ok) life = written(life, fired.value, 'system:clocks', now)
        check(life, procedure)
        const actor: Actor = { kind: 'staff', id: who, name: who, posts: [] }
        const around = circumstances(procedure, actor, now, as)
        const offers = allowedActions(life.state, around)
        const action = (each.pick === null ? undefined : offers[each.pick % offers.length]) ?? each.action
        const offered = offers.includes(action)
        const decided = decide(life.state, { action, input: inputFor(life.state, procedure, { ...each, action }) }, around)
        // What is not offered is refused, and nothing is written of it.
        if (!offered) expect(decided.ok).toBe(false)
        if (decided.ok) taken += 1
        if (decided.ok) life = written(life, decided.value, `staff:${who}`, now)
        check(life, procedure)
      }
    }),
    { numRuns: 400 },
  )
  // A property over acts that are all refused would prove nothing.
  expect(taken).toBeGreaterThan(1000)
})
