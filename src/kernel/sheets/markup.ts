import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import type { CellRange, SheetLimits } from './domain.ts'

/** What matters of a worksheet's XML, and that part of it that is handed on to the library. */
export interface SheetMarkup {
  /** A worksheet of only those rows and cells that have a value. */
  readonly clean: string
  /** Cells that show an error (`e`) or a formula without a result (`f`), by `row,column` from 0. */
  readonly faults: ReadonlyMap<string, 'e' | 'f'>
  readonly merged: readonly CellRange[]
  readonly hiddenRows: number
  readonly hiddenColumns: number
}

/** Rows that may stand above the first one with content, and between them, before the sheet counts as too long. */
const spareRows = 1000

/**
 * Reads a worksheet part strictly: plain tags and text only (no comments, CDATA, document type), rows and cells in order, each with its place. So the
 * library never meets a row number or column that would make it build millions of empty cells. Refuses `sheet.unreadable` and what passes the limits.
 */
export const readMarkup = (xml: string, limits: SheetLimits): Result<SheetMarkup> => {
  const scan: Scan = {
    limits,
    rows: [],
    faults: new Map(),
    merged: [],
    hiddenRows: 0,
    hiddenColumns: 0,
    inData: false,
    row: -1,
    column: -1,
    cells: [],
  }
  let at = /^\uFEFF?\s*(?:<\?xml[^<>]*\?>)?\s*/.exec(xml)?.[0].length ?? 0
  while (at < xml.length) {
    tagForm.lastIndex = at
    const found = tagForm.exec(xml)
    if (!found) return refuse('invalid', 'sheet.unreadable')
    at = tagForm.lastIndex
    const [, closing, name = '', attributes = '', alone, text = ''] = found
    const refused = takeTag(scan, { name: `${closing}${name}`, attributes, alone: alone === '/', text })
    if (refused) return refused
  }
  if (scan.inData) return refuse('invalid', 'sheet.unreadable')
  const { rows, faults, merged, hiddenRows, hiddenColumns } = scan
  return ok({ clean: `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`, faults, merged, hiddenRows, hiddenColumns })
}

/** One tag (its local name) with the text after it; sticky, so nothing between two of them is skipped. */
const tagForm = /<(\/?)(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>([^<]*)/y

interface Tag {
  /** With a slash before it when it closes. */
  readonly name: string
  readonly attributes: string
  readonly alone: boolean
  readonly text: string
}

interface OpenCell {
  readonly reference: string
  readonly type: string | undefined
  readonly style: string | undefined
  /** Text as written, still escaped. */
  value: string
  inline: string
  formula: boolean
  /** Inside the phonetic reading of an inline text, which is not part of it. */
  phonetic: boolean
}

interface Scan {
  readonly limits: SheetLimits
  readonly rows: string[]
  readonly faults: Map<string, 'e' | 'f'>
  readonly merged: CellRange[]
  hiddenRows: number
  hiddenColumns: number
  inData: boolean
  row: number
  column: number
  cells: string[]
  cell?: OpenCell | undefined
}

type Refused = Result<never> | undefined

const takeTag = (scan: Scan, tag: Tag): Refused => {
  if (tag.name === 'sheetData') scan.inData = !tag.alone
  else if (tag.name === '/sheetData') scan.inData = false
  else if (!scan.inData) takeOutside(scan, tag)
  else if (tag.name === 'row') return openRow(scan, tag)
  else if (tag.name === '/row') closeRow(scan)
  else if (tag.name === 'c') return openCell(scan, tag)
  else if (tag.name === '/c') return closeCell(scan)
  else if (scan.cell) takeInCell(scan.cell, tag)
  return undefined
}

const takeOutside = (scan: Scan, { name, attributes }: Tag): void => {
  if (name === 'mergeCell') {
    const range = parseRange(attribute(attributes, 'ref'))
    if (range) scan.merged.push(range)
  }
  if (name === 'col' && isTrue(attribute(attributes, 'hidden'))) {
    scan.hiddenColumns += Number(attribute(attributes, 'max')) - Number(attribute(attributes, 'min')) + 1
  }
}

const openRow = (scan: Scan, { attributes, alone }: Tag): Refused => {
  const number = Number(attribute(attributes, 'r') ?? scan.row + 2)
  if (scan.cell || !Number.isSafeInteger(number) || number - 1 <= scan.row) return refuse('invalid', 'sheet.unreadable')
  scan.row = number - 1
  scan.column = -1
  scan.cells = []
  if (!alone && isTrue(attribute(attributes, 'hidden'))) scan.hiddenRows++
  return undefined
}

const closeRow = (scan: Scan): void => {
  if (scan.cells.length > 0) scan.rows.push(`<row r="${scan.row + 1}">${scan.cells.join('')}</row>`)
  scan.cells = []
}

const openCell = (scan: Scan, { attributes, alone }: Tag): Refused => {
  const reference = attribute(attributes, 'r') ?? ''
  const place = parsePlace(reference)
  if (scan.cell || !place || place.row !== scan.row || place.column <= scan.column) return refuse('invalid', 'sheet.unreadable')
  scan.column = place.column
  if (alone) return undefined
  const style = attribute(attributes, 's')
  scan.cell = { reference, type: attribute(attributes, 't'), style, value: '', inline: '', formula: false, phonetic: false }
  return undefined
}

const takeInCell = (cell: OpenCell, { name, alone, text }: Tag): void => {
  if (name === 'f') cell.formula = true
  else if (name === 'v' && !alone) cell.value = text
  else if (name === 'rPh') cell.phonetic = !alone
  else if (name === '/rPh') cell.phonetic = false
  else if (name === 't' && !alone && !cell.phonetic) cell.inline += text
}

const closeCell = (scan: Scan): Refused => {
  const { cell, row, column, limits } = scan
  scan.cell = undefined
  if (!cell) return refuse('invalid', 'sheet.unreadable')
  const content = cell.type === 'inlineStr' ? cell.inline : cell.value
  if (content === '' && !cell.formula) return undefined
  if (row >= limits.maxRows + spareRows) return refuse('invalid', 'sheet.too-many-rows', { max: limits.maxRows })
  if (column >= limits.maxColumns) return refuse('invalid', 'sheet.too-many-columns', { max: limits.maxColumns })
  if (cell.type === 'e') scan.faults.set(`${row},${column}`, 'e')
  else if (content === '' && cell.type !== 'str') scan.faults.set(`${row},${column}`, 'f')
  else if (content !== '') scan.cells.push(rebuilt(cell, content))
  return undefined
}

/** Only what the library is to see; type and style pass no quotes or tags, by the form of attributes. */
const rebuilt = ({ reference, type, style }: OpenCell, content: string): string => {
  const marks = `${type ? ` t="${type}"` : ''}${style ? ` s="${style}"` : ''}`
  return `<c r="${reference}"${marks}>${type === 'inlineStr' ? `<is><t>${content}</t></is>` : `<v>${content}</v>`}</c>`
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

const attribute = (attributes: string, name: string): string | undefined => {
  const found = attributeForms.get(name)?.exec(attributes)
  return found?.[1] ?? found?.[2]
}

const attributeForms = new Map(
  ['r', 't', 's', 'ref', 'hidden', 'min', 'max'].map((name) => [name, new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^"']*)')`)]),
)

const parsePlace = (reference: string): { readonly row: number; readonly column: number } | undefined => {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!found?.[1]) return undefined
  const column = Array.from(found[1]).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(found[2]) - 1, column }
}

const parseRange = (reference: string | undefined): CellRange | undefined => {
  const [first, last] = (reference ?? '').split(':').map(parsePlace)
  return first && last ? { top: first.row, left: first.column, bottom: last.row, right: last.column } : undefined
}
