import { readOleNames } from '../files/ole.ts'
import { refuse } from '../result.ts'
import type { Result } from '../result.ts'
import { decodeText, readCsv } from './csv.ts'
import type { ColumnSpec, Grid, SheetLimits, Table } from './domain.ts'
import { toTable } from './table.ts'
import { readWorkbook } from './workbook.ts'

/**
 * Reads an uploaded sheet, xlsx or CSV as its bytes say, into rows by the expected columns. All faults of all cells come in one refusal
 * (`sheet.faults` with `fields`); what does not hinder comes as warnings. Refuses `sheet.too-large`, `sheet.old-format`, `sheet.unreadable` and others
 * of texts.ts.
 */
export const readTable = async (bytes: Buffer, columns: readonly ColumnSpec[], limits: SheetLimits): Promise<Result<Table>> => {
  if (bytes.length > limits.maxBytes)
    return refuse('too-large', 'sheet.too-large', { max: Math.round((limits.maxBytes / 1024 / 1024) * 10) / 10 })
  const grid = await readGrid(bytes, limits)
  return grid.ok ? toTable(grid.value, columns, limits) : grid
}

const readGrid = async (bytes: Buffer, limits: SheetLimits): Promise<Result<Grid>> => {
  if (bytes.subarray(0, 4).equals(zipMagic)) return readWorkbook(bytes, limits)
  if (bytes.subarray(0, 4).equals(oleMagic)) {
    const locked = readOleNames(bytes)?.includes('EncryptedPackage') ?? false
    return refuse('unsupported', locked ? 'file.encrypted' : 'sheet.old-format')
  }
  const text = decodeText(bytes)
  if (!text.ok) return text
  // Many systems export an HTML table under the name of an Excel file.
  return /^\s*</.test(text.value) ? refuse('unsupported', 'sheet.old-format') : readCsv(text.value, limits)
}

const zipMagic = Buffer.from('PK\u0003\u0004', 'latin1')
const oleMagic = Buffer.from('d0cf11e0', 'hex')
