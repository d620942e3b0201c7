import { writeZip } from '../files/zip.ts'
import type { ColumnSpec, SheetLimits } from './domain.ts'

/** Sheets made for tests. */
export const sheetLimits: SheetLimits = {
  maxBytes: 2_000_000,
  maxRows: 200,
  maxColumns: 40,
  maxFaults: 50,
  zip: { maxEntries: 50, maxUnpacked: 5_000_000 },
}

export const orderColumns: readonly ColumnSpec[] = [
  { key: 'code', title: { zh: '工单编号', en: 'Order number' }, aliases: ['编号'], type: 'text', required: true, maxLength: 30 },
  { key: 'phone', title: { zh: '电话', en: 'Phone' }, type: 'text' },
  {
    key: 'nature',
    title: { zh: '诉求性质', en: 'Nature' },
    type: 'choice',
    required: true,
    choices: [
      { code: 'consult', title: { zh: '咨询', en: 'Consult' } },
      { code: 'complaint', title: { zh: '投诉', en: 'Complaint' }, aliases: ['投诉类'] },
    ],
  },
  { key: 'filed', title: { zh: '受理日期', en: 'Filed on' }, type: 'date' },
  { key: 'due', title: { zh: '截止时间', en: 'Due' }, type: 'datetime' },
  { key: 'people', title: { zh: '人数', en: 'People' }, type: 'number', integer: true, min: 1, max: 500 },
  { key: 'urgent', title: { zh: '紧急', en: 'Urgent' }, type: 'boolean' },
]

export interface WorkbookParts {
  /** Inside `<worksheet>`. */
  readonly sheet?: string
  /** Inside `<sheets>`. */
  readonly sheets?: string
  /** Inside `<workbook>`, before the sheets. */
  readonly properties?: string
  readonly relations?: string
  readonly texts?: readonly string[]
  readonly whole?: Readonly<Record<string, string>>
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const oneSheet = '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'

/** A relation of a workbook: `rId1`, `worksheet`, `worksheets/sheet1.xml`. */
export const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`

/** An xlsx file by hand, so that it can hold what no program writes. */
export const workbookOf = ({
  sheet = '<sheetData/>',
  sheets = oneSheet,
  properties = '',
  relations = '',
  texts = [],
  whole = {},
}: WorkbookParts): Buffer => {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${main} xmlns:r="${office}">${properties}<sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId8', 'sharedStrings', 'sharedStrings.xml')}${relation('rId9', 'styles', 'styles.xml')}${relations}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${main}>${sheet}</worksheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    ...whole,
  }
  return writeZip(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]))
}

const letters = 'ABCDEFGHIJ'

/** Rows of texts as `<sheetData>`; a cell that begins with `<` is put in as it is, with its place for `@`. */
export const sheetData = (rows: readonly (readonly string[])[]): string =>
  `<sheetData>${rows
    .map((cells, row) => {
      const written = cells.map((cell, column) => {
        const place = `${letters[column]}${row + 1}`
        if (cell === '') return ''
        return cell.startsWith('<') ? cell.replace('@', `r="${place}"`) : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`
      })
      return `<row r="${row + 1}">${written.join('')}</row>`
    })
    .join('')}</sheetData>`
