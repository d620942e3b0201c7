import { addClient, findClient } from '../../../access/api.ts'
import type { Actor } from '../../../kernel/actor.ts'
import type { Call } from '../../../kernel/http/route.ts'
import { inTransaction, type Kernel } from '../../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'

/** A program that has a key: it speaks for the residents who wrote to it. */
export interface Client {
  readonly id: string
  readonly actor: Actor
}

/** The client of a key. Refuses `open311.key` when there is none or it is not known. */
export const clientOf = async ({ kernel }: Pick<Call, 'kernel'>, key: string | undefined): Promise<Result<Client>> => {
  const found = key ? await findClient(kernel, key) : null
  return found ? ok({ id: found.id, actor: { kind: 'client', id: found.id } }) : refuse('forbidden', 'open311.key')
}

/** Whoever reads: a client when a key is given (a wrong one is refused), else nobody in particular. */
export const readerOf = async (call: Pick<Call, 'kernel'>, key: string | undefined): Promise<Result<Client | null>> =>
  key?.trim() ? clientOf(call, key) : ok(null)

/** How the journal names a client that filed. */
export const filedByOf = (client: Client): string => `client:${client.id}`

/** Registers the demonstration's client with the key `demo`; does nothing when it is there already. For the seeder of the demo only. */
export const ensureDemoClient = async (kernel: Kernel, now: Date): Promise<void> => {
  await inTransaction(kernel, (tx) => addClient(tx, { id: 'demo', name: '演示接口', key: 'demo' }, now))
}
