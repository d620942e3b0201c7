import type { Actor } from '../../kernel/actor.ts'
import { isId, newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type FieldFault, ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { loadDirectory } from '../directory.ts'
import type { Directory } from '../domain/directory.ts'
import type { Absence, Membership } from '../domain/posts.ts'
import { type Reach, reachOf } from '../domain/reach.ts'
import { findAccount } from '../store/accounts.ts'
import { endAbsence, findAbsence, insertAbsence, readAbsences, readMemberships } from '../store/memberships.ts'
import { record } from './record.ts'
import { joinsSeparate } from './separation.ts'
import { administer } from './units.ts'

/** An absence to be entered, by the person or by an administrator who manages the person. */
export type AbsenceDraft = Omit<Absence, 'id'>

/**
 * Enters who stands in for whom and when. A person may name someone of a unit of the own or of the one above; an administrator anyone within reach.
 */
export const enterAbsence = (kernel: Kernel, actor: Actor, draft: AbsenceDraft, now: Date): Promise<Result<{ id: string }>> =>
  administer(kernel, async (tx, directory) => {
    const own = actor.kind === 'staff' && actor.id === draft.account
    const reach = reachOf(actor, directory, 'administrator')
    const people = [draft.account, draft.substitute].filter(isId)
    const memberships = await readMemberships(tx, people)
    const unitsOf = (account: string): string[] => memberships.filter((one) => one.account === account).map((one) => one.unit)
    if (!own && !reach.whole && !hasAll(reach, unitsOf(draft.account))) return refuse('forbidden', 'access.not-your-person')
    const faults = draftFaults(draft, now)
    const substitute = isId(draft.substitute) ? await findAccount(tx, draft.substitute) : null
    if (substitute?.state !== 'active') faults.push({ path: 'substitute', code: 'access.account-unknown' })
    else if (own && draft.substitute !== draft.account && !isNear(draft, memberships, directory))
      faults.push({ path: 'substitute', code: 'access.substitute-unit' })
    else if (!own && !reach.whole && !unitsOf(draft.substitute).some((unit) => reach.has(unit)))
      faults.push({ path: 'substitute', code: 'access.not-your-person' })
    const others = await readAbsences(tx, [draft.account], now)
    if (others.some((one) => one.account === draft.account && one.since < draft.until && draft.since < one.until))
      faults.push({ path: 'since', code: 'access.absence-overlap' })
    if (faults.length > 0) return refuseFields(faults)
    const absence: Absence = { ...draft, id: newId(now, kernel.random) }
    const separate = await joinsSeparate(kernel, tx, { absences: [absence] }, now)
    if (separate) return separate
    await insertAbsence(tx, absence, now)
    const detail = { absence: absence.id, substitute: draft.substitute, since: draft.since, until: draft.until }
    await record(kernel, tx, actor, 'absence.enter', `account:${draft.account}`, detail, now)
    return ok({ id: absence.id })
  })

// Someone without any unit is nobody's to manage but of the top.
const hasAll = (reach: Reach, units: readonly string[]): boolean => units.length > 0 && units.every((unit) => reach.has(unit))

const draftFaults = (draft: AbsenceDraft, now: Date): FieldFault[] => {
  const faults: FieldFault[] = []
  if (draft.substitute === draft.account) faults.push({ path: 'substitute', code: 'access.absence-self' })
  if (draft.until <= draft.since) faults.push({ path: 'until', code: 'access.absence-order' })
  else if (draft.until <= now) faults.push({ path: 'until', code: 'access.absence-past' })
  return faults
}

/** Whether the substitute belongs to a unit of the absent person or to the unit right above one. */
const isNear = (draft: AbsenceDraft, memberships: readonly Membership[], directory: Directory): boolean => {
  const own = memberships.filter((one) => one.account === draft.account).flatMap((one) => [one.unit, directory.superiorOf(one.unit)])
  return memberships.some((one) => one.account === draft.substitute && own.includes(one.unit))
}

/** Ends an absence now, by the person or an administrator; one that lies ahead is called off. */
export const closeAbsence = async (kernel: Kernel, actor: Actor, id: string, now: Date): Promise<Result<null>> => {
  const absence = isId(id) ? await findAbsence(kernel.db.sql, id) : null
  if (!absence) return refuse('not-found', 'access.absence-unknown')
  return administer(kernel, async (tx, directory) => {
    const reach = reachOf(actor, directory, 'administrator')
    const own = actor.kind === 'staff' && actor.id === absence.account
    const units = (await readMemberships(tx, [absence.account])).map((one) => one.unit)
    if (!own && !reach.whole && !hasAll(reach, units)) return refuse('forbidden', 'access.not-your-person')
    await endAbsence(tx, id, now)
    await record(kernel, tx, actor, 'absence.end', `account:${absence.account}`, { absence: id }, now)
    return ok(null)
  })
}

/** Absences that have not ended: of the account, and those in which it stands in. Without an account the actor's own; others' for administrators. */
export const readAbsencesOf = async (kernel: Kernel, actor: Actor, account: string | null, now: Date): Promise<Result<Absence[]>> => {
  if (actor.kind !== 'staff') return refuse('unauthenticated', 'access.sign-in-first')
  const asked = account ?? actor.id
  if (asked !== actor.id) {
    const reach = reachOf(actor, await loadDirectory(kernel), 'administrator')
    const units = (await readMemberships(kernel.db.sql, [asked])).map((one) => one.unit)
    if (!reach.whole && !units.some((unit) => reach.has(unit))) return refuse('forbidden', 'access.not-your-person')
  }
  return ok(await readAbsences(kernel.db.sql, [asked], now))
}
