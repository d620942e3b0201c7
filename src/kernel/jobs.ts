import { actorRef } from './actor.ts'
import { sql } from 'kysely'
import type { Kernel } from './kernel.ts'

/** Work that runs by itself, again and again. Idempotent: a run that is cut off is simply run again. */
export interface Job {
  readonly name: string
  /** Milliseconds from the end of one run to the next. */
  readonly every: number
  /** How long a run may hold its lease; another process takes over after that. */
  readonly lease: number
  /** Runs once; gives true when there is more to do at once. */
  readonly run: (kernel: Kernel, now: Date) => Promise<boolean>
}

export interface Runner {
  stop(): Promise<void>
}

const holder = `${process.pid}-${Math.random().toString(36).slice(2, 8)}`

/** Runs the jobs until stopped, each in one process at a time, by a lease in the database. A fault is logged and the job goes on. */
export const runJobs = (kernel: Kernel, jobs: readonly Job[]): Runner => {
  const stopping = new AbortController()
  const loops = jobs.map((job) => loop(kernel, job, stopping.signal))
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

const loop = async (kernel: Kernel, job: Job, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const more = await runOnce(kernel, job)
    if (!more) await rest(job.every, signal)
  }
  await sql`update job_lease set until = to_timestamp(0) where name = ${job.name} and holder = ${holder}`
    .execute(kernel.db.sql)
    .catch(() => undefined)
}

const runOnce = async (kernel: Kernel, job: Job): Promise<boolean> => {
  try {
    if (!(await takeLease(kernel, job))) return false
    const more = await job.run(kernel, kernel.clock())
    kernel.metrics.jobs.inc({ job: job.name, outcome: 'done' })
    return more
  } catch (fault) {
    kernel.metrics.jobs.inc({ job: job.name, outcome: 'fault' })
    kernel.log.error({ job: job.name, fault: describe(fault), actor: actorRef({ kind: 'system', name: job.name }) }, 'a job failed')
    return false
  }
}

const describe = (fault: unknown): string =>
  fault instanceof Error ? `${fault.name}: ${fault.message}\n${fault.stack ?? ''}` : String(fault)

// Leases go by the database's own clock, which all processes share.
const takeLease = async (kernel: Kernel, job: Job): Promise<boolean> => {
  const { rows } = await sql`
    insert into job_lease (name, holder, until, last_run) values (${job.name}, ${holder}, now() + ${`${job.lease} milliseconds`}::interval, now())
    on conflict (name) do update set holder = excluded.holder, until = excluded.until, last_run = excluded.last_run
    where job_lease.holder = excluded.holder or job_lease.until < now()
    returning name`.execute(kernel.db.sql)
  return rows.length > 0
}

const rest = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    // A stop that came while the job ran has no event left to wait for.
    if (signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
