import type { Sql } from '../../kernel/database/open.ts'

export interface ContactRow {
  readonly n: number
  readonly subjectKey: string
  readonly sealed: Uint8Array
}

/** The sealed contacts of a matter: of who filed it first, then of those who joined. */
export const readContacts = async (db: Sql, matterId: string): Promise<ContactRow[]> => {
  const rows = await db
    .selectFrom('matter_contact')
    .select(['n', 'subject_key', 'sealed'])
    .where('matter_id', '=', matterId)
    .orderBy('n')
    .execute()
  return rows.map((row) => ({ n: row.n, subjectKey: row.subject_key, sealed: row.sealed }))
}

export interface Reading {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly unit: string | null
  readonly matterId: string
  readonly what: string
  readonly purpose: string
}

/** Writes down that somebody read personal data, when and for what. */
export const logReading = async (db: Sql, reading: Reading): Promise<void> => {
  const { matterId, ...rest } = reading
  await db
    .insertInto('access_log')
    .values({ ...rest, matter_id: matterId })
    .execute()
}
