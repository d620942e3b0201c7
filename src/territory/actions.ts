import { createHash } from 'node:crypto'
import { loadDirectory, lockAdministration, reachOf, recordAdministration } from '../access/api.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Sql } from '../kernel/database/open.ts'
import { inTransaction, type Kernel } from '../kernel/kernel.ts'
import { ok, refuse, type FieldFault, type Result } from '../kernel/result.ts'
import { boundsOf } from './bounds.ts'
import { decideChange, type AreaChange, type ChangePlan } from './domain/changes/decide.ts'
import { sizeWarnings } from './domain/changes/fit.ts'
import { areasOn } from './domain/changes/history.ts'
import { isValidOn, parentOf, type Area, type AreaCode } from './domain/code.ts'
import { buildAreaIndex, locatePoint } from './domain/locate.ts'
import { places, staff } from './movers.ts'
import type { Moved, Movers, Placing } from './moving.ts'
import { readAreas, readDrawings, saveAreas, saveDrawings } from './store.ts'

/** Name under which the kernel's caches keep the places. */
export const placesCache = 'territory.places'

/** What a change would do, or did. */
export interface ChangeReport {
  readonly plan: ChangePlan
  /** What the community's grids were when it was judged; the confirmation says it again. */
  readonly version: string
  readonly moves: Readonly<Record<string, readonly Moved[]>>
  readonly warnings: readonly FieldFault[]
}

/** A change as a person asks for it: `version` is the one of the preview that was seen. */
export type AskedChange = AreaChange & { readonly version?: string | undefined; readonly bounds?: string | undefined }

/** Tells what the change would do and what would move, and writes nothing. Refuses what `decideChange` refuses, and `territory.change.out-of-reach`. */
export const previewChange = async (
  kernel: Kernel,
  actor: Actor,
  change: AskedChange,
  now: Date,
  movers: Movers = none,
): Promise<Result<ChangeReport>> => {
  const refused = await outOfReach(kernel, actor, change)
  return refused ?? judge(kernel.db.sql, change, await dayOf(kernel, now), movers)
}

/**
 * Changes the grids of a community from today on: areas, what moves with them, the log entry and the word to the caches, all in one transaction. Refuses as the preview
 * does, and with `territory.change.stale` when the grids are no longer those of the preview's `version`.
 */
export const changeAreas = async (
  kernel: Kernel,
  actor: Actor,
  change: AskedChange,
  now: Date,
  movers: Movers = none,
): Promise<Result<ChangeReport>> => {
  const refused = await outOfReach(kernel, actor, change)
  if (refused) return refused
  const day = await dayOf(kernel, now)
  const things = Object.values(withOwn(movers).things)
  for (const thing of things) await thing.prepare?.(kernel)
  const done = await inTransaction(kernel, async (tx): Promise<Result<ChangeReport>> => {
    await lockAdministration(tx)
    const judged = await judge(tx, change, day, movers)
    if (!judged.ok) return judged
    const { plan, version } = judged.value
    if (change.version !== undefined && change.version !== version) return refuse('conflict', 'territory.change.stale')
    await saveDrawings(tx, plan.drawings)
    await saveAreas(tx, [...plan.ended, ...plan.redrawn, ...plan.added])
    const place = placingOf(plan)
    for (const thing of things) await thing.move(tx, plan, place, { kernel, actor, now })
    await kernel.caches.changed(tx, placesCache, now)
    const codes = (areas: readonly Area[]): string[] => areas.map(({ code }) => code)
    const { moves } = judged.value
    const detail = { kind: plan.kind, day, ended: codes(plan.ended), added: codes(plan.added), redrawn: codes(plan.redrawn), moves }
    await recordAdministration(kernel, tx, actor, 'territory.areas', `area:${plan.community}`, detail, now)
    return judged
  })
  for (const thing of things) thing.forget?.(kernel)
  return done
}

/** The areas as they stood on a day, past or to come, in order of their codes. */
export const readAreasOn = async (db: Sql, day: string): Promise<readonly Area[]> =>
  areasOn(await readAreas(db), await readDrawings(db), day)

/** Today where the district is (`2026-03-01`). */
export const dayOf = async (kernel: Kernel, now: Date): Promise<string> => {
  const { zone } = await kernel.district()
  return new Date(now.getTime() + zone.offsetAt(now.getTime())).toISOString().slice(0, 10)
}

const none: Movers = { things: {} }

const outOfReach = async (kernel: Kernel, actor: Actor, change: AreaChange): Promise<Result<never> | null> => {
  const reach = reachOf(actor, await loadDirectory(kernel), 'administrator')
  return reach.whole || reach.hasArea(change.community) ? null : refuse('forbidden', 'territory.change.out-of-reach')
}

const judge = async (db: Sql, change: AskedChange, day: string, movers: Movers): Promise<Result<ChangeReport>> => {
  const areas = await readAreas(db)
  const decided = decideChange(areas, change, day)
  if (!decided.ok) return decided
  const plan = decided.value
  const place = placingOf(plan)
  const moves: Record<string, readonly Moved[]> = {}
  for (const [name, mover] of Object.entries(withOwn(movers).things)) moves[name] = await mover.count(db, plan, place)
  const people = await movers.inhabitants?.(db, plan, place)
  const warnings = people ? sizeWarnings([...plan.added, ...plan.redrawn], people, boundsOf(change.bounds)) : []
  return ok({ plan, version: versionOf(areas, change.community, day), moves, warnings })
}

const placingOf = (plan: ChangePlan): Placing => {
  const index = buildAreaIndex(plan.after)
  return (point) => locatePoint(index, point)
}

const versionOf = (areas: readonly Area[], community: AreaCode, day: string): string => {
  const grids = areas.filter((area) => parentOf(area.code) === community && isValidOn(area, day))
  const text = JSON.stringify(grids.map(({ code, name, boundary }) => [code, name, boundary]))
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

// Staff before what others keep: the tasks of matters go to whoever has the duty afterwards.
const withOwn = (movers: Movers): Movers => ({ ...movers, things: { places, staff, ...movers.things } })
