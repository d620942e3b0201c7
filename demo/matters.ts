import { readFileSync } from 'node:fs'
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

/** Matters written in one transaction. */
const chunk = 300

/**
 * Fills the demo with its matters, moved by whole weeks so that the last days of the scenario lie around `now`; what would lie in the future is left out.
 * Chunk by chunk, the newest first, each in one transaction: killed in between, the next start goes on where this one stopped.
 */
export const seedMatters = async (kernel: Kernel, now: Date, say: (line: string) => void): Promise<void> => {
  const known = await readProgress(kernel.db.sql)
  if (known?.done) return
  const progress = known ?? (await beginning(kernel, now))
  await saveProgress(kernel.db.sql, progress, now)
  const pictures = keepPictures(kernel, now)
  const around = await catalogueOf(kernel)
  const present = await presentMatters(kernel.db.sql)
  const lines = readLines().toReversed()
  const digests = await pictures
  for (let from = 0; from < lines.length; from += chunk) {
    const rows = noRows()
    for (const line of lines.slice(from, from + chunk)) {
      const moved = withPictures(movedLine(line, progress.days, Number(lastDay.slice(0, 4))), digests)
      const matter = matterOf(moved, progress.days * 86_400_000)
      const events = matter.events.filter((event) => event.at <= Date.parse(progress.until))
      if (events.length > 0 && !present.has(matter.id)) addRows(rows, { id: matter.id, events }, around)
    }
    await inTransaction(kernel, (tx) => insertAll(tx, rows))
    say(`  事项 matters ${Math.min(from + chunk, lines.length)} / ${lines.length}`)
  }
  await saveProgress(kernel.db.sql, { ...progress, done: true }, now)
}

const beginning = async (kernel: Kernel, now: Date): Promise<Progress> => {
  const { zone } = await kernel.district()
  return { days: daysToMove(lastDay, formatDay(toDay(now, zone))), until: now.toISOString(), done: false }
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
  await insertFiles(kernel.db.sql, kept.map(({ file }) => file), now)
  return new Map(kept.map(({ name, file }) => [name, file.digest]))
}

const withPictures = (line: string, digests: ReadonlyMap<string, string>): string =>
  line.replaceAll(/"([a-z]+(?:-after)?-\d)"/g, (whole, name: string) => (digests.has(name) ? `"${digests.get(name)}"` : whole))
