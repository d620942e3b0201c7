import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import type { Grid, SheetLimits, SheetValue } from './domain.ts'

/** Text of a file from any office program: by its byte order mark, else UTF-8, else GB 18030 (which holds GBK). Refuses `sheet.unreadable`. */
export const decodeText = (bytes: Uint8Array): Result<string> => {
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return ok(text)
    } catch {
      // Not in this encoding; the next one is tried.
    }
  }
  return refuse('invalid', 'sheet.unreadable')
}

/** Reads CSV by RFC 4180, with comma, semicolon or tab as the first line has it. Refuses `sheet.open-quote`, too many rows or columns. */
export const readCsv = (text: string, limits: SheetLimits): Result<Grid> => {
  const records = parseCsv(text, limits)
  if (!records.ok) return records
  const cells = records.value.map((record) => record.map((field) => (field === '' ? null : { kind: 'text' as const, text: plain(field) })))
  return ok({ sheet: '', cells, merged: [], warnings: [] })
}

/**
 * Writes CSV for Excel: UTF-8 with byte order mark, lines ended by CR LF. A text that a spreadsheet would run as a formula gets an apostrophe before it
 * (OWASP, CSV injection); `readCsv` takes it off again.
 */
export const writeCsv = (rows: readonly (readonly (SheetValue | null)[])[]): Buffer =>
  Buffer.from(`\uFEFF${rows.map((row) => row.map(writeField).join(',')).join('\r\n')}\r\n`, 'utf8')

const encodingsOf = (bytes: Uint8Array): readonly string[] => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le']
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be']
  return ['utf-8', 'gb18030']
}

const parseCsv = (text: string, limits: SheetLimits): Result<readonly (readonly string[])[]> => {
  const separator = separatorOf(text)
  const records: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    const record = records.at(-1) ?? []
    const field = text[at] === '"' ? quotedField(text, at) : bareField(text, at, separator)
    if (!field) return refuse('invalid', 'sheet.open-quote', { row: records.length })
    record.push(field.value)
    at = field.end
    if (record.length > limits.maxColumns) return refuse('invalid', 'sheet.too-many-columns', { max: limits.maxColumns })
    if (text[at] === separator) {
      at++
      if (at === text.length) record.push('')
    } else if (at < text.length) {
      if (text[at] !== '\r' && text[at] !== '\n') return refuse('invalid', 'sheet.open-quote', { row: records.length })
      at += text.startsWith('\r\n', at) ? 2 : 1
      if (at < text.length) records.push([])
      if (records.length > limits.maxRows + 1000) return refuse('invalid', 'sheet.too-many-rows', { max: limits.maxRows })
    }
  }
  return ok(records)
}

const separatorOf = (text: string): string => {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1)
  const count = (mark: string): number => line.split(mark).length
  return ['\t', ';'].find((mark) => count(mark) > count(',')) ?? ','
}

interface Field {
  readonly value: string
  readonly end: number
}

const quotedField = (text: string, from: number): Field | undefined => {
  const found = /"((?:[^"]|"")*)"/y
  found.lastIndex = from
  const match = found.exec(text)
  return match ? { value: (match[1] ?? '').replaceAll('""', '"'), end: found.lastIndex } : undefined
}

const bareField = (text: string, from: number, separator: string): Field => {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end++
  return { value: text.slice(from, end), end }
}

// The full-width signs too: some programs take them for the plain ones.
const runsAsFormula = /^[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^[+-]?\d+(\.\d+)?$/

const writeField = (value: SheetValue | null): string => {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const guarded = runsAsFormula.test(value) && !plainNumber.test(value) ? `'${value}` : value
  return /[",\r\n\t;]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** Takes off our guard, and the `="0012"` by which other programs keep the zeros of a code. */
const plain = (field: string): string => {
  const kept = /^="([^"]*)"$/.exec(field)?.[1]
  if (kept !== undefined) return kept
  return field.startsWith("'") && runsAsFormula.test(field.slice(1)) ? field.slice(1) : field
}
