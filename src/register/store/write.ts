import { createHash, type KeyObject } from 'node:crypto'
import type { Sql } from '../../kernel/database/open.ts'
import { seal } from '../../kernel/keys.ts'
import type { Change } from '../domain/command.ts'
import { canonical, type Link } from '../domain/record.ts'
import type { OpenPart, SealedPart } from './read.ts'

/** Who made a version, when and why. */
export interface Because {
  readonly actor: string
  readonly at: Date
  readonly act: string
  readonly reason: string | null
  readonly cause: string | null
}

/** All that one change writes: its version and the row that follows from it. */
export interface Writing {
  readonly change: Change
  readonly open: OpenPart
  readonly sealed: SealedPart | null
  readonly key: KeyObject | null
  readonly subjectKey: string | null
  readonly chain: Uint8Array
  readonly code: string | null
  readonly area: { readonly areaCode: string; readonly lon: number | null; readonly lat: number | null }
  readonly title: string
  readonly words: string
  readonly blind: readonly { readonly field: string; readonly index: Uint8Array }[]
  readonly links: readonly Link[]
}

export const emptyChain = Buffer.alloc(32)

/** Digest of a version: over its envelope, its open half, the sealed bytes as they stand, and the digest before. */
export const versionDigest = (
  version: Because & {
    readonly n: number
    readonly from: string
    readonly open: unknown
    readonly sealed: Uint8Array | null
    readonly prev: Uint8Array
  },
): Buffer =>
  createHash('sha256')
    .update(
      canonical([
        version.n,
        version.at.toISOString(),
        version.actor,
        version.act,
        version.reason,
        version.cause,
        version.from,
        version.open,
      ]),
    )
    .update(version.sealed ?? Buffer.alloc(0))
    .update(version.prev)
    .digest()

/** Writes one version and brings row, links and blind index up to it. The caller holds the record's lock. */
export const writeChange = async (tx: Sql, writing: Writing, because: Because): Promise<void> => {
  const { change, open, key, area } = writing
  const sealed = key && writing.sealed ? seal(key, Buffer.from(JSON.stringify(writing.sealed))) : null
  // Where there is a key the reason is sealed with the rest, for it may name people.
  const reason = sealed ? null : because.reason
  const prev = Buffer.from(writing.chain)
  const digest = versionDigest({ ...because, reason, n: change.n, from: change.from, open, sealed, prev })
  const plain = JSON.stringify(open)
  await tx
    .insertInto('record_version')
    .values({ ...because, reason, record_id: change.id, n: change.n, valid_from: change.from, plain, sealed, prev, digest })
    .execute()
  const row = {
    code: writing.code,
    area_code: area.areaCode,
    lon: area.lon,
    lat: area.lat,
    title: writing.title,
    words: writing.words,
    n: change.n,
    state: change.content.state,
    since: change.content.since,
    until: change.content.until,
    plain,
    sealed,
    subject_key: writing.subjectKey,
    chain: digest,
    changed_at: because.at,
  }
  if (change.n === 1)
    await tx
      .insertInto('record')
      .values({ id: change.id, register: change.register, ...row })
      .execute()
  else await tx.updateTable('record').set(row).where('id', '=', change.id).execute()
  await writeLinks(tx, writing)
  await tx.deleteFrom('record_blind').where('record_id', '=', change.id).execute()
  if (writing.blind.length > 0)
    await tx
      .insertInto('record_blind')
      .values(writing.blind.map((each) => ({ ...each, register: change.register, record_id: change.id })))
      .execute()
}

// The rows of the links that this version touched, as they stand after it.
const writeLinks = async (tx: Sql, { change, links }: Writing): Promise<void> => {
  const touched = [...new Set(change.links.map(({ id }) => id))]
  if (touched.length === 0) return
  await tx.deleteFrom('record_link').where('id', 'in', touched).execute()
  const rows = links.filter(({ id }) => touched.includes(id)).map(({ to, ...link }) => ({ ...link, from_id: change.id, to_id: to }))
  if (rows.length > 0) await tx.insertInto('record_link').values(rows).execute()
}

/** Moves the row of a record whose place follows from a link; no version, for the record itself says nothing new. */
export const moveRecord = async (tx: Sql, id: string, area: Writing['area']): Promise<void> => {
  await tx.updateTable('record').set({ area_code: area.areaCode, lon: area.lon, lat: area.lat }).where('id', '=', id).execute()
}

/** Empties what is readable of an erased subject: title, words and blind index. Versions stay; without the key nobody reads their sealed half. */
export const blankRecord = async (tx: Sql, id: string): Promise<void> => {
  await tx.updateTable('record').set({ title: '', words: '' }).where('id', '=', id).execute()
  await tx.deleteFrom('record_blind').where('record_id', '=', id).execute()
}

export const findOperation = (db: Sql, id: string) =>
  db.selectFrom('operation').select(['actor', 'payload_digest', 'answer']).where('id', '=', id).executeTakeFirst()

export const insertOperation = async (
  tx: Sql,
  {
    id,
    actor,
    digest,
    answer,
    at,
  }: { readonly id: string; readonly actor: string; readonly digest: Uint8Array; readonly answer: unknown; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('operation')
    .values({ id, actor, payload_digest: digest, answer: JSON.stringify(answer), at })
    .execute()
}

/** Writes down that somebody read sensitive values of a record, when and for what. */
export const logReading = async (
  db: Sql,
  reading: {
    readonly id: string
    readonly at: Date
    readonly actor: string
    readonly unit: string | null
    readonly recordId: string
    readonly what: string
    readonly purpose: string
  },
): Promise<void> => {
  const { recordId, ...rest } = reading
  await db
    .insertInto('access_log')
    .values({ ...rest, record_id: recordId })
    .execute()
}
