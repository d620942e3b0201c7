import type { Role } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { unseal } from '../kernel/keys.ts'
import { cacheNames, dayOf } from './directory.ts'
import { findAccount, readNames } from './store/accounts.ts'
import { readHolders } from './store/memberships.ts'

/** Accounts that hold one of the roles in one of the units on the day of `now`, for notices and lists to choose from. Substitutes are not among them. */
export const readHoldersOf = async (
  kernel: Kernel,
  units: readonly string[],
  roles: readonly Role[],
  now: Date,
): Promise<{ account: string; unit: string; role: Role }[]> => {
  const rows = await readHolders(kernel.db.sql, units, roles, (await dayOf(kernel))(now))
  return rows.map(({ account, unit, role }) => ({ account, unit, role }))
}

/** Names of staff by account id, of those who left too; unknown ids are absent. Read once each and kept until somebody's name changes. */
export const namesOf = async (kernel: Kernel, accounts: readonly string[]): Promise<Map<string, string>> => {
  const known = await kernel.caches.get(cacheNames.names, async () => new Map<string, string>())
  const missing = [...new Set(accounts)].filter((id) => !known.has(id))
  for (const [id, name] of await readNames(kernel.db.sql, missing)) known.set(id, name)
  return new Map(accounts.flatMap((id) => (known.has(id) ? [[id, known.get(id) ?? '']] : [])))
}

/** The telephone of a member of staff for a notice to that person; null when there is none. */
export const phoneOfStaff = async (kernel: Kernel, account: string): Promise<string | null> => {
  const found = await findAccount(kernel.db.sql, account)
  const key = found?.sealedPhone ? await kernel.keys.find(kernel.db.sql, found.subjectKey) : null
  return found?.sealedPhone && key ? unseal(key, found.sealedPhone).toString() : null
}
