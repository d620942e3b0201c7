import { follow, type Followed } from '../../kernel/followers.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { loadCatalogue } from '../../matters/api.ts'
import { addDeltas, type Deltas, type Ground } from '../domain/count.ts'
import { formulae } from '../domain/figures.ts'
import { addFigures, byMonth } from '../store/figures.ts'
import { followerName, readFolded } from '../store/journal.ts'

/** Entries read in one transaction at most. */
export const batchSize = 500

/** What counting needs of the district as it stands. */
export const groundOf = async (kernel: Kernel): Promise<Ground> => {
  const [district, catalogue] = await Promise.all([kernel.district(), loadCatalogue(kernel)])
  return { zone: district.zone, procedure: catalogue.procedure, scales: formulae.scales }
}

/** Reads the journal on and brings the figures up to date, both in one transaction. Gives how many entries were read; call again while it equals `limit`. */
export const followFigures = async (kernel: Kernel, now: Date, limit = batchSize): Promise<number> => {
  const ground = await groundOf(kernel)
  return inTransaction(kernel, (tx) => follow(tx, followerName, limit, now, (entries) => count(kernel, tx, entries, ground)))
}

const count = async (kernel: Kernel, tx: Sql, entries: readonly Followed[], ground: Ground): Promise<void> => {
  const wanted = Map.groupBy(entries, (entry) => entry.matterId)
  const journals = await readFolded(tx, kernel.keys, [...wanted.keys()])
  const deltas: Deltas = new Map()
  for (const [id, own] of wanted)
    addDeltas(
      deltas,
      id,
      journals.get(id) ?? [],
      own.map((entry) => entry.n),
      ground,
    )
  await addFigures(tx, 'daily_figure', deltas)
  await addFigures(tx, 'monthly_figure', byMonth(deltas))
}
