import type { Actor } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loadDirectory } from '../access/api.ts'
import type { MatterState } from '../matters/api.ts'
import { suggestUnits } from './api.ts'
import { withPast, type Proposal } from './domain/routing.ts'
import { readPastLeads } from './store.ts'

const pastDays = 183

/** Units for a matter: those that the rules name, then those that led like matters in its street in the last half year; at most five. A person chooses. */
export const proposeUnits = async (kernel: Kernel, actor: Actor, state: MatterState, now: Date): Promise<Proposal[]> => {
  const ruled = await suggestUnits(kernel, state, now)
  const since = new Date(now.getTime() - pastDays * 86_400_000)
  const street = state.areaCode.slice(0, 9)
  const past = state.category && street.length === 9 ? await readPastLeads(kernel.db.sql, actor, state.category, street, since) : []
  const directory = await loadDirectory(kernel)
  const today = now.toISOString().slice(0, 10)
  return withPast(
    ruled,
    past.filter(({ unit }) => unit !== state.aboutUnit && directory.isOpen(unit, today)),
    5,
  )
}
