import { createHash } from 'node:crypto'
import type { Lang, Text } from '../../kernel/i18n.ts'
import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec, TableRow } from '../../kernel/sheets/domain.ts'
import type { WriteRow } from '../../kernel/sheets/write.ts'

/** The things of the district that an administrator keeps, each a list of rows with a key. */
export const thingNames = ['categories', 'routing', 'hours', 'holidays', 'texts', 'settings', 'areas'] as const
export type ThingName = (typeof thingNames)[number]

/** What rows are checked against: what else the district has, as the transaction sees it. */
export interface Around {
  /** Today in the district, `2026-03-05`. */
  readonly today: string
  /** Trees of categories that the procedures in force ask for. */
  readonly trees: ReadonlySet<string>
  /** Categories in use: code to parent. */
  readonly categories: ReadonlyMap<string, string | null>
  /** How many routing rules name a category. */
  readonly rulesOf: ReadonlyMap<string, number>
  /** Areas in force: code to name. */
  readonly areas: ReadonlyMap<string, string>
  /** Units open today: id to name. */
  readonly units: ReadonlyMap<string, string>
  /** A new id for a row that has none yet. */
  readonly newId: () => string
}

/** A row that somebody wants, with the place where its faults are told: the sheet's row, or null for a form. */
export interface Draft<Row> {
  readonly row: Row
  readonly at: number | null
}

/** Rows as a sheet gave them; faults are at `rows.<row>.<column>`. */
export interface FromSheet<Row> {
  readonly drafts: readonly Draft<Row>[]
  readonly faults: readonly FieldFault[]
}

/** One row before and after; null is absent. */
export interface Change<Row> {
  readonly key: string
  readonly before: Row | null
  readonly after: Row | null
}

/** One kind of thing by its rules: how its rows stand on a sheet, and what is wrong with them. */
export interface Rules<Row> {
  readonly name: ThingName
  readonly title: Text
  /** A line above the headings of its sheet, that says how to fill it in. */
  readonly note: Text
  readonly keyOf: (row: Row) => string
  /** A sheet is the whole: rows that are not on it go. Otherwise they stay as they are. */
  readonly whole: boolean
  readonly columns: (around: Around) => readonly ColumnSpec[]
  readonly toSheet: (row: Row, lang: Lang) => readonly WriteRow[]
  readonly fromSheet: (rows: readonly TableRow[], before: readonly Row[], around: Around) => FromSheet<Row>
  /** What is wrong with a row among the others, by column. */
  readonly check: (row: Row, all: ReadonlyMap<string, Row>, around: Around) => readonly FieldFault[]
  /** Whether a row may go (or, for texts, settings, hours and holidays, return to what it was at first). */
  readonly removable: (row: Row) => boolean
}

/** What a set of drafts would do, or all that is wrong with it. */
export interface Plan<Row> {
  readonly all: readonly Row[]
  readonly changes: readonly Change<Row>[]
  readonly faults: readonly FieldFault[]
}

/** The version of a row: whoever changes it names the version seen, so that nobody writes over what another has just changed. */
export const versionOf = (row: unknown): string => createHash('sha256').update(canonical(row)).digest('hex').slice(0, 16)

/** JSON with keys in order, so that the same content is always the same text. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join(',')}}`
}

/** Judges drafts among the rows that are there. A sheet that is the whole leaves out what it does not name. */
export const plan = <Row>(
  thing: Rules<Row>,
  before: readonly Row[],
  drafts: readonly Draft<Row>[],
  around: Around,
  whole: boolean,
): Plan<Row> => {
  const known = new Map(before.map((row) => [thing.keyOf(row), row]))
  const first = new Map<string, Draft<Row>>()
  const faults: FieldFault[] = []
  for (const draft of drafts) {
    const key = thing.keyOf(draft.row)
    const twin = first.get(key)
    if (twin)
      faults.push(
        ...placed(
          [{ path: thing.columns(around)[0]?.key ?? '', code: 'administration.row-twice', params: { other: twin.at ?? 0 } }],
          draft.at,
        ),
      )
    else first.set(key, draft)
  }
  const all = whole ? [...first.values()].map((draft) => draft.row) : merged(before, [...first.values()], thing)
  const after = new Map(all.map((row) => [thing.keyOf(row), row]))
  for (const draft of first.values()) faults.push(...placed(thing.check(draft.row, after, around), draft.at))
  const gone = whole ? before.filter((row) => !first.has(thing.keyOf(row))) : []
  const changes = [
    ...[...first].flatMap(([key, { row }]) => changeOf(key, known.get(key) ?? null, row)),
    ...gone.flatMap((row) => changeOf(thing.keyOf(row), row, null)),
  ]
  return { all, changes, faults }
}

/** Rows stay where they stand; new ones come last. */
const merged = <Row>(before: readonly Row[], drafts: readonly Draft<Row>[], thing: Rules<Row>): Row[] => {
  const wanted = new Map(drafts.map((draft) => [thing.keyOf(draft.row), draft.row]))
  const known = new Set(before.map(thing.keyOf))
  return [
    ...before.map((row) => wanted.get(thing.keyOf(row)) ?? row),
    ...drafts.map((draft) => draft.row).filter((row) => !known.has(thing.keyOf(row))),
  ]
}

const changeOf = <Row>(key: string, before: Row | null, after: Row | null): Change<Row>[] =>
  canonical(before) === canonical(after) ? [] : [{ key, before, after }]

const placed = (faults: readonly FieldFault[], at: number | null): FieldFault[] =>
  at === null ? [...faults] : faults.map((fault) => ({ ...fault, path: `rows.${at}.${fault.path}`, params: { ...fault.params, row: at } }))
