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

interface Reading {
  /** Stands at the end of the journal and of the notices, as they are now. */
  begin(): Promise<void>
  /** Reads once what has come, and publishes it. */
  poll(): Promise<void>
  forget(): void
}

const createReading = (db: Sql, hub: Hub<Happening>): Reading => {
  let journal: Position | null = null
  let notices: { readonly tx: string; readonly id: string } | null = null

  const pollJournal = async (): Promise<void> => {
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
      for (const { id, unit, role, matterId } of fresh) hub.publish({ type: 'notice', id, unit, role, matter: matterId })
    }
  }
  return {
    begin: async () => {
      const told = await endOfNotices(db)
      journal = await endOfJournal(db)
      notices = told
    },
    poll: async () => {
      await pollJournal()
      await pollNotices()
    },
    forget: () => {
      journal = notices = null
    },
  }
}

/** Turns without a listener after which the feed rests: between a beginning and its first listener there is nobody yet. */
const idleTurnsAllowed = 3

/**
 * Follows the journal from memory, in each process by itself: only while somebody listens, from the journal's end of that moment. It reads below the oldest transaction
 * still running, so that an entry that commits late is told late, but never missed.
 */
export const createFeed = (kernel: Kernel): Feed => {
  const hub = createHub<Happening>((fault) => kernel.log.error({ fault: String(fault) }, 'a live listener failed'))
  const db: Sql = kernel.db.sql
  const reading = createReading(db, hub)
  let beginning: Promise<void> | null = null
  let idleTurns = 0

  const schedule = (): void => void setTimeout(() => void turn(), pause).unref()
  const rest = (): void => {
    reading.forget()
    beginning = null
  }
  const turn = async (): Promise<void> => {
    idleTurns = hub.size === 0 ? idleTurns + 1 : 0
    if (idleTurns > idleTurnsAllowed) return rest()
    try {
      await reading.poll()
    } catch (fault) {
      // The database may be away for a while: the position stays, so nothing is missed.
      kernel.log.warn({ fault: fault instanceof Error ? fault.name : 'unknown' }, 'live updates could not be read')
    }
    schedule()
  }

  return {
    hub,
    since: async (from) => {
      const position = positionOf(from)
      return position ? (await happenings(db, position)).events : []
    },
    start: () => {
      idleTurns = 0
      beginning ??= reading.begin().then(schedule, (fault: unknown) => {
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
