import type { Limit } from '../../../kernel/calendar/due.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { extendClock, isRunning } from '../clocks.ts'
import type { Circumstances } from '../command.ts'
import type { Draft } from '../draft.ts'
import type { Holder, Procedure } from '../procedure.ts'
import type { MatterClock, MatterState, Request } from '../state.ts'
import { extraDays, reason, type Standing } from './definition.ts'

// More time: asked for by who works on it, granted by who the procedure names, told to the resident with the reason.

/** The running clock that the procedure allows to be extended once more. */
const extendable = (state: MatterState, procedure: Procedure): MatterClock | undefined =>
  state.clocks.find((clock) => isRunning(clock) && clock.extensions.length < (procedure.clocks[clock.name]?.extend?.max ?? 0))

const pendingTime = (state: MatterState): Request | undefined => state.requests.find((each) => each.kind === 'time')

const requestTime: Standing = {
  title: { zh: '申请延期', en: 'Ask for more time' },
  by: ['lead'],
  form: [extraDays, reason('为什么需要延期', 'Why more time is needed')],
  open: (state, { procedure }) => extendable(state, procedure) !== undefined && pendingTime(state) === undefined,
  tell: [{ whom: 'dispatcher', template: 'time-requested' }],
  follow: (draft, values, { offices }) => {
    const extra: Limit = { value: Number(values['extraDays']), unit: 'workday' }
    const unit = offices.get('lead')?.unit ?? ''
    draft.emit({ kind: 'requested', facts: { id: draft.nextId('r'), kind: 'time', assignment: null, unit, extra, reasonCode: null } })
    return ok(null)
  },
}

const decideTime = (draft: Draft, granted: boolean, circumstances: Circumstances): Result<null> => {
  const request = pendingTime(draft.state())
  if (!request) return refuse('conflict', 'matter.nothing-asked')
  draft.emit({ kind: 'request-decided', facts: { id: request.id, granted } })
  const clock = extendable(draft.state(), circumstances.procedure)
  if (granted && clock && request.extra) extendClock(draft, clock, request.extra, circumstances)
  return ok(null)
}

// Who may grant: as the procedure's clock says, or the dispatcher.
const mayGrant = (state: MatterState, { procedure, offices }: Circumstances): boolean => {
  const by: Holder = procedure.clocks[extendable(state, procedure)?.name ?? '']?.extend?.by ?? 'dispatcher'
  return offices.has(by)
}

const grantTime: Standing = {
  title: { zh: '同意延期', en: 'Grant more time' },
  by: ['dispatcher', 'supervisor', 'lead-approver'],
  form: [reason('告诉居民的延期理由', 'Reason told to the resident')],
  open: (state, circumstances) => pendingTime(state) !== undefined && mayGrant(state, circumstances),
  counts: 'extended',
  weight: 'primary',
  tell: [{ whom: 'resident', template: 'due-extended' }],
  follow: (draft, _, circumstances) => decideTime(draft, true, circumstances),
}

const refuseTime: Standing = {
  title: { zh: '不同意延期', en: 'Refuse more time' },
  by: ['dispatcher', 'supervisor', 'lead-approver'],
  form: [reason('不同意的理由', 'Why not')],
  open: (state, circumstances) => pendingTime(state) !== undefined && mayGrant(state, circumstances),
  tell: [{ whom: 'lead', template: 'time-refused' }],
  follow: (draft, _, circumstances) => decideTime(draft, false, circumstances),
}

export const timeActions = { 'request-time': requestTime, 'grant-time': grantTime, 'refuse-time': refuseTime }
