import type { MatterState, Procedure } from '../../../matters/api.ts'
import statuses from './statuses.json' with { type: 'json' }

/** The states of the protocol with FixMyStreet's extension. */
export const extendedStatuses = [
  'open',
  'investigating',
  'in_progress',
  'internal_referral',
  'fixed',
  'closed',
  'duplicate',
  'no_further_action',
] as const
export type ExtendedStatus = (typeof extendedStatuses)[number]

/** The two states that the protocol itself knows. */
export type BasicStatus = 'open' | 'closed'

const outcomes: Readonly<Record<string, string>> = statuses.outcomes

export const isExtendedStatus = (text: string): text is ExtendedStatus => (extendedStatuses as readonly string[]).includes(text)

/** The protocol's own state behind an extended one. */
export const basicOf = (status: ExtendedStatus): BasicStatus => (statuses.closed.includes(status) ? 'closed' : 'open')

/**
 * The extended state of a matter, out of who holds its stage, so that it holds for any procedure. `fixed` is said only when the resident, or the
 * call-back, said so; an answer alone is `closed`.
 */
export const statusOf = (state: MatterState, procedure: Procedure): ExtendedStatus => {
  if (state.mergedInto) return 'duplicate'
  const stage = procedure.stages[state.stage]
  if (state.closedAt || stage?.final) return endOf(state)
  switch (stage?.holder) {
    case 'resident':
      return endOf(state)
    case 'dispatcher':
      if (state.assignments.some((each) => each.state === 'returned' || each.state === 'transferred')) return 'internal_referral'
      return state.reached.accepted ? 'investigating' : 'open'
    case 'assigned':
    case 'lead':
    case 'lead-approver':
      return 'in_progress'
    default:
      return state.assignments.length > 0 ? 'in_progress' : state.reached.accepted ? 'investigating' : 'open'
  }
}

const endOf = (state: MatterState): ExtendedStatus => {
  const told = outcomes[state.outcome ?? '']
  if (told !== undefined && isExtendedStatus(told)) return told
  return (state.rating?.solved ?? state.verification?.solved) === true ? 'fixed' : 'closed'
}

/** Stages of a procedure in which the protocol calls a matter closed: nothing more is owed unless the resident says so. */
export const closedStages = (procedure: Procedure): string[] =>
  Object.entries(procedure.stages).flatMap(([id, stage]) => (stage.final || stage.holder === 'resident' ? [id] : []))
