import { endOfJournal } from '../kernel/followers.ts'
import type { Sql } from '../kernel/database/open.ts'

// What other capabilities and the start may use of notices.
export { notifyTopics } from './deliver.ts'
export { concernsPost } from './domain.ts'
export { notifyPermissions, notifyRoutes } from './http.ts'
export { notifyJobs, outboxJob } from './jobs.ts'
export { noticesAfter } from './store.ts'
export { notifyTexts } from './texts.ts'

/** Where the notices end now, for a follower that only wants what comes. */
export const endOfNotices = async (db: Sql): Promise<{ tx: string; id: string }> => ({
  tx: (await endOfJournal(db)).tx,
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
})
