import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { type FieldFault, ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { forgetAuthority } from '../authority.ts'
import { cacheNames, loadSecurity } from '../directory.ts'
import { buildDirectory, type Directory } from '../domain/directory.ts'
import { reachOf, type Reach } from '../domain/reach.ts'
import { closingFault, type Duty, isAreaPrefix, isDay, type Unit, type UnitDraft, unitFaults } from '../domain/units.ts'
import {
  deleteDuty,
  insertUnit,
  lockAdministration,
  readDuties,
  readUnits,
  readUnitUse,
  updateHours,
  updateUnit,
  writeDuty,
} from '../store/units.ts'
import { record } from './record.ts'

/** The directory as the transaction sees it, with other acts of administration held off until it ends. */
export const lockDirectory = async (tx: Sql): Promise<Directory> => {
  await lockAdministration(tx)
  return buildDirectory(await readUnits(tx), await readDuties(tx))
}

/** Runs an act of administration in one transaction under the lock, and lets this process forget what it kept. */
export const administer = async <T>(kernel: Kernel, work: (tx: Sql, directory: Directory) => Promise<Result<T>>): Promise<Result<T>> => {
  // The day and the rules are asked for inside; they must be in memory before the transaction holds the connection.
  await Promise.all([kernel.district(), loadSecurity(kernel)])
  const result = await inTransaction(kernel, async (tx) => work(tx, await lockDirectory(tx)))
  forgetAuthority(kernel)
  return result
}

/** Makes a unit. Refused with every fault at its field, or when it lies outside the administrator's reach. */
export const createUnit = (kernel: Kernel, actor: Actor, draft: UnitDraft, now: Date): Promise<Result<null>> =>
  administer(kernel, async (tx, directory) => {
    const faults = [...unitFaults(draft, mapOf(directory)), ...reachFaults(draft, reachOf(actor, directory, 'administrator'), directory)]
    if (directory.unit(draft.id)) faults.unshift({ path: 'id', code: 'access.unit-id-taken', params: { unit: draft.id } })
    if (faults.length > 0) return refuseFields(faults)
    await addUnit(kernel, tx, draft, now)
    await record(kernel, tx, actor, 'unit.create', `unit:${draft.id}`, draft, now)
    return ok(null)
  })

/** Writes a unit that is known to be right, in the caller's transaction: for seeds and the first set-up. */
export const addUnit = async (kernel: Kernel, tx: Sql, draft: UnitDraft, now: Date): Promise<void> => {
  await insertUnit(tx, draft, now)
  await kernel.caches.changed(tx, cacheNames.directory, now)
}

/** Changes a unit as it was at `version`: name, kind, place in the tree, areas and days. */
export const changeUnit = (kernel: Kernel, actor: Actor, draft: UnitDraft & { version: number }, now: Date): Promise<Result<null>> =>
  administer(kernel, async (tx, directory) => {
    const unit = directory.unit(draft.id)
    const reach = reachOf(actor, directory, 'administrator')
    const fault = changeFault(unit, draft.id, draft.version, reach)
    if (fault) return fault
    // Areas that the unit already has need not be the administrator's own to stay.
    const had = unit?.scopes.map((scope) => scope.prefix) ?? []
    const given = { ...draft, scopes: draft.scopes.filter((scope) => !had.includes(scope.prefix)) }
    const moved = unit?.parent !== draft.parent
    const faults = [...unitFaults(draft, mapOf(directory)), ...reachFaults(given, reach, directory, moved)]
    if (draft.validTo !== null && draft.validTo !== unit?.validTo) faults.push(...(await closingFaults(tx, draft.id, draft.validTo)))
    if (faults.length > 0) return refuseFields(faults)
    await updateUnit(tx, draft, now)
    await changed(kernel, tx, actor, 'unit.change', draft.id, { before: unit, after: draft }, now)
    return ok(null)
  })

/** Sets a unit's own office hours, in the form the calendar reads; null for the district's. */
export const setUnitHours = (
  kernel: Kernel,
  actor: Actor,
  given: { id: string; version: number; hours: unknown },
  now: Date,
): Promise<Result<null>> =>
  administer(kernel, async (tx, directory) => {
    const fault = changeFault(directory.unit(given.id), given.id, given.version, reachOf(actor, directory, 'administrator'))
    if (fault) return fault
    await updateHours(tx, given.id, given.hours, now)
    await changed(kernel, tx, actor, 'unit.hours', given.id, { hours: given.hours }, now)
    return ok(null)
  })

/** Closes a unit after its last day. Refused while units below, people or duties still need it after that day. */
export const closeUnit = (
  kernel: Kernel,
  actor: Actor,
  given: { id: string; version: number; lastDay: string },
  now: Date,
): Promise<Result<null>> =>
  administer(kernel, async (tx, directory) => {
    const unit = directory.unit(given.id)
    const fault = changeFault(unit, given.id, given.version, reachOf(actor, directory, 'administrator'))
    if (fault) return fault
    if (!unit || !isDay(given.lastDay)) return refuseFields([{ path: 'lastDay', code: 'access.day' }])
    if (given.lastDay < unit.validFrom) return refuseFields([{ path: 'lastDay', code: 'access.day-order' }])
    const [use] = await closingFaults(tx, given.id, given.lastDay)
    if (use) return refuse('conflict', use.code)
    await updateUnit(tx, { ...unit, validTo: given.lastDay }, now)
    await changed(kernel, tx, actor, 'unit.close', given.id, { lastDay: given.lastDay }, now)
    return ok(null)
  })

/** Gives a role's common work in an area to a unit, in place of the unit that had it; with no unit the duty ends. */
export const setDuty = (
  kernel: Kernel,
  actor: Actor,
  duty: Omit<Duty, 'unit'> & { unit: string | null },
  now: Date,
): Promise<Result<null>> =>
  administer(kernel, async (tx, directory) => {
    const reach = reachOf(actor, directory, 'administrator')
    const faults: FieldFault[] = []
    if (!isAreaPrefix(duty.prefix)) faults.push({ path: 'prefix', code: 'access.area-prefix', params: { prefix: duty.prefix } })
    else if (!reach.hasArea(duty.prefix)) faults.push({ path: 'prefix', code: 'access.not-your-area', params: { prefix: duty.prefix } })
    if (duty.unit !== null) {
      const unit = directory.unit(duty.unit)
      if (!unit) faults.push({ path: 'unit', code: 'access.unit-unknown', params: { unit: duty.unit } })
      else if (unit.validTo !== null) faults.push({ path: 'unit', code: 'access.unit-closed' })
      else if (!reach.has(duty.unit)) faults.push({ path: 'unit', code: 'access.not-your-unit', params: { unit: duty.unit } })
    }
    if (faults.length > 0) return refuseFields(faults)
    await addDuty(kernel, tx, duty, now)
    await record(kernel, tx, actor, 'duty.set', `duty:${duty.role}@${duty.prefix}`, { unit: duty.unit }, now)
    return ok(null)
  })

/** Writes a duty that is known to be right, in the caller's transaction. */
export const addDuty = async (kernel: Kernel, tx: Sql, duty: Omit<Duty, 'unit'> & { unit: string | null }, now: Date): Promise<void> => {
  if (duty.unit === null) await deleteDuty(tx, duty.role, duty.prefix)
  else await writeDuty(tx, { ...duty, unit: duty.unit })
  await kernel.caches.changed(tx, cacheNames.directory, now)
}

const mapOf = (directory: Directory): Map<string, Unit> => new Map(directory.all().map((unit) => [unit.id, unit]))

/** What lies outside the reach: a superior unit (only at the top may there be none), and areas. */
export const reachFaults = (draft: UnitDraft, reach: Reach, directory: Directory, checkParent = true): FieldFault[] => {
  const faults: FieldFault[] = []
  const parent = draft.parent ?? ''
  const isKnown = draft.parent === null || directory.unit(parent) !== undefined
  if (checkParent && !reach.whole && isKnown && !reach.has(parent))
    faults.push({ path: 'parent', code: 'access.not-your-unit', params: { unit: parent } })
  for (const [index, { prefix }] of draft.scopes.entries()) {
    if (isAreaPrefix(prefix) && !reach.hasArea(prefix))
      faults.push({ path: `scopes.${index}.prefix`, code: 'access.not-your-area', params: { prefix } })
  }
  return faults
}

const changeFault = (unit: Unit | undefined, id: string, version: number, reach: Reach): Result<never> | null => {
  if (!unit) return refuse('not-found', 'access.unit-unknown', { unit: id })
  if (!reach.has(unit.id)) return refuse('forbidden', 'access.not-your-unit', { unit: id })
  return unit.version === version ? null : refuse('conflict', 'access.stale')
}

const closingFaults = async (tx: Sql, unit: string, lastDay: string): Promise<FieldFault[]> => {
  const code = closingFault(await readUnitUse(tx, unit, lastDay))
  return code === null ? [] : [{ path: 'validTo', code }]
}

const changed = async (kernel: Kernel, tx: Sql, actor: Actor, act: string, unit: string, detail: object, now: Date): Promise<void> => {
  await kernel.caches.changed(tx, cacheNames.directory, now)
  await record(kernel, tx, actor, act, `unit:${unit}`, detail, now)
}
