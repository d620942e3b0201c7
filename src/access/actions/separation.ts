import type { Sql } from '../../kernel/database/open.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { refuse, type Result } from '../../kernel/result.ts'
import { dayOf } from '../directory.ts'
import type { Directory } from '../domain/directory.ts'
import { type Absence, heldBy, type Membership, separationFault } from '../domain/posts.ts'
import { countHolders, readAbsences, readMemberships } from '../store/memberships.ts'

/**
 * The refusal when a membership or absence to come would join two of the three separate offices in one person, be it the holder or someone who stands in for the
 * holder; null when it may be.
 */
export const joinsSeparate = async (
  kernel: Kernel,
  tx: Sql,
  coming: { memberships?: readonly Membership[]; absences?: readonly Absence[] },
  now: Date,
): Promise<Result<never> | null> => {
  const { memberships = [], absences = [] } = coming
  const concerned = [...memberships.map((one) => one.account), ...absences.map((one) => one.substitute)]
  const standing = [...(await readAbsences(tx, concerned, now)), ...absences]
  const holders = new Set([...concerned, ...standing.flatMap((one) => [one.substitute, one.account])])
  // A substitute may stand in for others too, whose offices count as well.
  const wider = [...(await readAbsences(tx, [...holders], now)), ...absences]
  const known = await readMemberships(tx, [...new Set([...holders, ...wider.map((one) => one.account)])])
  const day = await dayOf(kernel)
  for (const person of holders) {
    if (separationFault(heldBy(person, [...known, ...memberships], wider, day))) return refuse('conflict', 'access.separate-people')
  }
  return null
}

/** The refusal when no administrator but the given account would be left at the top of the tree after the day; null when another is. */
export const leavesNoAdministrator = async (tx: Sql, directory: Directory, day: string, but: string): Promise<Result<never> | null> => {
  const top = directory.children(null).map((unit) => unit.id)
  return (await countHolders(tx, 'administrator', top, day, but)) > 0 ? null : refuse('conflict', 'access.last-administrator')
}
