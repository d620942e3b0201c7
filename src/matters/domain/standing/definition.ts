import type { Field } from '../../../kernel/form/model.ts'
import type { Text } from '../../../kernel/i18n.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Circumstances } from '../command.ts'
import type { Draft } from '../draft.ts'
import type { Counter, Holder, Moment } from '../procedure.ts'
import type { MatterState } from '../state.ts'

/** A standing action: who may take it when, its form, and what it brings about beside its entry in the timeline. */
export interface Standing {
  readonly title: Text
  readonly by: readonly Holder[]
  readonly form: readonly Field[]
  /** Whether the matter is in a state in which it makes sense. */
  readonly open: (state: MatterState, circumstances: Circumstances) => boolean
  readonly records?: string
  readonly counts?: Counter
  readonly reaches?: readonly Moment[]
  /** Whether it may also be taken on a closed matter. */
  readonly onClosed?: boolean
  readonly weight?: 'primary' | 'normal' | 'danger'
  /** What else follows; the entry itself is written already. */
  readonly follow?: (draft: Draft, values: Readonly<Record<string, unknown>>, circumstances: Circumstances) => Result<null>
  /** Told by notice: whom, with which template. */
  readonly tell?: readonly { readonly whom: Holder; readonly template: string }[]
}

export const staffHolders: readonly Holder[] = [
  'desk',
  'dispatcher',
  'assigned',
  'lead-approver',
  'filer',
  'supervisor',
  'community-worker',
]

/** A reason in words, which every act that somebody else must accept has to give. */
export const reason = (zh = '理由', en = 'Reason'): Field => ({
  field: 'reason',
  kind: 'text',
  label: { zh, en },
  required: true,
  max: 500,
  personal: 'free-text',
})

/** The extra time asked for or granted, in working days. */
export const extraDays: Field = {
  field: 'extraDays',
  kind: 'number',
  label: { zh: '延长几个工作日', en: 'Extra working days' },
  required: true,
  min: 1,
  max: 60,
}
