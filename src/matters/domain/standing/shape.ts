import type { Field } from '../../../kernel/form/model.ts'
import { ok, refuse, refuseFields } from '../../../kernel/result.ts'
import { stopAll } from '../clocks.ts'
import type { MatterState } from '../state.ts'
import { isClosed } from '../state.ts'
import { reason, type Standing } from './definition.ts'

// What a matter is and who may see it: correcting, merging, withdrawing, restricting, publishing, archiving.

const correct: Standing = {
  title: { zh: '更正类别或位置', en: 'Correct category or place' },
  by: ['desk', 'dispatcher', 'filer', 'community-worker'],
  form: [
    { field: 'category', kind: 'category', label: { zh: '类别', en: 'Category' } },
    { field: 'place', kind: 'place', label: { zh: '位置', en: 'Place' } },
  ],
  open: (state) => !isClosed(state),
  follow: (draft, values, { locate }) => {
    if (values['place'] === undefined) return ok(null)
    const found = locate(values['place'])
    if (!found) return refuseFields([{ path: 'place', code: 'matter.place-unknown' }])
    draft.emit({ kind: 'located', facts: found })
    return ok(null)
  },
}

const merge: Standing = {
  title: { zh: '合并到另一事项', en: 'Merge into another matter' },
  by: ['desk', 'dispatcher'],
  form: [
    { field: 'into', kind: 'text', label: { zh: '并入的编号', en: 'Code of the other matter' }, required: true, max: 20 },
    reason('为什么是同一件事', 'Why it is the same'),
  ],
  open: (state) => !isClosed(state) && state.mergedInto === null,
  tell: [{ whom: 'resident', template: 'merged' }],
  follow: (draft, _, circumstances) => {
    const { target } = circumstances
    if (!target || target.id === draft.state().id) return refuseFields([{ path: 'into', code: 'matter.not-found' }])
    if (target.mergedInto || target.sensitivity !== draft.state().sensitivity) return refuse('conflict', 'matter.cannot-merge')
    draft.emit({ kind: 'merged', facts: { into: target.id } })
    return ok(null)
  },
}

const withdraw: Standing = {
  title: { zh: '撤回', en: 'Withdraw' },
  by: ['resident'],
  form: [{ field: 'reason', kind: 'text', label: { zh: '撤回的原因（可不填）', en: 'Why (optional)' }, max: 500, personal: 'free-text' }],
  open: (state) => !isClosed(state) && state.answers.length === 0,
  weight: 'danger',
  tell: [{ whom: 'assigned', template: 'withdrawn' }],
}

const restrict: Standing = {
  title: { zh: '限制知悉范围', en: 'Restrict who sees it' },
  by: ['dispatcher', 'supervisor'],
  form: [
    {
      field: 'restricted',
      kind: 'yes-no',
      label: { zh: '只限承办单位和派单、督查人员查看', en: 'Only for assigned units, dispatchers and supervisors' },
      required: true,
    },
    reason(),
  ],
  open: () => true,
  onClosed: true,
  follow: (draft, values) => {
    draft.emit({ kind: 'restricted', facts: { restricted: values['restricted'] === true } })
    return ok(null)
  },
}

const publicWords: readonly Field[] = [
  { field: 'publicTitle', kind: 'text', label: { zh: '公开标题', en: 'Public title' }, required: true, max: 60, personal: 'free-text' },
  {
    field: 'publicText',
    kind: 'text',
    label: { zh: '公开的诉求内容（已隐去个人信息）', en: 'The request as published (redacted)' },
    required: true,
    max: 2000,
    personal: 'free-text',
  },
  {
    field: 'publicAnswer',
    kind: 'text',
    label: { zh: '公开的答复（已隐去个人信息）', en: 'The answer as published (redacted)' },
    required: true,
    max: 2000,
    personal: 'free-text',
  },
]

const confirmed: Field = {
  field: 'checked',
  kind: 'yes-no',
  label: { zh: '我已逐字核对，没有姓名、电话、门牌等个人信息', en: 'I have checked: no names, telephones or door numbers' },
  required: true,
}

const releasable = (state: MatterState): boolean =>
  state.sensitivity === 'ordinary' && !state.restricted && state.reached.answered !== undefined && state.mergedInto === null

const release: Standing = {
  title: { zh: '公开答复', en: 'Publish the answer' },
  by: ['publisher'],
  form: [...publicWords, confirmed],
  open: (state, { procedure }) => procedure.publish !== undefined && state.released === null && releasable(state),
  onClosed: true,
  follow: (draft, values) => {
    if (values['checked'] !== true) return refuseFields([{ path: 'checked', code: 'field.required' }])
    draft.emit({ kind: 'released', facts: { released: true } })
    return ok(null)
  },
}

const unrelease: Standing = {
  title: { zh: '撤下公开', en: 'Take it off the public list' },
  by: ['publisher', 'supervisor'],
  form: [reason()],
  open: (state) => state.released !== null,
  onClosed: true,
  weight: 'danger',
  follow: (draft) => {
    draft.emit({ kind: 'released', facts: { released: false } })
    return ok(null)
  },
}

const redact: Standing = {
  title: { zh: '修订公开文字', en: 'Redact the published words' },
  by: ['publisher'],
  form: publicWords,
  open: (state) => state.released !== null,
  onClosed: true,
}

const archive: Standing = {
  title: { zh: '归档', en: 'Archive' },
  by: ['dispatcher'],
  form: [],
  open: (state) => isClosed(state) && state.archivedAt === null,
  onClosed: true,
  follow: (draft, _, circumstances) => {
    stopAll(draft, circumstances)
    draft.emit({ kind: 'archived', facts: {} })
    return ok(null)
  },
}

export const shapeActions = { correct, merge, withdraw, restrict, redact, release, unrelease, archive }
