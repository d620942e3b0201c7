import type { Sql } from '../kernel/database/open.ts'
import type { MatterState } from '../matters/api.ts'

/** States of matters as they are now, by id. */
export const readStates = async (db: Sql, ids: readonly string[]): Promise<MatterState[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('matter')
    .select('state')
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => row.state as MatterState)
}
