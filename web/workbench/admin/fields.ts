import type { Choice, Field } from '../../../src/kernel/form/model.ts'
import type { Text } from '../../../src/kernel/i18n.ts'
import { asText } from '../forms/values.ts'
import { limitUnits } from './copy.ts'

/** Choices out of a table of names. */
export const choicesOf = (names: Readonly<Record<string, Text>>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

export const textField = (field: string, zh: string, en: string, more: Partial<Field> = {}): Field => ({
  field,
  kind: 'text',
  label: { zh, en },
  max: 120,
  ...more,
})

/** A limit: how many of what. */
export const limitField = (field: string, zh: string, en: string): Field => ({
  field,
  kind: 'group',
  label: { zh, en },
  fields: [
    { field: 'value', kind: 'number', label: { zh: '数值', en: 'How many' }, min: 1, max: 1000 },
    { field: 'unit', kind: 'choice', label: { zh: '单位', en: 'Of what' }, of: choicesOf(limitUnits) },
  ],
})

/** A list typed as one line: `路灯、灯杆` is two words. */
export const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : asText(value).split(/[、，,;；\s]+/)).map((each) => each.trim()).filter((each) => each !== '')

/** A list as one line, to be typed on. */
export const lineOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join('、') : typeof value === 'string' ? value : ''
