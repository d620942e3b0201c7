import { ok, refuse, refuseFields, type Result } from '../../../kernel/result.ts'
import { addAssignment, endAssignment, openNext, unitFaults } from '../assigning.ts'
import { reach, stopAll, turnStageClock } from '../clocks.ts'
import type { Circumstances } from '../command.ts'
import type { Draft } from '../draft.ts'
import { isClosed, leadOf, openAssignments, type Assignment, type MatterState, type Request } from '../state.ts'
import { reason, type Standing } from './definition.ts'

// What a unit does with its share of a matter: sign, return, report; and what the dispatcher decides about it.

/** The open share of one of the actor's units. */
const ownShare = (state: MatterState, { offices }: Circumstances): Assignment | null => {
  const unit = offices.get('assigned')?.unit
  return openAssignments(state).find((each) => each.unit === unit) ?? null
}

const sign: Standing = {
  title: { zh: '签收', en: 'Sign for it' },
  by: ['assigned'],
  form: [],
  open: (state, circumstances) => ownShare(state, circumstances)?.state === 'open',
  weight: 'primary',
  follow: (draft, _, circumstances) => {
    const share = ownShare(draft.state(), circumstances)
    if (!share) return refuse('conflict', 'matter.no-share')
    draft.emit({ kind: 'assignment-changed', facts: { id: share.id, state: 'signed', by: actorOf(circumstances) } })
    reach(draft, 'signed', circumstances, share.id)
    return ok(null)
  },
}

const actorOf = ({ actor }: Circumstances): string | null => (actor.kind === 'staff' ? `staff:${actor.id}` : null)

const askReturn: Standing = {
  title: { zh: '申请退回', en: 'Ask to return it' },
  by: ['assigned'],
  form: [reason('为什么不属于本单位职责', 'Why it is not this unit’s duty')],
  open: (state, circumstances) => {
    const share = ownShare(state, circumstances)
    return share !== null && (share.state === 'open' || share.state === 'signed') && !state.ruled.includes(share.id)
  },
  tell: [{ whom: 'dispatcher', template: 'return-requested' }],
  follow: (draft, _, circumstances) => {
    const share = ownShare(draft.state(), circumstances)
    if (!share) return refuse('conflict', 'matter.no-share')
    draft.emit({
      kind: 'requested',
      facts: { id: draft.nextId('r'), kind: 'return', assignment: share.id, unit: share.unit, extra: null, reasonCode: null },
    })
    draft.emit({ kind: 'assignment-changed', facts: { id: share.id, state: 'returning', by: null } })
    return ok(null)
  },
}

const pendingReturn = (state: MatterState): Request | undefined => state.requests.find((each) => each.kind === 'return')

const decideReturn = (draft: Draft, granted: boolean, circumstances: Circumstances): Result<null> => {
  const request = pendingReturn(draft.state())
  const share = draft.state().assignments.find((each) => each.id === request?.assignment)
  if (!request || !share) return refuse('conflict', 'matter.nothing-asked')
  draft.emit({ kind: 'request-decided', facts: { id: request.id, granted } })
  if (!granted) {
    draft.emit({ kind: 'assignment-changed', facts: { id: share.id, state: share.signedAt ? 'signed' : 'open', by: null } })
    return ok(null)
  }
  endAssignment(draft, share, 'returned', circumstances)
  if (share.part === 'assistant') openNext(draft, circumstances)
  else backToDispatch(draft, circumstances)
  return ok(null)
}

// The lead's return is accepted: assistants stop, the clock that began with the dispatch stops, and the matter waits to be dispatched again.
const backToDispatch = (draft: Draft, circumstances: Circumstances): void => {
  for (const each of openAssignments(draft.state())) endAssignment(draft, each, 'cancelled', circumstances)
  for (const each of draft.state().assignments) if (each.state === 'waiting') endAssignment(draft, each, 'cancelled', circumstances)
  stopAll(draft, circumstances, (clock) => circumstances.procedure.clocks[clock.name]?.from === 'dispatched')
  const from = draft.state().stage
  const stage = Object.entries(circumstances.procedure.stages).find(([, each]) =>
    Object.values(each.actions).some((action) => action.assign),
  )
  if (!stage || stage[0] === from) return
  const facts = { action: 'grant-return', from, to: stage[0], unit: null, role: null, values: {}, files: [], reaches: [] } as const
  draft.emit({ kind: 'acted', facts })
  turnStageClock(draft, from, circumstances)
}

const grantReturn: Standing = {
  title: { zh: '同意退回', en: 'Accept the return' },
  by: ['dispatcher'],
  form: [],
  open: (state) => pendingReturn(state) !== undefined,
  counts: 'returned',
  weight: 'primary',
  follow: (draft, _, circumstances) => decideReturn(draft, true, circumstances),
}

const refuseReturn: Standing = {
  title: { zh: '不同意退回', en: 'Refuse the return' },
  by: ['dispatcher'],
  form: [reason('不同意的理由', 'Why it stays')],
  open: (state) => pendingReturn(state) !== undefined,
  follow: (draft, _, circumstances) => decideReturn(draft, false, circumstances),
  tell: [{ whom: 'assigned', template: 'return-refused' }],
}

const report: Standing = {
  title: { zh: '协办反馈', en: 'Report to the lead' },
  by: ['assigned'],
  form: [
    { field: 'report', kind: 'text', label: { zh: '办理情况', en: 'What was done' }, required: true, max: 2000, personal: 'free-text' },
  ],
  open: (state, circumstances) => {
    const share = ownShare(state, circumstances)
    return share?.part === 'assistant' && (share.state === 'open' || share.state === 'signed')
  },
  weight: 'primary',
  tell: [{ whom: 'lead', template: 'reported' }],
  follow: (draft, _, circumstances) => {
    const share = ownShare(draft.state(), circumstances)
    if (!share) return refuse('conflict', 'matter.no-share')
    draft.emit({ kind: 'assignment-changed', facts: { id: share.id, state: 'reported', by: null } })
    reach(draft, 'reported', circumstances, share.id)
    openNext(draft, circumstances)
    return ok(null)
  },
}

const transfer: Standing = {
  title: { zh: '转派', en: 'Transfer' },
  by: ['dispatcher'],
  form: [{ field: 'lead', kind: 'unit', label: { zh: '改由哪个单位主办', en: 'New lead unit' }, required: true }, reason()],
  open: (state, { procedure }) => procedure.stages[state.stage]?.holder === 'assigned' && leadOf(state) !== null && !isClosed(state),
  tell: [{ whom: 'lead', template: 'assigned' }],
  follow: (draft, values, circumstances) => {
    const lead = leadOf(draft.state())
    const unit = String(values['lead'])
    const faults = unitFaults(unit, [], draft.state(), circumstances)
    if (lead?.unit === unit) faults.push({ path: 'lead', code: 'matter.unit-twice' })
    if (faults.length > 0) return refuseFields(faults)
    if (lead) endAssignment(draft, lead, 'transferred', circumstances)
    addAssignment(draft, { unit, part: 'lead', order: 1, state: 'open', listItem: lead?.listItem ?? null }, circumstances)
    return ok(null)
  },
}

export const shareActions = { sign, return: askReturn, 'grant-return': grantReturn, 'refuse-return': refuseReturn, report, transfer }
