import { z } from 'zod'
import { route, type Call } from '../../kernel/http/route.ts'
import { isId } from '../../kernel/ids.ts'
import { ok } from '../../kernel/result.ts'
import { namesFor, type Names } from '../present/names.ts'
import { presentRow } from '../present/row.ts'
import {
  countInbox,
  countQueues,
  filterOf,
  queues,
  readInbox,
  readList,
  readRows,
  type ListPage,
  type ListRow,
  type Queue,
} from '../store/lists.ts'
import { inboxAmong } from '../search/inbox.ts'
import { searchMatters } from '../search/query.ts'
import { pageOf, queueView, rowView } from '../views.ts'

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()

// A time and an id, as `next` gives them: what only looks like one must not reach the database.
const isPlace = (text: string): boolean => {
  const [at = '', id = '', ...more] = text.split('~')
  return more.length === 0 && isId(id) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && Number.isFinite(Date.parse(at))
}

export const listQuery = z.object({
  scope: z.enum(['all', 'open', 'closed']).optional(),
  procedure: z.string().max(60).optional(),
  stage: z.string().max(60).optional(),
  category: z.string().max(60).optional(),
  nature: z.string().max(60).optional(),
  door: z.string().max(20).optional(),
  unit: z.string().max(60).optional(),
  area: z
    .string()
    .regex(/^\d{6,15}$/)
    .optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  late: flag,
  returned: flag,
  reopened: flag,
  unlocated: flag,
  q: z.string().max(60).optional(),
  // Of a search the search itself reads it.
  after: z
    .string()
    .max(80)
    .refine((text) => /^\d{1,15}\.[0-9a-f-]{36}$/.test(text) || isPlace(text))
    .optional(),
})

const queueNames = Object.keys(queues) as [Queue, ...Queue[]]

/** Which part of the inbox is asked for; the Excel file of it asks the same. */
export const inboxQuery = z.object({
  queue: z.enum(queueNames).default('todo'),
  category: listQuery.shape.category,
  area: listQuery.shape.area,
  q: listQuery.shape.q,
})

export const presentPage = (page: ListPage, names: Names): { rows: ReturnType<typeof presentRow>[]; next: string | null } => ({
  rows: page.rows.map((row) => presentRow(row, names)),
  next: page.next,
})

/** Rows of any list, in words. */
export const presentRows = async (call: Call, rows: readonly ListRow[]): Promise<ReturnType<typeof presentRow>[]> => {
  const names = await namesFor(call)
  return rows.map((row) => presentRow(row, names))
}

export const inboxRoutes = {
  'matters.inbox': route({
    method: 'GET',
    path: '/api/inbox',
    summary: 'What the reader’s units must do, due first',
    permission: 'matters.work',
    query: inboxQuery.extend({ after: z.string().max(80).refine(isPlace).optional() }),
    output: pageOf(rowView).extend({ queues: z.array(queueView) }),
    async handle(call, { query: { queue, after, ...filter } }) {
      const db = call.kernel.db.sql
      const among = await inboxAmong(call.kernel, filter)
      const question = { actor: call.actor, queue, now: call.now, among }
      const [page, counts, found, names] = await Promise.all([
        readInbox(db, question, after ?? null),
        countQueues(db, call.actor, call.now),
        among ? countInbox(db, question) : null,
        namesFor(call),
      ])
      const shown = queueNames.map((id) => ({ id, title: names.say(`matter.queue.${id}`), count: counts[id], capped: counts[id] >= 1000 }))
      const total = found ?? counts[queue]
      return ok({
        ...presentPage(page, names),
        total: Math.min(1000, total),
        capped: found === null ? total >= 1000 : total > 1000,
        queues: shown,
      })
    },
  }),
  'matters.list': route({
    method: 'GET',
    path: '/api/matters',
    summary: 'Matters that the reader may see, newest first; with `q` a search of their words',
    permission: 'matters.read',
    query: listQuery,
    output: pageOf(rowView),
    async handle(call, { query }) {
      const { q, after, ...filter } = query
      const db = call.kernel.db.sql
      const names = await namesFor(call)
      if (q?.trim()) {
        const found = await searchMatters(call.kernel, call.actor, { q, area: filter.area, also: filterOf(call.actor, filter), after })
        if (!found.ok) return found
        const { ids, next, total, capped } = found.value
        const rows = await readRows(db, call.actor, ids)
        return ok({ rows: rows.map((row) => presentRow(row, names)), next, total, capped })
      }
      const page = await readList(db, call.actor, filter, after ?? null)
      return ok({ ...presentPage(page, names), total: page.total, capped: page.capped })
    },
  }),
} as const
