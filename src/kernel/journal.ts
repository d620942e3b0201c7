import { createHash, randomBytes, type KeyObject } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Sql } from './database/open.ts'
import { platformKey, seal, unseal, type KeyRing } from './keys.ts'

/** Parts of a payload, each sealed apart: `facts` under the platform's key, the personal ones under their subject's. */
export type Part = 'facts' | 'text' | 'contact'

export interface NewEntry {
  readonly kind: string
  readonly version: number
  readonly parts: Readonly<Partial<Record<Part, unknown>>>
}

export interface Entry extends NewEntry {
  readonly n: number
  readonly actor: string
  readonly at: Date
  /** Parts whose key was erased. */
  readonly erased: readonly Part[]
}

interface Envelope {
  readonly n: number
  readonly kind: string
  readonly version: number
  readonly actor: string
  readonly at: Date
  readonly prev: Uint8Array
  readonly digest: Uint8Array
}

/** Where a matter's chain stands: number and envelope digest of its last entry. */
export interface Head {
  readonly n: number
  readonly chain: Buffer
}

export const emptyHead: Head = { n: 0, chain: Buffer.alloc(32) }

/** An entry sealed and chained, as it is to be stored. */
export interface SealedEntry {
  envelope: Envelope
  parts: { part: Part; subjectKey: string; digest: Buffer; ciphertext: Buffer }[]
}

/** Keys for sealing: the platform's for facts, the subject's for the personal parts; null after an erasure. */
export interface SealingKeys {
  readonly platform: KeyObject
  readonly subject: KeyObject | null
  readonly subjectId: string
}

/** Who did it and when. */
export interface By {
  readonly actor: string
  readonly at: Date
}

/** Seals entries and chains them after a head: the rows as they are to be stored, and the new head. `keys` gives the subject's key for the personal parts. */
export const prepareRows = (
  head: Head,
  entries: readonly (NewEntry & By)[],
  keys: SealingKeys,
): { readonly rows: readonly SealedEntry[]; readonly head: Head } => {
  let { n, chain } = head
  const rows: SealedEntry[] = []
  for (const entry of entries) {
    n += 1
    const parts = sealParts(entry, keys)
    const envelope: Envelope = {
      n,
      kind: entry.kind,
      version: entry.version,
      actor: entry.actor,
      at: entry.at,
      prev: chain,
      digest: sha256(...parts.map((part) => part.digest)),
    }
    chain = chainDigest(envelope)
    rows.push({ envelope, parts })
  }
  return { rows, head: { n, chain } }
}

/**
 * The two inserts of sealed entries, as parts of a statement's `with`: an act writes its journal, its projection and all that follows in one
 * statement, for round trips cost most. On matters that exist already the caller must hold their locks.
 */
export const journalInserts = (
  matters: readonly { readonly id: string; readonly entries: readonly SealedEntry[] }[],
): RawBuilder<unknown> => {
  const envelopes = matters.flatMap(({ id, entries }) =>
    entries.map(
      ({ envelope: e }) =>
        sql`(${id}::uuid, ${e.n}::int, ${e.kind}, ${e.version}::smallint, ${e.actor}, ${e.at}::timestamptz, ${e.prev}::bytea, ${e.digest}::bytea)`,
    ),
  )
  const parts = matters.flatMap(({ id, entries }) =>
    entries.flatMap(({ envelope: e, parts: own }) =>
      own.map(
        (part) =>
          sql`(${id}::uuid, ${e.n}::int, ${part.part}, ${e.at}::timestamptz, ${part.subjectKey}::uuid, ${part.digest}::bytea, ${part.ciphertext}::bytea)`,
      ),
    ),
  )
  return sql`envelopes as (insert into journal (matter_id, n, kind, version, actor, at, prev, digest) values ${sql.join(envelopes)}),
    sealed as (insert into payload (matter_id, n, part, at, subject_key, digest, ciphertext) values ${sql.join(parts)})`
}

const sealParts = (entry: NewEntry, keys: SealingKeys): SealedEntry['parts'] => {
  const sealed: SealedEntry['parts'] = []
  for (const part of ['facts', 'text', 'contact'] as const) {
    const value = entry.parts[part]
    if (value === undefined || (part !== 'facts' && isEmpty(value))) continue
    const key = part === 'facts' ? keys.platform : keys.subject
    // After an erasure nothing more is written about the person.
    if (!key) continue
    // The salt travels inside the sealed bytes, so that deleting the key also deletes it and the digest left behind gives nothing away.
    const salted = Buffer.concat([randomBytes(16), Buffer.from(JSON.stringify(value))])
    sealed.push({
      part,
      subjectKey: part === 'facts' ? platformKey : keys.subjectId,
      digest: sha256(salted),
      ciphertext: seal(key, salted),
    })
  }
  return sealed
}

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0

const sha256 = (...pieces: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}

/** Digest of a whole envelope: what the next entry's `prev` must be. */
export const chainDigest = ({ n, kind, version, actor, at, prev, digest }: Envelope): Buffer =>
  sha256(Buffer.from(JSON.stringify([n, kind, version, actor, at.toISOString()])), prev, digest)

interface StoredLine {
  matter_id: string
  n: number
  kind: string | null
  version: number
  actor: string
  at: Date
  part: Part
  subject_key: string
  ciphertext: Uint8Array
  wrapped: Uint8Array | null
}

/** Reads the entries of matters in order, opened as far as their keys still exist. One round trip: envelopes first, then their parts, each with its key. */
export const readEntries = async (db: Sql, keys: KeyRing, matterIds: readonly string[]): Promise<Map<string, Entry[]>> => {
  const found = new Map<string, Entry[]>(matterIds.map((id) => [id, []]))
  if (matterIds.length === 0) return found
  const ids = sql`any(${[...matterIds]}::uuid[])`
  const { rows } = await sql<StoredLine>`
    select matter_id, n, kind, version, actor, at, null as part, null::uuid as subject_key, null::bytea as ciphertext, null::bytea as wrapped
      from journal where matter_id = ${ids}
    union all
    select p.matter_id, p.n, null, 0, '', p.at, p.part, p.subject_key, p.ciphertext, k.wrapped
      from payload p left join subject_key k on k.id = p.subject_key where p.matter_id = ${ids}`.execute(db)
  const parts = new Map<string, StoredLine[]>()
  for (const row of rows) {
    if (row.kind !== null) continue
    const key = `${row.matter_id} ${row.n}`
    parts.set(key, [...(parts.get(key) ?? []), row])
  }
  for (const { matter_id, n, kind, version, actor, at } of rows.toSorted((a, b) => a.n - b.n)) {
    if (kind === null) continue
    const { opened, erased } = openParts(keys, parts.get(`${matter_id} ${n}`) ?? [])
    found.get(matter_id)?.push({ n, kind, version, actor, at, parts: opened, erased })
  }
  return found
}

const openParts = (keys: KeyRing, rows: readonly StoredLine[]): { opened: Partial<Record<Part, unknown>>; erased: Part[] } => {
  const opened: Partial<Record<Part, unknown>> = {}
  const erased: Part[] = []
  for (const { part, subject_key: subject, wrapped, ciphertext } of rows) {
    const key = keys.unwrap(subject, wrapped)
    if (key) opened[part] = JSON.parse(unseal(key, ciphertext).subarray(16).toString())
    else erased.push(part)
  }
  return { opened, erased }
}

/** Where a matter's chain stands now. */
export const readHead = async (db: Sql, matterId: string): Promise<Head> => {
  const last = await db
    .selectFrom('journal')
    .select(['n', 'kind', 'version', 'actor', 'at', 'prev', 'digest'])
    .where('matter_id', '=', matterId)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { n: last.n, chain: chainDigest(last) } : emptyHead
}

/**
 * Checks a matter's chain: numbers without gaps, every `prev` equal to the envelope before, every digest equal to those of its parts, and every part that can
 * still be opened equal to its own digest. Returns the number of the first entry that does not hold, or null.
 */
export const firstBroken = async (db: Sql, keys: KeyRing, matterId: string): Promise<number | null> => {
  const envelopes = await db.selectFrom('journal').selectAll().where('matter_id', '=', matterId).orderBy('n').execute()
  const payloads = await db.selectFrom('payload').selectAll().where('matter_id', '=', matterId).execute()
  const subjects = await keys.findMany(
    db,
    payloads.map((row) => row.subject_key),
  )
  let chain: Buffer = emptyHead.chain
  for (const [index, row] of envelopes.entries()) {
    const own = partOrder.flatMap((part) => payloads.filter((payload) => payload.n === row.n && payload.part === part))
    const whole = row.n === index + 1 && chain.equals(row.prev) && sha256(...own.map((part) => part.digest)).equals(row.digest)
    const opened = own.every((part) => {
      const key = subjects.get(part.subject_key)
      return !key || opens(key, part.ciphertext, part.digest)
    })
    if (!whole || !opened) return row.n
    chain = chainDigest(row)
  }
  return null
}

const partOrder: readonly Part[] = ['facts', 'text', 'contact']

const opens = (key: KeyObject, ciphertext: Uint8Array, digest: Uint8Array): boolean => {
  try {
    return sha256(unseal(key, ciphertext)).equals(digest)
  } catch {
    return false
  }
}
