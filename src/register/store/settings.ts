import type { Sql } from '../../kernel/database/open.ts'

const prefix = 'register.fields.'

/** The fields that the district added, by register, as they were kept. */
export const readExtraFields = async (db: Sql): Promise<ReadonlyMap<string, unknown>> => {
  const rows = await db.selectFrom('setting').select(['name', 'value']).where('name', 'like', `${prefix}%`).execute()
  return new Map(rows.map((row) => [row.name.slice(prefix.length), row.value]))
}

/** Keeps the district's fields of one register in place of those before. */
export const saveExtraFields = async (db: Sql, register: string, fields: unknown, by: string, now: Date): Promise<void> => {
  const value = JSON.stringify(fields)
  await db
    .insertInto('setting')
    .values({ name: prefix + register, value, changed_at: now, changed_by: by })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: now, changed_by: by }))
    .execute()
}
