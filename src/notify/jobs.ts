import type { Job } from '../kernel/jobs.ts'
import { deliverOutbox, type Deliver } from '../kernel/outbox.ts'
import { countOutbox, tidyNotices } from './store.ts'

/** Delivered notices and what belongs to them are kept this long: half a year, like logs. */
const keepDays = 180

/** Delivers the outbox, with the topics of all capabilities: they are joined where the server starts. */
export const outboxJob = (topics: Readonly<Record<string, Deliver>>): Job => ({
  name: 'outbox',
  every: 500,
  lease: 120_000,
  run: async (kernel, now) => {
    const delivered = await deliverOutbox(kernel, topics, now)
    if (delivered > 0) await measure(kernel)
    return delivered > 0
  },
})

const measure: (kernel: Parameters<Job['run']>[0]) => Promise<void> = async (kernel) => {
  kernel.metrics.outbox.reset()
  for (const { state, count } of await countOutbox(kernel.db.sql)) kernel.metrics.outbox.set({ state }, count)
}

export const notifyJobs: readonly Job[] = [
  {
    name: 'notify.tidy',
    every: 24 * 3_600_000,
    lease: 600_000,
    run: async (kernel, now) => {
      await tidyNotices(kernel.db.sql, new Date(now.getTime() - keepDays * 86_400_000))
      return false
    },
  },
]
