import type { Actor } from '../../../kernel/actor.ts'
import { parseCode } from '../../../kernel/ids.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type FieldFault, type Result } from '../../../kernel/result.ts'
import { act, loadCatalogue, readEvents, type MatterState } from '../../../matters/api.ts'
import { derivedId } from '../../derived.ts'
import { inProtocolWords, mediaLines, valueOf, type SentFields } from '../domain/composing.ts'
import { basicOf, isExtendedStatus, statusOf, type ExtendedStatus } from '../domain/status.ts'
import { actOf, updateId } from '../domain/updates.ts'
import { findDone, findOwn } from '../store.ts'
import { filedByOf, type Client } from './client.ts'
import { operationFor } from './repeat.ts'

/**
 * Takes a client's update to a matter that it filed, on the resident's behalf: a note, the answer to a question of ours, or "not fixed". Gives the id under
 * which the update is listed later. Matters of others are answered like unknown ones.
 */
export const takeUpdate = async (
  kernel: Kernel,
  client: Client,
  sent: SentFields,
  key: string | undefined,
  now: Date,
): Promise<Result<{ id: string }>> => {
  const code = parseCode(valueOf(sent, 'service_request_id') ?? '')
  const state = code ? await findOwn(kernel.db.sql, filedByOf(client), code) : null
  if (!state) return refuse('not-found', 'open311.request-unknown')
  const read = readUpdate(sent)
  if (!read.ok) return read
  const operation = await operationOf(kernel, client, sent, key, now)
  // Known before the act is chosen: after a first sending the matter may be in another stage, in which the same words would be another act.
  const before = await findDone(kernel.db.sql, operation)
  if (before) return ok({ id: await idOf(kernel, state, (before.answer as { n: number }).n) })
  return updateMatter(kernel, state, { ...read.value, files: sent.files }, operation, now)
}

interface ReadUpdate {
  readonly status: ExtendedStatus | null
  readonly words: string
}

const readUpdate = (sent: SentFields): Result<ReadUpdate> => {
  const faults: FieldFault[] = []
  const given = (valueOf(sent, 'status') ?? '').toLowerCase().replaceAll(' ', '_')
  const words = [valueOf(sent, 'description'), ...mediaLines(sent, faults)].filter(Boolean).join('\n')
  if (words === '' && sent.files.length === 0) faults.push({ path: 'description', code: 'field.required' })
  if (faults.length > 0) return refuseFields(faults)
  // What a client calls the state is its own affair, unless it says that an answered matter is open.
  return ok({ status: isExtendedStatus(given) ? given : null, words })
}

// FixMyStreet gives its own number of the update, which is as good as a key of the operation.
const operationOf = (kernel: Kernel, client: Client, sent: SentFields, key: string | undefined, now: Date): Promise<string> => {
  const own = valueOf(sent, 'update_id') ?? valueOf(sent, 'update_id_ext')
  const known = key ?? (own === null ? undefined : `update ${own} of ${valueOf(sent, 'service_request_id')}`)
  return operationFor(kernel, 'update', client, sent, known, now)
}

const updateMatter = async (
  kernel: Kernel,
  state: MatterState,
  { status, words, files }: ReadUpdate & { files: readonly string[] },
  operation: string,
  now: Date,
): Promise<Result<{ id: string }>> => {
  const procedure = (await loadCatalogue(kernel)).procedure(state.procedure.digest)
  const action = actOf(status && basicOf(status), statusOf(state, procedure), state, procedure)
  const actor: Actor = { kind: 'receipt', matterId: state.id }
  const photos = files.length > 0 ? { photos: [...files] } : {}
  const input = {
    'not-fixed': { reason: words, ...photos },
    reply: { reply: words },
    attach: { ...(words === '' ? {} : { note: words }), ...photos },
  }[action]
  const done = await act(kernel, actor, state.id, { operation, action, input }, now)
  if (!done.ok) return { ok: false, error: inProtocolWords(done.error) }
  if (action === 'reply' && files.length > 0) {
    const added = await act(kernel, actor, state.id, { operation: derivedId(operation, 'files'), action: 'attach', input: photos }, now)
    if (!added.ok) return added
  }
  return ok({ id: await idOf(kernel, state, done.value.n) })
}

// The act's own entry; clocks that it moved come after it.
const idOf = async (kernel: Kernel, state: MatterState, last: number): Promise<string> => {
  const events = await readEvents(kernel.db.sql, kernel.keys, state.id)
  return updateId(state.code, events.findLast((event) => event.kind === 'acted' && event.n <= last)?.n ?? last)
}
