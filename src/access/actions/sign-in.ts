import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type Refusal, type Result } from '../../kernel/result.ts'
import { forgetAuthority } from '../authority.ts'
import { loadSecurity } from '../directory.ts'
import { afterFailure, isLocked, parseLogin, passwordFaults, type Security } from '../domain/credentials.ts'
import { hashPassword, verifyPassword } from '../passwords.ts'
import { endSessions, forgetSessions } from '../sessions.ts'
import { type AccountRow, findAccount, findByLogin, lockAccount, updateAttempts, updatePassword } from '../store/accounts.ts'
import { insertSignIn, listSignIns, type Outcome, type SignInLine } from '../store/sessions.ts'

export interface Credentials {
  readonly login: string
  readonly password: string
  /** The network address, for the history (kept as a digest). */
  readonly address: string | null
}

/**
 * Checks a login and password; gives the account's id. An unknown login, a wrong password, a locked account and one whose holder left are refused in the same
 * words after the same work, so that a stranger learns nothing of which accounts exist. Every attempt stands in the history.
 */
export const signIn = async (kernel: Kernel, given: Credentials, now: Date): Promise<Result<{ account: string; mustChange: boolean }>> => {
  const rules = await loadSecurity(kernel)
  const found = await findByLogin(kernel.db.sql, parseLogin(given.login))
  const right = await verifyPassword(found?.state === 'active' ? found.passwordHash : null, given.password, rules.argon2)
  return inTransaction(kernel, async (tx) => {
    // Read again under a lock: guesses made at the same time must all be counted.
    const account = found && (await lockAccount(tx, found.id))
    const outcome = outcomeOf(account, right && account?.passwordHash === found?.passwordHash, now)
    const addressDigest = given.address === null ? null : kernel.keys.blindIndex('address', given.address)
    await insertSignIn(tx, { id: newId(now, kernel.random), account: account?.id ?? null, at: now, outcome, addressDigest })
    if (account && outcome === 'ok') {
      await updateAttempts(tx, account.id, 0, null)
      return ok({ account: account.id, mustChange: account.mustChange })
    }
    if (account && outcome === 'wrong') await countFailure(tx, account, rules, now)
    return refuseSignIn(rules)
  })
}

const outcomeOf = (account: AccountRow | null, right: boolean, now: Date): Outcome => {
  if (account === null) return 'unknown'
  if (account.state !== 'active') return 'left'
  if (isLocked(account, now)) return 'locked'
  return right ? 'ok' : 'wrong'
}

const countFailure = async (tx: Parameters<typeof updateAttempts>[0], account: AccountRow, rules: Security, now: Date): Promise<void> => {
  const next = afterFailure(account, rules.lockout, now)
  await updateAttempts(tx, account.id, next.failed, next.lockedUntil)
}

const refuseSignIn = ({ lockout }: Security): Result<never, Refusal> =>
  refuse('unauthenticated', 'access.sign-in-refused', { failures: lockout.failures, minutes: lockout.minutes })

/**
 * Changes the own password. All other sessions of the account end; `session` is the id of the present one. A wrong present password counts as a
 * failed sign-in, so that a borrowed screen can't be used to guess it.
 */
export const changePassword = async (
  kernel: Kernel,
  actor: Actor,
  given: { current: string; next: string; session: string | null },
  now: Date,
): Promise<Result<null>> => {
  if (actor.kind !== 'staff') return refuse('unauthenticated', 'access.sign-in-first')
  const rules = await loadSecurity(kernel)
  const found = await findAccount(kernel.db.sql, actor.id)
  if (!found || found.state !== 'active') return refuse('not-found', 'access.account-unknown')
  const right = await verifyPassword(found.passwordHash, given.current, rules.argon2)
  const faults = passwordFaults(given.next, found.login, rules.password, 'next')
  if (given.next.normalize('NFKC') === given.current.normalize('NFKC')) faults.push({ path: 'next', code: 'access.password-same' })
  if (right && faults.length > 0) return refuseFields(faults)
  const hash = right ? await hashPassword(given.next, rules.argon2) : ''
  const result = await inTransaction(kernel, async (tx): Promise<Result<null>> => {
    const account = await lockAccount(tx, found.id)
    if (!account || isLocked(account, now)) return refuseFields([{ path: 'current', code: 'access.password-wrong' }])
    if (!right || account.passwordHash !== found.passwordHash) {
      await insertSignIn(tx, {
        id: newId(now, kernel.random),
        account: account.id,
        at: now,
        outcome: 'password-wrong',
        addressDigest: null,
      })
      await countFailure(tx, account, rules, now)
      return refuseFields([{ path: 'current', code: 'access.password-wrong' }, ...faults])
    }
    await updatePassword(tx, account.id, hash, false, now)
    await endSessions(kernel, tx, account.id, given.session)
    return ok(null)
  })
  forgetAuthority(kernel)
  forgetSessions(kernel)
  return result
}

/** The latest 50 attempts to sign in to the actor's own account. */
export const mySignIns = async (kernel: Kernel, actor: Actor): Promise<Result<SignInLine[]>> =>
  actor.kind === 'staff' ? ok(await listSignIns(kernel.db.sql, actor.id, null, 50)) : refuse('unauthenticated', 'access.sign-in-first')
