import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { formatDay, toDay } from '../src/kernel/calendar/day.ts'
import { inTransaction, type Kernel } from '../src/kernel/kernel.ts'
import { unwrap } from '../src/kernel/result.ts'
import { loadCatalogue, surroundings } from '../src/matters/api.ts'
import { matterOf, readLines } from './events.ts'
import { addRows, noRows, type Surroundings } from './matters/rows.ts'
import { daysToMove, movedLine } from './matters/shift.ts'
import { insertAll, insertFiles, presentMatters, readProgress, saveProgress, type Progress } from './matters/store.ts'
import { pictureNames } from './photos/draw.ts'
import { lastDay } from './simulate/span.ts'

/** How many are there before the server listens, and how many are written in one transaction: after that few, so that others get their turn in between. */
const sizes = { first: 400, chunk: 200, behind: 60, pause: 25 }

/** The rest of the loading, behind the running server. It never rejects: what a stop cuts off goes on at the next start. */
export interface Seeding {
  readonly rest: Promise<void>
}

/** By how much the scenario is to be moved, and up to when it is told: decided once, and kept in the transaction that settles the district. */
export const spanFor = async (kernel: Kernel, now: Date): Promise<Progress> => {
  const { zone } = await kernel.district()
  return { days: daysToMove(lastDay, formatDay(toDay(now, zone))), until: now.toISOString(), done: false }
}

/**
 * Fills the demo with its matters, moved by whole weeks so that the last days of the scenario lie around the first start; what would lie in the future is left
 * out. The newest 400 are there when this answers, the others follow behind the running server. Chunk by chunk, each in one transaction: killed in between, the
 * next start goes on where this one stopped. Does nothing where no demo was begun (`saveProgress`).
 */
export const seedMatters = async (
  kernel: Kernel,
  now: Date,
  say: (line: string) => void,
  lines: readonly string[] | null = null,
): Promise<Seeding> => {
  const progress = await readProgress(kernel.db.sql)
  if (!progress || progress.done) return { rest: Promise.resolve() }
  const kept = keepPictures(kernel, now)
  const loading: Loading = { ...(await catalogueOf(kernel)), progress, present: await presentMatters(kernel.db.sql), pictures: await kept }
  const newest = (lines ?? readLines()).toReversed()
  const total = newest.length
  for (let from = 0; from < Math.min(sizes.first, total); from += sizes.chunk)
    await load(loading, newest.slice(from, Math.min(sizes.first, from + sizes.chunk)))
  say(
    `  最近的 ${Math.min(sizes.first, total)} 件事项已就绪，其余 ${Math.max(0, total - sizes.first)} 件在后台载入  The newest matters are ready, the others follow in the background`,
  )
  return { rest: loadRest(loading, newest.slice(sizes.first), now, say) }
}

interface Loading extends Surroundings {
  readonly progress: Progress
  readonly present: ReadonlySet<string>
  /** Digest of each picture by its name. */
  readonly pictures: ReadonlyMap<string, string>
}

const load = async (loading: Loading, lines: readonly string[]): Promise<void> => {
  const { progress, present, pictures } = loading
  const rows = noRows()
  for (const line of lines) {
    const moved = withPictures(movedLine(line, progress.days, Number(lastDay.slice(0, 4))), pictures)
    const matter = matterOf(moved, progress.days * 86_400_000)
    // Events of one act share their moment, so that the cut never falls within an act.
    const events = matter.events.filter((event) => event.at <= Date.parse(progress.until))
    if (events.length > 0 && !present.has(matter.id)) addRows(rows, { id: matter.id, events }, loading)
  }
  await inTransaction(loading.kernel, (tx) => insertAll(tx, rows))
}

const loadRest = async (loading: Loading, lines: readonly string[], now: Date, say: (line: string) => void): Promise<void> => {
  const { kernel, progress } = loading
  try {
    for (let from = 0; from < lines.length; from += sizes.behind) {
      await load(loading, lines.slice(from, from + sizes.behind))
      await setTimeout(sizes.pause)
    }
    await saveProgress(kernel.db.sql, { ...progress, done: true }, now)
    if (lines.length > 0) say('  演示事项已全部载入  All demo matters are loaded')
  } catch (fault) {
    kernel.log.warn({ fault: String(fault) }, 'loading the demo matters stopped; it goes on at the next start')
  }
}

const catalogueOf = async (kernel: Kernel): Promise<Surroundings> => {
  const [catalogue, { dutyUnit }] = await Promise.all([loadCatalogue(kernel), surroundings(kernel)])
  return { kernel, dutyUnit, procedures: new Map(catalogue.procedures().map((each) => [each.procedure.id, each])) }
}

// The drawn pictures go through the file store like any upload; events name them by picture until it is known under which digest they lie.
const keepPictures = async (kernel: Kernel, now: Date): Promise<ReadonlyMap<string, string>> => {
  const kept = await Promise.all(
    pictureNames().map(async (name) => {
      const file = unwrap(await kernel.files.put(readFileSync(new URL(`photos/pictures/${name}.webp`, import.meta.url)), `${name}.webp`))
      return { name, file }
    }),
  )
  await insertFiles(
    kernel.db.sql,
    kept.map(({ file }) => file),
    now,
  )
  return new Map(kept.map(({ name, file }) => [name, file.digest]))
}

const withPictures = (line: string, digests: ReadonlyMap<string, string>): string =>
  line.replaceAll(/"([a-z]+(?:-after)?-\d)"/g, (whole, name: string) => (digests.has(name) ? `"${digests.get(name)}"` : whole))
