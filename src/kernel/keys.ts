import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Sql } from './database/open.ts'

// Layout of sealed bytes: algorithm (1) · nonce (12) · tag (16) · ciphertext. The key's id stands beside it in its row.
const aes256gcm = 1
const head = 29

/** Seals bytes under a 32-byte key with AES-256-GCM and a random nonce. A key object costs a quarter of what a bare buffer does. */
export const seal = (key: KeyObject, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.from([aes256gcm]), nonce, cipher.getAuthTag(), body])
}

/** Opens what `seal` made; throws when the key is another or a bit was changed. */
export const unseal = (key: KeyObject, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes[0] !== aes256gcm) throw new Error(`unknown sealing algorithm ${bytes[0]}`)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13))
  decipher.setAuthTag(bytes.subarray(13, head))
  return Buffer.concat([decipher.update(bytes.subarray(head)), decipher.final()])
}

/** The keys of a district: data keys of subjects, wrapped by one master key, and the key of blind indexes. */
export interface KeyRing {
  /** A new data key and its wrapped form, for a caller that writes the row of `subject_key` itself. */
  make(): { readonly key: KeyObject; readonly wrapped: Buffer }
  /** Makes a data key for a new subject, in the caller's transaction. */
  create(db: Sql, id: string, now: Date): Promise<KeyObject>
  /** The data key, or null after the subject was erased. */
  find(db: Sql, id: string): Promise<KeyObject | null>
  /** Many keys at once; erased ones are absent. */
  findMany(db: Sql, ids: readonly string[]): Promise<Map<string, KeyObject>>
  /** The key whose wrapped form was read beside what it opens; null after the subject was erased. */
  unwrap(id: string, wrapped: Uint8Array | null): KeyObject | null
  /** Deletes the data key: what was sealed under it can never be read again. */
  erase(db: Sql, id: string, now: Date): Promise<void>
  /** The key of the platform's own facts (no personal data), made when first asked for. */
  platform(): KeyObject
  /** Keyed digest by which a sensitive value is found again without being readable: 16 bytes, apart per `field`. */
  blindIndex(field: string, value: string): Buffer
}

/** Id under which the platform's own key stands beside sealed facts. */
export const platformKey = '00000000-0000-0000-0000-000000000000'

/**
 * Opens the key ring under a 32-byte master key. Up to 20,000 keys of subjects are kept in memory, each for a minute at most,
 * so that an erasure by another process takes hold here too.
 */
export const openKeyRing = (master: Buffer): KeyRing => {
  if (master.length !== 32) throw new Error('the master key must be 32 bytes')
  const derive = (use: string): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `linli:${use}`, 32)))
  const wrapping = derive('wrap')
  const platformData = derive('platform')
  const index = derive('blind-index')
  const known = new LRUCache<string, KeyObject>({ max: 20_000, ttl: 60_000 })
  const unwrap = unwrapping(wrapping, platformData, known)

  const findMany = async (db: Sql, ids: readonly string[]): Promise<Map<string, KeyObject>> => {
    const found = new Map<string, KeyObject>()
    const missing: string[] = []
    for (const id of new Set(ids)) {
      const key = id === platformKey ? platformData : known.get(id)
      if (key) found.set(id, key)
      else missing.push(id)
    }
    if (missing.length === 0) return found
    const rows = await db.selectFrom('subject_key').select(['id', 'wrapped']).where('id', 'in', missing).execute()
    for (const row of rows) {
      const key = unwrap(row.id, row.wrapped)
      if (key) found.set(row.id, key)
    }
    return found
  }

  const make = (): { key: KeyObject; wrapped: Buffer } => {
    const bytes = randomBytes(32)
    return { key: createSecretKey(bytes), wrapped: seal(wrapping, bytes) }
  }

  return {
    findMany,
    make,
    unwrap,
    async create(db, id, now) {
      const { key, wrapped } = make()
      await db.insertInto('subject_key').values({ id, wrapped, created_at: now }).execute()
      // Kept only after reading it back: a transaction that is rolled back must leave no key in memory.
      return key
    },
    async find(db, id) {
      return (await findMany(db, [id])).get(id) ?? null
    },
    async erase(db, id, now) {
      known.delete(id)
      await db.updateTable('subject_key').set({ wrapped: null, erased_at: now }).where('id', '=', id).execute()
    },
    platform: () => platformData,
    blindIndex: (field, value) => createHmac('sha256', index).update(`${field}\0${value}`).digest().subarray(0, 16),
  }
}

// A key that is known is not opened again; one whose wrapped form is gone was erased, also here.
const unwrapping =
  (wrapping: KeyObject, platformData: KeyObject, known: LRUCache<string, KeyObject>): KeyRing['unwrap'] =>
  (id, wrapped) => {
    if (id === platformKey) return platformData
    if (!wrapped) {
      known.delete(id)
      return null
    }
    const key = known.get(id) ?? createSecretKey(unseal(wrapping, wrapped))
    known.set(id, key)
    return key
  }
