import { computeDue } from '../../kernel/calendar/due.ts'
import { readForm } from '../../kernel/form/read.ts'
import { splitBySensitivity } from '../../kernel/form/split.ts'
import { ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { takeFiles } from './attached.ts'
import { assignFields, assignTo, reassignLead, settleAssignments } from './assigning.ts'
import { reach, reclock, stopAll, turnStageClock } from './clocks.ts'
import type { Circumstances, Command, Office } from './command.ts'
import { conditionFacts, holds } from './conditions.ts'
import { createDraft, type Draft } from './draft.ts'
import type { ActedFacts, NewEvent } from './events.ts'
import type { Action, Holder, Procedure } from './procedure.ts'
import { decideStanding, isStanding, standingIsOpen, standingNames } from './standing/table.ts'
import { isClosed, leadOf, type MatterState } from './state.ts'

/**
 * What follows from a command on a matter: the events to write, or the reason for refusing. Pure: no database, clock or random.
 * Refusals: `matter.unknown-action`, `matter.not-allowed`, `matter.stale`, `matter.window-over`, `matter.condition`, field faults, and those of each standing action.
 */
export const decide = (state: MatterState, command: Command, circumstances: Circumstances): Result<readonly NewEvent[]> => {
  if (command.seen !== undefined && command.seen < state.actN) return refuse('conflict', 'matter.stale')
  const action = stageActions(state, circumstances.procedure)[command.action]
  if (action) return decideStageAction(state, command, action, circumstances)
  if (isStanding(command.action)) return decideStanding(state, command, command.action, circumstances)
  return refuse('conflict', 'matter.unknown-action')
}

/** The actions that the actor may take now, most fitting first: what screens offer, and nothing else works. */
export const allowedActions = (state: MatterState, circumstances: Circumstances): string[] => {
  const own = Object.entries(stageActions(state, circumstances.procedure))
    .filter(([, action]) => blockOf(state, action, circumstances) === null)
    .map(([name]) => name)
  return [...own, ...standingNames.filter((name) => standingIsOpen(state, name, circumstances))]
}

const stageActions = (state: MatterState, procedure: Procedure): Procedure['stages'][string]['actions'] => {
  if (state.mergedInto || state.archivedAt) return {}
  return procedure.stages[state.stage]?.actions ?? {}
}

/** Who may take a stage action: those it names, else the holder of the stage. */
export const takersOf = (action: Action, stageHolder: Holder | undefined): readonly Holder[] =>
  action.by ?? (stageHolder ? [stageHolder] : [])

// Why the action is not open to the actor now: the refusal, or null.
const blockOf = (state: MatterState, action: Action, circumstances: Circumstances): Result<never> | null => {
  const { procedure, offices, now, district } = circumstances
  if (!takersOf(action, procedure.stages[state.stage]?.holder).some((holder) => offices.has(holder)))
    return refuse('forbidden', 'matter.not-allowed')
  if (action.notByHandler && isHandler(state, circumstances)) return refuse('forbidden', 'matter.not-by-handler')
  if (action.when && !holds(action.when, conditionFacts(state))) return refuse('conflict', 'matter.condition')
  const answered = state.reached.answered
  if (action.within && answered && now > computeDue(action.within, new Date(answered), district).due)
    return refuse('conflict', 'matter.window-over')
  return null
}

const isHandler = (state: MatterState, { actor }: Circumstances): boolean =>
  actor.kind === 'staff' && state.handlers.includes(`staff:${actor.id}`)

const decideStageAction = (
  state: MatterState,
  command: Command,
  action: Action,
  circumstances: Circumstances,
): Result<readonly NewEvent[]> => {
  const blocked = blockOf(state, action, circumstances)
  if (blocked) return blocked
  const fields = action.assign ? [...action.form, ...assignFields(action.assign)] : action.form
  const read = readForm(fields, command.input, conditionFacts(state))
  if (!read.ok) return read
  const taken = takeFiles(fields, read.value, circumstances.fileOf, action.records === 'answer' ? 'after' : undefined)
  if (!taken.ok) return taken
  const { facts: values, text, contact } = splitBySensitivity(fields, taken.value.values)
  const draft = createDraft(state, state.id, circumstances)
  const to = nextStage(state, action)
  const category = action.set.includes('category') && typeof values['category'] === 'string' ? values['category'] : undefined
  if (category && !circumstances.limitsOf(category)) return refuseFields([{ path: 'category', code: 'matter.category-unknown' }])
  const facts: ActedFacts = {
    action: command.action,
    from: state.stage,
    to,
    ...officeOf(action, state, circumstances),
    values,
    files: taken.value.files,
    reaches: action.reaches,
    ...(action.records ? { records: action.records } : {}),
    ...(action.counts ? { counts: action.counts } : {}),
    ...(action.outcome ? { outcome: action.outcome } : {}),
    ...(category ? { category } : {}),
    ...(action.set.includes('nature') && typeof values['nature'] === 'string' ? { nature: values['nature'] } : {}),
    ...closing(state, to, circumstances.procedure),
  }
  draft.emit({ kind: 'acted', facts, text, contact })
  const known = category ? { ...circumstances, limits: circumstances.limitsOf(category) ?? circumstances.limits } : circumstances
  const assigned = followAct(draft, action, values, state, known)
  return assigned.ok ? ok(draft.events()) : assigned
}

const nextStage = (state: MatterState, action: Action): string => {
  const again = action.counts ? state.counts[action.counts] + 1 : 0
  return (again >= 3 && action.fromThird) || action.to || state.stage
}

const closing = (state: MatterState, to: string, procedure: Procedure): { closes?: true; reopens?: true } => {
  const final = procedure.stages[to]?.final === true
  if (final && !isClosed(state)) return { closes: true }
  return !final && isClosed(state) ? { reopens: true } : {}
}

const officeOf = (action: Action, state: MatterState, { offices, procedure }: Circumstances): Office => {
  const holder = takersOf(action, procedure.stages[state.stage]?.holder).find((each) => offices.has(each))
  return (holder && offices.get(holder)) || { unit: null, role: null }
}

// What an act brings with it: assignments, then clocks, in the order in which a reader of the timeline expects them.
const followAct = (
  draft: Draft,
  action: Action,
  values: Readonly<Record<string, unknown>>,
  before: MatterState,
  circumstances: Circumstances,
): Result<null> => {
  const stage = circumstances.procedure.stages[draft.state().stage]
  if (action.assign) {
    const assigned = assignTo(draft, values, circumstances)
    if (!assigned.ok) return assigned
  }
  const goesDirectly = action.reassign && stage?.holder !== undefined && ['assigned', 'lead'].includes(stage.holder)
  if (goesDirectly) reassignLead(draft, circumstances)
  settleAssignments(draft, before, circumstances)
  for (const moment of action.reaches) if (moment !== 'assigned') reach(draft, moment, circumstances)
  // A clock that waited for the end is met by it; any other is simply stopped.
  if (isClosed(draft.state())) stopAll(draft, circumstances)
  if (action.set.includes('category')) reclock(draft, circumstances)
  turnStageClock(draft, before.stage, circumstances)
  return ok(null)
}

/** The unit that answers for the matter now. */
export const leadUnit = (state: MatterState): string | null => leadOf(state)?.unit ?? null
