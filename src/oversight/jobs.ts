import type { Job } from '../kernel/jobs.ts'
import { batchSize, followFigures } from './actions/follow.ts'
import { followerName } from './store/journal.ts'

/** Figures are a second behind the journal. */
const figuresJob: Job = {
  name: followerName,
  every: 1000,
  lease: 60_000,
  run: async (kernel, now) => (await followFigures(kernel, now)) === batchSize,
}

export const oversightJobs: readonly Job[] = [figuresJob]
