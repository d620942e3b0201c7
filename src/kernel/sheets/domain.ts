import type { Text } from '../i18n.ts'
import type { FieldFault } from '../result.ts'
import type { ZipLimits } from '../files/zip.ts'

/** One column as a reader expects it: by its heading in either language or an alias, at any place. */
export type ColumnSpec = ColumnBase & ColumnType

interface ColumnBase {
  /** Under which a row's value is found. */
  readonly key: string
  readonly title: Text
  readonly aliases?: readonly string[]
  /** A required column must be there, and filled in every row. */
  readonly required?: boolean
}

type ColumnType =
  | { readonly type: 'text'; readonly maxLength?: number }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly integer?: boolean }
  | { readonly type: 'date' | 'datetime' | 'boolean' }
  | { readonly type: 'choice'; readonly choices: readonly ChoiceSpec[] }

/** One choice: said by its code, its title or an alias; read as its code. */
export interface ChoiceSpec {
  readonly code: string
  readonly title: Text
  readonly aliases?: readonly string[]
}

/** Bounds of what is read. Configuration data. */
export interface SheetLimits {
  readonly maxBytes: number
  /** Rows with content below the headings. */
  readonly maxRows: number
  readonly maxColumns: number
  /** Faults told at most; the rest is counted. */
  readonly maxFaults: number
  readonly zip: ZipLimits
}

/**
 * A value as read. `text`: trimmed; `choice`: its code; `date`: `2026-03-05`; `datetime`: `2026-03-05T14:30:00`, the wall time as it stands in the sheet,
 * without zone.
 */
export type SheetValue = string | number | boolean

/** One row with content; `row` is its number as Excel shows it. Empty cells and absent columns are `null`. */
export interface TableRow {
  readonly row: number
  readonly values: Readonly<Record<string, SheetValue | null>>
}

/** Something to tell the person that does not stop the reading: an unknown column, a hidden sheet. */
export type SheetNotice = Pick<FieldFault, 'code' | 'params'>

/** A sheet as read, without faults. */
export interface Table {
  /** Name of the sheet; empty for CSV. */
  readonly sheet: string
  /** Number of the row with the headings. */
  readonly headingRow: number
  readonly rows: readonly TableRow[]
  /** Keys of the columns that are there. */
  readonly columns: readonly string[]
  readonly warnings: readonly SheetNotice[]
}

/** A cell before it is known what it should be. Numbers keep their digits as written. */
export type Cell =
  | null
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string }
  /** Wall time, `2026-03-05T14:30:00`. */
  | { readonly kind: 'date'; readonly at: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A cell that shows an error, or a formula without a result. */
  | { readonly kind: 'fault'; readonly code: string }

/** Cells by row and column, both from 0: `cells[0][0]` is A1. */
export interface Grid {
  readonly sheet: string
  readonly cells: readonly (readonly Cell[])[]
  readonly merged: readonly CellRange[]
  readonly warnings: readonly SheetNotice[]
}

/** A block of cells, from 0, both ends included. */
export interface CellRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** The letters that Excel shows over a column: 0 is A, 26 is AA. */
export const columnLetters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : columnLetters(Math.floor(column / 26) - 1) + columnLetters(column % 26)

/** A range as Excel names it: `B3:C5`. */
export const rangeName = (range: CellRange): string =>
  `${columnLetters(range.left)}${range.top + 1}:${columnLetters(range.right)}${range.bottom + 1}`

/** Trims all kinds of space and drops controls and marks of direction or zero width; joiners and selectors, which some scripts need, and line ends stay. */
export const cleanText = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(unseen, '').normalize('NFC').trim()

const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFFD\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu
