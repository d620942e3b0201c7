import type { z } from 'zod'
import { route, type Call, type PageReply } from '../../kernel/http/route.ts'
import { createTranslator } from '../../kernel/i18n.ts'
import { showCode } from '../../kernel/ids.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { writeTable, type WriteColumn, type WriteRow } from '../../kernel/sheets/write.ts'
import type { Zone } from '../../kernel/calendar/day.ts'
import {
  filterOf,
  listQuery,
  presentRows,
  inboxAmong,
  inboxQuery,
  readInbox,
  readList,
  readRows,
  searchMatters,
  type ListRow,
  type RowView,
} from '../../matters/api.ts'
import { oversightTexts } from '../texts.ts'
import { boardPage, boardQuery, readBoardView } from './board.ts'
import { download, fileDay, logTaken, wallTime, wallWords, xlsxType } from './download.ts'

const t = createTranslator(oversightTexts)

/** Rows of one file at most; what is beyond is said in the file. */
export const mostRows = 10_000
const pageRows = 500

interface Gathered {
  readonly rows: readonly ListRow[]
  readonly capped: boolean
}

type Page = { readonly rows: readonly ListRow[]; readonly next: string | null }

const gather = async (read: (after: string | null) => Promise<Result<Page>>, most: number): Promise<Result<Gathered>> => {
  const rows: ListRow[] = []
  for (let after: string | null = null; ;) {
    const page = await read(after)
    if (!page.ok) return page
    rows.push(...page.value.rows)
    if (rows.length >= most) return ok({ rows: rows.slice(0, most), capped: rows.length > most || page.value.next !== null })
    if (page.value.next === null) return ok({ rows, capped: false })
    after = page.value.next
  }
}

/** All rows of a filter or a search, as far as the reader may see them. */
export const gatherMatters = (
  call: Call,
  { q, ...filter }: Omit<z.output<typeof listQuery>, 'after'>,
  most = mostRows,
): Promise<Result<Gathered>> => {
  const { kernel, actor } = call
  const words = q?.trim()
  if (!words) return gather(async (after) => ok(await readList(kernel.db.sql, actor, filter, after, pageRows)), most)
  return gather(async (after) => {
    const found = await searchMatters(kernel, actor, { q: words, area: filter.area, also: filterOf(actor, filter), after, limit: 200 })
    if (!found.ok) return found
    return ok({ rows: await readRows(kernel.db.sql, actor, found.value.ids), next: found.value.next })
  }, most)
}

type Column = Omit<WriteColumn, 'title'> & { readonly of: (row: RowView, zone: Zone) => WriteRow[string] }

const columns: readonly Column[] = [
  { key: 'code', type: 'text', width: 17, of: (row) => showCode(row.code) },
  { key: 'procedure', type: 'text', of: (row) => row.procedure.name },
  { key: 'nature', type: 'text', of: (row) => row.nature?.name },
  { key: 'category', type: 'text', of: (row) => row.category?.name },
  { key: 'title', type: 'text', of: (row) => row.title },
  { key: 'address', type: 'text', of: (row) => row.address },
  { key: 'area', type: 'text', of: (row) => row.area.name },
  { key: 'stage', type: 'text', of: (row) => row.stage.name },
  { key: 'task', type: 'text', of: (row) => row.task?.name },
  { key: 'lead', type: 'text', of: (row) => row.lead?.name },
  { key: 'left', type: 'text', of: (row) => row.left?.words },
  { key: 'due', type: 'datetime', width: 20, of: (row, zone) => row.left && wallTime(row.left.due, zone) },
  { key: 'late', type: 'boolean', of: (row) => row.left?.late ?? null },
  { key: 'filed', type: 'datetime', width: 20, of: (row, zone) => wallTime(row.filedAt, zone) },
  { key: 'closed', type: 'datetime', width: 20, of: (row, zone) => row.closedAt && wallTime(row.closedAt, zone) },
  { key: 'marks', type: 'text', of: (row) => row.marks.map((mark) => mark.name).join('、') },
]

const sheetOf = async (call: Call, { rows, capped }: Gathered, name: 'sheet.matters' | 'sheet.inbox'): Promise<PageReply> => {
  const { kernel, actor, now, lang } = call
  const { zone } = await kernel.district()
  const shown: RowView[] = []
  for (let start = 0; start < rows.length; start += pageRows) shown.push(...(await presentRows(call, rows.slice(start, start + pageRows))))
  const body = shown.map((row) => Object.fromEntries(columns.map((column) => [column.key, column.of(row, zone) ?? null])))
  const by = actor.kind === 'staff' ? actor.name : ''
  const note =
    t(lang, 'sheet.note', { name: by, at: wallWords(now, zone), n: rows.length }) +
    (capped ? ` ${t(lang, 'sheet.capped', { n: mostRows })}` : '')
  const titled = columns.map(({ key, type, width }) => ({ key, type, title: t(lang, `sheet.${key}`), ...(width ? { width } : {}) }))
  await logTaken(call, 'export', `${t('zh', name)} ${rows.length}`)
  return download(
    await writeTable(titled, body, { sheet: t(lang, name), note, lang }),
    `${t(lang, name)}-${fileDay(now, zone)}.xlsx`,
    xlsxType,
  )
}

const boardSheet = async (call: Call): Promise<PageReply> => {
  const { kernel, actor, now, lang } = call
  const { zone } = await kernel.district()
  const board = await readBoardView(call)
  const numbers = ['open', 'near', 'late', 'returned', 'reopened'] as const
  const heads: WriteColumn[] = [
    { key: 'kind', type: 'text', title: t(lang, 'sheet.kind') },
    { key: 'name', type: 'text', title: t(lang, 'figures.name') },
    ...numbers.map((key): WriteColumn => ({ key, type: 'number', title: t(lang, `sheet.${key}`) })),
  ]
  const rows = [
    ...board.byUnit.map(({ unit, ...line }) => ({ kind: t(lang, 'sheet.unit'), name: unit.name, ...line })),
    ...board.byStreet.map(({ street, ...line }) => ({ kind: t(lang, 'sheet.street'), name: street.name, ...line })),
  ]
  const note = t(lang, 'sheet.board-note', { name: actor.kind === 'staff' ? actor.name : '', at: wallWords(now, zone) })
  await logTaken(call, 'export', t('zh', 'sheet.board'))
  return download(
    await writeTable(heads, rows, { sheet: t(lang, 'sheet.board'), note, lang }),
    `${t(lang, 'sheet.board')}-${fileDay(now, zone)}.xlsx`,
    xlsxType,
  )
}

export const sheetRoutes = {
  'oversight.matters-sheet': route({
    method: 'GET',
    path: '/api/matters.xlsx',
    summary: 'The list of matters as an Excel file, with the same filters; at most 10,000 rows; the export is logged',
    permission: 'matters.read',
    query: listQuery.omit({ after: true }),
    output: 'page',
    perMinute: 20,
    async handle(call, { query }) {
      const found = await gatherMatters(call, query)
      return found.ok ? ok(await sheetOf(call, found.value, 'sheet.matters')) : found
    },
  }),
  'oversight.inbox-sheet': route({
    method: 'GET',
    path: '/api/inbox.xlsx',
    summary: 'A queue of the inbox as an Excel file, with the same filters; at most 10,000 rows; the export is logged',
    permission: 'matters.work',
    query: inboxQuery,
    output: 'page',
    perMinute: 20,
    async handle(call, { query: { queue, ...filter } }) {
      const { kernel, actor, now } = call
      const among = await inboxAmong(kernel, filter)
      const found = await gather(async (after) => ok(await readInbox(kernel.db.sql, { actor, queue, now, among }, after)), mostRows)
      return found.ok ? ok(await sheetOf(call, found.value, 'sheet.inbox')) : found
    },
  }),
  'oversight.board-rows-sheet': route({
    method: 'GET',
    path: '/api/board/rows.xlsx',
    summary: 'The matters behind a number of the board as an Excel file; at most 10,000 rows; the export is logged',
    permission: 'oversight.board',
    query: boardQuery,
    output: 'page',
    perMinute: 20,
    async handle(call, { query }) {
      const found = await gather((after) => boardPage(call, query, after ?? undefined), mostRows)
      return found.ok ? ok(await sheetOf(call, found.value, 'sheet.matters')) : found
    },
  }),
  'oversight.board-sheet': route({
    method: 'GET',
    path: '/api/board.xlsx',
    summary: 'The numbers of the supervise board as an Excel file',
    permission: 'oversight.board',
    output: 'page',
    perMinute: 20,
    handle: async (call) => ok(await boardSheet(call)),
  }),
} as const
