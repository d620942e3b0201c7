import type { Zone } from '../../kernel/calendar/day.ts'
import { ok, type FieldFault, type Result } from '../../kernel/result.ts'
import { decodeText, readCsv } from '../../kernel/sheets/csv.ts'
import type { ColumnSpec, Grid, SheetNotice, TableRow } from '../../kernel/sheets/domain.ts'
import limits from '../../kernel/sheets/limits.json' with { type: 'json' }
import { readTable } from '../../kernel/sheets/read.ts'
import { toTable } from '../../kernel/sheets/table.ts'
import { readWorkbook } from '../../kernel/sheets/workbook.ts'
import { orderKeys, type OrderKey } from './columns.ts'
import { instantOf, type Order, type OrderFault } from './domain.ts'

/** A sheet of orders as far as it can be read: good rows, and the faults of the others. */
export interface ReadOrders {
  /** Rows with content, good and bad. */
  readonly rows: number
  readonly orders: readonly Order[]
  readonly faults: readonly OrderFault[]
  readonly warnings: readonly SheetNotice[]
}

/**
 * Reads a sheet of orders, xlsx or CSV, columns in any order. Faults of single cells leave the other rows readable; a sheet that as a whole is none (no
 * headings, a column missing or doubled, merged cells) is refused.
 */
export const readOrders = async (bytes: Buffer, columns: readonly ColumnSpec[], zone: Zone): Promise<Result<ReadOrders>> => {
  const every = { ...limits, maxFaults: Number.POSITIVE_INFINITY }
  const whole = await readTable(bytes, columns, every)
  if (whole.ok)
    return ok({
      rows: whole.value.rows.length,
      orders: whole.value.rows.map((row) => orderOf(row, zone)),
      faults: [],
      warnings: whole.value.warnings,
    })
  const faults = (whole.error.fields ?? []).map(faultOf)
  const cells = faults.filter((fault) => fault !== null)
  if (whole.error.code !== 'sheet.faults' || cells.length !== faults.length) return whole
  const bad = new Set(cells.map(({ row }) => row))
  const grid = await gridOf(bytes)
  if (!grid.ok) return grid
  // Read once more without the faulted rows: the same headings, the same numbers of rows.
  const rest = toTable({ ...grid.value, cells: grid.value.cells.map((row, index) => (bad.has(index + 1) ? [] : row)) }, columns, every)
  if (!rest.ok) return rest
  const orders = rest.value.rows.map((row) => orderOf(row, zone))
  return ok({ rows: orders.length + bad.size, orders, faults: cells, warnings: rest.value.warnings })
}

const gridOf = async (bytes: Buffer): Promise<Result<Grid>> => {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(bytes, limits)
  const text = decodeText(bytes)
  return text.ok ? readCsv(text.value, limits) : text
}

/** A fault of one cell; null for one of the sheet as a whole. */
const faultOf = ({ path, code, params }: FieldFault): OrderFault | null => {
  const [, row, key] = /^rows\.(\d+)\.(\w+)$/.exec(path) ?? []
  if (row === undefined) return null
  return { row: Number(row), key: isKey(key) ? key : null, code, ...(params ? { params } : {}) }
}

const isKey = (key: string | undefined): key is OrderKey => (orderKeys as readonly (string | undefined)[]).includes(key)

const orderOf = ({ row, values }: TableRow, zone: Zone): Order => {
  const text = (key: OrderKey): string | null => (typeof values[key] === 'string' && values[key] !== '' ? values[key] : null)
  const [receivedAt, due] = [text('receivedAt'), text('due')]
  return {
    row,
    number: text('number') ?? '',
    receivedAt: receivedAt === null ? null : instantOf(receivedAt, zone),
    due: due === null ? null : instantOf(due, zone, true),
    nature: text('nature') ?? '',
    category: text('category'),
    text: text('text') ?? '',
    address: text('address'),
    name: text('name'),
    phone: text('phone'),
    anonymous: values['anonymous'] === true,
    area: text('area'),
    channel: text('channel'),
  }
}
