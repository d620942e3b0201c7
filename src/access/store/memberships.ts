import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import type { Absence, Membership } from '../domain/posts.ts'

const membershipColumns = sql`m.id, m.account, m.unit, m.role, m.since::text as since, m.until::text as until`

/** All memberships of the accounts, past, present and to come. */
export const readMemberships = async (db: Sql, accounts: readonly string[]): Promise<Membership[]> => {
  const { rows } =
    await sql<Membership>`select ${membershipColumns} from membership m where m.account = any(${[...accounts]}::uuid[]) order by m.since, m.id`.execute(
      db,
    )
  return rows
}

export const findMembership = async (db: Sql, id: string): Promise<Membership | null> => {
  const { rows } = await sql<Membership>`select ${membershipColumns} from membership m where m.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export const insertMembership = async (tx: Sql, one: Membership, now: Date): Promise<void> => {
  await sql`insert into membership (id, account, unit, role, since, until, created_at)
    values (${one.id}, ${one.account}, ${one.unit}, ${one.role}, ${one.since}::date, ${one.until}::date, ${now})`.execute(tx)
}

/** Sets the last day; a membership that would end before it began was never held, and goes. */
export const endMembership = async (tx: Sql, id: string, lastDay: string): Promise<void> => {
  await sql`delete from membership where id = ${id} and since > ${lastDay}::date`.execute(tx)
  await sql`update membership set until = ${lastDay}::date where id = ${id}`.execute(tx)
}

/** How many active accounts but one hold a role in one of the units beyond the day. */
export const countHolders = async (db: Sql, role: string, units: readonly string[], day: string, but: string): Promise<number> => {
  const { rows } = await sql<{
    count: number
  }>`select count(distinct m.account)::int as count from membership m join account a on a.id = m.account
    where m.role = ${role} and m.unit = any(${[...units]}::text[]) and a.state = 'active' and a.id <> ${but}
      and m.since <= ${day}::date and (m.until is null or m.until > ${day}::date)`.execute(db)
  return rows[0]?.count ?? 0
}

/** Accounts that hold one of the roles in one of the units on the day. */
export const readHolders = async (db: Sql, units: readonly string[], roles: readonly string[], day: string): Promise<Membership[]> => {
  const { rows } = await sql<Membership>`select ${membershipColumns} from membership m join account a on a.id = m.account
    where a.state = 'active' and m.unit = any(${[...units]}::text[]) and m.role = any(${[...roles]}::text[])
      and m.since <= ${day}::date and (m.until is null or m.until >= ${day}::date) order by m.unit, m.account, m.id`.execute(db)
  return rows
}

/** Absences that have not ended, of the accounts or in which they stand in. */
export const readAbsences = async (db: Sql, accounts: readonly string[], now: Date): Promise<Absence[]> => {
  const { rows } = await sql<Absence>`select id, account, substitute, since, until, note from absence
    where (account = any(${[...accounts]}::uuid[]) or substitute = any(${[...accounts]}::uuid[])) and until > ${now} order by since, id`.execute(
    db,
  )
  return rows
}

export const findAbsence = async (db: Sql, id: string): Promise<Absence | null> => {
  const { rows } = await sql<Absence>`select id, account, substitute, since, until, note from absence where id = ${id}`.execute(db)
  return rows[0] ?? null
}

export const insertAbsence = async (tx: Sql, one: Absence, now: Date): Promise<void> => {
  await tx
    .insertInto('absence')
    .values({ ...one, created_at: now })
    .execute()
}

/** Ends an absence now; one that had not begun goes. */
export const endAbsence = async (tx: Sql, id: string, now: Date): Promise<void> => {
  await tx.deleteFrom('absence').where('id', '=', id).where('since', '>=', now).execute()
  await tx.updateTable('absence').set({ until: now }).where('id', '=', id).where('until', '>', now).execute()
}
