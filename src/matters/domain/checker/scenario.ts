import { z } from 'zod'
import { doors, holders, limitSchema, standingActions, type Action, type Procedure } from '../procedure.ts'
import { momentsOf, takersOf, type Edge } from './graph.ts'

// A scenario is one life of a matter, told as who does what and what follows. It proves that a procedure says what was meant: checked against the
// procedure alone here, and lived through by the engine in its tests.

/** Who acts: a holder (`dispatcher`, `lead`, `resident` …), `assistant`, or `system`. A second person in the same place is `desk#2`. */
const who = z.string().regex(/^[a-z-]+(?:#[2-9])?$/)

const expectSchema = z.strictObject({
  stage: z.string(),
  outcome: z.string().optional(),
  /** Names of the matter's clocks that have not ended (running or paused), in any order; not looked at when absent. */
  clocks: z.array(z.string()).optional(),
})

const actSchema = z.strictObject({
  by: who,
  do: z.string(),
  /** The action's form. Units are named `unit-a`, `unit-b` …; whoever runs the scenario has such units. */
  values: z.record(z.string(), z.unknown()).default({}),
  /** The code with which it is refused; the matter stays as it was. */
  refused: z.string().optional(),
  expect: expectSchema,
})

const waitSchema = z.strictObject({ wait: limitSchema, expect: expectSchema })

export const scenarioSchema = z.strictObject({
  procedure: z.string(),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  file: z.strictObject({
    by: who,
    door: z.enum(doors),
    nature: z.string().optional(),
    anonymous: z.boolean().default(false),
    /** The unit complained about. */
    aboutUnit: z.string().optional(),
    form: z.record(z.string(), z.unknown()),
    expect: expectSchema,
  }),
  steps: z.array(z.union([actSchema, waitSchema])),
})

export type Scenario = z.output<typeof scenarioSchema>
type Expect = z.output<typeof expectSchema>

/** What in a scenario does not fit its procedure, a sentence each; empty when all fits. Conditions on facts are left to the engine. */
export const checkScenario = (procedure: Procedure, scenario: Scenario): readonly string[] => {
  const faults: string[] = []
  const { file } = scenario
  if (!procedure.intake.doors.includes(file.door)) faults.push(`file: door ${file.door} is closed`)
  faults.push(...formFaults(procedure.intake.form, file.form, new Set()).map((fault) => `file: ${fault}`))
  const rule = procedure.start.find(({ stage }) => stage === file.expect.stage)
  if (!rule) faults.push(`file: nothing begins in ${file.expect.stage}`)
  let life: Life = { stage: file.expect.stage, counts: {}, running: reach(procedure, new Set(), ['filed', ...(rule?.reaches ?? [])]) }
  faults.push(...expectFaults(procedure, life, file.expect).map((fault) => `file: ${fault}`))
  for (const [index, step] of scenario.steps.entries()) {
    const at = `step ${index + 1}`
    const next = 'wait' in step ? waited(procedure, life) : acted(procedure, life, step)
    if (typeof next === 'string') return [...faults, `${at}: ${next}`]
    // Why a refused step is refused is the engine's to say; here it must only leave the matter as it was.
    const refused = 'refused' in step && step.refused !== undefined
    if (!refused) life = next.life
    faults.push(
      ...(refused ? [] : next.faults).map((fault) => `${at}: ${fault}`),
      ...expectFaults(procedure, life, step.expect).map((fault) => `${at}: ${fault}`),
    )
  }
  return faults
}

interface Life {
  readonly stage: string
  readonly counts: Readonly<Record<string, number>>
  readonly running: ReadonlySet<string>
}

type Next = { readonly life: Life; readonly faults: readonly string[] } | string

type Act = z.output<typeof actSchema>

const waited = (procedure: Procedure, life: Life): Next => {
  const then = procedure.stages[life.stage]?.then
  return then ? { life: entered(procedure, life, then.to, []), faults: [] } : { life, faults: [] }
}

const acted = (procedure: Procedure, life: Life, { by, do: name, values }: Act): Next => {
  const action = procedure.stages[life.stage]?.actions[name]
  if (!action) return standing(procedure, life, name)
  const faults: string[] = []
  const holder = by.replace(/#\d$/, '')
  const may = takersOf(procedure, life.stage, action).some(
    (taker) => taker === holder || (taker === 'assigned' && (holder === 'lead' || holder === 'assistant')),
  )
  if (!may) faults.push(`${by} may not ${name} in ${life.stage}`)
  faults.push(...formFaults(action.form, values, new Set(action.assign ? ['lead', 'assistants', 'order', 'listItem', 'dispatchNote'] : [])))
  const times = action.counts ? (life.counts[action.counts] ?? 0) + 1 : 0
  const to = (times >= 3 && action.fromThird) || action.to || life.stage
  const counts = action.counts ? { ...life.counts, [action.counts]: times } : life.counts
  return { life: { ...entered(procedure, life, to, momentsOf(procedure, edgeOf(life.stage, to, name, action))), counts }, faults }
}

const edgeOf = (from: string, to: string, name: string, action: Action): Edge => ({
  from,
  to,
  name,
  action,
  kind: 'action',
  outcome: action.outcome,
  where: name,
})

// Standing actions leave the stage as it is, but for an accepted return, which waits for a new dispatch, and those that end the matter.
const standing = (procedure: Procedure, life: Life, name: string): Next => {
  const known = (standingActions as readonly string[]).includes(name) && !(procedure.standing.off as readonly string[]).includes(name)
  if (!known) return `there is no action ${name} in ${life.stage}`
  const stages = Object.entries(procedure.stages)
  if (name === 'grant-return') {
    const dispatching =
      stages.find(([, { actions }]) => Object.values(actions).some(({ assign }) => assign !== undefined))?.[0] ?? life.stage
    const running = [...life.running].filter((clock) => procedure.clocks[clock]?.from !== 'dispatched')
    return { life: { ...life, stage: dispatching, running: new Set(running) }, faults: [] }
  }
  if (name !== 'withdraw' && name !== 'merge') return { life, faults: [] }
  const end = stages.find(([, { final }]) => final)?.[0] ?? life.stage
  return { life: { ...life, stage: end, running: new Set() }, faults: [] }
}

const entered = (procedure: Procedure, life: Life, to: string, moments: readonly string[]): Life => ({
  ...life,
  stage: to,
  running: procedure.stages[to]?.final ? new Set() : reach(procedure, life.running, moments),
})

const reach = (procedure: Procedure, running: ReadonlySet<string>, moments: readonly string[]): ReadonlySet<string> => {
  const now = new Set(running)
  for (const moment of moments) {
    for (const [name, clock] of Object.entries(procedure.clocks)) {
      if (clock.per !== 'matter') continue
      if (clock.until === moment) now.delete(name)
      if (clock.from === moment) now.add(name)
    }
  }
  return now
}

const formFaults = (fields: Action['form'], values: Readonly<Record<string, unknown>>, beside: ReadonlySet<string>): string[] => [
  ...fields.flatMap(({ field, required, show }) => (required && !show && values[field] === undefined ? [`${field} is not filled in`] : [])),
  ...Object.keys(values).flatMap((name) =>
    fields.some(({ field }) => field === name) || beside.has(name) ? [] : [`there is no field ${name}`],
  ),
]

const expectFaults = (procedure: Procedure, life: Life, expected: Expect): string[] => {
  const faults: string[] = []
  if (expected.stage !== life.stage) faults.push(`is in ${life.stage}, not in ${expected.stage}`)
  if (expected.outcome !== undefined && !procedure.outcomes[expected.outcome]) faults.push(`there is no outcome ${expected.outcome}`)
  const clocks = [...life.running].toSorted().join(', ')
  if (expected.clocks && expected.clocks.toSorted().join(', ') !== clocks)
    faults.push(`clocks are ${clocks || 'none'}, not ${expected.clocks.join(', ') || 'none'}`)
  return faults
}

/** Actors named in a scenario that no procedure knows. */
export const unknownActors = (scenario: Scenario): readonly string[] => {
  const named = [scenario.file.by, ...scenario.steps.flatMap((step) => ('by' in step ? [step.by] : []))].map((one) =>
    one.replace(/#\d$/, ''),
  )
  return [...new Set(named)].filter((one) => !(holders as readonly string[]).includes(one) && one !== 'assistant' && one !== 'system')
}
