import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'

/** Whose session it is, when it is a signed-in person's. */
export interface SessionRow {
  readonly digest: Uint8Array
  readonly account: string | null
  readonly resident: string | null
  readonly data: unknown
  readonly seenAt: Date
  readonly idleUntil: Date | null
  readonly expiresAt: Date
}

export const findSession = async (db: Sql, digest: Uint8Array): Promise<SessionRow | null> => {
  const { rows } =
    await sql<SessionRow>`select id_digest as digest, account, resident, data, seen_at as "seenAt", idle_until as "idleUntil", expires_at as "expiresAt"
    from session where id_digest = ${digest}`.execute(db)
  return rows[0] ?? null
}

/** Writes a session. Written again it keeps its beginning, and with it the end that is counted from there. */
export const writeSession = async (db: Sql, row: SessionRow): Promise<void> => {
  await sql`insert into session (id_digest, account, resident, data, created_at, seen_at, idle_until, expires_at)
    values (${row.digest}, ${row.account}, ${row.resident}, ${JSON.stringify(row.data)}::jsonb, ${row.seenAt}, ${row.seenAt}, ${row.idleUntil}, ${row.expiresAt})
    on conflict (id_digest) do update set account = excluded.account, resident = excluded.resident, data = excluded.data, seen_at = excluded.seen_at,
      idle_until = excluded.idle_until, expires_at = session.created_at + (excluded.expires_at - excluded.created_at)`.execute(db)
}

export const touchSession = async (db: Sql, digest: Uint8Array, seenAt: Date, idleUntil: Date | null): Promise<void> => {
  await sql`update session set seen_at = ${seenAt}, idle_until = ${idleUntil} where id_digest = ${digest}`.execute(db)
}

export const deleteSession = async (db: Sql, digest: Uint8Array): Promise<void> => {
  await sql`delete from session where id_digest = ${digest}`.execute(db)
}

/** Ends all sessions of an account but the one to keep. */
export const deleteSessionsOf = async (db: Sql, account: string, keep: Uint8Array | null): Promise<void> => {
  if (keep === null) await sql`delete from session where account = ${account}`.execute(db)
  else await sql`delete from session where account = ${account} and id_digest <> ${keep}`.execute(db)
}

/** How an attempt to sign in ended. `unknown` has no account. */
export type Outcome = 'ok' | 'wrong' | 'locked' | 'left' | 'unknown' | 'password-wrong'

export interface SignInLine {
  readonly id: string
  readonly account: string | null
  readonly at: Date
  readonly outcome: Outcome
}

export const insertSignIn = async (tx: Sql, line: SignInLine & { addressDigest: Uint8Array | null }): Promise<void> => {
  await tx
    .insertInto('sign_in')
    .values({ id: line.id, account: line.account, at: line.at, outcome: line.outcome, address_digest: line.addressDigest })
    .execute()
}

/** The latest sign-ins, of one account or of all, newest first, before the id (ids sort by time). */
export const listSignIns = async (db: Sql, account: string | null, before: string | null, limit: number): Promise<SignInLine[]> => {
  const { rows } = await sql<SignInLine>`select id, account, at, outcome from sign_in
    where (${account}::uuid is null or account = ${account}::uuid) and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${limit}`.execute(db)
  return rows
}

/** Deletes what has run out: sessions, codes, and sign-ins older than the day to keep. */
export const deleteRunOut = async (db: Sql, now: Date, keepSignInsFrom: Date): Promise<void> => {
  await sql`delete from session where expires_at <= ${now} or idle_until <= ${now}`.execute(db)
  // The day's count of codes sent must outlive the codes.
  await sql`delete from phone_code where sent_at < ${new Date(now.getTime() - 48 * 3_600_000)}`.execute(db)
  await sql`delete from sign_in where at < ${keepSignInsFrom}`.execute(db)
}

/** Whether a session has neither been ended nor run out. Only looks: an open stream must not keep an idle session alive. */
export const sessionIsAlive = async (db: Sql, digest: Uint8Array, now: Date): Promise<boolean> => {
  const row = await db
    .selectFrom('session')
    .select('id_digest')
    .where('id_digest', '=', digest)
    .where('expires_at', '>', now)
    .where((or) => or.or([or('idle_until', 'is', null), or('idle_until', '>', now)]))
    .executeTakeFirst()
  return row !== undefined
}
