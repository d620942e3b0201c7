import { accessJobs } from './access/jobs.ts'
import type { Job } from './kernel/jobs.ts'

const minute = 60_000

/** Everything that runs by itself. */
export const jobs: readonly Job[] = [
  ...accessJobs,
  { name: 'files.sweep', every: 24 * 60 * minute, lease: 10 * minute, run: async (kernel, now) => (await kernel.files.sweep(new Date(now.getTime() - 24 * 60 * minute)), false) },
]
