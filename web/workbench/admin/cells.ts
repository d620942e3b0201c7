import type { Lang, Text } from '../../../src/kernel/i18n.ts'
import { copy, limitUnits } from './copy.ts'

const isText = (value: object): value is Text => 'zh' in value && 'en' in value

const isLimit = (value: object): value is { value: number; unit: string } => 'value' in value && 'unit' in value

/** A value of a row in words, whatever its shape: lists joined, limits as "5 个工作日", texts in the reader's language. */
export const cellWords = (value: unknown, lang: Lang): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return copy[value ? 'yes' : 'no'][lang]
  if (typeof value !== 'object') return String(value as string | number)
  if (Array.isArray(value)) return value.map((each) => cellWords(each, lang)).join(lang === 'zh' ? '、' : ', ')
  if (isText(value)) return value[lang]
  if (isLimit(value)) return `${value.value} ${(limitUnits as Readonly<Record<string, Text>>)[value.unit]?.[lang] ?? value.unit}`
  return JSON.stringify(value)
}

/** The rows that hold the words in any of their cells. */
export const found = <T extends object>(rows: readonly T[], words: string, lang: Lang): readonly T[] => {
  const plain = words.trim().toLowerCase()
  return plain === ''
    ? rows
    : rows.filter((row) => Object.values(row).some((value) => cellWords(value, lang).toLowerCase().includes(plain)))
}
