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

/** Whether a session has not been ended and not run out. Only looks: an open stream must not keep an idle session alive. */
export const sessionLives = async (db: Sql, digest: Uint8Array, now: Date): Promise<boolean> => {
  const row = await db
    .selectFrom('session')
    .select('id_digest')
    .where('id_digest', '=', digest)
    .where('expires_at', '>', now)
    .where((or) => or.or([or('idle_until', 'is', null), or('idle_until', '>', now)]))
    .executeTakeFirst()
  return row !== undefined
}
