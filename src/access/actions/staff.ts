import type { Actor, Role } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { seal } from '../../kernel/keys.ts'
import { type FieldFault, ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { cacheNames, dayOf, loadDirectory, loadSecurity } from '../directory.ts'
import { isLogin, parseLogin, parseMobile } from '../domain/credentials.ts'
import type { Directory } from '../domain/directory.ts'
import type { Membership } from '../domain/posts.ts'
import { reachOf, type Reach } from '../domain/reach.ts'
import { isDay } from '../domain/units.ts'
import { hashPassword, newPassword } from '../passwords.ts'
import { endSessions, forgetSessions } from '../sessions.ts'
import {
  type AccountRow,
  findAccount,
  findByLogin,
  insertAccount,
  listStaff,
  lockAccount,
  markLeft,
  type StaffLine,
  updateAccount,
  updateAttempts,
  updatePassword,
} from '../store/accounts.ts'
import { endMembership, findMembership, insertMembership, readMemberships } from '../store/memberships.ts'
import { record } from './record.ts'
import { joinsSeparate, leavesNoAdministrator } from './separation.ts'
import { administer } from './units.ts'

/** A person to be given an account, with the first role. `phone` may be empty. */
export interface StaffDraft {
  readonly login: string
  readonly name: string
  readonly phone: string
  readonly unit: string
  readonly role: Role
  /** First day, `YYYY-MM-DD`. */
  readonly since: string
}

/** Makes an account with its first membership and gives the first password, which is shown once and must be changed on signing in. */
export const createAccount = async (
  kernel: Kernel,
  actor: Actor,
  draft: StaffDraft,
  now: Date,
): Promise<Result<{ id: string; password: string }>> => {
  const password = newPassword(kernel.random)
  const passwordHash = await hashPassword(password, (await loadSecurity(kernel)).argon2)
  return administer(kernel, async (tx, directory) => {
    const login = parseLogin(draft.login)
    const faults = [...personFaults({ ...draft, login }), ...postFaults(draft, directory, reachOf(actor, directory, 'administrator'))]
    if (faults.length > 0) return refuseFields(faults)
    const id = await addAccount(
      kernel,
      tx,
      { login, name: draft.name, phone: parseMobile(draft.phone), passwordHash, mustChange: true },
      now,
    )
    if (id === null) return refuseFields([{ path: 'login', code: 'access.login-taken', params: { login } }])
    await addMembership(kernel, tx, { account: id, unit: draft.unit, role: draft.role, since: draft.since, until: null }, now)
    await record(kernel, tx, actor, 'account.create', `account:${id}`, { login, unit: draft.unit, role: draft.role }, now)
    return ok({ id, password })
  })
}

/** Writes an account with a hash that was computed before, in the caller's transaction; gives its id, or null when the login is taken. */
export const addAccount = async (
  kernel: Kernel,
  tx: Sql,
  given: { login: string; name: string; phone: string | null; passwordHash: string | null; mustChange: boolean; id?: string },
  now: Date,
): Promise<string | null> => {
  const login = parseLogin(given.login)
  // Looked for before anything is written: a refusal must leave nothing behind. Acts of administration run one after the other.
  if (await findByLogin(tx, login)) return null
  const id = given.id ?? newId(now, kernel.random)
  const key = await kernel.keys.create(tx, id, now)
  const sealedPhone = given.phone === null ? null : seal(key, Buffer.from(given.phone))
  const { passwordHash, mustChange } = given
  await insertAccount(tx, { id, login, name: given.name.trim(), sealedPhone, subjectKey: id, passwordHash, mustChange }, now)
  return id
}

/** Writes a membership that is known to be right, in the caller's transaction; gives its id. */
export const addMembership = async (kernel: Kernel, tx: Sql, given: Omit<Membership, 'id'>, now: Date): Promise<string> => {
  const id = newId(now, kernel.random)
  await insertMembership(tx, { ...given, id }, now)
  return id
}

/** Changes name and telephone of an account as it was at `version`; a telephone of null stays as it is, an empty one is removed. */
export const changeAccount = (
  kernel: Kernel,
  actor: Actor,
  given: { id: string; version: number; name: string; phone: string | null },
  now: Date,
): Promise<Result<null>> =>
  onAccount(kernel, actor, given.id, now, async (tx, account) => {
    if (account.version !== given.version) return refuse('conflict', 'access.stale')
    const faults = personFaults({ login: account.login, name: given.name, phone: given.phone ?? '' })
    if (faults.length > 0) return refuseFields(faults)
    const key = await kernel.keys.find(tx, account.subjectKey)
    const phone = given.phone === null ? undefined : parseMobile(given.phone)
    const sealed = phone === null ? null : key && phone !== undefined ? seal(key, Buffer.from(phone)) : undefined
    await updateAccount(tx, account.id, { name: given.name.trim(), ...(sealed === undefined ? {} : { sealedPhone: sealed }) }, now)
    await kernel.caches.changed(tx, cacheNames.names, now)
    await record(
      kernel,
      tx,
      actor,
      'account.change',
      `account:${account.id}`,
      { name: account.name !== given.name, phone: sealed !== undefined },
      now,
    )
    return ok(null)
  })

/** Gives an account a new first password (shown once, to be changed on signing in) and ends its sessions. */
export const resetPassword = async (kernel: Kernel, actor: Actor, id: string, now: Date): Promise<Result<{ password: string }>> => {
  const password = newPassword(kernel.random)
  const hash = await hashPassword(password, (await loadSecurity(kernel)).argon2)
  const result = await onAccount(kernel, actor, id, now, async (tx, account) => {
    if (isOwn(actor, id)) return refuse('conflict', 'access.own-account')
    await updatePassword(tx, account.id, hash, true, now)
    await endSessions(kernel, tx, account.id)
    await record(kernel, tx, actor, 'account.reset-password', `account:${id}`, {}, now)
    return ok({ password })
  })
  forgetSessions(kernel)
  return result
}

/** The person leaves: sessions end at once, memberships today, absences now; the account stays for the history and can't be used again. */
export const endAccount = async (kernel: Kernel, actor: Actor, id: string, now: Date): Promise<Result<null>> => {
  const result = await onAccount(kernel, actor, id, now, async (tx, account) => {
    if (isOwn(actor, id)) return refuse('conflict', 'access.own-account')
    await markLeft(tx, account.id, (await dayOf(kernel))(now), now)
    await endSessions(kernel, tx, account.id)
    await record(kernel, tx, actor, 'account.end', `account:${id}`, {}, now)
    return ok(null)
  })
  forgetSessions(kernel)
  return result
}

/** Ends all sessions of an account, and with `unlock` the lock after failed sign-ins: the security officer's acts. */
export const guardAccount = async (
  kernel: Kernel,
  actor: Actor,
  id: string,
  act: 'end-sessions' | 'unlock',
  now: Date,
): Promise<Result<null>> => {
  const guarded = async (tx: Sql): Promise<Result<null>> => {
    if (act === 'unlock') await updateAttempts(tx, id, 0, null)
    else await endSessions(kernel, tx, id)
    await record(kernel, tx, actor, `account.${act}`, `account:${id}`, {}, now)
    return ok(null)
  }
  const result = await onAccount(kernel, actor, id, now, guarded, ['security-officer', 'administrator'])
  forgetSessions(kernel)
  return result
}

/** Gives a person a role in a unit. Refused when it would join two of the three separate offices. */
export const grantMembership = (kernel: Kernel, actor: Actor, given: Omit<Membership, 'id'>, now: Date): Promise<Result<{ id: string }>> =>
  onAccount(kernel, actor, given.account, now, async (tx, _account, directory) => {
    const faults = postFaults(given, directory, reachOf(actor, directory, 'administrator'))
    if (given.until !== null && (!isDay(given.until) || given.until < given.since)) faults.push({ path: 'until', code: 'access.day-order' })
    const own = await readMemberships(tx, [given.account])
    const today = (await dayOf(kernel))(now)
    if (own.some((one) => one.unit === given.unit && one.role === given.role && (one.until === null || one.until >= today))) {
      faults.push({ path: 'role', code: 'access.membership-twice' })
    }
    if (faults.length > 0) return refuseFields(faults)
    const separate = await joinsSeparate(kernel, tx, { memberships: [{ ...given, id: '' }] }, now)
    if (separate) return separate
    const id = await addMembership(kernel, tx, given, now)
    await record(
      kernel,
      tx,
      actor,
      'membership.grant',
      `account:${given.account}`,
      { unit: given.unit, role: given.role, since: given.since, until: given.until },
      now,
    )
    return ok({ id })
  })

/** Ends a membership after its last day. At least one administrator must remain at the top. */
export const closeMembership = async (
  kernel: Kernel,
  actor: Actor,
  given: { id: string; lastDay: string },
  now: Date,
): Promise<Result<null>> => {
  const membership = await findMembership(kernel.db.sql, given.id)
  if (!membership) return refuse('not-found', 'access.membership-unknown')
  if (!isDay(given.lastDay)) return refuseFields([{ path: 'lastDay', code: 'access.day' }])
  return administer(kernel, async (tx, directory) => {
    if (!reachOf(actor, directory, 'administrator').has(membership.unit))
      return refuse('forbidden', 'access.not-your-unit', { unit: membership.unit })
    // Asked before anything is written: a refusal leaves nothing half done.
    if (membership.role === 'administrator') {
      const others = await leavesNoAdministrator(tx, directory, given.lastDay, membership.account)
      if (others) return others
    }
    await endMembership(tx, membership.id, given.lastDay)
    await record(
      kernel,
      tx,
      actor,
      'membership.end',
      `account:${membership.account}`,
      { unit: membership.unit, role: membership.role, lastDay: given.lastDay },
      now,
    )
    return ok(null)
  })
}

/** Staff of a unit and of all units below it, 50 a page by login; `after` is the last login of the page before. */
export const readStaff = async (
  kernel: Kernel,
  actor: Actor,
  filter: { unit: string | null; after: string; left: boolean; name: string },
): Promise<Result<{ staff: StaffLine[]; next: string | null }>> => {
  const directory = await loadDirectory(kernel)
  const reach = reachOf(actor, directory, 'administrator', 'security-officer', 'auditor')
  const asked = filter.unit === null ? reach.units : directory.subtree(filter.unit)
  const units = asked.filter((unit) => reach.has(unit))
  const rows = await listStaff(kernel.db.sql, { ...filter, units, limit: 51 })
  const staff = rows.slice(0, 50)
  return ok({ staff, next: rows.length > 50 ? (staff.at(-1)?.login ?? null) : null })
}

const isOwn = (actor: Actor, account: string): boolean => actor.kind === 'staff' && actor.id === account

const personFaults = (person: { login: string; name: string; phone: string }): FieldFault[] => {
  const faults: FieldFault[] = []
  if (!isLogin(person.login)) faults.push({ path: 'login', code: 'access.login-form' })
  if (person.name.trim() === '') faults.push({ path: 'name', code: 'access.required' })
  if (person.phone.trim() !== '' && parseMobile(person.phone) === null) faults.push({ path: 'phone', code: 'access.phone-form' })
  return faults
}

const postFaults = (post: { unit: string; since: string }, directory: Directory, reach: Reach): FieldFault[] => {
  const faults: FieldFault[] = []
  const unit = directory.unit(post.unit)
  if (!unit) faults.push({ path: 'unit', code: 'access.unit-unknown', params: { unit: post.unit } })
  else if (unit.validTo !== null && unit.validTo < post.since) faults.push({ path: 'unit', code: 'access.unit-closed' })
  else if (!reach.has(post.unit)) faults.push({ path: 'unit', code: 'access.not-your-unit', params: { unit: post.unit } })
  if (!isDay(post.since)) faults.push({ path: 'since', code: 'access.day' })
  return faults
}

/** Runs an act on an active account that lies whole within the actor's reach: an account with a post elsewhere could be taken over through a reset otherwise. */
const onAccount = <T>(
  kernel: Kernel,
  actor: Actor,
  id: string,
  now: Date,
  work: (tx: Sql, account: AccountRow, directory: Directory) => Promise<Result<T>>,
  by: readonly Role[] = ['administrator'],
): Promise<Result<T>> =>
  administer(kernel, async (tx, directory) => {
    const reach = reachOf(actor, directory, ...by)
    if (!(await findAccount(tx, id))) return refuse('not-found', 'access.account-unknown')
    if (!reach.whole && !(await holdsAll(kernel, tx, id, reach, now))) return refuse('forbidden', 'access.not-your-person')
    const account = await lockAccount(tx, id)
    if (account?.state !== 'active') return refuse('conflict', 'access.account-left')
    return work(tx, account, directory)
  })

const holdsAll = async (kernel: Kernel, tx: Sql, id: string, reach: Reach, now: Date): Promise<boolean> => {
  const today = (await dayOf(kernel))(now)
  const memberships = await readMemberships(tx, [id])
  const open = memberships.filter((one) => one.until === null || one.until >= today)
  const deciding = open.length > 0 ? open : memberships
  return deciding.length > 0 && deciding.every((one) => reach.has(one.unit))
}
