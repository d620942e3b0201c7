import type { Kernel } from '../kernel/kernel.ts'
import { loadSecurity } from './directory.ts'
import { deleteRunOut } from './store/sessions.ts'

/** Deletes sessions and codes that have run out, and sign-ins older than the settings keep them; to be run once an hour or a day. */
export const tidyAccess = async (kernel: Kernel, now: Date): Promise<void> => {
  const { keepDays } = await loadSecurity(kernel)
  await deleteRunOut(kernel.db.sql, now, new Date(now.getTime() - keepDays.signIns * 86_400_000))
}
