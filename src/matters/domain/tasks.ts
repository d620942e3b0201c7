import type { Role } from '../../kernel/actor.ts'
import { isRunning, stageClock } from './clocks.ts'
import type { Procedure } from './procedure.ts'
import { leadOf, type MatterClock, type MatterState } from './state.ts'

/** One thing that a unit must do about a matter now: a row of its inbox. */
export interface Task {
  readonly unit: string
  /** Who in the unit: `handler` stands for all who work on matters there. */
  readonly role: Role
  /** The stage, or `sign`, `assist`, `decide-return`, `decide-time`, `decide-exclusion`, `overdue`. */
  readonly kind: string
  readonly due: string | null
}

/** Finds the unit that does a role's common work for an area, most specific first; null when no unit does. */
export type DutyUnit = (role: Role, areaCode: string) => string | null

/** Everything that units must do about the matter now. Derived, so that it can always be made again from the state. */
export const tasksOf = (state: MatterState, procedure: Procedure, dutyUnit: DutyUnit): Task[] => {
  if (state.closedAt || state.archivedAt || state.mergedInto) return []
  const due = nextDue(state)
  const byDuty = (role: Role, kind: string): Task[] => {
    const unit = dutyUnit(role, state.areaCode)
    return unit ? [{ unit, role, kind, due }] : []
  }
  const asked = state.requests.flatMap((request) =>
    byDuty(request.kind === 'exclusion' ? 'supervisor' : 'dispatcher', `decide-${request.kind}`),
  )
  const escalated = state.clocks
    .filter((clock) => clock.breached && isRunning(clock))
    .flatMap((clock) => procedure.clocks[clock.name]?.breach ?? [])
    .flatMap((breach) => (breach.escalate ? byDuty(breach.escalate, 'overdue') : []))
  return distinct([...stageTasks(state, procedure, due, byDuty), ...asked, ...escalated])
}

const stageTasks = (state: MatterState, procedure: Procedure, due: string | null, byDuty: (role: Role, kind: string) => Task[]): Task[] => {
  const holder = procedure.stages[state.stage]?.holder
  switch (holder) {
    case undefined:
    case 'resident':
      return []
    case 'assigned':
    case 'lead':
      return state.assignments
        .filter((each) => each.state === 'open' || each.state === 'signed')
        .map((each) => ({
          unit: each.unit,
          role: 'handler',
          kind: each.state === 'open' ? 'sign' : each.part === 'assistant' ? 'assist' : state.stage,
          due: shareDue(state, each.id) ?? due,
        }))
    case 'lead-approver': {
      const lead = leadOf(state)
      return lead ? [{ unit: lead.unit, role: 'approver', kind: state.stage, due }] : []
    }
    case 'filer':
      return state.filerUnit
        ? [{ unit: state.filerUnit, role: 'handler', kind: state.stage, due }]
        : byDuty('community-worker', state.stage)
    default:
      return byDuty(mayKnow(state, holder), state.stage)
  }
}

// A sealed matter is known to dispatchers and supervisors only: what others would do about it falls to the supervisor.
const mayKnow = (state: MatterState, role: Role): Role => (state.sensitivity === 'sealed' && role !== 'dispatcher' ? 'supervisor' : role)

/** The matter's next due time: of the clocks that the office must meet. Null when none runs. */
export const nextDue = (state: MatterState): string | null =>
  earliest(state.clocks.filter((clock) => isRunning(clock) && clock.assignment === null && !clock.name.startsWith(stageClock(''))))

const shareDue = (state: MatterState, assignment: string): string | null =>
  earliest(state.clocks.filter((clock) => isRunning(clock) && clock.assignment === assignment))

const earliest = (clocks: readonly MatterClock[]): string | null => clocks.map((clock) => clock.due).toSorted()[0] ?? null

const distinct = (tasks: readonly Task[]): Task[] => [
  ...new Map(tasks.map((task) => [`${task.unit} ${task.role} ${task.kind}`, task])).values(),
]
