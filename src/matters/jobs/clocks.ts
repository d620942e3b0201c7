import type { Actor } from '../../kernel/actor.ts'
import type { Job } from '../../kernel/jobs.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { changesOf } from '../actions/act.ts'
import { surroundings, type Surroundings } from '../actions/circumstances.ts'
import { bySystem } from '../actions/commit.ts'
import { decideFiring } from '../domain/firing.ts'
import type { Locked } from '../store/read.ts'
import type { Changes } from '../store/write.ts'
import { lockDue, putOffFiring } from './store.ts'
import { faultName, inBatch } from './batch.ts'

/** Matters fired in one transaction at most; those who act on them wait no longer than that takes. */
const batchSize = 100
/** How long a matter that can't be fired is left alone before it is tried again. */
const putOffMinutes = 5

/**
 * Lets time act on every matter whose moment has come: warnings, breaches, stages that end by themselves. Gives how many matters were fired and whether
 * there may be more. A matter that fails is put off and logged; it blocks no other.
 */
export const fireDue = async (kernel: Kernel, now: Date): Promise<{ fired: number; more: boolean }> => {
  const around = await surroundings(kernel)
  // On PostgreSQL the claims skip each other's rows, so two lanes share the work; the embedded database has one connection.
  const lanes = kernel.db.engine === 'postgres' ? 2 : 1
  const taken = await Promise.all(Array.from({ length: lanes }, () => fireBatch(kernel, around, now)))
  return { fired: taken.reduce((sum, each) => sum + each.fired, 0), more: taken.some((each) => each.claimed === batchSize) }
}

const fireBatch = async (kernel: Kernel, around: Surroundings, now: Date): Promise<{ fired: number; claimed: number }> => {
  const outcome = await inBatch(
    kernel,
    (tx) => lockDue(tx, now, batchSize),
    (matter) => firingOf(kernel, matter, now, around),
  )
  // Their row says that something is due and their state says not: left so, they would come round for ever.
  const idle = outcome.done.filter(({ events }) => events === 0)
  for (const { id, fault } of outcome.failed)
    kernel.log.error({ matter: id, fault: faultName(fault) }, 'the clocks of a matter could not be fired')
  for (const { id } of idle) kernel.log.warn({ matter: id }, 'a matter was due for firing but had nothing to fire')
  const stuck = [...outcome.failed, ...idle].map(({ id }) => id)
  if (stuck.length > 0) await putOffFiring(kernel.db.sql, stuck, now, new Date(now.getTime() + putOffMinutes * 60_000))
  kernel.metrics.clockFirings.inc(
    { kind: 'event' },
    outcome.done.reduce((sum, { events }) => sum + events, 0),
  )
  return { fired: outcome.done.length - idle.length, claimed: outcome.done.length + outcome.failed.length }
}

const actor: Actor = { kind: 'system', name: 'clocks' }

const firingOf = (kernel: Kernel, matter: Locked, now: Date, around: Surroundings): Changes | null => {
  const circumstances = around.of(actor, now, around.catalogue.procedure(matter.state.procedure.digest), matter.state)
  const decided = decideFiring(matter.state, circumstances)
  if (!decided.ok || decided.value.length === 0) return null
  return changesOf(kernel, matter, decided.value, circumstances, around, bySystem)
}

export const clockJob: Job = {
  name: 'matters.clocks',
  every: 1000,
  lease: 60_000,
  run: async (kernel, now) => (await fireDue(kernel, now)).more,
}
