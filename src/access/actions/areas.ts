import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { cacheNames } from '../directory.ts'
import type { Duty } from '../domain/units.ts'
import { addDutyIfFree, addScope, deleteAreas, readDutiesOf, readScopesOf, touchUnits } from '../store/areas.ts'
import { record } from './record.ts'

export { countPeopleOf as countAreaStaff } from '../store/areas.ts'

/**
 * Puts successors in the place of areas that end, in scopes and duties, in the caller's transaction; `successors` has the one that takes most first. A unit goes on
 * with every successor. Where one successor comes of several areas whose duty different units had, the unit of the area that mostly went there has it; a
 * duty that the successor has already stays. The caller lets the process forget authorities after the commit.
 */
export const succeedAreas = async (
  kernel: Kernel,
  tx: Sql,
  actor: Actor,
  successors: ReadonlyMap<string, readonly string[]>,
  now: Date,
): Promise<void> => {
  const ended = [...successors.keys()]
  const scopes = await readScopesOf(tx, ended)
  const duties = await readDutiesOf(tx, ended)
  if (scopes.length + duties.length === 0) return
  await deleteAreas(tx, ended)
  for (const scope of scopes) for (const prefix of successors.get(scope.prefix) ?? []) await addScope(tx, { ...scope, prefix })
  const given = succeedDuties(duties, successors)
  for (const duty of given) await addDutyIfFree(tx, duty)
  await touchUnits(tx, [...new Set(scopes.map(({ unit }) => unit))], now)
  await kernel.caches.changed(tx, cacheNames.directory, now)
  await record(kernel, tx, actor, 'unit.areas', 'units', { successors: Object.fromEntries(successors), scopes, duties, given }, now)
}

// Those whose area mostly went to the successor come first, and the first one has it.
const succeedDuties = (duties: readonly Duty[], successors: ReadonlyMap<string, readonly string[]>): readonly Duty[] =>
  duties
    .flatMap((duty) => (successors.get(duty.prefix) ?? []).map((prefix, rank) => ({ rank, duty: { ...duty, prefix } })))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ duty }) => duty)
