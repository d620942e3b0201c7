import type { Field } from '../../../kernel/form/model.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Circumstances } from '../command.ts'
import type { Draft } from '../draft.ts'
import { isClosed, openAssignments, type MatterState, type Request } from '../state.ts'
import { reason, type Standing } from './definition.ts'

// Oversight: urging, supervising, and taking a matter out of the adjusted rates. It is about matters, never about people.

const urge: Standing = {
  title: { zh: '催办', en: 'Urge' },
  by: ['dispatcher', 'supervisor', 'desk', 'resident'],
  form: [{ field: 'note', kind: 'text', label: { zh: '说明', en: 'Note' }, max: 500, personal: 'free-text' }],
  open: (state) => !isClosed(state) && (openAssignments(state).length > 0 || state.counts.urged === 0),
  counts: 'urged',
  tell: [{ whom: 'lead', template: 'urged' }],
}

const supervise: Standing = {
  title: { zh: '督办', en: 'Supervise' },
  by: ['supervisor', 'leader'],
  form: [{ field: 'opinion', kind: 'text', label: { zh: '督办意见', en: 'Instruction' }, required: true, max: 500, personal: 'free-text' }],
  open: (state) => !isClosed(state),
  records: 'supervision',
  tell: [
    { whom: 'lead', template: 'supervised' },
    { whom: 'dispatcher', template: 'supervised' },
  ],
}

const exclusionReasons: Field = {
  field: 'reasonCode',
  kind: 'choice',
  label: { zh: '剔除情形', en: 'Ground' },
  required: true,
  of: [
    { value: 'beyond-duty', label: { zh: '超出职责范围', en: 'Beyond duty' } },
    { value: 'statutory-channel', label: { zh: '应走法定途径', en: 'Belongs to a statutory channel' } },
    { value: 'policy-limit', label: { zh: '受政策限制暂不能解决', en: 'Limits of policy' } },
    { value: 'no-facts', label: { zh: '经核实情况不存在', en: 'Facts not found' } },
    { value: 'other', label: { zh: '其他', en: 'Other' } },
  ],
}

const pendingExclusion = (state: MatterState): Request | undefined => state.requests.find((each) => each.kind === 'exclusion')

const applyExclusion: Standing = {
  title: { zh: '申请剔除', en: 'Apply for exclusion' },
  by: ['lead', 'lead-approver', 'dispatcher'],
  form: [exclusionReasons, reason('事实与依据', 'Facts and grounds')],
  open: (state) => state.excluded === null && pendingExclusion(state) === undefined && state.reached.dispatched !== undefined,
  onClosed: true,
  tell: [{ whom: 'supervisor', template: 'exclusion-requested' }],
  follow: (draft, values, { offices }) => {
    const unit = (offices.get('lead') ?? offices.get('lead-approver') ?? offices.get('dispatcher'))?.unit ?? ''
    const reasonCode = String(values['reasonCode'])
    draft.emit({ kind: 'requested', facts: { id: draft.nextId('r'), kind: 'exclusion', assignment: null, unit, extra: null, reasonCode } })
    return ok(null)
  },
}

// Apply → evidence → second level decides; the order itself is never deleted, and the raw rate always stands beside the adjusted one.
const decideExclusion = (draft: Draft, granted: boolean): Result<null> => {
  const request = pendingExclusion(draft.state())
  if (!request) return refuse('conflict', 'matter.nothing-asked')
  draft.emit({ kind: 'request-decided', facts: { id: request.id, granted } })
  return ok(null)
}

const notOwnRequest = (state: MatterState, { actor }: Circumstances): boolean =>
  pendingExclusion(state)?.by !== (actor.kind === 'staff' ? `staff:${actor.id}` : '')

const grantExclusion: Standing = {
  title: { zh: '同意剔除', en: 'Exclude from the adjusted rate' },
  by: ['supervisor'],
  form: [exclusionReasons],
  open: (state, circumstances) => pendingExclusion(state) !== undefined && notOwnRequest(state, circumstances),
  records: 'exclusion',
  onClosed: true,
  follow: (draft) => decideExclusion(draft, true),
}

const refuseExclusion: Standing = {
  title: { zh: '不同意剔除', en: 'Refuse the exclusion' },
  by: ['supervisor'],
  form: [reason()],
  open: (state, circumstances) => pendingExclusion(state) !== undefined && notOwnRequest(state, circumstances),
  onClosed: true,
  follow: (draft) => decideExclusion(draft, false),
}

export const watchActions = {
  urge,
  supervise,
  'apply-exclusion': applyExclusion,
  'grant-exclusion': grantExclusion,
  'refuse-exclusion': refuseExclusion,
}
