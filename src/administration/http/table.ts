import { z } from 'zod'
import { type Call, route } from '../../kernel/http/route.ts'
import { fill, type Text, type Texts } from '../../kernel/i18n.ts'
import { ok, refuse, refuseFields, type FieldFault, type Result } from '../../kernel/result.ts'
import { moveRow, putRow, removeRow } from '../actions/change.ts'
import { readHistory, undoChange } from '../actions/history.ts'
import { exportSheet, importSheet } from '../actions/sheets.ts'
import { versionOf } from '../domain/thing.ts'
import type { Thing } from '../things/thing.ts'
import { aroundNow } from '../actions/around.ts'
import { nothing, queryOfSheet, readUpload, reportShape, sheetReply, shownReport } from './upload.ts'

const pageSize = 500

/** How one kind of thing is shown and changed over HTTP. */
export interface TableSpec<Row, Value extends z.ZodType> {
  readonly thing: Thing<Row>
  /** A row as it is sent and shown. */
  readonly value: Value
  readonly toValue: (row: Row) => z.input<Value>
  /** The row of what was sent; `key` is the address's, null for a new one. */
  readonly toRow: (value: z.output<Value>, key: string | null, newId: () => string) => Row
  /** All texts, to word the faults of dry runs. */
  readonly texts: () => Texts
}

/** The routes of one kind of thing: list, add, change, take away, sheet out and in, history, undo. */
export const tableRoutes = <Row, Value extends z.ZodType>(spec: TableSpec<Row, Value>) => ({
  ...listRoutes(spec),
  ...changeRoutes(spec),
  ...moveRoutes(spec),
  ...sheetRoutes(spec),
  ...historyRoutes(spec),
})

const listRoutes = <Row, Value extends z.ZodType>({ thing, value, toValue }: TableSpec<Row, Value>) => ({
  list: route({
    method: 'GET',
    path: `/api/admin/${thing.name}`,
    summary: `${thing.title.en}: all rows in order, or those with the words; each with the version that a change must name`,
    permission: 'administration.read',
    query: z.object({ q: z.string().max(100).optional(), after: z.string().max(200).optional() }),
    output: z.object({
      rows: z.array(z.object({ key: z.string(), version: z.string(), value })),
      next: z.string().nullable(),
      total: z.number(),
    }),
    async handle({ kernel }, { query }) {
      const wanted = query.q?.normalize('NFKC').trim().toLowerCase() ?? ''
      const rows = (await thing.read(kernel.db.sql)).filter((row) => wanted === '' || JSON.stringify(row).toLowerCase().includes(wanted))
      const start = query.after === undefined ? 0 : rows.findIndex((row) => thing.keyOf(row) === query.after) + 1
      const page = rows.slice(start, start + pageSize)
      const next = start + pageSize < rows.length ? (page.map(thing.keyOf).at(-1) ?? null) : null
      return ok({
        rows: page.map((row) => ({ key: thing.keyOf(row), version: versionOf(row), value: toValue(row) })) as never,
        next,
        total: rows.length,
      })
    },
  }),
})

const changeRoutes = <Row, Value extends z.ZodType>({ thing, value, toRow }: TableSpec<Row, Value>) => ({
  add: route({
    method: 'POST',
    path: `/api/admin/${thing.name}`,
    summary: `${thing.title.en}: add a row`,
    permission: 'administration.change',
    body: z.object({ value }),
    output: nothing,
    async handle(call, { body }) {
      const around = await aroundNow(call.kernel, call.now)
      return done(await putRow(call.kernel, call.actor, thing, toRow(valueOf<Value>(body), null, around.newId), null, call.now))
    },
  }),
  change: route({
    method: 'PUT',
    path: `/api/admin/${thing.name}/:key`,
    summary: `${thing.title.en}: change the row as it was at the version given`,
    permission: 'administration.change',
    params: z.object({ key: z.string().max(200) }),
    body: z.object({ version: z.string().max(40), value }),
    output: nothing,
    async handle(call, { params, body }) {
      const row = toRow(valueOf<Value>(body), params.key, () => params.key)
      if (thing.keyOf(row) !== params.key) return refuseFields([{ path: 'value', code: 'administration.key-other' }])
      return done(await putRow(call.kernel, call.actor, thing, row, body.version, call.now))
    },
  }),
  remove: route({
    method: 'DELETE',
    path: `/api/admin/${thing.name}/:key`,
    summary: `${thing.title.en}: take a row away, or restore what was there at first`,
    permission: 'administration.change',
    params: z.object({ key: z.string().max(200) }),
    query: z.object({ version: z.string().max(40) }),
    output: nothing,
    handle: async (call, { params, query }) => done(await removeRow(call.kernel, call.actor, thing, params.key, query.version, call.now)),
  }),
})

const moveRoutes = <Row, Value extends z.ZodType>({ thing }: TableSpec<Row, Value>) => ({
  move: route({
    method: 'POST',
    path: `/api/admin/${thing.name}/:key/move`,
    summary: `${thing.title.en}: move a row before another, or to the end`,
    permission: 'administration.change',
    params: z.object({ key: z.string().max(200) }),
    body: z.object({ before: z.string().max(200).nullable() }),
    output: nothing,
    handle: async (call, { params, body }) =>
      thing.whole
        ? done(await moveRow(call.kernel, call.actor, thing, params.key, body.before, call.now))
        : refuse('conflict', 'administration.gone'),
  }),
})

const sheetRoutes = <Row, Value extends z.ZodType>({ thing, texts }: TableSpec<Row, Value>) => {
  const download = async (call: Call) => sheetReply(await exportSheet(call.kernel, thing, call.lang, call.now), thing.name)
  const common = { method: 'GET', permission: 'administration.read', output: 'page' } as const
  return {
    sheet: route({
      ...common,
      path: `/api/admin/${thing.name}/sheet`,
      summary: `${thing.title.en}: the present content as an Excel sheet that can be uploaded again`,
      handle: download,
    }),
    sheetFile: route({
      ...common,
      path: `/api/admin/${thing.name}/sheet.xlsx`,
      summary: `${thing.title.en}: the same under the name of a file`,
      handle: download,
    }),
    upload: route({
      method: 'POST',
      path: `/api/admin/${thing.name}/sheet`,
      summary: `${thing.title.en}: upload a sheet (multipart field file); dry=true tells what it would do and every fault by row, otherwise it is applied, all or nothing`,
      permission: 'administration.change',
      perMinute: 60,
      query: queryOfSheet,
      output: reportShape,
      async handle(call, { query }) {
        const bytes = await readUpload(call)
        if (!bytes.ok) return bytes
        const report = await importSheet(call.kernel, call.actor, thing, bytes.value, query.dry === 'true', call.now)
        if (!report.ok) return report
        const titles = new Map(thing.columns(await aroundNow(call.kernel, call.now)).map((column) => [column.key, column.title[call.lang]]))
        return ok(shownReport(report.value, titles, wordsIn(texts(), call)))
      },
    }),
  }
}

const historyRoutes = <Row, Value extends z.ZodType>({ thing, value, toValue }: TableSpec<Row, Value>) => {
  const entry = z.object({
    id: z.uuid(),
    at: z.iso.datetime(),
    by: z.string(),
    how: z.string(),
    count: z.number(),
    /** The first rows of it. */
    changes: z.array(z.object({ key: z.string(), before: value.nullable(), after: value.nullable() })),
  })
  return {
    history: route({
      method: 'GET',
      path: `/api/admin/${thing.name}/history`,
      summary: `${thing.title.en}: who changed what and when, newest first`,
      permission: 'administration.read',
      query: z.object({ before: z.uuid().optional() }),
      output: z.object({ entries: z.array(entry) }),
      async handle({ kernel }, { query }) {
        const entries = await readHistory(kernel, thing, query.before ?? null)
        const shown = (row: Row | null) => row && toValue(row)
        return ok({
          entries: entries.map(({ changes, at, ...rest }) => ({
            ...rest,
            at: at.toISOString(),
            count: changes.length,
            changes: changes.slice(0, 20).map(({ key, before, after }) => ({ key, before: shown(before), after: shown(after) })),
          })) as never,
        })
      },
    }),
    undo: route({
      method: 'POST',
      path: `/api/admin/${thing.name}/history/:id/undo`,
      summary: `${thing.title.en}: put back what stood before a change, unless it was changed again since`,
      permission: 'administration.change',
      params: z.object({ id: z.uuid() }),
      output: nothing,
      handle: async (call, { params }) => done(await undoChange(call.kernel, call.actor, thing, params.id, call.now)),
    }),
  }
}

// Within a generic function the compiler can't see that an object's field has its schema's type.
const valueOf = <Value extends z.ZodType>(body: unknown): z.output<Value> => (body as { value: z.output<Value> }).value

const done = (result: Result<null>): Result<Record<string, never>> => (result.ok ? ok({}) : result)

/** Says a fault in the reader's language; a code that nobody worded says so in general. */
export const wordsIn =
  (texts: Texts, { lang }: Pick<Call, 'lang'>) =>
  ({ code, params }: Pick<FieldFault, 'code' | 'params'>): string => {
    const text: Text | undefined = texts[code] ?? texts['input.bad-value']
    return text ? fill(text[lang], params) : code
  }
