import { z } from 'zod'
import { addDaysText } from '../domain/days.ts'
import { loadDirectory } from '../../access/api.ts'
import { postsOf, type Actor } from '../../kernel/actor.ts'
import { formatDay, toDay } from '../../kernel/calendar/day.ts'
import { route, type Call } from '../../kernel/http/route.ts'
import { createTranslator } from '../../kernel/i18n.ts'
import { isId } from '../../kernel/ids.ts'
import { ok, refuseFields, type Result } from '../../kernel/result.ts'
import { countQueues, namesFor, pageOf, presentRows, readInbox, readRows, rowView, type ListRow } from '../../matters/api.ts'
import { boardTabs, readBoard, readBoardIds, type BoardLine } from '../store/board.ts'
import { readTrend, type TrendDay } from '../store/figures.ts'
import { oversightTexts } from '../texts.ts'

const t = createTranslator(oversightTexts)

const named = z.object({ id: z.string(), name: z.string() })
const counts = { open: z.number(), near: z.number(), late: z.number(), returned: z.number(), reopened: z.number() }
const trendDay = z.object({ day: z.string(), filed: z.number(), answered: z.number(), late: z.number() })
const trendDays = 30

const boardView = z.object({
  late: z.number(),
  near: z.number(),
  byUnit: z.array(z.object({ unit: named, ...counts })),
  byStreet: z.array(z.object({ street: named, ...counts })),
  trend: z.array(trendDay),
})
export type BoardView = z.output<typeof boardView>

/** The board as the reader sees it: open matters by unit and street, never by person, and the last thirty days. */
export const readBoardView = async (call: Call): Promise<BoardView> => {
  const { kernel, actor, now, lang } = call
  const [units, streets, names, directory] = await Promise.all([
    readBoard(kernel.db.sql, actor, now, 'unit'),
    readBoard(kernel.db.sql, actor, now, 'street'),
    namesFor(call),
    loadDirectory(kernel),
  ])
  // In the order of the directory: this is no ranking.
  const order = new Map(directory.all().map((unit, index) => [unit.id, index]))
  const place = (line: BoardLine): number => (line.id === '' ? -1 : (order.get(line.id) ?? order.size))
  const sum = (name: 'late' | 'near'): number => units.reduce((total, line) => total + line[name], 0)
  return {
    late: sum('late'),
    near: sum('near'),
    byUnit: units
      .toSorted((a, b) => place(a) - place(b))
      .map(({ id, ...line }) => ({ unit: id === '' ? { id, name: t(lang, 'figures.no-unit') } : names.unit(id), ...line })),
    byStreet: streets
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, ...line }) => ({ street: id.length < 9 ? { id, name: t(lang, 'figures.unlocated') } : names.area(id), ...line })),
    trend: await trendOf(call, formatDay(toDay(now, names.district.zone))),
  }
}

const trendOf = async ({ kernel, actor }: Call, today: string): Promise<TrendDay[]> => {
  const from = addDaysText(today, 1 - trendDays)
  const found = new Map((await readTrend(kernel.db.sql, from, today, areasOf(actor))).map((day) => [day.day, day]))
  const days = Array.from({ length: trendDays }, (_, index) => addDaysText(from, index))
  return days.map((day) => found.get(day) ?? { day, filed: 0, answered: 0, late: 0 })
}

/** The areas that the actor's units serve, none within another. */
export const areasOf = (actor: Actor): string[] => {
  const prefixes = [...new Set(postsOf(actor).flatMap((post) => post.prefixes))]
  return prefixes.filter((prefix) => !prefixes.some((other) => other !== prefix && prefix.startsWith(other)))
}

const keyOf = (text: string): { due: string; id: string } | null => {
  const [due = '', id = ''] = text.split('~')
  return isId(id) && !Number.isNaN(Date.parse(due)) ? { due: new Date(due).toISOString(), id } : null
}

/** Which list of the board is asked for; the Excel file of it asks the same. */
export const boardQuery = z.object({
  tab: z.enum(boardTabs).default('late'),
  unit: z.string().max(60).optional(),
  street: z
    .string()
    .regex(/^\d{6,15}$/)
    .optional(),
})

interface BoardPage {
  readonly rows: readonly ListRow[]
  readonly next: string | null
  readonly total: number
  readonly capped: boolean
}

/** One page of a list of the board, due first. Refuses `board.bad-page`. */
export const boardPage = async (
  { kernel, actor, now }: Call,
  query: z.output<typeof boardQuery>,
  after: string | undefined,
): Promise<Result<BoardPage>> => {
  const key = after === undefined ? null : keyOf(after)
  if (after !== undefined && !key) return refuseFields([{ path: 'after', code: 'board.bad-page' }])
  const { ids, next, total, capped } = await readBoardIds(kernel.db.sql, actor, now, query, key)
  return ok({ rows: await readRows(kernel.db.sql, actor, ids), next, total, capped })
}

export const boardRoutes = {
  'oversight.board': route({
    method: 'GET',
    path: '/api/board',
    summary: 'Open matters by unit and street: near, late, returned twice, reopened; and the last thirty days',
    permission: 'oversight.board',
    output: boardView,
    handle: async (call) => ok(await readBoardView(call)),
  }),
  'oversight.board-rows': route({
    method: 'GET',
    path: '/api/board/rows',
    summary: 'The matters behind a number of the board, due first',
    permission: 'oversight.board',
    query: boardQuery.extend({ after: z.string().max(80).optional() }),
    output: pageOf(rowView),
    async handle(call, { query: { after, ...query } }) {
      const page = await boardPage(call, query, after)
      return page.ok ? ok({ ...page.value, rows: await presentRows(call, page.value.rows) }) : page
    },
  }),
  'oversight.callbacks': route({
    method: 'GET',
    path: '/api/callbacks',
    summary: 'Answered matters of which the reader’s unit has to call the resident back',
    permission: 'oversight.callbacks',
    query: z.object({ after: z.string().max(80).optional() }),
    output: pageOf(rowView),
    async handle(call, { query: { after } }) {
      const { kernel, actor, now } = call
      if (after !== undefined && !keyOf(after)) return refuseFields([{ path: 'after', code: 'board.bad-page' }])
      const [page, queues] = await Promise.all([
        readInbox(kernel.db.sql, { actor, queue: 'callback', now }, after ?? null),
        countQueues(kernel.db.sql, actor, now),
      ])
      return ok({ rows: await presentRows(call, page.rows), next: page.next, total: queues.callback, capped: queues.callback >= 1000 })
    },
  }),
} as const
