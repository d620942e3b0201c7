import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'

export interface CodeRow {
  readonly codeDigest: Uint8Array
  readonly sentAt: Date
  readonly expiresAt: Date
  readonly tries: number
  readonly day: string
  readonly sentOnDay: number
}

/** The last code sent to a telephone, locked until the transaction ends. */
export const lockCode = async (tx: Sql, phoneIndex: Uint8Array): Promise<CodeRow | null> => {
  const { rows } =
    await sql<CodeRow>`select code_digest as "codeDigest", sent_at as "sentAt", expires_at as "expiresAt", tries, day::text as day,
    sent_on_day as "sentOnDay" from phone_code where phone_index = ${phoneIndex} for update`.execute(tx)
  return rows[0] ?? null
}

/** Writes the new code over the last one. False when another request has sent one in the meantime: `former` is the sending the caller knew of. */
export const writeCode = async (tx: Sql, phoneIndex: Uint8Array, code: CodeRow, former: Date | null): Promise<boolean> => {
  const { rows } = await sql`insert into phone_code (phone_index, code_digest, sent_at, expires_at, tries, day, sent_on_day)
    values (${phoneIndex}, ${code.codeDigest}, ${code.sentAt}, ${code.expiresAt}, ${code.tries}, ${code.day}::date, ${code.sentOnDay})
    on conflict (phone_index) do update set code_digest = excluded.code_digest, sent_at = excluded.sent_at, expires_at = excluded.expires_at,
      tries = excluded.tries, day = excluded.day, sent_on_day = excluded.sent_on_day where ${former !== null}::boolean
    returning phone_index`.execute(tx)
  return rows.length === 1
}

export const countTry = async (tx: Sql, phoneIndex: Uint8Array): Promise<void> => {
  await sql`update phone_code set tries = tries + 1 where phone_index = ${phoneIndex}`.execute(tx)
}

/** A code works once: it ends, while the day's count stays. */
export const spendCode = async (tx: Sql, phoneIndex: Uint8Array, now: Date): Promise<void> => {
  await sql`update phone_code set expires_at = ${now} where phone_index = ${phoneIndex}`.execute(tx)
}

export interface ResidentRow {
  readonly id: string
  readonly sealedPhone: Uint8Array
  readonly subjectKey: string
}

export const findResidentByPhone = async (db: Sql, phoneIndex: Uint8Array): Promise<ResidentRow | null> => {
  const { rows } =
    await sql<ResidentRow>`select id, sealed_phone as "sealedPhone", subject_key as "subjectKey" from resident where phone_index = ${phoneIndex}`.execute(
      db,
    )
  return rows[0] ?? null
}

export const findResident = async (db: Sql, id: string): Promise<ResidentRow | null> => {
  const { rows } =
    await sql<ResidentRow>`select id, sealed_phone as "sealedPhone", subject_key as "subjectKey" from resident where id = ${id}`.execute(db)
  return rows[0] ?? null
}

export const insertResident = async (tx: Sql, row: ResidentRow, phoneIndex: Uint8Array, now: Date): Promise<void> => {
  await tx
    .insertInto('resident')
    .values({ id: row.id, phone_index: phoneIndex, sealed_phone: row.sealedPhone, subject_key: row.subjectKey, created_at: now })
    .execute()
}
