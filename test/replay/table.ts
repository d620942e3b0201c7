import { readFileSync } from 'node:fs'
import { decodeText, readCsv } from '../../src/kernel/sheets/csv.ts'
import { unwrap } from '../../src/kernel/result.ts'

const limits = { maxBytes: 1e9, maxRows: 1e6, maxColumns: 100, maxCells: 1e8 }

/** The rows of a CSV file by its headings. */
export const readRows = (file: string): Record<string, string>[] => {
  const grid = unwrap(readCsv(unwrap(decodeText(readFileSync(file))), limits as unknown as Parameters<typeof readCsv>[1]))
  const [head = [], ...rows] = grid.cells.map((row) => row.map((cell) => (cell && 'text' in cell ? String(cell.text) : '')))
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}
