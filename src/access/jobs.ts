import type { Job } from '../kernel/jobs.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loadSecurity } from './directory.ts'
import { deleteRunOut } from './store/sessions.ts'

/** Deletes sessions and codes that have run out, and sign-ins older than the settings keep them. */
export const tidyAccess = async (kernel: Kernel, now: Date): Promise<void> => {
  const { keepDays } = await loadSecurity(kernel)
  await deleteRunOut(kernel.db.sql, now, new Date(now.getTime() - keepDays.signIns * 86_400_000))
}

export const accessJobs: readonly Job[] = [
  {
    name: 'access.tidy',
    every: 3_600_000,
    lease: 600_000,
    async run(kernel, now) {
      await tidyAccess(kernel, now)
      return false
    },
  },
]
