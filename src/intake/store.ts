import { sql } from 'kysely'
import type { Sql } from '../kernel/database/open.ts'
import type { MatterState } from '../matters/api.ts'

export interface ReleasedRow {
  readonly id: string
  readonly code: string
  readonly procedureDigest: string
  readonly category: string | null
  readonly area: string
  readonly filedAt: Date
  readonly releasedAt: Date
  readonly title: string
  readonly text: string
  readonly answer: string
}

export interface ReleasedQuery {
  /** A category and all below it. */
  readonly category?: string | undefined
  /** An area code prefix. */
  readonly area?: string | undefined
  /** Words that stand in the published title, text or answer. */
  readonly words?: string | undefined
  /** The key of the last row seen. */
  readonly after?: { readonly at: Date; readonly id: string } | undefined
  readonly limit: number
}

const releasedColumns = (db: Sql) =>
  db
    .selectFrom('matter as m')
    .innerJoin('matter_words as w', 'w.matter_id', 'm.id')
    .select([
      'm.id',
      'm.code',
      'm.procedure_digest',
      'm.category',
      'm.area_code',
      'm.filed_at',
      'm.released_at',
      'w.public_title',
      'w.public_text',
      'w.public_answer',
    ])
    .where('m.released_at', 'is not', null)
    .where('m.sensitivity', '=', 'ordinary')
    .where('m.restricted', '=', false)
    .where('w.public_title', 'is not', null)

type ReleasedRaw = Awaited<ReturnType<ReturnType<typeof releasedColumns>['execute']>>[number]

const releasedRow = (row: ReleasedRaw): ReleasedRow => ({
  id: row.id,
  code: row.code,
  procedureDigest: row.procedure_digest,
  category: row.category,
  area: row.area_code,
  filedAt: row.filed_at,
  releasedAt: row.released_at ?? row.filed_at,
  title: row.public_title ?? '',
  text: row.public_text ?? '',
  answer: row.public_answer ?? '',
})

/** Released answers, newest first. */
export const readReleased = async (db: Sql, query: ReleasedQuery): Promise<ReleasedRow[]> => {
  const { category, area, words, after } = query
  let rows = releasedColumns(db)
  if (category)
    rows = rows.where((where) =>
      where.or([where('m.category', '=', category), where(sql<boolean>`starts_with(m.category, ${`${category}.`})`, '=', true)]),
    )
  if (area) rows = rows.where('m.area_code', '>=', area).where('m.area_code', '<', `${area}:`)
  if (words) rows = rows.where(sql<boolean>`position(${words} in w.public_title || ' ' || w.public_text || ' ' || w.public_answer) > 0`)
  if (after) rows = rows.where(sql<boolean>`(m.released_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const found = await rows.orderBy('m.released_at', 'desc').orderBy('m.id', 'desc').limit(query.limit).execute()
  return found.map(releasedRow)
}

/** A released answer by its code; null when there is none or it was taken down. */
export const findReleased = async (db: Sql, code: string): Promise<ReleasedRow | null> => {
  const row = await releasedColumns(db).where('m.code', '=', code).executeTakeFirst()
  return row ? releasedRow(row) : null
}

export interface OwnRow {
  readonly state: MatterState
  readonly title: string
}

/** Matters that a resident filed while signed in, newest first. */
export const readOwn = async (db: Sql, filedBy: string, after: { at: Date; id: string } | undefined, limit: number): Promise<OwnRow[]> => {
  let rows = db
    .selectFrom('matter as m')
    .innerJoin('matter_words as w', 'w.matter_id', 'm.id')
    .select(['m.state', 'w.title'])
    .where('m.filed_by', '=', filedBy)
  if (after) rows = rows.where(sql<boolean>`(m.filed_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const found = await rows.orderBy('m.filed_at', 'desc').orderBy('m.id', 'desc').limit(limit).execute()
  return found.map((row) => ({ state: row.state as MatterState, title: row.title }))
}

/** Matters to which a file is attached, at most 20. */
export const mattersWithFile = async (db: Sql, digest: string): Promise<string[]> => {
  const rows = await db.selectFrom('attachment').select('matter_id').distinct().where('digest', '=', digest).limit(20).execute()
  return rows.map((row) => row.matter_id)
}

/** What an upload was found to be when it was stored; null for a digest nobody stored. */
export const readFileNote = async (db: Sql, digest: string): Promise<{ readonly mime: string; readonly kind: string } | null> => {
  const row = await db.selectFrom('file').select(['media_type', 'kind']).where('digest', '=', digest).executeTakeFirst()
  return row ? { mime: row.media_type, kind: row.kind } : null
}

/** Who opened the contact of a matter's resident: when, in which unit, for what; the latest twenty. */
export const readReadings = async (
  db: Sql,
  matterId: string,
): Promise<{ readonly at: Date; readonly unit: string | null; readonly purpose: string }[]> =>
  db
    .selectFrom('access_log')
    .select(['at', 'unit', 'purpose'])
    .where('matter_id', '=', matterId)
    .where('what', '=', 'contact')
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
