import writeWorkbook from 'write-excel-file/node'
import type { Cell as ExcelCell } from 'write-excel-file/node'
import type { Lang } from '../i18n.ts'
import type { ColumnSpec, SheetValue } from './domain.ts'

/** A column to write. Values are as `readTable` gives them. */
export interface WriteColumn {
  readonly key: string
  readonly title: string
  readonly type: 'text' | 'number' | 'date' | 'datetime' | 'boolean'
  /** In characters of half width; by the content when not given. */
  readonly width?: number
  /** What is shown for a code. */
  readonly shown?: Readonly<Record<string, string>>
}

export type WriteRow = Readonly<Record<string, SheetValue | null | undefined>>

export interface WriteOptions {
  /** Name of the sheet; characters that Excel refuses are replaced. */
  readonly sheet: string
  /** A line above the headings. `readTable` passes it over. */
  readonly note?: string
  /** For yes and no; Chinese if not given. */
  readonly lang?: Lang
}

/** Writes an xlsx file of one sheet, headings bold and kept in view. Text is always written as text, so `=…` typed by a resident is never a formula. */
export const writeTable = (
  columns: readonly WriteColumn[],
  rows: readonly WriteRow[],
  { sheet, note, lang = 'zh' }: WriteOptions,
): Promise<Buffer> => {
  const headings = columns.map((column): ExcelCell => ({
    ...textCell(column.title),
    fontWeight: 'bold',
    backgroundColor: '#eef1f4',
    wrap: true,
  }))
  const body = rows.map((row) => columns.map((column) => writeCell(row[column.key] ?? null, column, lang)))
  const noted = note === undefined ? [] : [[{ ...textCell(note), textColor: '#555555' }]]
  return writeWorkbook([...noted, headings, ...body], {
    sheet: sheetName(sheet),
    stickyRowsCount: noted.length + 1,
    columns: columns.map((column) => ({ width: column.width ?? fittingWidth(column, rows) })),
  }).toBuffer()
}

/** The columns of a reader as columns to write: for an empty form to fill in, or an export that can be read back. */
export const writeColumnsOf = (columns: readonly ColumnSpec[], lang: Lang): readonly WriteColumn[] =>
  columns.map((column) => ({
    key: column.key,
    title: `${column.title[lang]}${column.required ? '*' : ''}`,
    type: column.type === 'choice' ? 'text' : column.type,
    ...(column.type === 'choice' ? { shown: Object.fromEntries(column.choices.map((choice) => [choice.code, choice.title[lang]])) } : {}),
  }))

/** Excel's limit for the text of one cell. */
const maxCellLength = 32_767

const writeCell = (value: SheetValue | null, column: WriteColumn, lang: Lang): ExcelCell => {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return textCell(yesNo[lang][value ? 0 : 1])
  if (typeof value === 'number') return column.type === 'number' ? { type: Number, value } : textCell(String(value))
  if (column.type === 'date' || column.type === 'datetime') return dateCell(value, column.type)
  return { ...textCell(column.shown?.[value] ?? value), wrap: value.includes('\n') }
}

const yesNo = { zh: ['是', '否'], en: ['yes', 'no'] } as const

const textCell = (text: string) => {
  const proper = text.replace(/\p{Noncharacter_Code_Point}/gu, '')
  const fitting = (proper.length > maxCellLength ? `${proper.slice(0, maxCellLength - 1)}…` : proper).toWellFormed()
  return { type: String, value: escapeText(fitting) }
}

/**
 * `_x0041_` in a text would be read as an escaped character (ECMA-376 part 1, 22.4.2.4): its first underscore is escaped itself. The library looks texts
 * up in a plain object, so `valueOf` would come out as a function: the first letter of such names is escaped in the same way.
 */
const escapeText = (text: string): string => {
  if (text in {}) return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${text.slice(1)}`
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}

const dateCell = (wallTime: string, type: 'date' | 'datetime'): ExcelCell => {
  const value = new Date(`${wallTime.includes('T') ? wallTime : `${wallTime}T00:00:00`}Z`)
  if (Number.isNaN(value.getTime())) return textCell(wallTime)
  return { type: Date, value, format: type === 'date' ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss' }
}

/** Excel refuses to open a file whose sheet has one of these in its name, or more than 31 characters. */
const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31)
    .toWellFormed() || 'Sheet1'

const fittingWidth = (column: WriteColumn, rows: readonly WriteRow[]): number => {
  const first = rows.slice(0, 200).map((row) => {
    const value = row[column.key] ?? ''
    return displayWidth(column.shown?.[String(value)] ?? String(value))
  })
  return Math.min(50, Math.max(8, displayWidth(column.title), ...first) + 2)
}

/** Chinese characters take two places. */
const displayWidth = (text: string): number =>
  Math.max(
    ...text.split('\n').map((line) => Array.from(line).reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0)),
  )
