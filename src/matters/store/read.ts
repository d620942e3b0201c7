import type { Sql } from '../../kernel/database/open.ts'
import { readEntries } from '../../kernel/journal.ts'
import type { KeyRing } from '../../kernel/keys.ts'
import type { MatterEvent } from '../domain/events.ts'
import type { MatterState } from '../domain/state.ts'

export interface Locked {
  readonly state: MatterState
  readonly chain: Buffer
}

/** A matter's state and the head of its chain, locked until the transaction ends; null when there is none. */
export const lockMatter = async (db: Sql, id: string): Promise<Locked | null> => {
  const row = await db.selectFrom('matter').select(['state', 'chain']).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? { state: row.state as MatterState, chain: Buffer.from(row.chain) } : null
}

/** A matter's state as it stands; null when there is none. */
export const readState = async (db: Sql, id: string): Promise<MatterState | null> => {
  const row = await db.selectFrom('matter').select('state').where('id', '=', id).executeTakeFirst()
  return row ? (row.state as MatterState) : null
}

export const findByCode = async (db: Sql, code: string): Promise<{ id: string; receipt: Uint8Array | null } | null> => {
  const row = await db.selectFrom('matter').select(['id', 'receipt_digest']).where('code', '=', code).executeTakeFirst()
  return row ? { id: row.id, receipt: row.receipt_digest } : null
}

/** A command done before under this operation id. */
export const findOperation = async (db: Sql, id: string): Promise<{ actor: string; digest: Uint8Array; answer: unknown } | null> => {
  const row = await db.selectFrom('operation').select(['actor', 'payload_digest', 'answer']).where('id', '=', id).executeTakeFirst()
  return row ? { actor: row.actor, digest: row.payload_digest, answer: row.answer } : null
}

/** The events of a matter from its journal, upcast, in order. */
export const readEvents = async (db: Sql, keys: KeyRing, id: string): Promise<MatterEvent[]> => {
  const entries = (await readEntries(db, keys, [id])).get(id) ?? []
  return entries.map((entry) => ({
    kind: entry.kind,
    n: entry.n,
    version: entry.version,
    actor: entry.actor,
    at: entry.at.toISOString(),
    facts: entry.parts.facts ?? {},
    text: entry.parts.text ?? null,
    contact: entry.parts.contact ?? null,
    erased: entry.erased,
  })) as MatterEvent[]
}
