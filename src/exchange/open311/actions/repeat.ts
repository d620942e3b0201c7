import { createHash } from 'node:crypto'
import type { Kernel } from '../../../kernel/kernel.ts'
import { derivedId } from '../../derived.ts'
import type { SentFields } from '../domain/composing.ts'
import limits from '../domain/limits.json' with { type: 'json' }
import { findDone } from '../store.ts'
import type { Client } from './client.ts'

const span = limits.repeatHours * 3_600_000

/**
 * The operation id of what a client sends: by its own `Idempotency-Key`, else by the content, so that the same content within 24 hours is the same operation.
 * Ids go by spans of 24 hours; one of the span before counts as long as it is not older than that.
 */
export const operationFor = async (
  kernel: Kernel,
  use: string,
  client: Client,
  sent: SentFields,
  key: string | undefined,
  now: Date,
): Promise<string> => {
  if (key?.trim()) return derivedId('open311', use, 'key', client.id, key.trim())
  const content = digestOf(sent)
  const today = Math.floor(now.getTime() / span)
  const idOf = (day: number): string => derivedId('open311', use, 'content', client.id, content, String(day))
  const before = await findDone(kernel.db.sql, idOf(today - 1))
  return before && now.getTime() - before.at.getTime() < span ? idOf(today - 1) : idOf(today)
}

// Neither the key by which it came nor the order of the fields makes it another content.
const digestOf = ({ fields, files }: SentFields): string => {
  const parts = [...fields].filter(([name]) => name !== 'api_key' && name !== 'jurisdiction_id').toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([parts, files]))
    .digest('hex')
}
