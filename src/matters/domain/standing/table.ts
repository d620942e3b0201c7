import { readForm } from '../../../kernel/form/read.ts'
import { splitBySensitivity } from '../../../kernel/form/split.ts'
import { ok, refuse, refuseFields, type Result } from '../../../kernel/result.ts'
import { takeFiles } from '../attached.ts'
import { settleAssignments } from '../assigning.ts'
import { reclock, stopAll, turnStageClock } from '../clocks.ts'
import type { Circumstances, Command, Office } from '../command.ts'
import { conditionFacts } from '../conditions.ts'
import { createDraft } from '../draft.ts'
import type { ActedFacts, NewEvent } from '../events.ts'
import type { Procedure, StandingAction } from '../procedure.ts'
import { isClosed, type MatterState } from '../state.ts'
import type { Standing } from './definition.ts'
import { shapeActions } from './shape.ts'
import { shareActions } from './share.ts'
import { talkActions } from './talk.ts'
import { timeActions } from './time.ts'
import { watchActions } from './watch.ts'

/** Every standing action. `join` ("me too") is no act on the matter's course and has its own decision. */
export const standing = { ...shareActions, ...talkActions, ...timeActions, ...watchActions, ...shapeActions } as const satisfies Record<
  Exclude<StandingAction, 'join'>,
  Standing
>

type OfferedAction = keyof typeof standing

export const isStanding = (name: string): name is OfferedAction => Object.hasOwn(standing, name)

export const standingOf = (name: OfferedAction): Standing => standing[name]

/** Names in the order in which screens offer them. */
export const standingNames = Object.keys(standing) as OfferedAction[]

/** Whether the actor may take the standing action now. */
export const standingIsOpen = (state: MatterState, name: string, circumstances: Circumstances): boolean =>
  isStanding(name) && blockOf(state, name, circumstances) === null

const blockOf = (state: MatterState, name: OfferedAction, circumstances: Circumstances): Result<never> | null => {
  const action = standingOf(name)
  if (circumstances.procedure.standing.off.includes(name)) return refuse('conflict', 'matter.unknown-action')
  if (!action.by.some((holder) => circumstances.offices.has(holder))) return refuse('forbidden', 'matter.not-allowed')
  if (state.archivedAt || state.mergedInto) return refuse('conflict', 'matter.ended')
  if (isClosed(state) && !action.onClosed) return refuse('conflict', 'matter.ended')
  if (!action.open(state, circumstances)) return refuse('conflict', 'matter.condition')
  return null
}

/** The events of a standing action, or the reason for refusing it. */
export const decideStanding = (
  state: MatterState,
  command: Command,
  name: OfferedAction,
  circumstances: Circumstances,
): Result<readonly NewEvent[]> => {
  const blocked = blockOf(state, name, circumstances)
  if (blocked) return blocked
  const action = standingOf(name)
  const read = readForm(action.form, command.input, conditionFacts(state))
  if (!read.ok) return read
  const taken = takeFiles(action.form, read.value, circumstances.fileOf)
  if (!taken.ok) return taken
  const { facts: values, text, contact } = splitBySensitivity(action.form, taken.value.values)
  const category = typeof values['category'] === 'string' ? values['category'] : undefined
  const limits = category ? circumstances.limitsOf(category) : circumstances.limits
  if (!limits) return refuseFields([{ path: 'category', code: 'field.not-a-choice' }])
  const draft = createDraft(state, state.id, circumstances)
  const facts = { ...actedFacts(state, name, action, values, circumstances), files: taken.value.files }
  draft.emit({ kind: 'acted', facts: category ? { ...facts, category } : facts, text, contact })
  const followed = action.follow?.(draft, values, circumstances) ?? ok(null)
  if (!followed.ok) return followed
  const known = { ...circumstances, limits }
  if (facts.closes) stopAll(draft, known)
  settleAssignments(draft, state, known)
  if (category) reclock(draft, known)
  turnStageClock(draft, state.stage, known)
  return ok(draft.events())
}

const actedFacts = (
  state: MatterState,
  name: OfferedAction,
  action: Standing,
  values: Readonly<Record<string, unknown>>,
  { offices, procedure }: Circumstances,
): ActedFacts => {
  const holder = action.by.find((each) => offices.has(each))
  const office: Office = (holder && offices.get(holder)) || { unit: null, role: null }
  const ends = ending(name)
  return {
    action: name,
    from: state.stage,
    to: ends ? finalStage(procedure) : state.stage,
    ...office,
    values,
    files: [],
    reaches: action.reaches ?? [],
    ...(action.records ? { records: action.records } : {}),
    ...(action.counts ? { counts: action.counts } : {}),
    ...(ends ? { outcome: ends, closes: true } : {}),
  }
}

const ending = (name: OfferedAction): string | null => (name === 'withdraw' ? 'withdrawn' : name === 'merge' ? 'merged' : null)

const finalStage = (procedure: Procedure): string => Object.entries(procedure.stages).find(([, stage]) => stage.final)?.[0] ?? ''
