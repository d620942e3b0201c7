import type { FieldMessage } from '../api/send.ts'

export interface SheetColumn {
  readonly key: string
  readonly label: string
}

/**
 * Rows of a sheet by the names in its head, in either language or as keys; empty rows are left out. `row` is the number in Excel, where the head
 * is row 1. Columns that are not known are told, those that are missing are empty.
 */
export const rowsOf = (cells: readonly (readonly string[])[], columns: readonly SheetColumn[]): { readonly rows: readonly Record<string, string | number>[]; readonly unknown: readonly string[] } => {
  const head = cells[0] ?? []
  const keys = head.map((name) => columns.find((column) => column.label === name.trim() || column.key === name.trim())?.key ?? null)
  const rows = cells.slice(1).flatMap((line, at) => {
    if (line.every((cell) => cell.trim() === '')) return []
    const row: Record<string, string | number> = { row: at + 2 }
    for (const { key } of columns) row[key] = ''
    keys.forEach((key, i) => {
      if (key !== null) row[key] = line[i]?.trim() ?? ''
    })
    return [row]
  })
  return { rows, unknown: head.filter((name, i) => keys[i] === null && name.trim() !== '') }
}

/** Faults of rows (`3.parent`, or `rows.0.parent` from the schema) as a sheet's reader finds them. */
export const sheetFaults = (fields: readonly FieldMessage[], columns: readonly SheetColumn[]): readonly { readonly row: number; readonly column: string | null; readonly message: string }[] =>
  fields.map(({ path, message }) => {
    const schema = /^rows\.(\d+)(?:\.(.+))?$/.exec(path)
    const plain = /^(\d+)(?:\.(.+))?$/.exec(path)
    const key = schema?.[2] ?? plain?.[2] ?? null
    return { row: schema ? Number(schema[1]) + 2 : Number(plain?.[1] ?? 1), column: columns.find((column) => column.key === key)?.label ?? key, message }
  })
