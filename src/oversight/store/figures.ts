import { sql, type RawBuilder } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import { countNames, noCounts, type CountName, type Deltas } from '../domain/count.ts'
import type { Line, Parted } from '../domain/figures.ts'

/** The two roll-ups, and the one that a recomputation builds beside them. */
export type FigureTable = 'daily_figure' | 'monthly_figure' | 'recomputed_figure'

export const cellColumns = ['day', 'area_code', 'category', 'door', 'procedure_id', 'excluded'] as const
const columns = [...cellColumns, ...countNames]
const list = (names: readonly string[]): RawBuilder<unknown> => sql.join(names.map((name) => sql.ref(name)))

/** Adds to the cells of a roll-up, in the order of their keys, so that two writers never wait for each other. */
export const addFigures = async (db: Sql, table: FigureTable, deltas: Deltas): Promise<void> => {
  const cells = [...deltas.values()].filter(({ counts }) => countNames.some((name) => counts[name] !== 0))
  const ordered = cells.toSorted((a, b) => (keyOf(a.cell) < keyOf(b.cell) ? -1 : 1))
  for (let start = 0; start < ordered.length; start += 500) {
    const rows = ordered
      .slice(start, start + 500)
      .map(
        ({ cell, counts }) =>
          sql`(${cell.day}::date, ${cell.area}, ${cell.category}, ${cell.door}, ${cell.procedure}, ${cell.excluded}::boolean, ${sql.join(countNames.map((name) => sql`${counts[name]}::int`))})`,
      )
    const sums = countNames.map((name) => sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`)
    await sql`insert into ${sql.table(table)} (${list(columns)}) values ${sql.join(rows)}
      on conflict (${list(cellColumns)}) do update set ${sql.join(sums)}`.execute(db)
  }
}

const keyOf = (cell: { day: string; area: string; category: string; door: string; procedure: string; excluded: boolean }): string =>
  `${cell.day} ${cell.area} ${cell.category} ${cell.door} ${cell.procedure} ${cell.excluded}`

/** The same changes by month. */
export const byMonth = (deltas: Deltas): Deltas => {
  const months: Deltas = new Map()
  for (const { cell, counts } of deltas.values()) {
    const month = { ...cell, day: `${cell.day.slice(0, 7)}-01` }
    const known = months.get(keyOf(month)) ?? { cell: month, counts: noCounts() }
    for (const name of countNames) known.counts[name] += counts[name]
    months.set(keyOf(month), known)
  }
  return months
}

const groups = {
  all: null,
  street: sql`left(area_code, 9)`,
  community: sql`left(area_code, 12)`,
  category: sql`category`,
  door: sql`door`,
  procedure: sql`procedure_id`,
} as const satisfies Record<string, RawBuilder<unknown> | null>
export type Group = keyof typeof groups

const sums = countNames.map((name) => sql`sum(${sql.ref(name)})::int as ${sql.ref(name)}`)
const within = (area: string): RawBuilder<boolean> => sql<boolean>`(area_code >= ${area} and area_code < ${`${area}:`})`

/** A month (`2026-03`) of the district or a part of it, by what the lines stand for, each in order of their ids. One reading of its cells serves all groups. */
export const readMonth = async (
  db: Sql,
  month: string,
  area: string,
  wanted: readonly Group[],
): Promise<ReadonlyMap<Group, readonly Line[]>> => {
  const keys = wanted.filter((group) => group !== 'all')
  const shown = keys.map((group) => sql`${groups[group]} as ${sql.ref(group)}`)
  const sets = wanted.map((group) => (group === 'all' ? sql`(excluded)` : sql`(${sql.ref(group)}, excluded)`))
  const names = keys.map((group) => sql.ref(group))
  // Of the groups' columns only that of the row's own set is not null.
  const own = keys.length === 0 ? sql`-1 as own, ''` : sql`grouping(${sql.join(names)}) as own, coalesce(${sql.join([...names, sql`''`])})`
  const { rows } = await sql<{ own: number; id: string; excluded: boolean } & Record<CountName, number>>`
    select ${own} as id, excluded, ${sql.join(sums)} from (
      select ${sql.join([...shown, sql`excluded`, list(countNames)])} from monthly_figure where day = ${`${month}-01`}::date and ${within(area)}) c
    group by grouping sets (${sql.join(sets)})`.execute(db)
  const lines = new Map<Group, Map<string, Parted>>(wanted.map((group) => [group, new Map()]))
  for (const { own: mask, id, excluded, ...counts } of rows) {
    // A bit for each column, the first the highest; it is 0 for the one that the row is grouped by.
    const group = keys.find((_, index) => mask >= 0 && (mask & (1 << (keys.length - 1 - index))) === 0) ?? 'all'
    const known = lines.get(group)?.get(id) ?? { kept: noCounts(), excluded: noCounts() }
    lines.get(group)?.set(id, excluded ? { ...known, excluded: counts } : { ...known, kept: counts })
  }
  return new Map(
    [...lines].map(([group, found]) => [group, [...found].map(([id, line]) => ({ id, line })).toSorted((a, b) => (a.id < b.id ? -1 : 1))]),
  )
}

/** Months (`2026-03`) of which there are figures, newest first; at most ten years. */
export const readMonths = async (db: Sql): Promise<string[]> => {
  const { rows } = await sql<{ month: string }>`
    select to_char(day, 'YYYY-MM') as month from (
      select distinct day from monthly_figure where received > 0 or due > 0 or answered > 0) d order by 1 desc limit 120`.execute(db)
  return rows.map(({ month }) => month)
}

export interface TrendDay {
  readonly day: string
  readonly filed: number
  readonly answered: number
  readonly late: number
}

/** What was filed, answered and fell late on each day from `from` to `to` in the areas. Days without anything are absent. */
export const readTrend = async (db: Sql, from: string, to: string, areas: readonly string[]): Promise<TrendDay[]> => {
  if (areas.length === 0) return []
  const { rows } = await sql<TrendDay>`
    select to_char(day, 'YYYY-MM-DD') as day, sum(received)::int as filed, sum(answered)::int as answered, sum(late)::int as late
    from daily_figure where day between ${from}::date and ${to}::date and (${sql.join(areas.map(within), sql` or `)})
    group by day order by day`.execute(db)
  return rows
}
