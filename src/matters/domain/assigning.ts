import type { Field } from '../../kernel/form/model.ts'
import { ok, refuseFields, type FieldFault, type Result } from '../../kernel/result.ts'
import { reach, stopAll } from './clocks.ts'
import type { Circumstances } from './command.ts'
import type { Draft } from './draft.ts'
import type { Action } from './procedure.ts'
import { leadOf, openAssignments, type Assignment, type MatterState } from './state.ts'

type AssignRule = NonNullable<Action['assign']>

/** The form of a dispatch: one lead, assistants beside or after one another, the duty-list item, a note to the units. */
export const assignFields = (rule: AssignRule): readonly Field[] => [
  { field: 'lead', kind: 'unit', label: { zh: '主办单位', en: 'Lead unit' }, required: true },
  ...(rule.assistants ? assistantFields : []),
  {
    field: 'listItem',
    kind: 'text',
    label: { zh: '履职事项', en: 'Duty list item' },
    max: 60,
    ...(rule.listItem === 'required' ? { required: true } : {}),
  },
  { field: 'dispatchNote', kind: 'text', label: { zh: '派单说明', en: 'Note to the units' }, max: 500, personal: 'free-text' },
]

const assistantFields: readonly Field[] = [
  { field: 'assistants', kind: 'unit', label: { zh: '协办单位', en: 'Assisting units' }, repeat: { max: 10 } },
  {
    field: 'order',
    kind: 'choice',
    label: { zh: '协办方式', en: 'How they work' },
    of: [
      { value: 'parallel', label: { zh: '同时办理（并联）', en: 'At the same time (parallel)' } },
      { value: 'sequence', label: { zh: '依次办理（串联）', en: 'One after another (sequence)' } },
    ],
  },
]

/** Makes the assignments of a dispatch. The first to receive it leads (首接负责); in a sequence each assistant waits for the one before. */
export const assignTo = (draft: Draft, values: Readonly<Record<string, unknown>>, circumstances: Circumstances): Result<null> => {
  const lead = String(values['lead'])
  const assistants = Array.isArray(values['assistants']) ? values['assistants'].map(String) : []
  const faults = unitFaults(lead, assistants, draft.state(), circumstances)
  if (faults.length > 0) return refuseFields(faults)
  const listItem = typeof values['listItem'] === 'string' && values['listItem'] !== '' ? values['listItem'] : null
  for (const each of openAssignments(draft.state())) endAssignment(draft, each, 'cancelled', circumstances)
  addAssignment(draft, { unit: lead, part: 'lead', order: 1, state: 'open', listItem }, circumstances)
  const inSequence = values['order'] === 'sequence'
  for (const [index, unit] of assistants.entries()) {
    const state = inSequence && index > 0 ? 'waiting' : 'open'
    addAssignment(draft, { unit, part: 'assistant', order: inSequence ? index + 1 : 1, state, listItem }, circumstances)
  }
  return ok(null)
}

/** What is wrong with a choice of units: unknown, named twice, or complained about in a sealed matter. */
export const unitFaults = (lead: string, assistants: readonly string[], state: MatterState, { isUnit }: Circumstances): FieldFault[] => {
  const faults: FieldFault[] = []
  const check = (unit: string, path: string): void => {
    if (!isUnit(unit)) faults.push({ path, code: 'matter.unit-unknown' })
    // What someone reports about a unit never goes to that unit (信访工作条例 30: no passing of accusations to the accused).
    if (state.sensitivity === 'sealed' && unit === state.aboutUnit) faults.push({ path, code: 'matter.unit-complained-about' })
  }
  check(lead, 'lead')
  for (const [index, unit] of assistants.entries()) {
    check(unit, `assistants.${index}`)
    if (unit === lead || assistants.indexOf(unit) !== index) faults.push({ path: `assistants.${index}`, code: 'matter.unit-twice' })
  }
  return faults
}

export const addAssignment = (
  draft: Draft,
  facts: { unit: string; part: 'lead' | 'assistant'; order: number; state: 'waiting' | 'open'; listItem: string | null },
  circumstances: Circumstances,
): string => {
  const id = draft.nextId('a')
  draft.emit({ kind: 'assigned', facts: { id, ...facts } })
  if (facts.state === 'open') reach(draft, 'assigned', circumstances, id)
  return id
}

/** Ends one unit's share and its clocks, and lets the next of a sequence begin. */
export const endAssignment = (
  draft: Draft,
  each: Assignment,
  state: 'returned' | 'transferred' | 'done' | 'cancelled',
  circumstances: Circumstances,
): void => {
  draft.emit({ kind: 'assignment-changed', facts: { id: each.id, state, by: null } })
  stopAll(draft, circumstances, (clock) => clock.assignment === each.id)
}

/** Opens the share of the next assistant in a sequence, when the one before has reported. */
export const openNext = (draft: Draft, circumstances: Circumstances): void => {
  const { assignments } = draft.state()
  const busy = assignments.some((each) => each.part === 'assistant' && ['open', 'signed', 'returning'].includes(each.state))
  const next = assignments.filter((each) => each.state === 'waiting').toSorted((a, b) => a.order - b.order)[0]
  if (busy || !next) return
  draft.emit({ kind: 'assignment-changed', facts: { id: next.id, state: 'open', by: null } })
  reach(draft, 'assigned', circumstances, next.id)
}

/** "Not fixed" reaches the unit that answered: its lead gets a new share; the old one stays as history. */
export const reassignLead = (draft: Draft, circumstances: Circumstances): void => {
  const lead = leadOf(draft.state())
  if (!lead) return
  if (lead.state !== 'done') endAssignment(draft, lead, 'done', circumstances)
  addAssignment(draft, { unit: lead.unit, part: 'lead', order: 1, state: 'open', listItem: lead.listItem }, circumstances)
}

/** Brings assignments into line with the stage just entered: handed in, taken up again after a send-back, or ended with the matter. */
export const settleAssignments = (draft: Draft, before: MatterState, circumstances: Circumstances): void => {
  const now = draft.state()
  if (now.stage === before.stage) return
  const holder = circumstances.procedure.stages[now.stage]?.holder
  const wasAssigned = circumstances.procedure.stages[before.stage]?.holder === 'assigned'
  if (now.closedAt) {
    for (const each of now.assignments)
      if (!each.endedAt) endAssignment(draft, each, each.state === 'reported' ? 'done' : 'cancelled', circumstances)
    return
  }
  const lead = leadOf(now)
  if (holder === 'assigned' && lead?.state === 'reported')
    draft.emit({ kind: 'assignment-changed', facts: { id: lead.id, state: 'signed', by: null } })
  if (wasAssigned && holder !== 'assigned' && lead && (lead.state === 'open' || lead.state === 'signed')) {
    draft.emit({ kind: 'assignment-changed', facts: { id: lead.id, state: 'reported', by: null } })
    reach(draft, 'reported', circumstances, lead.id)
  }
}
