import { readSheet } from 'read-excel-file/node'
import { readZipDirectory, readZipEntry, writeZip } from '../files/zip.ts'
import type { ZipEntry } from '../files/zip.ts'
import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import { elementOf, elementsOf, localNameOf, parseXml } from '../xml.ts'
import type { XmlNode } from '../xml.ts'
import type { Cell, Grid, SheetLimits, SheetNotice } from './domain.ts'
import { readMarkup } from './markup.ts'
import type { SheetMarkup } from './markup.ts'

/**
 * Reads the first visible sheet of an xlsx file. The library gets a workbook built anew of the one sheet, its texts and its styles, all checked, so
 * that neither a bomb nor a hidden second reading of the zip reaches it. Formulas are never worked out: the result that Excel kept is taken.
 */
export const readWorkbook = async (bytes: Buffer, limits: SheetLimits): Promise<Result<Grid>> => {
  const directory = readZipDirectory(bytes, limits.zip)
  if (!directory.ok) return directory
  const part = partReader(bytes, directory.value)
  const outline = await readOutline(part)
  if (!outline.ok) return outline
  const sheet = await part(outline.value.path)
  if (sheet === undefined) return unreadable
  const markup = readMarkup(sheet, limits)
  if (!markup.ok) return markup
  const [texts, styles] = [await part(outline.value.texts), await part(outline.value.styles)]
  if ([texts, styles].some((each) => each && /<!(?:doctype|entity)/i.test(each))) return unreadable
  const cells = await readCells(rebuild(outline.value, markup.value.clean, texts, styles), markup.value)
  if (!cells.ok) return cells
  return ok({
    sheet: outline.value.name,
    cells: cells.value,
    merged: markup.value.merged,
    warnings: [...outline.value.warnings, ...hiddenNotices(markup.value)],
  })
}

const unreadable = refuse('invalid', 'sheet.unreadable')

type PartReader = (name: string | undefined) => Promise<string | undefined>

const partReader = (bytes: Buffer, entries: readonly ZipEntry[]): PartReader => {
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  return async (name) => {
    const entry = name === undefined ? undefined : byName.get(name.toLowerCase())
    const content = entry && (await readZipEntry(bytes, entry))
    return content?.ok ? content.value.toString('utf8') : undefined
  }
}

/** Where the parts of the first visible sheet lie. */
interface Outline {
  readonly name: string
  readonly path: string
  readonly texts: string | undefined
  readonly styles: string | undefined
  /** Days counted from 1904, as old Mac versions did. */
  readonly since1904: boolean
  readonly warnings: readonly SheetNotice[]
}

const outlineLimits = { maxCharacters: 2_000_000, maxDepth: 20, maxNodes: 20_000 }

const readOutline = async (part: PartReader): Promise<Result<Outline>> => {
  const workbook = parseXml((await part('xl/workbook.xml')) ?? '', outlineLimits)
  const relations = parseXml((await part('xl/_rels/workbook.xml.rels')) ?? '', outlineLimits)
  if (!workbook.ok || !relations.ok) return unreadable
  const targets = relationTargets(relations.value)
  const listed = elementsOf(elementOf(workbook.value, 'sheets') ?? workbook.value, 'sheet')
  const sheets = listed.map((sheet) => ({
    name: sheet.attributes?.['name'] ?? '',
    visible: (sheet.attributes?.['state'] ?? 'visible') === 'visible',
    path: targets.sheets.get(relationOf(sheet)),
  }))
  const worksheets = sheets.filter((sheet) => sheet.path !== undefined)
  const visible = worksheets.filter((sheet) => sheet.visible)
  const [first] = visible
  if (!first?.path) return refuse('invalid', 'sheet.no-sheet')
  const since1904 = /^(1|true)$/.test(elementOf(workbook.value, 'workbookPr')?.attributes?.['date1904'] ?? '')
  const hidden = worksheets.filter((sheet) => !sheet.visible).map((sheet) => sheet.name)
  const warnings: SheetNotice[] = []
  if (visible.length > 1) warnings.push({ code: 'sheet.only-first', params: { sheet: first.name } })
  if (hidden.length > 0) warnings.push({ code: 'sheet.hidden-sheets', params: { sheets: hidden.join('、') } })
  return ok({ name: first.name, path: first.path, texts: targets.texts, styles: targets.styles, since1904, warnings })
}

const relationOf = (sheet: XmlNode): string =>
  Object.entries(sheet.attributes ?? {}).find(([name]) => name.includes(':') && localNameOf(name) === 'id')?.[1] ?? ''

const relationTargets = (relations: XmlNode) => {
  const all = elementsOf(relations, 'Relationship').map((relation) => ({
    id: relation.attributes?.['Id'] ?? '',
    kind: relation.attributes?.['Type']?.split('/').at(-1),
    path: fullPath(relation.attributes?.['Target'] ?? ''),
  }))
  return {
    sheets: new Map(all.filter((relation) => relation.kind === 'worksheet').map((relation) => [relation.id, relation.path])),
    texts: all.find((relation) => relation.kind === 'sharedStrings')?.path,
    styles: all.find((relation) => relation.kind === 'styles')?.path,
  }
}

const fullPath = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`)

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const rebuild = (outline: Outline, sheet: string, texts: string | undefined, styles: string | undefined): Buffer => {
  const workbook =
    `<workbook xmlns="${spreadsheet}" xmlns:r="${officeRelation}">${outline.since1904 ? '<workbookPr date1904="1"/>' : ''}` +
    `<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${officeRelation}/${kind}" Target="${target}"/>`
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    `${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${texts === undefined ? '' : relation('rId2', 'sharedStrings', 'sharedStrings.xml')}` +
    `${styles === undefined ? '' : relation('rId3', 'styles', 'styles.xml')}</Relationships>`
  const parts: (readonly [string, string | undefined])[] = [
    ['xl/workbook.xml', workbook],
    ['xl/_rels/workbook.xml.rels', relations],
    ['xl/worksheets/sheet1.xml', sheet],
    ['xl/sharedStrings.xml', texts],
    ['xl/styles.xml', styles],
  ]
  return writeZip(parts.flatMap(([name, content]) => (content === undefined ? [] : [[name, Buffer.from(content)] as const])))
}

/** Keeps the digits of a number as written, where a double would not. */
interface Digits {
  readonly digits: string
}

const readCells = async (workbook: Buffer, markup: SheetMarkup): Promise<Result<readonly (readonly Cell[])[]>> => {
  try {
    const read: readonly (readonly unknown[])[] = await readSheet<Digits>(workbook, 1, {
      parseNumber: (digits) => ({ digits }),
      trim: false,
    })
    const cells = read.map((row) => row.map(toCell))
    for (const [place, kind] of markup.faults) setFault(cells, place, kind === 'e' ? 'sheet.cell-error' : 'sheet.formula-empty')
    return ok(cells)
  } catch (cause) {
    if (cause instanceof Error) return unreadable
    throw cause
  }
}

const setFault = (cells: Cell[][], place: string, code: string): void => {
  const [row = 0, column = 0] = place.split(',').map(Number)
  while (cells.length <= row) cells.push([])
  const cellsOfRow = cells[row] ?? []
  while (cellsOfRow.length <= column) cellsOfRow.push(null)
  cellsOfRow[column] = { kind: 'fault', code }
}

const toCell = (value: unknown): Cell => {
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  if (value instanceof Date) return dateCell(value)
  if (isDigits(value)) return { kind: 'number', digits: value.digits }
  return null
}

const isDigits = (value: unknown): value is Digits => typeof value === 'object' && value !== null && 'digits' in value

/** Excel keeps a time as a fraction of a day: 14:30 comes a millisecond early. Whole seconds are what people typed. */
const dateCell = (value: Date): Cell => {
  const rounded = new Date(Math.round(value.getTime() / 1000) * 1000)
  return Number.isNaN(rounded.getTime())
    ? { kind: 'fault', code: 'sheet.cell-error' }
    : { kind: 'date', at: rounded.toISOString().slice(0, 19) }
}

const hiddenNotices = ({ hiddenRows, hiddenColumns }: SheetMarkup): readonly SheetNotice[] => [
  ...(hiddenRows > 0 ? [{ code: 'sheet.hidden-rows', params: { count: hiddenRows } }] : []),
  ...(hiddenColumns > 0 ? [{ code: 'sheet.hidden-columns', params: { count: hiddenColumns } }] : []),
]
