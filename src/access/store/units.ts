import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import type { Duty, Unit, UnitDraft, UnitScope, UnitUse } from '../domain/units.ts'

/**
 * Makes acts of administration wait for each other until the transaction ends: their rules look over many rows (no cycles, three separate people, one administrator
 * at least) and two at once could each find them kept.
 */
export const lockAdministration = async (tx: Sql): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('linli:access'))`.execute(tx)
}

// Days are read as text: the drivers would make of a `date` a moment in the zone of the machine.
interface UnitRow extends Omit<Unit, 'scopes'> {
  readonly scopes: readonly UnitScope[] | null
}

/** All units with their scopes, open and closed, by id. */
export const readUnits = async (db: Sql): Promise<Unit[]> => {
  const { rows } = await sql<UnitRow>`
    select u.id, u.name, u.name_en as "nameEn", u.kind, u.parent, u.hours, u.valid_from::text as "validFrom", u.valid_to::text as "validTo", u.version,
      (select jsonb_agg(jsonb_build_object('prefix', s.prefix, 'kinds', to_jsonb(s.kinds)) order by s.prefix) from unit_scope s where s.unit = u.id) as scopes
    from unit u order by u.id`.execute(db)
  return rows.map((row) => ({ ...row, scopes: row.scopes ?? [] }))
}

export const readDuties = async (db: Sql): Promise<Duty[]> => {
  const { rows } = await sql<Duty>`select role, prefix, unit from duty order by role, prefix`.execute(db)
  return rows
}

export const insertUnit = async (tx: Sql, unit: UnitDraft, now: Date): Promise<void> => {
  await sql`insert into unit (id, name, name_en, kind, parent, valid_from, valid_to, changed_at)
    values (${unit.id}, ${unit.name}, ${unit.nameEn}, ${unit.kind}, ${unit.parent}, ${unit.validFrom}::date, ${unit.validTo}::date, ${now})`.execute(
    tx,
  )
  await writeScopes(tx, unit)
}

export const updateUnit = async (tx: Sql, unit: UnitDraft, now: Date): Promise<void> => {
  await sql`update unit set name = ${unit.name}, name_en = ${unit.nameEn}, kind = ${unit.kind}, parent = ${unit.parent},
    valid_from = ${unit.validFrom}::date, valid_to = ${unit.validTo}::date, version = version + 1, changed_at = ${now} where id = ${unit.id}`.execute(
    tx,
  )
  await tx.deleteFrom('unit_scope').where('unit', '=', unit.id).execute()
  await writeScopes(tx, unit)
}

/** Office hours of a unit; null for the district's. */
export const updateHours = async (tx: Sql, unit: string, hours: unknown, now: Date): Promise<void> => {
  const value = hours === null ? null : JSON.stringify(hours)
  await sql`update unit set hours = ${value}::jsonb, version = version + 1, changed_at = ${now} where id = ${unit}`.execute(tx)
}

const writeScopes = async (tx: Sql, unit: UnitDraft): Promise<void> => {
  if (unit.scopes.length === 0) return
  const rows = unit.scopes.map((scope) => ({ unit: unit.id, prefix: scope.prefix, kinds: [...scope.kinds] }))
  await tx.insertInto('unit_scope').values(rows).execute()
}

/** What still uses the unit after the day. */
export const readUnitUse = async (db: Sql, unit: string, lastDay: string): Promise<UnitUse> => {
  const { rows } = await sql<UnitUse>`select
    (select count(*)::int from unit where parent = ${unit} and (valid_to is null or valid_to > ${lastDay}::date)) as "openChildren",
    (select count(*)::int from membership m join account a on a.id = m.account
      where m.unit = ${unit} and a.state = 'active' and (m.until is null or m.until > ${lastDay}::date)) as members,
    (select count(*)::int from duty where unit = ${unit}) as duties`.execute(db)
  return rows[0] ?? { openChildren: 0, members: 0, duties: 0 }
}

export const writeDuty = async (tx: Sql, duty: Duty): Promise<void> => {
  await tx
    .insertInto('duty')
    .values(duty)
    .onConflict((conflict) => conflict.columns(['role', 'prefix']).doUpdateSet({ unit: duty.unit }))
    .execute()
}

export const deleteDuty = async (tx: Sql, role: string, prefix: string): Promise<void> => {
  await tx.deleteFrom('duty').where('role', '=', role).where('prefix', '=', prefix).execute()
}
