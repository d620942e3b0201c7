import { sql } from 'kysely'
import type { Sql } from './database/open.ts'
import { newId } from './ids.ts'
import { inTransaction, type Kernel } from './kernel.ts'

export interface OutboxEntry {
  readonly id: string
  readonly topic: string
  readonly body: unknown
  readonly matterId: string | null
  readonly tries: number
  readonly createdAt: Date
}

/** Delivers one entry; throws when it could not, to be tried again. Delivered at least once: use the entry's id to drop doubles. */
export type Deliver = (kernel: Kernel, entry: OutboxEntry, now: Date) => Promise<void>

/** Puts something into the outbox, in the transaction of the act it follows from. */
export const enqueue = async (
  kernel: Kernel,
  db: Sql,
  item: { topic: string; body: unknown; matterId?: string },
  now: Date,
): Promise<void> => {
  await db
    .insertInto('outbox')
    .values({
      id: newId(now, kernel.random),
      topic: item.topic,
      body: JSON.stringify(item.body),
      matter_id: item.matterId ?? null,
      created_at: now,
      due_at: now,
    })
    .execute()
}

const maxTries = 12

/** Delivers up to `limit` waiting entries by their topic. A failing one waits longer each time (2 s doubling up to an hour) and never holds up the others. */
export const deliverOutbox = async (kernel: Kernel, topics: Readonly<Record<string, Deliver>>, now: Date, limit = 50): Promise<number> => {
  const claimed = await claim(kernel, now, limit)
  for (const entry of claimed) {
    const deliver = topics[entry.topic]
    try {
      if (!deliver) throw new Error(`nobody takes the topic ${entry.topic}`)
      await deliver(kernel, entry, now)
      await kernel.db.sql.updateTable('outbox').set({ state: 'done', fault: null }).where('id', '=', entry.id).execute()
    } catch (fault) {
      await putBack(kernel, entry, fault, now)
    }
  }
  return claimed.length
}

// Claimed entries are put off for a minute, so that a process that dies with them gives them back by itself.
const claim = (kernel: Kernel, now: Date, limit: number): Promise<OutboxEntry[]> =>
  inTransaction(kernel, async (tx) => {
    const rows = await tx
      .selectFrom('outbox')
      .select(['id', 'topic', 'body', 'matter_id', 'tries', 'created_at'])
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    if (rows.length === 0) return []
    const ids = rows.map((row) => row.id)
    await tx
      .updateTable('outbox')
      .set({ due_at: new Date(now.getTime() + 60_000), tries: sql`tries + 1` })
      .where('id', 'in', ids)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      topic: row.topic,
      body: row.body,
      matterId: row.matter_id,
      tries: row.tries + 1,
      createdAt: row.created_at,
    }))
  })

const putBack = async (kernel: Kernel, entry: OutboxEntry, fault: unknown, now: Date): Promise<void> => {
  const words = fault instanceof Error ? fault.message : String(fault)
  const wait = Math.min(3_600_000, 1000 * 2 ** entry.tries)
  await kernel.db.sql
    .updateTable('outbox')
    .set({ fault: words.slice(0, 300), state: entry.tries >= maxTries ? 'failed' : 'waiting', due_at: new Date(now.getTime() + wait) })
    .where('id', '=', entry.id)
    .execute()
  kernel.log.warn({ outbox: entry.id, topic: entry.topic, tries: entry.tries }, 'an outbox entry could not be delivered')
}
