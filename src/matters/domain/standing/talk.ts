import { ok } from '../../../kernel/result.ts'
import { pauseFor, resumeFrom } from '../clocks.ts'
import { isClosed } from '../state.ts'
import { staffHolders, type Standing } from './definition.ts'

// Words and files between the people of a matter.

const note: Standing = {
  title: { zh: '记录', en: 'Note' },
  by: staffHolders,
  form: [{ field: 'note', kind: 'text', label: { zh: '记录内容', en: 'Note' }, required: true, max: 2000, personal: 'free-text' }],
  open: () => true,
  records: 'note',
  onClosed: true,
}

const attach: Standing = {
  title: { zh: '补充材料', en: 'Add files or words' },
  by: [...staffHolders, 'resident'],
  form: [
    { field: 'note', kind: 'text', label: { zh: '说明', en: 'What it is' }, max: 2000, personal: 'free-text' },
    { field: 'photos', kind: 'photos', label: { zh: '照片', en: 'Photos' }, max: 6 },
    { field: 'documents', kind: 'file', label: { zh: '文件', en: 'Documents' }, repeat: { max: 5 } },
  ],
  open: () => true,
}

const ask: Standing = {
  title: { zh: '请居民补充', en: 'Ask the resident for more' },
  by: ['desk', 'dispatcher', 'assigned', 'community-worker'],
  form: [
    {
      field: 'question',
      kind: 'text',
      label: { zh: '想请居民补充什么', en: 'What is missing' },
      required: true,
      max: 500,
      personal: 'free-text',
    },
  ],
  open: (state) => state.asked === null && !isClosed(state),
  records: 'question',
  reaches: ['first-contact'],
  tell: [{ whom: 'resident', template: 'asked' }],
  follow: (draft, _, circumstances) => {
    pauseFor(draft, 'asked-for-more', circumstances)
    return ok(null)
  },
}

const reply: Standing = {
  title: { zh: '回复', en: 'Reply' },
  by: ['resident', 'desk'],
  form: [{ field: 'reply', kind: 'text', label: { zh: '您的补充', en: 'Your reply' }, required: true, max: 2000, personal: 'free-text' }],
  open: (state) => state.asked !== null,
  records: 'reply',
  weight: 'primary',
  tell: [{ whom: 'assigned', template: 'replied' }],
  follow: (draft, _, circumstances) => {
    resumeFrom(draft, 'asked-for-more', circumstances)
    return ok(null)
  },
}

export const talkActions = { note, attach, ask, reply }
