import { addClient, admitClient } from '../../../access/api.ts'
import type { Actor } from '../../../kernel/actor.ts'
import type { Call } from '../../../kernel/http/route.ts'
import { inTransaction, type Kernel } from '../../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'

/** A program that has a key: it speaks for the residents who wrote to it. */
export interface Client {
  readonly id: string
  readonly actor: Actor
}

/** The client of a key that is good for `scope`. Refuses `open311.key` when there is none or it is not known, `open311.scope` when it is not good for this. */
export const clientOf = async (
  { kernel, now }: Pick<Call, 'kernel' | 'now'>,
  key: string | undefined,
  scope: 'read' | 'submit',
): Promise<Result<Client>> => {
  const found = key ? await admitClient(kernel, key, scope, now) : null
  if (!found) return refuse('forbidden', 'open311.key')
  if (found.ok) return ok({ id: found.value.id, actor: { kind: 'client', id: found.value.id } })
  if (found.error.kind === 'too-many') return found
  return found.error.code === 'access.client-scope' ? refuse('forbidden', 'open311.scope', { scope }) : refuse('forbidden', 'open311.key')
}

/** Whoever reads: a client when a key is given (a wrong one is refused), else nobody in particular, who sees what everybody may. */
export const readerOf = async (call: Pick<Call, 'kernel' | 'now'>, key: string | undefined): Promise<Result<Client | null>> =>
  key?.trim() ? clientOf(call, key, 'read') : ok(null)

/** How the journal names a client that filed. */
export const filedByOf = (client: Client): string => `client:${client.id}`

const demoClient = { id: 'demo', name: '演示接口', key: 'demo', scopes: ['read', 'submit', 'upstream'], perMinute: 240 } as const

/** Registers the demonstration's client with the key `demo`; does nothing when it is there already. For the seeder of the demo only. */
export const ensureDemoClient = async (kernel: Kernel, now: Date): Promise<void> => {
  await inTransaction(kernel, (tx) => addClient(tx, demoClient, now))
}
