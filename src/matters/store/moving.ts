import type { Sql } from '../../kernel/database/open.ts'
import type { MatterState, Point } from '../domain/state.ts'
import type { Locked } from './read.ts'

/** Where open matters of these areas lie; the point is null where none is known. */
export const readOpenIn = async (
  db: Sql,
  areas: readonly string[],
): Promise<readonly { readonly areaCode: string; readonly point: Point | null }[]> => {
  if (areas.length === 0) return []
  const rows = await db
    .selectFrom('matter')
    .select(['area_code', 'lon', 'lat'])
    .where('closed_at', 'is', null)
    .where('area_code', 'in', [...areas])
    .execute()
  return rows.map(({ area_code, lon, lat }) => ({ areaCode: area_code, point: lon === null || lat === null ? null : { lon, lat } }))
}

/** Open matters of these areas in the order of their ids, after one of them; locked. */
export const lockOpenIn = async (tx: Sql, areas: readonly string[], after: string, limit: number): Promise<readonly Locked[]> => {
  const rows = await tx
    .selectFrom('matter')
    .select(['state', 'chain'])
    .where('closed_at', 'is', null)
    .where('area_code', 'in', [...areas])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
  return rows.map(({ state, chain }) => ({ state: state as MatterState, chain: Buffer.from(chain) }))
}
