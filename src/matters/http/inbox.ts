import { z } from 'zod'
import { route, type Call } from '../../kernel/http/route.ts'
import { ok } from '../../kernel/result.ts'
import { namesFor, type Names } from '../present/names.ts'
import { presentRow } from '../present/row.ts'
import { countQueues, filterOf, queues, readInbox, readList, readRows, type ListPage, type ListRow, type Queue } from '../store/lists.ts'
import { searchMatters } from '../search/query.ts'
import { pageOf, queueView, rowView } from '../views.ts'

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()

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
  after: z.string().max(80).optional(),
})

const queueNames = Object.keys(queues) as [Queue, ...Queue[]]

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
    query: z.object({ queue: z.enum(queueNames).default('todo'), after: z.string().max(80).optional() }),
    output: pageOf(rowView).extend({ queues: z.array(queueView) }),
    async handle(call, { query }) {
      const db = call.kernel.db.sql
      const [page, counts, names] = await Promise.all([
        readInbox(db, call.actor, query.queue, query.after ?? null),
        countQueues(db, call.actor),
        namesFor(call),
      ])
      const shown = queueNames.map((id) => ({ id, title: names.say(`matter.queue.${id}`), count: counts[id], capped: counts[id] >= 1000 }))
      return ok({ ...presentPage(page, names), total: counts[query.queue], capped: counts[query.queue] >= 1000, queues: shown })
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
