import type { Field } from '../../kernel/form/model.ts'
import type { MatterEvent } from '../domain/events.ts'
import type { Names } from './names.ts'

/** The words of an entry under the labels of its form. Contact and files are shown elsewhere; a missing part was erased or is not for the reader. */
export const wordsOf = (fields: readonly Field[], event: MatterEvent, names: Names): { label: string; text: string }[] => {
  const plain = event.kind === 'acted' ? event.facts.values : event.kind === 'filed' ? event.facts.form : {}
  const values: Readonly<Record<string, unknown>> = { ...plain, ...event.text }
  return fields.flatMap((field) => {
    if (skipped.has(field.kind)) return []
    const text = valueWords(field, values[field.field], names)
    return text === '' ? [] : [{ label: names.text(field.label), text }]
  })
}

const skipped: ReadonlySet<Field['kind']> = new Set(['contact', 'person', 'photos', 'file', 'signature', 'group'])

/** One value as people read it; the empty text for none. */
export const valueWords = (field: Field, value: unknown, names: Names): string => {
  if (value === undefined || value === null || value === '') return ''
  if (Array.isArray(value))
    return value
      .map((each) => valueWords(field, each, names))
      .filter(Boolean)
      .join(names.lang === 'zh' ? '、' : ', ')
  if (field.kind === 'place') return placeWords(value, names)
  if (field.kind === 'yes-no') return yesNo(value === true, names)
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  switch (field.kind) {
    case 'choice':
    case 'checklist':
    case 'rating': {
      const choice = field.of?.find((each) => each.value === String(value))
      return choice ? names.text(choice.label) : String(value)
    }
    case 'unit':
      return names.unit(String(value)).name
    case 'category':
      return names.category(String(value))?.name ?? ''
    default:
      return String(value)
  }
}

const yesNo = (yes: boolean, { lang }: Names): string => (lang === 'zh' ? (yes ? '是' : '否') : yes ? 'yes' : 'no')

const placeWords = (value: unknown, names: Names): string => {
  const { address, areaCode } = value as { address?: string; areaCode?: string }
  return address ?? (areaCode ? names.area(areaCode).name : '')
}
