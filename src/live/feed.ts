import type { Sql } from '../kernel/database/open.ts'
import { endOfJournal, entriesAfter } from '../kernel/followers.ts'
import { createHub, type Hub } from '../kernel/http/live.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { factsOf, type MatterFacts } from '../matters/domain/relations.ts'
import { endOfNotices, noticesAfter } from '../notify/api.ts'
import { readStates } from './store.ts'

/** Something that happened, as it is handed on inside the process; what of it a reader may know is decided for each. */
export type Happening =
  | { readonly type: 'matter'; readonly facts: MatterFacts }
  | { readonly type: 'notice'; readonly id: string; readonly unit: string; readonly role: string; readonly matter: string }

/** What happens, for as long as somebody listens. */
export interface Feed {
  readonly hub: Hub<Happening>
  /** Begins to follow, when nobody did: everything committed after this has returned will be told. */
  start(): Promise<void>
  /** Reads once what has come; for tests, and for the feed itself. */
  poll(): Promise<void>
}

/** Milliseconds between readings. */
const pause = 300
const batchSize = 500

type Position = Awaited<ReturnType<typeof endOfJournal>>

/**
 * Follows the journal from memory, in each process by itself: only while somebody listens, from the journal's end of that moment. It reads below the oldest transaction
 * still running, so that an entry that commits late is told late, but never missed.
 */
export const createFeed = (kernel: Kernel): Feed => {
  const hub = createHub<Happening>((fault) => kernel.log.error({ fault: String(fault) }, 'a live listener failed'))
  const db: Sql = kernel.db.sql
  let journal: Position | null = null
  let notices: { readonly tx: string; readonly id: string } | null = null
  let beginning: Promise<void> | null = null

  const begin = async (): Promise<void> => {
    const [ends, told] = [await endOfJournal(db), await endOfNotices(db)]
    journal = ends
    notices = told
    schedule()
  }
  const rest = (): void => {
    journal = null
    notices = null
    beginning = null
  }
  const turn = async (): Promise<void> => {
    // Between a beginning and its first listener there is nobody yet; one idle turn is allowed for.
    if (hub.size === 0 && idleTurns++ > 3) return rest()
    if (hub.size > 0) idleTurns = 0
    try {
      await poll()
    } catch (fault) {
      // The database may be away for a while: the position stays, so nothing is missed.
      kernel.log.warn({ fault: fault instanceof Error ? fault.name : 'unknown' }, 'live updates could not be read')
    }
    schedule()
  }
  let idleTurns = 0
  const schedule = (): void => void setTimeout(() => void turn(), pause).unref()

  const poll = async (): Promise<void> => {
    for (let more = true; more && journal; ) {
      const entries = await entriesAfter(db, journal, batchSize)
      const last = entries.at(-1)
      more = entries.length === batchSize
      if (!last) break
      const states = await readStates(db, [...new Set(entries.map((entry) => entry.matterId))])
      // Moved on only now: a reading that failed is made again.
      journal = { tx: last.tx, matterId: last.matterId, n: last.n }
      for (const state of states) hub.publish({ type: 'matter', facts: factsOf(state) })
    }
    for (let more = true; more && notices; ) {
      const fresh = await noticesAfter(db, notices, batchSize)
      const last = fresh.at(-1)
      more = fresh.length === batchSize
      if (last) notices = { tx: last.tx, id: last.id }
      for (const notice of fresh) hub.publish({ type: 'notice', id: notice.id, unit: notice.unit, role: notice.role, matter: notice.matterId })
    }
  }

  return {
    hub,
    poll,
    start: () => {
      idleTurns = 0
      beginning ??= begin().catch((fault: unknown) => {
        rest()
        throw fault
      })
      return beginning
    },
  }
}

const feeds = new WeakMap<Kernel, Feed>()

/** The feed of this process. */
export const feedOf = (kernel: Kernel): Feed => {
  const known = feeds.get(kernel) ?? createFeed(kernel)
  feeds.set(kernel, known)
  return known
}
