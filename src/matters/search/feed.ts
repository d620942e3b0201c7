import { follow } from '../../kernel/followers.ts'
import type { Job } from '../../kernel/jobs.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { indexMatters } from './store.ts'

/** Entries that change by what a matter is found; all others are read over. */
const telling: ReadonlySet<string> = new Set(['filed', 'located', 'area-changed', 'assigned', 'assignment-changed', 'erased'])
const batchSize = 500

/** Reads the journal on and brings the search up to date. Gives how many entries were read. */
export const feedSearch = (kernel: Kernel, now: Date): Promise<number> =>
  inTransaction(kernel, (tx) =>
    follow(tx, 'matters.search', batchSize, now, async (entries) => {
      const ids = [...new Set(entries.filter((entry) => telling.has(entry.kind)).map((entry) => entry.matterId))]
      if (ids.length > 0) await indexMatters(tx, ids)
    }),
  )

/** Never in the filing transaction, which the index would make half as fast; a matter is found a second later. */
export const searchJob: Job = {
  name: 'matters.search',
  every: 500,
  lease: 60_000,
  run: async (kernel, now) => (await feedSearch(kernel, now)) === batchSize,
}
