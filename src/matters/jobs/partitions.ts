import type { Job } from '../../kernel/jobs.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { addPartition, partitionExists, type Partitioned } from './store.ts'

const tables: readonly Partitioned[] = ['journal', 'payload', 'access_log']
/** Months made ahead, so that a job that stands still for weeks costs nothing. */
const monthsAhead = 3

/**
 * Sees to it that the journal, its payload and the access log have a partition for this month and the next ones. What already lies in the default partition for
 * such a month is moved over when it is little, and else stays where it is: slower to drop one day, but never wrong. Gives the partitions made.
 */
export const addPartitions = async (kernel: Kernel, now: Date): Promise<string[]> => {
  const made: string[] = []
  for (const table of tables) {
    for (let ahead = 0; ahead <= monthsAhead; ahead++) {
      const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
      const name = `${table}_${month.toISOString().slice(0, 7).replace('-', '_')}`
      if (await partitionExists(kernel.db.sql, name)) continue
      const until = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))
      const added = await inTransaction(kernel, (tx) => addPartition(tx, { table, name, from: month, until }))
      if (added) made.push(name)
      else kernel.log.warn({ partition: name }, 'a month stays in the default partition: it holds too much already')
    }
  }
  return made
}

export const partitionJob: Job = {
  name: 'matters.partitions',
  every: 6 * 3_600_000,
  lease: 120_000,
  run: async (kernel, now) => {
    await addPartitions(kernel, now)
    return false
  },
}
