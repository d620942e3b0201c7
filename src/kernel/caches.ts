import type { Clock } from './clock.ts'
import type { Database, Sql } from './database/open.ts'
import { insideTransaction, type Caches } from './kernel.ts'

interface Held {
  readonly value: Promise<unknown>
  readonly version: string
}

const prefix = 'cache:'

/** Keeps what was read until its version in the database moves; the version is looked at once a second at most. */
export const createCaches = (db: Database, clock: Clock): Caches => {
  const held = new Map<string, Held>()
  let versions = new Map<string, string>()
  let readAt = 0
  let reading: Promise<void> | undefined
  let unsettledUntil = 0

  const readVersions = async (): Promise<void> => {
    const rows = await db.sql.selectFrom('setting').select(['name', 'value']).where('name', 'like', `${prefix}%`).execute()
    versions = new Map(rows.map((row) => [row.name.slice(prefix.length), String(row.value)]))
    readAt = clock().getTime()
  }

  const freshVersion = async (name: string): Promise<string> => {
    // A clock that jumps (a replay's virtual one, a corrected one) must not make old versions look fresh.
    const age = clock().getTime() - readAt
    // For a moment after a change by this process every reading looks again: the change may not be committed yet.
    if (age >= 1000 || age < 0 || performance.now() < unsettledUntil) {
      reading ??= readVersions().finally(() => (reading = undefined))
      await reading
    }
    return versions.get(name) ?? '0'
  }

  return {
    async get<T>(name: string, load: () => Promise<T>): Promise<T> {
      const kept = held.get(name)
      if (kept && insideTransaction.getStore()) return kept.value as Promise<T>
      const version = await freshVersion(name)
      const known = held.get(name)
      if (known?.version === version) return known.value as Promise<T>
      const value = load()
      held.set(name, { value, version })
      // A failed reading must not be kept.
      value.catch(() => held.delete(name))
      return value
    },
    async changed(sql: Sql, name: string, now: Date): Promise<void> {
      const value = JSON.stringify(`${now.getTime()}-${Math.trunc(performance.now() * 1000)}`)
      await sql
        .insertInto('setting')
        .values({ name: prefix + name, value, changed_at: now, changed_by: 'system' })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: now }))
        .execute()
      unsettledUntil = performance.now() + 2000
    },
  }
}
