import { z } from 'zod'
import { admitClient } from '../../access/api.ts'
import { readDay, startOfDay } from '../../kernel/calendar/day.ts'
import { formTexts } from '../../kernel/form/texts.ts'
import { route, type Call } from '../../kernel/http/route.ts'
import { createTranslator } from '../../kernel/i18n.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import sheetLimits from '../../kernel/sheets/limits.json' with { type: 'json' }
import { sheetTexts } from '../../kernel/sheets/texts.ts'
import { loadCatalogue, matterTexts } from '../../matters/api.ts'
import { exchangeTexts } from '../texts.ts'
import { importOrders, upstreamProcedure, type ImportReport } from './actions.ts'
import { columnTitle, orderColumns } from './columns.ts'
import type { Order, OrderFault } from './domain.ts'
import { readOrders } from './read.ts'
import { blankForm, exportReplies } from './replies.ts'

const source = z.string().regex(/^[A-Za-z0-9._-]{1,20}$/)

const report = z.object({
  rows: z.number(),
  /** Rows that can be filed (in a dry run), or were filed. */
  accepted: z.number(),
  written: z.boolean(),
  faults: z.array(z.object({ row: z.number(), key: z.string().nullable(), column: z.string(), message: z.string() })),
  /** Faults beyond those that are listed. */
  moreFaults: z.number(),
  duplicates: z.array(z.object({ row: z.number(), number: z.string(), code: z.string() })),
  filed: z.array(z.object({ row: z.number(), number: z.string(), id: z.string(), code: z.string() })),
  /** What does not hinder: a column that is not known, a hidden row. */
  warnings: z.array(z.string()),
})

const say = createTranslator(exchangeTexts, sheetTexts, formTexts, matterTexts)

const present = (call: Call, found: ImportReport, warnings: readonly string[]): z.input<typeof report> => ({
  rows: found.rows,
  accepted: found.good,
  written: found.filed.length > 0,
  faults: found.faults.slice(0, sheetLimits.maxFaults).map((fault) => presentFault(fault, call)),
  moreFaults: Math.max(0, found.faults.length - sheetLimits.maxFaults),
  duplicates: [...found.duplicates],
  filed: [...found.filed],
  warnings: [...warnings],
})

const presentFault = ({ row, key, code, params }: OrderFault, { lang }: Call): z.input<typeof report>['faults'][number] => ({
  row,
  key,
  column: key ? columnTitle(key)[lang] : '',
  message: say(lang, code, params),
})

/** The first file of a multipart body, whole; at most as large as a sheet may be. */
const sheetOf = async (call: Call): Promise<Result<Buffer>> => {
  for await (const part of call.request.parts({ limits: { files: 1, fileSize: sheetLimits.maxBytes } })) {
    if (part.type === 'file') return ok(await part.toBuffer())
  }
  return refuse('invalid', 'upstream.file-missing')
}

const orderShape = z.object({
  number: z.string().trim().min(1).max(60),
  receivedAt: z.iso.datetime({ offset: true }).nullable().optional(),
  due: z.iso.datetime({ offset: true }).nullable().optional(),
  nature: z.string().max(40),
  category: z.string().max(60).nullable().optional(),
  text: z.string().max(10_000),
  address: z.string().max(400).nullable().optional(),
  name: z.string().max(100).nullable().optional(),
  phone: z.string().max(60).nullable().optional(),
  anonymous: z.boolean().default(false),
  area: z.string().max(80).nullable().optional(),
  channel: z.string().max(40).nullable().optional(),
})

const orderOf = (given: z.output<typeof orderShape>, index: number): Order => {
  const word = (text: string | null | undefined): string | null => text?.trim() || null
  return {
    row: index + 1,
    number: given.number,
    receivedAt: given.receivedAt ? new Date(given.receivedAt) : null,
    due: given.due ? new Date(given.due) : null,
    nature: given.nature,
    category: word(given.category),
    text: given.text,
    address: word(given.address),
    name: word(given.name),
    phone: word(given.phone),
    anonymous: given.anonymous,
    area: word(given.area),
    channel: word(given.channel),
  }
}

const attachment = (name: string): Record<string, string> => ({
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'cache-control': 'no-store',
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const day = z.string().refine((text) => readDay(text) !== undefined, { error: 'input.date' })

const upstreamClient = async ({ kernel, request, now }: Call): Promise<Result<{ readonly id: string }>> => {
  const key = request.headers['x-api-key']
  const client = typeof key === 'string' ? await admitClient(kernel, key, 'upstream', now) : null
  if (!client || (!client.ok && client.error.code === 'access.client-key')) return refuse('unauthenticated', 'upstream.key')
  return !client.ok && client.error.code === 'access.client-scope' ? refuse('forbidden', 'upstream.scope') : client
}

export const upstreamRoutes = {
  'upstream.form': route({
    method: 'GET',
    path: '/api/upstream/form.xlsx',
    summary: 'The empty sheet for upstream orders',
    permission: 'upstream.work',
    output: 'page',
    async handle({ kernel, lang }) {
      const made = await blankForm(kernel, lang)
      return made.ok
        ? ok({ bytes: made.value, type: xlsx, headers: attachment(lang === 'zh' ? '上级工单导入表.xlsx' : 'upstream-orders.xlsx') })
        : made
    },
  }),
  'upstream.import': route({
    method: 'POST',
    path: '/api/upstream/import',
    summary: 'Imports a sheet of upstream orders (multipart field `file`): first dry, then all or the good rows',
    permission: 'upstream.work',
    perMinute: 20,
    bodyBytes: sheetLimits.maxBytes + 1024 * 1024,
    query: z.object({
      dry: z.enum(['true', 'false']).default('false'),
      mode: z.enum(['all', 'good']).default('all'),
      source: source.default('12345'),
    }),
    output: report,
    async handle(call, { query }) {
      const { kernel, actor, now } = call
      const bytes = await sheetOf(call)
      if (!bytes.ok) return bytes
      const [catalogue, { zone }] = await Promise.all([loadCatalogue(kernel), kernel.district()])
      const procedure = upstreamProcedure(catalogue)
      if (!procedure) return refuse('conflict', 'upstream.closed')
      const read = await readOrders(bytes.value, orderColumns(procedure), zone)
      if (!read.ok) return read
      const { orders, faults, warnings } = read.value
      const found = await importOrders(
        kernel,
        actor,
        { source: query.source, orders, faults, mode: query.dry === 'true' ? 'dry' : query.mode },
        now,
      )
      return found.ok
        ? ok(
            present(
              call,
              found.value,
              warnings.map(({ code, params }) => say(call.lang, code, params)),
            ),
          )
        : found
    },
  }),
  'upstream.export': route({
    method: 'GET',
    path: '/api/upstream/export',
    summary: 'The replies of a period, both days included, in the layout of the orders',
    permission: 'upstream.work',
    perMinute: 20,
    query: z.object({ from: day, to: day, by: z.enum(['filed', 'answered']).default('filed'), source: source.default('12345') }),
    output: 'page',
    async handle({ kernel, actor, lang }, { query }) {
      const { zone } = await kernel.district()
      if (query.from > query.to) return refuse('invalid', 'upstream.period')
      const [first, last] = [readDay(query.from) ?? 0, readDay(query.to) ?? 0]
      const period = { source: query.source, by: query.by, from: startOfDay(first, zone), to: startOfDay(last + 1, zone) }
      const made = await exportReplies(kernel, actor, period, lang)
      const name = lang === 'zh' ? `上级工单回复_${query.from}_${query.to}.xlsx` : `upstream-replies_${query.from}_${query.to}.xlsx`
      return made.ok ? ok({ bytes: made.value, type: xlsx, headers: attachment(name) }) : made
    },
  }),
  'upstream.orders': route({
    method: 'POST',
    path: '/api/upstream/orders',
    summary: 'The same for machines: orders as JSON, with the key in the header x-api-key',
    permission: 'public',
    perMinute: 60,
    bodyBytes: 8 * 1024 * 1024,
    body: z.object({
      source: source.default('12345'),
      mode: z.enum(['dry', 'all', 'good']).default('all'),
      orders: z.array(orderShape).min(1).max(500),
    }),
    output: report,
    async handle(call, { body }) {
      const client = await upstreamClient(call)
      if (!client.ok) return client
      const orders = body.orders.map(orderOf)
      const found = await importOrders(
        call.kernel,
        { kind: 'client', id: client.value.id },
        { source: body.source, orders, faults: [], mode: body.mode },
        call.now,
      )
      return found.ok ? ok(present(call, found.value, [])) : found
    },
  }),
} as const
