import { readForm } from '../../kernel/form/read.ts'
import type { Field } from '../../kernel/form/model.ts'
import { splitBySensitivity } from '../../kernel/form/split.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import type { Circumstances } from './command.ts'
import { conditionFacts } from './conditions.ts'
import { createDraft } from './draft.ts'
import type { NewEvent } from './events.ts'
import { isClosed, type MatterState } from './state.ts'

/** What "me too" may leave: how to be told of the answer, and what is different for this person. */
export const joinFields: readonly Field[] = [
  { field: 'note', kind: 'text', label: { zh: '您遇到的情况（可不填）', en: 'What you see (optional)' }, max: 500, personal: 'free-text' },
  {
    field: 'contact',
    kind: 'contact',
    label: { zh: '有结果时怎么告诉您（可不填）', en: 'How to tell you the answer (optional)' },
    personal: 'contact',
    sealed: 'complainant',
  },
]

/** "Me too" (我也遇到): joins an open, ordinary matter instead of filing it again. Anyone may. */
export const decideJoin = (state: MatterState, input: unknown, circumstances: Circumstances): Result<readonly NewEvent[]> => {
  if (isClosed(state) || state.mergedInto || state.sensitivity !== 'ordinary' || state.restricted)
    return refuse('conflict', 'matter.cannot-join')
  const read = readForm(joinFields, input, conditionFacts(state))
  if (!read.ok) return read
  const { text, contact } = splitBySensitivity(joinFields, read.value)
  const draft = createDraft(state, state.id, circumstances)
  const facts = {
    action: 'join',
    from: state.stage,
    to: state.stage,
    unit: null,
    role: null,
    values: {},
    files: [],
    reaches: [],
    counts: 'joined',
  } as const
  draft.emit({ kind: 'acted', facts, text, contact })
  return ok(draft.events())
}
