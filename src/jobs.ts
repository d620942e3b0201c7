import { accessJobs } from './access/jobs.ts'
import type { Job } from './kernel/jobs.ts'
import { mattersJobs } from './matters/jobs.ts'
import { notifyTopics } from './notify/deliver.ts'
import { notifyJobs, outboxJob } from './notify/jobs.ts'
import { oversightJobs } from './oversight/jobs.ts'

const day = 24 * 3_600_000

const sweepFiles: Job = {
  name: 'files.sweep',
  every: day,
  lease: 600_000,
  async run(kernel, now) {
    await kernel.files.sweep(new Date(now.getTime() - day))
    return false
  },
}

/** Everything that runs by itself. */
export const jobs: readonly Job[] = [...accessJobs, ...mattersJobs, ...notifyJobs, ...oversightJobs, outboxJob(notifyTopics), sweepFiles]
