import type { Job } from '../kernel/jobs.ts'
import { clockJob } from './jobs/clocks.ts'
import { partitionJob } from './jobs/partitions.ts'
import { calendarJob } from './jobs/recompute.ts'
import { searchJob } from './search/feed.ts'

/** What runs by itself for matters: clocks, due times after a holiday notice, partitions by month, and the feed of the text search. */
export const mattersJobs: readonly Job[] = [clockJob, searchJob, calendarJob, partitionJob]
