import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import type { Duty, UnitScope } from '../domain/units.ts'

/** Scopes of units that name one of the areas itself, by unit and area. */
export const readScopesOf = async (db: Sql, areas: readonly string[]): Promise<readonly (UnitScope & { readonly unit: string })[]> => {
  if (areas.length === 0) return []
  return db
    .selectFrom('unit_scope')
    .select(['unit', 'prefix', 'kinds'])
    .where('prefix', 'in', [...areas])
    .orderBy('unit')
    .orderBy('prefix')
    .execute()
}

/** Duties that name one of the areas itself, by role and area. */
export const readDutiesOf = async (db: Sql, areas: readonly string[]): Promise<readonly Duty[]> => {
  if (areas.length === 0) return []
  const rows = await db
    .selectFrom('duty')
    .select(['role', 'prefix', 'unit'])
    .where('prefix', 'in', [...areas])
    .orderBy('role')
    .orderBy('prefix')
    .execute()
  return rows as readonly Duty[]
}

/** How many active people the units have on the day that serve the area itself, by a scope or a duty. */
export const countPeopleOf = async (db: Sql, areas: readonly string[], day: string): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ prefix: string; people: number }>`
    select s.prefix, count(distinct m.account)::int as people
    from (select unit, prefix from unit_scope union select unit, prefix from duty) s
    join membership m on m.unit = s.unit and m.since <= ${day}::date and (m.until is null or m.until >= ${day}::date)
    join account a on a.id = m.account and a.state = 'active'
    where s.prefix = any(${[...areas]}::text[]) group by s.prefix`.execute(db)
  return new Map(rows.map(({ prefix, people }) => [prefix, people]))
}

/** Takes the areas out of every scope and duty. */
export const deleteAreas = async (tx: Sql, areas: readonly string[]): Promise<void> => {
  await tx
    .deleteFrom('unit_scope')
    .where('prefix', 'in', [...areas])
    .execute()
  await tx
    .deleteFrom('duty')
    .where('prefix', 'in', [...areas])
    .execute()
}

/** Adds an area to a unit. Where it serves the area already, the two limits on kinds are put together; none means every kind. */
export const addScope = async (tx: Sql, { unit, prefix, kinds }: UnitScope & { readonly unit: string }): Promise<void> => {
  await sql`insert into unit_scope as s (unit, prefix, kinds) values (${unit}, ${prefix}, ${[...kinds]}::text[])
    on conflict (unit, prefix) do update set kinds = case when s.kinds = '{}' or excluded.kinds = '{}' then '{}'::text[]
      else array(select distinct unnest(s.kinds || excluded.kinds) order by 1) end`.execute(tx)
}

/** Gives a duty to a unit where no other has it. */
export const addDutyIfFree = async (tx: Sql, duty: Duty): Promise<void> => {
  await tx
    .insertInto('duty')
    .values(duty)
    .onConflict((conflict) => conflict.columns(['role', 'prefix']).doNothing())
    .execute()
}

/** Says that the units are other than somebody may have read them. */
export const touchUnits = async (tx: Sql, units: readonly string[], now: Date): Promise<void> => {
  if (units.length > 0)
    await sql`update unit set version = version + 1, changed_at = ${now} where id = any(${[...units]}::text[])`.execute(tx)
}
