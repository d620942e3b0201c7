import { sql, type RawBuilder } from 'kysely'
import type { FormValues } from '../../kernel/form/model.ts'
import type { Sql } from '../../kernel/database/open.ts'
import type { KeyRing } from '../../kernel/keys.ts'
import { unseal } from '../../kernel/keys.ts'
import type { Content, Link, LinkStep, RecordState, Version } from '../domain/record.ts'

/** What a version says openly; its sealed half holds the personal values and the reason. */
export interface OpenPart extends Omit<Content, 'values'> {
  readonly values: FormValues
  readonly from: string
  readonly links: readonly LinkStep[]
}

export interface SealedPart {
  readonly values: FormValues
  readonly reason?: string | undefined
}

/** A record with what stands beside its state in its row. */
export interface Stored {
  readonly state: RecordState
  readonly areaCode: string
  readonly lon: number | null
  readonly lat: number | null
  readonly title: string
  readonly chain: Uint8Array
  readonly subjectKey: string | null
  /** Its key was deleted: the sealed values are gone. */
  readonly erased: boolean
}

/** Records by id, with all their links. `lock` holds their rows until the transaction ends, in order of their ids. */
export const readRecords = async (db: Sql, keys: KeyRing, ids: readonly string[], lock = false): Promise<Map<string, Stored>> => {
  if (ids.length === 0) return new Map()
  const query = db
    .selectFrom('record')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
  const rows = await (lock ? query.forUpdate() : query).execute()
  const links = await readLinks(
    db,
    'from',
    rows.map(({ id }) => id),
  )
  const opened = await keys.findMany(
    db,
    rows.flatMap((row) => row.subject_key ?? []),
  )
  return new Map(
    rows.map((row) => {
      const open = row.plain as OpenPart
      const key = row.subject_key === null ? undefined : opened.get(row.subject_key)
      const sealed = key && row.sealed ? openSealed(unseal(key, row.sealed)) : null
      const { links: _, values, ...rest } = open
      const own = links.filter((link) => link.from === row.id).map(({ from: __, ...link }) => link)
      const state: RecordState = {
        id: row.id,
        register: row.register,
        n: row.n,
        ...rest,
        values: { ...values, ...sealed?.values },
        links: own,
      }
      const erased = row.subject_key !== null && !key
      return [
        row.id,
        {
          state,
          areaCode: row.area_code,
          lon: row.lon,
          lat: row.lat,
          title: row.title,
          chain: row.chain,
          subjectKey: row.subject_key,
          erased,
        },
      ]
    }),
  )
}

const openSealed = (bytes: Buffer): SealedPart => JSON.parse(bytes.toString()) as SealedPart

/** Links that go out from records, or that come to them, past ones too, in order of their beginning. */
export const readLinks = async (db: Sql, side: 'from' | 'to', ids: readonly string[]): Promise<(Link & { readonly from: string })[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('record_link')
    .selectAll()
    .where(side === 'from' ? 'from_id' : 'to_id', 'in', [...new Set(ids)])
    .orderBy('since')
    .orderBy('id')
    .execute()
  return rows.map(({ from_id: from, to_id: to, ...link }) => ({ ...link, from, to }))
}

/** A version with who made it and why. */
export interface StoredVersion extends Version {
  readonly at: Date
  readonly actor: string
  readonly act: string
  readonly reason: string | null
  readonly cause: string | null
  readonly prev: Uint8Array
  readonly digest: Uint8Array
  readonly plain: OpenPart
  readonly sealed: Uint8Array | null
}

/** The versions of a record in order, opened as far as its key still exists. */
export const readVersions = async (db: Sql, keys: KeyRing, id: string): Promise<StoredVersion[]> => {
  const record = await db.selectFrom('record').select('subject_key').where('id', '=', id).executeTakeFirst()
  const key = record?.subject_key ? await keys.find(db, record.subject_key) : null
  const rows = await db.selectFrom('record_version').selectAll().where('record_id', '=', id).orderBy('n').execute()
  return rows.map((row) => {
    const plain = row.plain as OpenPart
    const sealed = key && row.sealed ? openSealed(unseal(key, row.sealed)) : null
    const { values, place, state, since, until } = plain
    const content: Content = { values: { ...values, ...sealed?.values }, place, state, since, until }
    const { n, at, actor, act, cause, valid_from: from, prev, digest } = row
    const reason = row.reason ?? sealed?.reason ?? null
    return { n, at, actor, act, reason, cause, from, prev, digest, sealed: row.sealed, plain, content, links: plain.links }
  })
}

export interface ListQuery {
  readonly register: string
  /** Only within these area prefixes. */
  readonly prefixes: readonly string[]
  readonly area?: string | undefined
  readonly words?: string | undefined
  readonly code?: string | undefined
  readonly blind?: readonly { readonly field: string; readonly index: Uint8Array }[] | undefined
  readonly state?: string | undefined
  /** Area code and id of the last line of the page before. */
  readonly after?: { readonly areaCode: string; readonly id: string } | undefined
  readonly limit: number
}

export interface ListLine {
  readonly id: string
  readonly code: string | null
  readonly title: string
  readonly areaCode: string
  readonly state: string
  readonly since: string
  readonly n: number
  readonly values: FormValues
}

/** One page of a register within the prefixes, by area and id. */
export const listRecords = async (db: Sql, query: ListQuery): Promise<ListLine[]> => {
  const { register, prefixes, area, words, code, blind, state, after, limit } = query
  const wheres: RawBuilder<unknown>[] = [sql`r.register = ${register}`, anyOf(prefixes.map(within))]
  if (area !== undefined) wheres.push(within(area))
  if (words !== undefined) wheres.push(sql`strpos(r.words, ${words}) > 0`)
  if (code !== undefined) wheres.push(sql`r.code = ${code}`)
  if (state !== undefined) wheres.push(sql`r.state = ${state}`)
  if (after) wheres.push(sql`(r.area_code, r.id) > (${after.areaCode} collate "C", ${after.id}::uuid)`)
  if (blind) {
    const hits = blind.map(({ field, index }) => sql`(b.field = ${field} and b.index = ${index}::bytea)`)
    wheres.push(sql`r.id in (select b.record_id from record_blind b where b.register = ${register} and ${anyOf(hits)})`)
  }
  const { rows } = await sql<{
    id: string
    code: string | null
    title: string
    area_code: string
    state: string
    since: string
    n: number
    plain: OpenPart
  }>`select r.id, r.code, r.title, r.area_code, r.state, r.since, r.n, r.plain from record r
    where ${sql.join(wheres, sql` and `)} order by r.area_code, r.id limit ${limit}`.execute(db)
  return rows.map(({ area_code: areaCode, plain, ...row }) => ({ ...row, areaCode, values: plain.values }))
}

// A prefix as a range on the code column, which is COLLATE "C": digits sort before ':'.
const within = (prefix: string): RawBuilder<unknown> => sql`(r.area_code >= ${prefix} and r.area_code < ${`${prefix}:`})`
const anyOf = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`

/** Titles and areas of records, for the links on a page. */
export const readHeads = async (
  db: Sql,
  ids: readonly string[],
): Promise<
  Map<
    string,
    {
      readonly register: string
      readonly title: string
      readonly areaCode: string
      readonly lon: number | null
      readonly lat: number | null
    }
  >
> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('record')
    .select(['id', 'register', 'title', 'area_code', 'lon', 'lat'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, area_code: areaCode, ...row }) => [id, { ...row, areaCode }]))
}

/** Whether another record in force has this code. */
export const codeTaken = async (db: Sql, register: string, code: string, besides: string): Promise<boolean> => {
  const found = await db
    .selectFrom('record')
    .select('id')
    .where('register', '=', register)
    .where('code', '=', code)
    .where('state', '=', 'current')
    .where('id', '!=', besides)
    .executeTakeFirst()
  return found !== undefined
}
