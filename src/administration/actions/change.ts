import { lockAdministration, recordAdministration } from '../../access/api.ts'
import { type Actor, actorRef } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { type Change, plan, versionOf } from '../domain/thing.ts'
import type { Thing } from '../things/thing.ts'
import { type LookAround, lookAround, notWhole } from './around.ts'

/** How a change came about, for its history. */
export type How = 'edit' | 'sheet' | 'undo'

/**
 * Adds a row, or changes the one that stood at `version`. Refuses `administration.stale` when it has become another, `administration.key-taken` for a new row
 * whose key is there already, and every fault at its column.
 */
export const putRow = async <Row>(
  kernel: Kernel,
  actor: Actor,
  thing: Thing<Row>,
  row: Row,
  version: string | null,
  now: Date,
): Promise<Result<null>> =>
  administer(kernel, actor, now, async (tx, look) => {
    const before = await thing.read(tx)
    const known = before.find((each) => thing.keyOf(each) === thing.keyOf(row)) ?? null
    if (version === null && known)
      return refuseFields([{ path: thing.columns(await look(tx))[0]?.key ?? '', code: 'administration.key-taken' }])
    if (version !== null && !known) return refuse('not-found', 'administration.gone')
    if (known && versionOf(known) !== version) return refuse('conflict', 'administration.stale')
    const planned = plan(thing, before, [{ row, at: null }], await look(tx), false)
    if (planned.faults.length > 0) return refuseFields(planned.faults)
    if (planned.changes.length > 0) await commit(kernel, tx, actor, thing, planned.changes, planned.all, 'edit', now)
    return ok(null)
  })

/** Takes away the row that stood at `version`; of what can't go it restores what was there at first. */
export const removeRow = async <Row>(
  kernel: Kernel,
  actor: Actor,
  thing: Thing<Row>,
  key: string,
  version: string,
  now: Date,
): Promise<Result<null>> =>
  administer(kernel, actor, now, async (tx) => {
    const before = await thing.read(tx)
    const known = before.find((each) => thing.keyOf(each) === key)
    if (!known) return refuse('not-found', 'administration.gone')
    if (versionOf(known) !== version) return refuse('conflict', 'administration.stale')
    if (!thing.removable(known)) return refuse('conflict', 'administration.not-removable')
    const all = before.filter((each) => thing.keyOf(each) !== key)
    await commit(kernel, tx, actor, thing, [{ key, before: known, after: null }], all, 'edit', now)
    return ok(null)
  })

/** Moves a row before another (or to the end, for null): for things whose order is their precedence. */
export const moveRow = async <Row>(
  kernel: Kernel,
  actor: Actor,
  thing: Thing<Row>,
  key: string,
  before: string | null,
  now: Date,
): Promise<Result<null>> =>
  administer(kernel, actor, now, async (tx) => {
    const rows = await thing.read(tx)
    const moved = rows.find((each) => thing.keyOf(each) === key)
    const others = rows.filter((each) => thing.keyOf(each) !== key)
    const index = before === null ? others.length : others.findIndex((each) => thing.keyOf(each) === before)
    if (!moved || index < 0) return refuse('not-found', 'administration.gone')
    await commit(kernel, tx, actor, thing, [], others.toSpliced(index, 0, moved), 'edit', now)
    return ok(null)
  })

/** Runs an act of administration in one transaction, one at a time, by an administrator of the whole district. */
export const administer = async <T>(
  kernel: Kernel,
  actor: Actor,
  now: Date,
  work: (tx: Sql, look: LookAround) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const refused = await notWhole(kernel, actor)
  if (refused) return refused
  const look = await lookAround(kernel, now)
  return inTransaction(kernel, async (tx) => {
    await lockAdministration(tx)
    return work(tx, look)
  })
}

/** Writes changes that are known to be right. */
export const commit = async <Row>(
  kernel: Kernel,
  tx: Sql,
  actor: Actor,
  thing: Thing<Row>,
  changes: readonly Change<Row>[],
  all: readonly Row[],
  how: How,
  now: Date,
): Promise<void> => {
  const order = thing.whole ? { order: (await thing.read(tx)).map(thing.keyOf) } : {}
  await thing.write(tx, changes, all, now, actorRef(actor))
  for (const cache of thing.caches) await kernel.caches.changed(tx, cache, now)
  // What stands there now is recorded, not what was asked for: a row taken away may have fallen back to what was shipped.
  const present = new Map((await thing.read(tx)).map((row) => [thing.keyOf(row), row]))
  const done = changes.map(({ key, before }) => ({ key, before, after: present.get(key) ?? null }))
  await recordAdministration(kernel, tx, actor, `administration.${how}`, `administration:${thing.name}`, { changes: done, ...order }, now)
}
