import { sql, type RawBuilder } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import type { MatterRow, MatterState } from '../../matters/api.ts'
import { countNames } from '../domain/count.ts'
import { cellColumns, type FigureTable } from './figures.ts'

/** What stands in the projection of a matter: its folded state and the columns that follow from it. */
export interface Projected {
  readonly id: string
  readonly state: MatterState
  readonly row: Readonly<Record<string, unknown>>
}

export const readProjected = async (db: Sql, ids: readonly string[]): Promise<Map<string, Projected>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('matter')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, state, ...row }) => [id, { id, state: state as MatterState, row }]))
}

/** Ids of matters in the projection without a journal: nobody ever wrote what they say. At most `limit`. */
export const readUnfounded = async (db: Sql, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select m.id from matter m where not exists (select 1 from journal j where j.matter_id = m.id and j.n = 1) order by m.id limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** Sets a matter's row to what its journal says, unless it has moved on meanwhile. */
export const repairMatter = async (db: Sql, id: string, state: MatterState, row: MatterRow): Promise<void> => {
  const moments = {
    due_at: moment(row.due_at),
    fire_at: moment(row.fire_at),
    answered_at: moment(row.answered_at),
    closed_at: moment(row.closed_at),
    released_at: moment(row.released_at),
  }
  await db
    .updateTable('matter')
    .set({ ...row, ...moments, state: JSON.stringify(state) })
    .where('id', '=', id)
    .where('n', '<=', state.n)
    .execute()
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text))

const cell = (alias: string): RawBuilder<unknown> => sql.join(cellColumns.map((name) => sql.ref(`${alias}.${name}`)))
const plain = sql.join(cellColumns.map((name) => sql.ref(name)))
const names = sql.join(countNames.map((name) => sql.ref(name)))
const numbers = (alias: string): RawBuilder<unknown> => sql.join(countNames.map((name) => sql.ref(`${alias}.${name}`)))
const zeros = sql.join(countNames.map(() => sql`0`))
const totals = sql.join(countNames.map((name) => sql`sum(${sql.ref(name)})::int as ${sql.ref(name)}`))

/** The empty roll-up of a recomputation, in a table that only this connection sees. */
export const beginRecomputed = async (connection: Sql): Promise<void> => {
  await sql`create temporary table if not exists recomputed_figure (like daily_figure including all)`.execute(connection)
  await sql`truncate recomputed_figure`.execute(connection)
}

export const endRecomputed = async (connection: Sql): Promise<void> => {
  await sql`drop table if exists recomputed_figure`.execute(connection)
}

type Standing = Exclude<FigureTable, 'recomputed_figure'>

// What the roll-up should hold.
const wanted = (table: Standing): RawBuilder<unknown> =>
  table === 'daily_figure'
    ? sql`(select ${plain}, ${names} from recomputed_figure)`
    : sql`(select date_trunc('month', day)::date as day, area_code, category, door, procedure_id, excluded, ${totals} from recomputed_figure group by 1, 2, 3, 4, 5, 6)`

const joined = (table: Standing): RawBuilder<unknown> =>
  sql`${wanted(table)} w full join ${sql.table(table)} f on (${cell('w')}) = (${cell('f')})`

/** A cell that says a thing not equal to zero where there should be none counts as different; one with only zeros does not. */
const differs = sql`(${sql.join(countNames.map((name) => sql`coalesce(${sql.ref(`w.${name}`)}, 0)`))}) is distinct from (${sql.join(countNames.map((name) => sql`coalesce(${sql.ref(`f.${name}`)}, 0)`))})`

export interface WrongCell {
  readonly table: Standing
  readonly where: string
  /** Count by count: what stands and what should. */
  readonly counts: Readonly<Record<string, { readonly stands: number; readonly should: number }>>
}

/** How many cells of a roll-up are not as the journals say, with the first of them. */
export const readWrong = async (connection: Sql, table: Standing, limit: number): Promise<{ total: number; first: WrongCell[] }> => {
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${joined(table)} where ${differs}`.execute(connection)
  const { rows } = await sql<{ at: string; should: Record<string, number> | null; stands: Record<string, number> | null }>`
    select concat_ws(' ', to_char(coalesce(w.day, f.day), 'YYYY-MM-DD'), coalesce(w.area_code, f.area_code), coalesce(w.category, f.category), coalesce(w.door, f.door),
      coalesce(w.procedure_id, f.procedure_id), case when coalesce(w.excluded, f.excluded) then 'excluded' end) as at, to_jsonb(w) as should, to_jsonb(f) as stands
    from ${joined(table)} where ${differs} order by 1 limit ${limit}`.execute(connection)
  const first = rows.map(({ at, should, stands }) => {
    const pairs = countNames.map((name) => [name, { stands: stands?.[name] ?? 0, should: should?.[name] ?? 0 }] as const)
    return { table, where: at, counts: Object.fromEntries(pairs.filter(([, pair]) => pair.stands !== pair.should)) }
  })
  return { total: counted.rows[0]?.n ?? 0, first }
}

/** Sets the roll-up to what was recomputed, touching only what differs. */
export const repairFigures = async (connection: Sql, table: Standing): Promise<void> => {
  await sql`
    insert into ${sql.table(table)} (${plain}, ${names})
    select ${sql.join(cellColumns.map((name) => sql`coalesce(${sql.ref(`w.${name}`)}, ${sql.ref(`f.${name}`)})`))}, ${sql.join(countNames.map((name) => sql`coalesce(${sql.ref(`w.${name}`)}, 0)`))}
    from ${joined(table)} where ${differs}
    on conflict (${plain}) do update set (${names}) = (${numbers('excluded')})`.execute(connection)
  await sql`delete from ${sql.table(table)} where (${names}) = (${zeros})`.execute(connection)
}
