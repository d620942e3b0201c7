import { isDeepStrictEqual } from 'node:util'
import type { Sql } from '../../kernel/database/open.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { foldEvents, rowOf, type FoldedEvent, type MatterState } from '../../matters/api.ts'
import { addDeltas, type Deltas, type Ground } from '../domain/count.ts'
import { addFigures } from '../store/figures.ts'
import { holdFollower, journalsAfter, readCounted, readFolded, readUncounted, type Counted } from '../store/journal.ts'
import {
  beginRecomputed,
  endRecomputed,
  readProjected,
  readUnfounded,
  readWrong,
  repairFigures,
  repairMatter,
  type Projected,
} from '../store/recomputed.ts'
import { batchSize, followFigures, groundOf } from './follow.ts'

/** Matters folded at a time: what bounds the memory. */
const mattersAtOnce = 200
/** Differences told one by one; the rest is counted. */
const told = 50
const leaseSeconds = 120
const holder = 'recompute'

export interface Recomputed {
  readonly matters: number
  readonly wrongMatters: number
  readonly wrongCells: number
}

export interface RecomputeOptions {
  /** Sets right what differs. */
  readonly write: boolean
  readonly now: Date
  /** Hears of each difference, in one line. */
  readonly tell: (line: string) => void
}

/**
 * Folds every journal anew and compares what follows with what stands: state and row of each matter, and both roll-ups. The follower of the figures stands still
 * meanwhile, and only entries that it has counted are compared. Folded figures are kept in a temporary table, so memory does not grow with the district.
 * On a database that others write to, matters are read batch by batch, each in one snapshot.
 */
export const recompute = async (kernel: Kernel, options: RecomputeOptions): Promise<Recomputed> => {
  const ground = await groundOf(kernel)
  await holdFollower(kernel.db.sql, holder, leaseSeconds)
  try {
    while ((await followFigures(kernel, options.now)) === batchSize) await holdFollower(kernel.db.sql, holder, leaseSeconds)
    const counted = await kernel.db.sql.transaction().execute((tx) => readCounted(tx))
    return await kernel.db.sql.connection().execute((connection) => compareAll(kernel, connection, ground, counted, options))
  } finally {
    await holdFollower(kernel.db.sql, holder, 0)
  }
}

const compareAll = async (
  kernel: Kernel,
  connection: Sql,
  ground: Ground,
  counted: Counted | null,
  options: RecomputeOptions,
): Promise<Recomputed> => {
  const telling = limited(options.tell)
  await beginRecomputed(connection)
  let matters = 0
  let wrongMatters = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const batch = await foldBatch(kernel, connection, ground, counted, after)
    await addFigures(connection, 'recomputed_figure', batch.deltas)
    for (const { id, state, row, differs } of batch.wrong) {
      telling(`matter ${id}: ${differs.join(', ')}`)
      if (options.write) await repairMatter(connection, id, state, row)
    }
    matters += batch.ids.length
    wrongMatters += batch.wrong.length
    if (batch.ids.length < mattersAtOnce) break
    after = batch.ids.at(-1) ?? after
    await holdFollower(connection, holder, leaseSeconds)
  }
  const unfounded = await readUnfounded(connection, told)
  for (const id of unfounded) telling(`matter ${id}: it has no journal`)
  const wrongCells = await compareFigures(connection, options, telling)
  await endRecomputed(connection)
  return { matters, wrongMatters: wrongMatters + unfounded.length, wrongCells }
}

const limited = (tell: (line: string) => void): ((line: string) => void) => {
  let lines = 0
  return (line) => {
    lines += 1
    if (lines <= told) tell(line)
    else if (lines === told + 1) tell('… further differences are only counted')
  }
}

interface WrongMatter {
  readonly id: string
  readonly state: MatterState
  readonly row: ReturnType<typeof rowOf>
  readonly differs: readonly string[]
}

const foldBatch = async (kernel: Kernel, connection: Sql, ground: Ground, counted: Counted | null, after: string) =>
  connection
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const ids = await journalsAfter(tx, after, mattersAtOnce)
      const journals = await readFolded(tx, kernel.keys, ids)
      const uncounted = await readUncounted(tx, ids, counted)
      const projected = await readProjected(tx, ids)
      const deltas: Deltas = new Map()
      const wrong: WrongMatter[] = []
      for (const id of ids) {
        const events = journals.get(id) ?? []
        addDeltas(
          deltas,
          id,
          events,
          events.map((event) => event.n).filter((n) => !uncounted.has(`${id} ${n}`)),
          ground,
        )
        const found = compareMatter(id, events, projected.get(id), ground)
        if (found) wrong.push(found)
      }
      return { ids, deltas, wrong }
    })

const compareMatter = (id: string, events: readonly FoldedEvent[], standing: Projected | undefined, ground: Ground): WrongMatter | null => {
  const folded = foldEvents(events, id)
  if (!folded) return null
  const state = plain(folded)
  const row = rowOf(folded, ground.procedure(folded.procedure.digest))
  if (!standing) return { id, state, row, differs: ['it is not in the projection'] }
  const fields = differing(state, standing.state).map((name) => `state.${name}`)
  // When a matter is next fired may be put off without an event, after its firing failed.
  const compared = Object.keys(row).filter((name) => name !== 'fire_at')
  const columns = differing(plain(row), plain(standing.row), compared)
  const differs = [...fields, ...columns]
  return differs.length === 0 ? null : { id, state, row, differs }
}

/** As it comes back from the database: moments as text, absent fields gone. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const differing = (wanted: object, stands: object, names = [...new Set([...Object.keys(wanted), ...Object.keys(stands)])]): string[] => {
  const of = (value: object, name: string): unknown => (value as Record<string, unknown>)[name]
  return names.filter((name) => !isDeepStrictEqual(of(wanted, name), of(stands, name)))
}

const compareFigures = async (connection: Sql, { write }: RecomputeOptions, tell: (line: string) => void): Promise<number> => {
  let wrong = 0
  for (const table of ['daily_figure', 'monthly_figure'] as const) {
    const { total, first } = await readWrong(connection, table, told)
    for (const cell of first) {
      const counts = Object.entries(cell.counts).map(([name, { stands, should }]) => `${name} is ${stands}, should be ${should}`)
      tell(`${table} ${cell.where}: ${counts.join('; ')}`)
    }
    wrong += total
    if (write && total > 0) await repairFigures(connection, table)
  }
  return wrong
}
