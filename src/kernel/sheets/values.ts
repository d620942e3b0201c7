import type { Lang } from '../i18n.ts'
import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import { cleanText } from './domain.ts'
import type { Cell, ChoiceSpec, ColumnSpec, SheetValue } from './domain.ts'

/** What a cell says in a column of this kind; `null` when empty. Refusals are faults of the cell: `sheet.not-a-number` and the like; `lang` is for the choices they name. */
export const readValue = (cell: Cell, column: ColumnSpec, lang: Lang = 'zh'): Result<SheetValue | null> => {
  if (cell === null || (cell.kind === 'text' && cleanText(cell.text) === '')) return ok(null)
  if (cell.kind === 'fault') return fault(cell.code)
  switch (column.type) {
    case 'text':
      return readText(cell, column.maxLength)
    case 'number':
      return readNumber(cell, column)
    case 'date':
    case 'datetime':
      return readDate(cell, column.type)
    case 'boolean':
      return readBoolean(cell)
    case 'choice':
      return readChoice(cell, column.choices, lang)
  }
}

/** Headings and choices are compared without regard to width, case, spaces and the mark of required fields. */
export const comparable = (text: string): string =>
  cleanText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+|\p{Default_Ignorable_Code_Point}|^\*+|\*+$/gu, '')

type Filled = Exclude<Cell, null | { kind: 'fault' }>

const fault = (code: string, params?: Record<string, string | number>): Result<never> => refuse('invalid', code, params)

/** What the cell shows, as near as can be said without its format. */
const shown = (cell: Filled): Result<string> => {
  switch (cell.kind) {
    case 'text':
      return ok(cleanText(cell.text))
    case 'boolean':
      return ok(cell.value ? 'TRUE' : 'FALSE')
    case 'date':
      return ok(cell.at.endsWith('T00:00:00') ? cell.at.slice(0, 10) : cell.at.replace('T', ' '))
    case 'number':
      return shownNumber(cell.digits)
  }
}

/** Excel keeps 15 digits of a number: the end of a longer one (identity card, order number) is lost, and must not pass for the true one. */
const shownNumber = (digits: string): Result<string> => {
  const value = Number(digits)
  if (!Number.isFinite(value)) return fault('sheet.not-a-number')
  return Math.abs(value) >= 1e15 ? fault('sheet.digits-lost') : ok(String(value))
}

const readText = (cell: Filled, maxLength = 32_767): Result<string> => {
  const text = shown(cell)
  if (!text.ok) return text
  return Array.from(text.value).length > maxLength ? fault('sheet.too-long', { max: maxLength }) : text
}

const readNumber = (cell: Filled, column: ColumnSpec & { type: 'number' }): Result<number> => {
  if (cell.kind === 'date' || cell.kind === 'boolean') return fault('sheet.not-a-number')
  const digits = cell.kind === 'number' ? cell.digits : ungroup(cleanText(cell.text).normalize('NFKC'))
  const value = digits === undefined ? Number.NaN : Number(digits)
  if (!Number.isFinite(value)) return fault('sheet.not-a-number')
  if (column.integer && !Number.isSafeInteger(value)) return fault('sheet.not-an-integer')
  if (column.min !== undefined && value < column.min) return fault('sheet.too-small', { min: column.min })
  if (column.max !== undefined && value > column.max) return fault('sheet.too-big', { max: column.max })
  return ok(value)
}

/** A number as people type it, with thousands marked by commas or not. */
const ungroup = (text: string): string | undefined =>
  /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : undefined

const dateForms = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号](?: *(\d{1,2})[:时点](\d{2})分?(?:[:]?(\d{2})秒?)?)?$/,
  /^(\d{4})(\d{2})(\d{2})(?: +(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/,
]

const readDate = (cell: Filled, type: 'date' | 'datetime'): Result<string> => {
  const at = wallTime(cell)
  if (at === undefined) return fault(type === 'date' ? 'sheet.not-a-date' : 'sheet.not-a-time')
  return ok(type === 'date' ? at.slice(0, 10) : at)
}

const wallTime = (cell: Filled): string | undefined => {
  if (cell.kind === 'date') return cell.at >= '1900' ? cell.at : undefined
  if (cell.kind === 'boolean') return undefined
  const text = cell.kind === 'number' ? cell.digits : cleanText(cell.text).normalize('NFKC')
  const found = dateForms.map((form) => form.exec(text)).find((match) => match !== null)
  if (found) return dateOf(found.slice(1).map((part) => Number(part ?? 0)))
  return cell.kind === 'number' ? serialDate(Number(text)) : undefined
}

const dateOf = ([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[]): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && minute < 60 && second < 60
  return same && year >= 1900 ? date.toISOString().slice(0, 19) : undefined
}

/** A day number that lost its date format: days since 1899-12-30 (ECMA-376 part 1, 18.17.4.1), here of 1910 to 2199, so that a plain count does not pass. */
const serialDate = (days: number): string | undefined =>
  days >= 3654 && days < 109_572
    ? new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000).toISOString().slice(0, 19)
    : undefined

const yes = new Set(['是', '有', '对', 'yes', 'y', 'true', '1', '√', '✓', '✔'])
const no = new Set(['否', '无', '不', '不是', 'no', 'n', 'false', '0', '×', '✗', '✘'])

const readBoolean = (cell: Filled): Result<boolean> => {
  if (cell.kind === 'boolean') return ok(cell.value)
  const text = shown(cell)
  const word = text.ok ? comparable(text.value) : ''
  if (yes.has(word)) return ok(true)
  return no.has(word) ? ok(false) : fault('sheet.not-yes-or-no')
}

const readChoice = (cell: Filled, choices: readonly ChoiceSpec[], lang: Lang): Result<string> => {
  const text = shown(cell)
  if (!text.ok) return text
  const word = comparable(text.value)
  const found =
    choices.find((choice) => choice.code === text.value) ??
    choices.find((choice) =>
      [choice.code, choice.title.zh, choice.title.en, ...(choice.aliases ?? [])].some((name) => comparable(name) === word),
    )
  return found ? ok(found.code) : fault('sheet.not-a-choice', { choices: listed(choices, lang) })
}

/** The first choices, so that the person sees what is expected. */
const listed = (choices: readonly ChoiceSpec[], lang: Lang): string => {
  const first = choices.slice(0, 12).map((choice) => choice.title[lang])
  const joined = first.join(lang === 'zh' ? '、' : ', ')
  return choices.length > first.length ? `${joined}…` : joined
}
