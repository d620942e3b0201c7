import type { Lang } from '../i18n.ts'
import { ok } from '../result.ts'
import type { FieldFault, Result } from '../result.ts'
import { cleanText, columnLetters, rangeName } from './domain.ts'
import type { Cell, CellRange, ColumnSpec, Grid, SheetLimits, SheetNotice, Table, TableRow } from './domain.ts'
import { comparable, readValue } from './values.ts'

/**
 * Makes a table of a grid: finds the row of headings among the first twenty, the columns by their headings in any order, and the value of every cell.
 * Refuses with all faults at once, each under the path `rows.<row>.<key>` (or `columns.<key>`, `merged`), with params `row`, `column` (letter), `heading`
 * and `value`. The params quote what the person typed: show them, don't log them.
 */
export const toTable = (grid: Grid, columns: readonly ColumnSpec[], limits: SheetLimits): Result<Table> => {
  const headings = findHeadings(grid, columns)
  if (!headings) return refuseAll([{ path: 'headings', code: 'sheet.no-headings', params: { headings: titles(columns) } }], limits)
  const missing = columns
    .filter((column) => column.required && !headings.places.has(column.key))
    .map((column): FieldFault => ({ path: `columns.${column.key}`, code: 'sheet.missing-column', params: { heading: titleOf(column) } }))
  const filled = grid.cells.flatMap((cells, row) => (row > headings.row && !isEmptyRow(cells) ? [row] : []))
  if (filled.length > limits.maxRows)
    return refuseAll([{ path: 'rows', code: 'sheet.too-many-rows', params: { max: limits.maxRows } }], limits)
  const read = filled.map((row) => readRow(grid.cells[row] ?? [], row, columns, headings.places))
  const merged = grid.merged.filter((range) => spoils(range, headings)).map(mergedFault)
  const faults = [...missing, ...headings.doubled, ...merged, ...read.flatMap((each) => each.faults)]
  if (faults.length > 0) return refuseAll(faults, limits)
  return ok({
    sheet: grid.sheet,
    headingRow: headings.row + 1,
    rows: read.map((each) => each.row),
    columns: [...headings.places.keys()],
    warnings: [...grid.warnings, ...headings.unknown],
  })
}

interface Headings {
  readonly row: number
  /** Where each known column stands. */
  readonly places: ReadonlyMap<string, Place>
  readonly unknown: readonly SheetNotice[]
  readonly doubled: readonly FieldFault[]
}

interface Place {
  readonly column: number
  /** As it stands in the sheet. */
  readonly heading: string
  readonly lang: Lang
}

/** Above the headings often stand a title and a note; the row that names most of the columns is taken. */
const findHeadings = (grid: Grid, columns: readonly ColumnSpec[]): Headings | undefined => {
  const candidates = grid.cells.slice(0, 20).map((cells, row) => headingsOf(cells, row, columns))
  const [best] = candidates.toSorted((a, b) => b.places.size - a.places.size)
  return best && best.places.size > 0 ? best : undefined
}

const headingsOf = (cells: readonly Cell[], row: number, columns: readonly ColumnSpec[]): Headings => {
  const places = new Map<string, Place>()
  const unknown: SheetNotice[] = []
  const doubled: FieldFault[] = []
  for (const [place, cell] of cells.entries()) {
    const text = cell?.kind === 'text' ? cleanText(cell.text) : ''
    if (text === '') continue
    const column = columnNamed(text, columns)
    const where = { row: row + 1, column: columnLetters(place), heading: shorten(text) }
    if (!column) unknown.push({ code: 'sheet.unknown-column', params: where })
    else if (places.has(column.key)) doubled.push({ path: `columns.${column.key}`, code: 'sheet.double-column', params: where })
    else places.set(column.key, { column: place, heading: shorten(text), lang: langOf(text, column) })
  }
  return { row, places, unknown, doubled }
}

/** The exact heading first, then without a remark in brackets, such as 电话（必填）. */
const columnNamed = (text: string, columns: readonly ColumnSpec[]): ColumnSpec | undefined => {
  const named = (heading: string): ColumnSpec | undefined =>
    columns.find((column) => [column.title.zh, column.title.en, ...(column.aliases ?? [])].some((title) => comparable(title) === heading))
  const heading = comparable(text)
  return named(heading) ?? named(heading.replace(/\*?\([^()]*\)$/, ''))
}

/** Faults name choices in the language that the sheet speaks. */
const langOf = (text: string, column: ColumnSpec): Lang => (comparable(text).startsWith(comparable(column.title.en)) ? 'en' : 'zh')

const isEmptyRow = (cells: readonly Cell[]): boolean =>
  cells.every((cell) => cell === null || (cell.kind === 'text' && cleanText(cell.text) === ''))

const readRow = (cells: readonly Cell[], row: number, columns: readonly ColumnSpec[], places: Headings['places']) => {
  const values: Record<string, TableRow['values'][string]> = {}
  const faults: FieldFault[] = []
  for (const column of columns) {
    const place = places.get(column.key)
    values[column.key] = null
    if (place === undefined) continue
    const cell = cells[place.column] ?? null
    const where = () => ({ row: row + 1, column: columnLetters(place.column), heading: place.heading, value: quote(cell) })
    const path = `rows.${row + 1}.${column.key}`
    const value = readValue(cell, column, place.lang)
    if (!value.ok) faults.push({ path, code: value.error.code, params: { ...where(), ...value.error.params } })
    else if (value.value === null && column.required) faults.push({ path, code: 'sheet.required', params: where() })
    else values[column.key] = value.value
  }
  return { row: { row: row + 1, values } satisfies TableRow, faults }
}

/** Merged cells below the headings hold one value where several are meant; in titles above they are harmless. */
const spoils = (range: CellRange, headings: Headings): boolean =>
  range.bottom > headings.row && [...headings.places.values()].some(({ column }) => column >= range.left && column <= range.right)

const mergedFault = (range: CellRange): FieldFault => ({
  path: 'merged',
  code: 'sheet.merged',
  params: { row: range.top + 1, column: columnLetters(range.left), range: rangeName(range) },
})

const refuseAll = (faults: readonly FieldFault[], limits: SheetLimits): Result<never> => {
  const told = faults.slice(0, limits.maxFaults)
  const more: FieldFault[] =
    faults.length > told.length ? [{ path: 'rows', code: 'sheet.more-faults', params: { count: faults.length - told.length } }] : []
  return { ok: false, error: { kind: 'invalid', code: 'sheet.faults', params: { count: faults.length }, fields: [...told, ...more] } }
}

const titleOf = ({ title }: ColumnSpec): string => (title.zh === title.en ? title.zh : `${title.zh} (${title.en})`)

const titles = (columns: readonly ColumnSpec[]): string => columns.map(titleOf).join('、')

const quote = (cell: Cell): string => {
  if (cell === null || cell.kind === 'fault') return ''
  if (cell.kind === 'boolean') return String(cell.value)
  return shorten(cell.kind === 'text' ? cleanText(cell.text) : cell.kind === 'number' ? cell.digits : cell.at.replace('T', ' '))
}

const shorten = (text: string): string => {
  const chars = Array.from(text.replace(/\s+/g, ' '))
  return chars.length > 40 ? `${chars.slice(0, 40).join('')}…` : chars.join('')
}
