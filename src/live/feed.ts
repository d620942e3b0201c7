import type { Sql } from '../kernel/database/open.ts'
import { endOfJournal, entriesAfter } from '../kernel/followers.ts'
import { createHub, type Hub } from '../kernel/http/live.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { factsOf } from '../matters/api.ts'
import { endOfNotices, noticesAfter } from '../notify/api.ts'
import { readStates } from './store.ts'

/** Something that happened, as it is handed on inside the process; what of it a reader may know is decided for each. */
export type Happening =
  | { readonly type: 'matter'; readonly facts: ReturnType<typeof factsOf>; readonly from: string }
  | { readonly type: 'notice'; readonly id: string; readonly unit: string; readonly role: string; readonly matter: string }

/** What happens, for as long as somebody listens. */
export interface Feed {
  readonly hub: Hub<Happening>
  /** Begins to follow, when nobody did: everything committed after this has returned will be told. */
  start(): Promise<void>
  /** Reads once what has come. */
  poll(): Promise<void>
  /** What happened to matters after the position that a reader had last, for one that comes back; at most a batch, then the screen is better read anew. */
  since(from: string): Promise<readonly Happening[]>
}

/** Milliseconds between readings. */
const pause = 300
const batchSize = 500

type Position = Awaited<ReturnType<typeof endOfJournal>>

// Where a batch began, as the id of its messages: a reader that lost some of it asks from there again and gets some twice.
const nameOf = ({ tx, matterId, n }: Position): string => `${tx}.${matterId}.${n}`

const positionOf = (name: string): Position | null => {
  const [, tx = '', matterId = '', n = ''] = /^(\d{1,19})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,10})$/.exec(name) ?? []
  return tx === '' || Number(n) > 2_147_483_647 ? null : { tx, matterId, n: Number(n) }
}

const happenings = async (db: Sql, from: Position): Promise<{ events: Happening[]; last: Position | null; count: number }> => {
  const entries = await entriesAfter(db, from, batchSize)
  const states = await readStates(db, [...new Set(entries.map((entry) => entry.matterId))])
  const last = entries.at(-1)
  return {
    events: states.map((state) => ({ type: 'matter', facts: factsOf(state), from: nameOf(from) })),
    last: last ?? null,
    count: entries.length,
  }
}

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
    for (let more = true; more && journal;) {
      const { events, last, count } = await happenings(db, journal)
      more = count === batchSize
      if (!last) break
      // Moved on only now: a reading that failed is made again.
      journal = { tx: last.tx, matterId: last.matterId, n: last.n }
      for (const event of events) hub.publish(event)
    }
  }
  const pollNotices = async (): Promise<void> => {
    for (let more = true; more && notices;) {
      const fresh = await noticesAfter(db, notices, batchSize)
      const last = fresh.at(-1)
      more = fresh.length === batchSize
      if (last) notices = { tx: last.tx, id: last.id }
      for (const notice of fresh)
        hub.publish({ type: 'notice', id: notice.id, unit: notice.unit, role: notice.role, matter: notice.matterId })
    }
  }

  return {
    hub,
    poll,
    since: async (from) => {
      const position = positionOf(from)
      return position ? (await happenings(db, position)).events : []
    },
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
