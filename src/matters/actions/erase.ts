import type { Actor } from '../../kernel/actor.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { lockMatter } from '../store/read.ts'
import { eraseWords } from '../store/words.ts'
import { write } from './act.ts'
import { surroundings } from './circumstances.ts'

/**
 * Erases what is personal in a matter: its subject's key is deleted, so that words and contact in the journal can never be read again, and the words in
 * lists and searches go too. The facts stay, and replaying gives the same projection. Refuses `matter.not-found`.
 */
export const eraseMatter = async (kernel: Kernel, actor: Actor, matterId: string, now: Date): Promise<Result<null>> => {
  const around = await surroundings(kernel)
  return inTransaction(kernel, async (tx) => {
    const locked = await lockMatter(tx, matterId)
    if (!locked) return refuse('not-found', 'matter.not-found')
    const circumstances = around.of(actor, now, around.catalogue.procedure(locked.state.procedure.digest), locked.state)
    await write(kernel, tx, locked, [{ kind: 'erased', facts: { parts: ['text', 'contact'] } }], circumstances, around, null)
    await kernel.keys.erase(tx, locked.state.subject, now)
    await eraseWords(tx, matterId)
    return ok(null)
  })
}
