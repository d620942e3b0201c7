import { AsyncLocalStorage } from 'node:async_hooks'
import type { District } from './calendar/due.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Sql } from './database/open.ts'
import type { FileStore } from './files/store.ts'
import type { Random } from './ids.ts'
import type { KeyRing } from './keys.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** What every capability stands on; made once at start and passed in. It knows no capability. */
export interface Kernel {
  readonly db: Database
  readonly clock: Clock
  readonly random: Random
  readonly keys: KeyRing
  readonly files: FileStore
  readonly config: Config
  readonly log: Log
  readonly metrics: Metrics
  /** Zone, working calendar and office hours of the district, as the settings say now. */
  district(): Promise<District>
  /** Tells this process that settings, areas, units or rules changed, so that what was kept of them is read anew. */
  readonly caches: Caches
}

/**
 * What was read once and is kept until it changes. Every name has a version in the database (`setting` row `cache:<name>`), looked at
 * at most once a second, so that other processes see a change soon.
 */
export interface Caches {
  get<T>(name: string, load: () => Promise<T>): Promise<T>
  /** To be called in the transaction that changed what `name` holds. */
  changed(db: Sql, name: string, now: Date): Promise<void>
}

/**
 * Whether the running code is inside a transaction. The embedded database has one connection: what is kept in memory must then be taken as it is, for
 * looking whether it changed would wait for the transaction itself.
 */
export const insideTransaction = new AsyncLocalStorage<true>()

/**
 * Runs `work` in one transaction: all of it is committed, or none. A thrown fault rolls back. A deadlock or a failed serialisation, in which
 * the database undid everything, is tried again, three times in all.
 */
export const inTransaction = async <T>(kernel: Kernel, work: (tx: Sql) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await kernel.db.sql.transaction().execute((tx) => insideTransaction.run(true, () => work(tx)))
    } catch (fault) {
      const { code } = fault as { code?: string }
      if (attempt === 3 || (code !== '40P01' && code !== '40001')) throw fault
    }
  }
}
