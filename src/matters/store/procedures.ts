import type { Sql } from '../../kernel/database/open.ts'

/** Stores a version of a procedure by its digest and makes it the one in force. */
export const putInForce = async (db: Sql, version: { id: string; digest: string; body: string; now: Date }): Promise<void> => {
  await db.updateTable('procedure').set({ in_force: false }).where('id', '=', version.id).where('digest', '<>', version.digest).execute()
  await db
    .insertInto('procedure')
    .values({ digest: version.digest, id: version.id, body: version.body, in_force: true, stored_at: version.now })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ in_force: true }))
    .execute()
}

/** Names of the category trees that the district has. */
export const readCategoryTrees = async (db: Sql): Promise<string[]> => {
  const rows = await db.selectFrom('category').select('tree').distinct().orderBy('tree').execute()
  return rows.map((row) => row.tree)
}
