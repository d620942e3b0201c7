import { z } from 'zod'
import type { Call, PageReply } from '../../kernel/http/route.ts'
import { ok, refuse, type FieldFault, type Result } from '../../kernel/result.ts'
import limits from '../../kernel/sheets/limits.json' with { type: 'json' }
import type { SheetReport } from '../actions/sheets.ts'

export const nothing = z.object({})

/** `dry=true` judges only. */
export const queryOfSheet = z.object({ dry: z.enum(['true', 'false']).optional() })

const faultShape = z.object({
  path: z.string(),
  code: z.string(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  message: z.string(),
})

/** What an uploaded sheet would do, or did; `faults` and `warnings` in the reader's language. */
export const reportShape = z.object({
  rows: z.number(),
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  faults: z.array(faultShape),
  warnings: z.array(z.string()),
})

type Say = (fault: Pick<FieldFault, 'code' | 'params'>) => string

/** A fault with the row and the heading of the column it stands in. */
export const shownFault = (fault: FieldFault, titles: ReadonlyMap<string, string>, say: Say): z.input<typeof faultShape> => {
  const [, row, column] = /^(?:rows|columns)\.(?:(\d+)\.)?(.+)$/.exec(fault.path) ?? []
  return {
    path: fault.path,
    code: fault.code,
    row: row === undefined ? null : Number(row),
    column: titles.get(column ?? '') ?? column ?? null,
    message: say(fault),
  }
}

export const shownReport = (report: SheetReport, titles: ReadonlyMap<string, string>, say: Say): z.input<typeof reportShape> => ({
  ...report,
  faults: report.faults.map((fault) => shownFault(fault, titles, say)),
  warnings: report.warnings.map(say),
})

/** An xlsx file as a download. */
export const sheetReply = (bytes: Buffer, name: string): Result<PageReply> =>
  ok({
    bytes,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    headers: { 'content-disposition': `attachment; filename="${name}.xlsx"` },
  })

/** The bytes of the one uploaded file. */
export const readUpload = async (call: Call, most: number = limits.maxBytes): Promise<Result<Buffer>> => {
  if (!call.request.isMultipart()) return refuse('unsupported', 'http.unsupported')
  for await (const part of call.request.parts({ limits: { files: 1, fileSize: most + 1 } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      return bytes.length > most ? refuse('too-large', 'http.too-large') : ok(bytes)
    }
  }
  return refuse('invalid', 'administration.no-file')
}
