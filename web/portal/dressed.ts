import type { Choice, Field } from '../../src/kernel/form/model.ts'

/**
 * Fields as the portal shows them. A rating in words stands as one choice a line, with its stars or face, for five words do not fit side by side
 * on a phone; and where a label says itself that it may be left out, the mark beside it does not say so again. Only for showing: names and values are the same.
 */
export const dressed = (fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => {
    const label = { zh: field.label.zh.replace(optional, ''), en: field.label.en.replace(optional, '') }
    if (field.kind !== 'rating' || !field.of) return { ...field, label }
    const { min: _, max: __, ...rest } = field
    return { ...rest, label, kind: 'choice', of: field.of.map((choice) => withMark(choice, field.of?.length ?? 0)) }
  })

const optional = /\s*[（(](?:可不.{1,3}|optional)[）)]$/

const faces = ['🙁', '😐', '🙂']

const withMark = (choice: Choice, count: number): Choice => {
  const n = Number(choice.value)
  const mark = count === 3 ? (faces[n - 1] ?? '') : '★'.repeat(n) + '☆'.repeat(Math.max(0, count - n))
  return { ...choice, label: { zh: `${choice.label.zh} ${mark}`, en: `${choice.label.en} ${mark}` } }
}
