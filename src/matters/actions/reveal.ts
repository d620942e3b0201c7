import { actorRef, type Actor } from '../../kernel/actor.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { unseal } from '../../kernel/keys.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { can, factsOf, matterRules } from '../domain/relations.ts'
import { logReading, readContacts } from '../store/contacts.ts'
import { readState } from '../store/read.ts'

export interface Revealed {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  /** How long a screen may show it. */
  readonly seconds: number
}

/**
 * Opens the complainant's contact for a stated purpose. The reading is logged before anything is shown; the person concerned can see it. Refused
 * (`matter.reveal-refused`) to the unit complained about and to who has no call to make.
 */
export const revealContact = async (
  kernel: Kernel,
  actor: Actor,
  matterId: string,
  purpose: string,
  now: Date,
): Promise<Result<Revealed>> => {
  const state = isId(matterId) ? await readState(kernel.db.sql, matterId) : null
  if (!state || !can(actor, matterRules['matter.read'], factsOf(state))) return refuse('not-found', 'matter.not-found')
  if (!can(actor, matterRules['matter.reveal'], factsOf(state))) return refuse('forbidden', 'matter.reveal-refused')
  const contacts = await readContacts(kernel.db.sql, matterId)
  const keys = await kernel.keys.findMany(
    kernel.db.sql,
    contacts.map((row) => row.subjectKey),
  )
  const first = contacts[0]
  const key = first ? keys.get(first.subjectKey) : undefined
  if (!first || !key) return refuse('gone', 'matter.no-contact')
  await inTransaction(kernel, (tx) =>
    logReading(tx, {
      id: newId(now, kernel.random),
      at: now,
      actor: actorRef(actor),
      unit: actor.kind === 'staff' ? (actor.posts[0]?.unit ?? null) : null,
      matterId,
      what: 'contact',
      purpose,
    }),
  )
  const { contact } = JSON.parse(unseal(key, first.sealed).toString()) as { contact?: { name?: string; phone?: string; email?: string } }
  return ok({ name: contact?.name ?? null, phone: contact?.phone ?? null, email: contact?.email ?? null, seconds: 60 })
}
