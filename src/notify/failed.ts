import { z } from 'zod'
import { recordAdministration } from '../access/api.ts'
import { route } from '../kernel/http/route.ts'
import { inTransaction } from '../kernel/kernel.ts'
import { ok, refuse } from '../kernel/result.ts'
import { topicNames } from './deliver.ts'
import { giveUpFailed, readFailed, retryFailed } from './store.ts'

const nothing = z.object({})
const idsShape = z.array(z.uuid()).min(1).max(200)

const failedView = z.object({
  id: z.string(),
  /** By which way: `notice` on screens, `notice-sms`, `notice-email`, or `sms` for sign-in codes. */
  topic: z.string(),
  template: z.string(),
  matterId: z.string().nullable(),
  code: z.string().nullable(),
  tries: z.number(),
  /** What went wrong, without addresses. */
  fault: z.string().nullable(),
  /** True when it is not tried again by itself. */
  givenUp: z.boolean(),
  createdAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
})

/** Notices that could not be delivered, and what may be done about them. */
export const failedRoutes = {
  'notices.failed': route({
    method: 'GET',
    path: '/api/admin/failed-notices',
    summary: 'Notices that could not be delivered so far, with the fault',
    permission: 'notices.manage',
    output: z.object({ rows: z.array(failedView) }),
    async handle({ kernel }) {
      const rows = await readFailed(kernel.db.sql, topicNames, 200)
      return ok({ rows: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), dueAt: row.dueAt.toISOString() })) })
    },
  }),
  'notices.retry': route({
    method: 'POST',
    path: '/api/admin/failed-notices/:id/retry',
    summary: 'Try a notice again at once',
    permission: 'notices.manage',
    params: z.object({ id: z.uuid() }),
    output: nothing,
    async handle({ kernel, now }, { params }) {
      return (await retryFailed(kernel.db.sql, topicNames, [params.id], now)) > 0 ? ok({}) : refuse('not-found', 'notify.failed-not-found')
    },
  }),
  'notices.retry-many': route({
    method: 'POST',
    path: '/api/admin/failed-notices/retry',
    summary: 'Try notices again at once; tells how many of them had still failed',
    permission: 'notices.manage',
    body: z.object({ ids: idsShape }),
    output: z.object({ count: z.number() }),
    async handle({ kernel, now }, { body }) {
      return ok({ count: await retryFailed(kernel.db.sql, topicNames, body.ids, now) })
    },
  }),
  'notices.give-up': route({
    method: 'POST',
    path: '/api/admin/failed-notices/give-up',
    summary: 'Give notices up, with the reason: they are not tried any more; the log keeps who decided that',
    permission: 'notices.manage',
    body: z.object({ ids: idsShape, reason: z.string().trim().min(1).max(300) }),
    output: z.object({ count: z.number() }),
    async handle({ kernel, actor, now }, { body }) {
      const count = await inTransaction(kernel, async (tx) => {
        const ids = await giveUpFailed(tx, topicNames, body.ids, body.reason)
        if (ids.length > 0)
          await recordAdministration(
            kernel,
            tx,
            actor,
            'notices.give-up',
            'administration:failed-notices',
            { ids, reason: body.reason },
            now,
          )
        return ids.length
      })
      return count > 0 ? ok({ count }) : refuse('not-found', 'notify.failed-not-found')
    },
  }),
} as const
