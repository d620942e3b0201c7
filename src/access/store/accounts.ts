import { sql } from 'kysely'
import type { Role } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'

/** An account as the database holds it. */
export interface AccountRow {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly sealedPhone: Uint8Array | null
  readonly subjectKey: string
  readonly passwordHash: string | null
  readonly state: 'active' | 'left'
  readonly mustChange: boolean
  readonly failed: number
  readonly lockedUntil: Date | null
  readonly version: number
}

const accountColumns = sql`id, login, name, sealed_phone as "sealedPhone", subject_key as "subjectKey", password_hash as "passwordHash", state,
  must_change as "mustChange", failed, locked_until as "lockedUntil", version`

export const findByLogin = async (db: Sql, login: string): Promise<AccountRow | null> => {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from account where login = ${login}`.execute(db)
  return rows[0] ?? null
}

export const findAccount = async (db: Sql, id: string): Promise<AccountRow | null> => {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from account where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The account, locked until the transaction ends. */
export const lockAccount = async (tx: Sql, id: string): Promise<AccountRow | null> => {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from account where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export const hasAccounts = async (db: Sql): Promise<boolean> => {
  const { rows } = await sql<{ any: boolean }>`select exists (select 1 from account) as any`.execute(db)
  return rows[0]?.any ?? false
}

export interface NewAccount {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly sealedPhone: Uint8Array | null
  readonly subjectKey: string
  readonly passwordHash: string | null
  readonly mustChange: boolean
}

export const insertAccount = async (tx: Sql, account: NewAccount, now: Date): Promise<void> => {
  await tx
    .insertInto('account')
    .values({
      id: account.id,
      login: account.login,
      name: account.name,
      sealed_phone: account.sealedPhone,
      subject_key: account.subjectKey,
      password_hash: account.passwordHash,
      must_change: account.mustChange,
      created_at: now,
      changed_at: now,
    })
    .execute()
}

export const updateAccount = async (
  tx: Sql,
  id: string,
  change: { name?: string; sealedPhone?: Uint8Array | null },
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('account')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.sealedPhone === undefined ? {} : { sealed_phone: change.sealedPhone }),
      changed_at: now,
    })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** A new password; failures and a lock are forgotten with the old one. */
export const updatePassword = async (tx: Sql, id: string, passwordHash: string, mustChange: boolean, now: Date): Promise<void> => {
  await tx
    .updateTable('account')
    .set({ password_hash: passwordHash, must_change: mustChange, failed: 0, locked_until: null, changed_at: now })
    .where('id', '=', id)
    .execute()
}

export const updateAttempts = async (tx: Sql, id: string, failed: number, lockedUntil: Date | null): Promise<void> => {
  await tx.updateTable('account').set({ failed, locked_until: lockedUntil }).where('id', '=', id).execute()
}

/** The person leaves: no password, no posts from this day on, nobody stands in, and it stands in for nobody. */
export const markLeft = async (tx: Sql, id: string, today: string, now: Date): Promise<void> => {
  await sql`update account set state = 'left', password_hash = null, left_at = ${now}, changed_at = ${now}, version = version + 1 where id = ${id}`.execute(
    tx,
  )
  await sql`delete from membership where account = ${id} and since > ${today}::date`.execute(tx)
  await sql`update membership set until = ${today}::date where account = ${id} and (until is null or until > ${today}::date)`.execute(tx)
  await sql`delete from absence where (account = ${id} or substitute = ${id}) and since >= ${now}`.execute(tx)
  await sql`update absence set until = ${now} where (account = ${id} or substitute = ${id}) and until > ${now}`.execute(tx)
}

/** A member of staff in a list, with the roles held on the day. */
export interface StaffLine {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly state: 'active' | 'left'
  readonly mustChange: boolean
  readonly lockedUntil: Date | null
  readonly version: number
  readonly memberships: readonly {
    readonly id: string
    readonly unit: string
    readonly role: Role
    readonly since: string
    readonly until: string | null
  }[]
}

/** Up to `limit` people with a membership in one of the units, by login after `after`; those who left only when asked for. */
export const listStaff = async (
  db: Sql,
  filter: { units: readonly string[]; after: string; left: boolean; name: string; limit: number },
): Promise<StaffLine[]> => {
  const { rows } = await sql<StaffLine>`
    select a.id, a.login, a.name, a.state, a.must_change as "mustChange", a.locked_until as "lockedUntil", a.version,
      (select jsonb_agg(jsonb_build_object('id', m.id, 'unit', m.unit, 'role', m.role, 'since', m.since::text, 'until', m.until::text) order by m.since, m.id)
        from membership m where m.account = a.id) as memberships
    from account a
    where a.login > ${filter.after} and (a.state = 'active' or ${filter.left}::boolean)
      and (${filter.name}::text = '' or position(${filter.name}::text in a.name) > 0 or position(${filter.name}::text in a.login) > 0)
      and exists (select 1 from membership m where m.account = a.id and m.unit = any(${[...filter.units]}::text[]))
    order by a.login limit ${filter.limit}`.execute(db)
  return rows
}

/** Names of accounts by id, of those who left too. */
export const readNames = async (db: Sql, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
