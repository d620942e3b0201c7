import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomProcedure } from '../../../test/support/random-procedure.ts'
import type { Actor } from '../../kernel/actor.ts'
import { createZone } from '../../kernel/calendar/day.ts'
import type { District } from '../../kernel/calendar/due.ts'
import { loadNotices } from '../../kernel/calendar/load.ts'
import { buildWorkingCalendar } from '../../kernel/calendar/working.ts'
import { usualHours } from '../../kernel/district.ts'
import type { Circumstances } from './command.ts'
import { allowedActions, decide } from './decide.ts'
import type { NewEvent } from './events.ts'
import { evolve, fold, type FoldedEvent } from './evolve.ts'
import { decideFiling } from './filing.ts'
import { decideFiring, nextFiring } from './firing.ts'
import { holders, type Holder, type Procedure } from './procedure.ts'
import { standingNames } from './standing/table.ts'
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
  as: fc.uniqueArray(fc.constantFrom(...holders), { minLength: 1, maxLength: 4 }),
  who: fc.constantFrom('a', 'b', 'c'),
  hours: fc.integer({ min: 0, max: 200 }),
  input: fc.record({ lead: fc.constantFrom(...units), assistants: fc.subarray(units), order: fc.constantFrom('parallel', 'sequence'), reason: fc.constant('理由说明'), extraDays: fc.integer({ min: 1, max: 9 }) }, { requiredKeys: [] }),
})

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
  fc.assert(
    fc.property(randomProcedure, fc.array(step, { maxLength: 25 }), (procedure, steps) => {
      let now = new Date('2026-01-05T02:00:00Z')
      const filer: Actor = { kind: 'staff', id: 'f', name: 'f', posts: [] }
      const filing = { id: 'm', code: '000000000000', procedure: { id: 'random', digest: 'd' }, door: 'desk', channel: null, nature: null, category: null, aboutUnit: null, anonymous: false, subject: 's', area: '990101', located: false, point: null, upstream: null, filerUnit: 'u-1', input: { text: '一件事情' } } as const
      const filed = decideFiling(filing, circumstances(procedure, filer, now, []))
      if (!filed.ok) throw new Error(JSON.stringify(filed.error))
      let life = written(null, filed.value, 'staff:f', now)
      check(life, procedure)
      for (const { action, as, who, hours, input } of steps) {
        now = new Date(now.getTime() + hours * 3_600_000)
        const system: Actor = { kind: 'system', name: 'clocks' }
        const fired = decideFiring(life.state, circumstances(procedure, system, now, []))
        if (fired.ok) life = written(life, fired.value, 'system:clocks', now)
        check(life, procedure)
        const actor: Actor = { kind: 'staff', id: who, name: who, posts: [] }
        const around = circumstances(procedure, actor, now, as)
        const offered = allowedActions(life.state, around).includes(action)
        const decided = decide(life.state, { action, input }, around)
        // What is not offered is refused, and nothing is written of it.
        if (!offered) expect(decided.ok).toBe(false)
        if (decided.ok) life = written(life, decided.value, `staff:${who}`, now)
        check(life, procedure)
      }
    }),
    { numRuns: 400 },
  )
})
