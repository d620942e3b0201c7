import type { Kernel } from '../../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type Result } from '../../../kernel/result.ts'
import { act, fileMatter, loadCatalogue } from '../../../matters/api.ts'
import { derivedId } from '../../derived.ts'
import { composeRequest, inProtocolWords, valueOf, type SentFields } from '../domain/composing.ts'
import { openProcedure, servicesOf } from '../domain/services.ts'
import type { Client } from './client.ts'
import { operationFor } from './repeat.ts'

export interface Accepted {
  readonly code: string
  readonly secret: string
}

/**
 * Files what a client sent. Refuses an unknown service (`open311.service-unknown`), no service at all, and all that the protocol or the engine finds wrong with
 * the fields, in one pass. The same content of the same client within 24 hours gives the same request again.
 */
export const fileRequest = async (
  kernel: Kernel,
  client: Client,
  sent: SentFields,
  key: string | undefined,
  now: Date,
): Promise<Result<Accepted>> => {
  const catalogue = await loadCatalogue(kernel)
  const procedure = openProcedure(catalogue)
  const code = valueOf(sent, 'service_code')
  if (code === null) return refuseFields([{ path: 'service_code', code: 'field.required' }])
  const category = servicesOf(catalogue).find((each) => each.code === code)
  if (!procedure || !category) return refuse('not-found', 'open311.service-unknown', { code: code.slice(0, 60) })
  const composed = composeRequest(sent, category, procedure)
  if (!composed.ok) return composed
  const operation = await operationFor(kernel, 'request', client, sent, key, now)
  const filed = await fileMatter(kernel, client.actor, { ...composed.value.request, operation }, now)
  if (!filed.ok) return { ok: false, error: inProtocolWords(filed.error) }
  // A long description goes on in a note. It has an operation of its own, so that a sending that broke off between the two is made whole by the next.
  if (composed.value.rest !== null) {
    const note = { operation: derivedId(operation, 'rest'), action: 'attach', input: { note: composed.value.rest } }
    const added = await act(kernel, { kind: 'receipt', matterId: filed.value.id }, filed.value.id, note, now)
    if (!added.ok) return added
  }
  return ok({ code: filed.value.code, secret: filed.value.secret })
}
