import { misfitOf, placeholders, type Text, type Texts } from '../../kernel/i18n.ts'
import type { FieldFault } from '../../kernel/result.ts'
import { cleanText, type ColumnSpec } from '../../kernel/sheets/domain.ts'
import { textOf } from '../domain/lists.ts'
import type { TextRow } from '../domain/rows.ts'
import type { Thing } from './thing.ts'
import { readRewordings, rewordingsCache } from '../../kernel/wording.ts'
import { writeRewordings } from '../store.ts'

const columns: readonly ColumnSpec[] = [
  { key: 'key', type: 'text', title: { zh: '文字代码', en: 'Key' }, required: true, maxLength: 120 },
  { key: 'zh', type: 'text', title: { zh: '中文', en: 'Chinese' }, maxLength: 2000 },
  { key: 'en', type: 'text', title: { zh: '英文', en: 'English' }, maxLength: 2000 },
  { key: 'originalZh', type: 'text', title: { zh: '原来的中文', en: 'Chinese as shipped' } },
  { key: 'originalEn', type: 'text', title: { zh: '原来的英文', en: 'English as shipped' } },
]

/** The texts as things to administer; `shipped` are those that come with the program, notices among them. An empty cell means: as shipped. */
export const textsThing = (shipped: () => Texts): Thing<TextRow> => ({
  name: 'texts',
  title: { zh: '文字', en: 'Texts' },
  note: {
    zh: '改“中文”“英文”两列；留空则恢复原来的文字。大括号里的内容（如 {code}）要原样保留。',
    en: 'Change the columns Chinese and English; empty restores what was shipped. Keep what stands in braces, such as {code}.',
  },
  keyOf: (row) => row.key,
  whole: false,
  columns: () => columns,
  toSheet: (row) => [{ ...row, originalZh: shipped()[row.key]?.zh ?? null, originalEn: shipped()[row.key]?.en ?? null }],
  fromSheet: (rows, before) => {
    const known = new Map(before.map((row) => [row.key, row]))
    return {
      drafts: rows.map(({ row: at, values }) => {
        const key = textOf(values['key'])
        const original = shipped()[key]
        const present = known.get(key)
        const read = (lang: 'zh' | 'en'): string =>
          asTyped(textOf(values[lang]), [present?.[lang], original?.[lang]]) || (original?.[lang] ?? '')
        return { row: { key, zh: read('zh'), en: read('en') }, at }
      }),
      faults: [],
    }
  },
  check: (row) => {
    const original = shipped()[row.key]
    if (!original) return [{ path: 'key', code: 'administration.text-unknown', params: { key: row.key.slice(0, 60) } }]
    return (['zh', 'en'] as const).flatMap((lang): FieldFault[] => {
      const misfit = misfitOf(row[lang], original, lang)
      if (misfit === null) return []
      return misfit === 'empty'
        ? [{ path: lang, code: 'administration.required' }]
        : [{ path: lang, code: faultCode(original), params: { wanted: braced(original, lang) } }]
    })
  },
  removable: () => true,
  read: async (db) => {
    const reworded = await readRewordings(db)
    return Object.entries(shipped())
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { zh, en }]) => ({ key, ...(reworded[key] ?? { zh, en }) }))
  },
  write: (tx, changes, _all, now, by) => writeRewordings(tx, changes, shipped(), now, by),
  caches: [rewordingsCache],
})

const faultCode = (original: Text): string => (original.also ? 'administration.placeholders-among' : 'administration.placeholders')

/** The placeholders that a wording may have, as they are written. */
const braced = (original: Text, lang: 'zh' | 'en'): string => {
  const names = original.also ? [...original.also] : placeholders(original[lang]).split(', ').filter(Boolean)
  return names.map((name) => `{${name}}`).join(' ') || '—'
}

/** A sheet's cells lose the spaces at their ends: a text that differs by those only was not changed. */
const asTyped = (typed: string, known: readonly (string | undefined)[]): string =>
  known.find((text) => text !== undefined && cleanText(text) === typed) ?? typed
