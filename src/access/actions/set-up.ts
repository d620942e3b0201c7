import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Sql } from '../../kernel/database/open.ts'
import { parseSecret, secretFrom } from '../../kernel/ids.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { type FieldFault, ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { cacheNames, dayOf, loadSecurity } from '../directory.ts'
import { isLogin, parseLogin, passwordFaults } from '../domain/credentials.ts'
import { planUnits, type UnitRow } from '../domain/imports.ts'
import { type Unit, type UnitDraft, unitFaults } from '../domain/units.ts'
import { hashPassword } from '../passwords.ts'
import { deleteSetting, lockSetting, writeSetting } from '../store/administration.ts'
import { hasAccounts } from '../store/accounts.ts'
import { insertUnit, lockAdministration } from '../store/units.ts'
import { record } from './record.ts'
import { addAccount, addMembership } from './staff.ts'

/** What the first set-up asks for: the administrator, the county, and the units below it (rows as in the sheet of units; a row without superior stands under the county). */
export interface SetUp {
  readonly administrator: { readonly login: string; readonly name: string; readonly password: string }
  readonly county: { readonly code: string; readonly name: string; readonly nameEn: string }
  readonly units: readonly UnitRow[]
}

/** What other capabilities do with a first set-up, in its transaction: the county's area, names and settings. A refusal undoes all. */
export type SetUpPort = (tx: Sql, setUp: SetUp, now: Date) => Promise<Result<null>>

const tokenSetting = 'access.set-up-token'

/** Whether nobody can sign in yet: no account exists. */
export const needsSetup = async (kernel: Kernel): Promise<boolean> => !(await hasAccounts(kernel.db.sql))

/**
 * A one-time token for the first set-up, to be printed on the server's own console at start, so that a stranger on the network can't claim the server.
 * Null when the server is set up. Each start makes another and ends the one before.
 */
export const issueSetUpToken = async (kernel: Kernel, now: Date): Promise<string | null> => {
  if (!(await needsSetup(kernel))) return null
  const token = secretFrom(kernel.random(16)) + secretFrom(kernel.random(16))
  await inTransaction(kernel, (tx) => writeSetting(tx, tokenSetting, { digest: digestOf(token).toString('hex') }, 'system:start', now))
  return token.replace(/(.{4})(?=.)/g, '$1-')
}

/** Sets the server up, once, by who knows the token. Everything or nothing. Gives the administrator's account. */
export const setUp = async (
  kernel: Kernel,
  given: SetUp,
  token: string,
  port: SetUpPort,
  now: Date,
): Promise<Result<{ account: string }>> => {
  const rules = await loadSecurity(kernel)
  const today = (await dayOf(kernel))(now)
  const root = rootOf(given, today)
  const plan = planUnits(
    given.units.map((row) => (row.parent.trim() === '' ? { ...row, parent: root.id } : row)),
    new Map([[root.id, root]]),
    today,
  )
  const taken = given.units.filter((row) => row.id.trim() === root.id)
  const takenFaults = taken.map((row): FieldFault => ({
    path: `units.${row.row}.id`,
    code: 'access.unit-id-taken',
    params: { unit: root.id },
  }))
  const faults = [
    ...personFaults(given, rules.password),
    ...countyFaults(root),
    ...takenFaults,
    ...plan.faults.map((fault) => ({ ...fault, path: `units.${fault.path}` })),
  ]
  const passwordHash = faults.length === 0 ? await hashPassword(given.administrator.password, rules.argon2) : ''
  try {
    return await inTransaction(kernel, async (tx): Promise<Result<{ account: string }>> => {
      await lockAdministration(tx)
      if (await hasAccounts(tx)) return refuse('gone', 'access.set-up-done')
      if (!isToken(await lockSetting(tx, tokenSetting), token)) return refuse('forbidden', 'access.set-up-token')
      if (faults.length > 0) return refuseFields(faults)
      const account = await write(kernel, tx, given, [root, ...plan.plan], passwordHash, now)
      const others = await port(tx, given, now)
      if (!others.ok) throw new Undone(others)
      return ok({ account })
    })
  } catch (fault) {
    if (fault instanceof Undone) return fault.refusal
    throw fault
  }
}

/** Thrown to roll back what was written before a port refused; never leaves this file. */
class Undone extends Error {
  readonly refusal: Result<never>

  constructor(refusal: Result<never>) {
    super('refused by a port')
    this.refusal = refusal
  }
}

const rootOf = ({ county }: SetUp, today: string): Unit => ({
  id: `u-${county.code}`,
  name: county.name.trim(),
  nameEn: county.nameEn.trim(),
  kind: 'county',
  parent: null,
  scopes: [{ prefix: county.code, kinds: [] }],
  validFrom: today,
  validTo: null,
  hours: null,
  version: 1,
})

const personFaults = ({ administrator }: SetUp, rules: Parameters<typeof passwordFaults>[2]): FieldFault[] => {
  const login = parseLogin(administrator.login)
  const faults: FieldFault[] = []
  if (!isLogin(login)) faults.push({ path: 'administrator.login', code: 'access.login-form' })
  if (administrator.name.trim() === '') faults.push({ path: 'administrator.name', code: 'access.required' })
  return [...faults, ...passwordFaults(administrator.password, login, rules, 'administrator.password')]
}

const countyFaults = (root: Unit): FieldFault[] => {
  const code = root.scopes[0]?.prefix ?? ''
  if (!/^\d{6}$/.test(code)) return [{ path: 'county.code', code: 'access.area-prefix', params: { prefix: code } }]
  return unitFaults(root, new Map()).map((fault) => ({ ...fault, path: `county.${fault.path}` }))
}

const write = async (
  kernel: Kernel,
  tx: Sql,
  given: SetUp,
  units: readonly UnitDraft[],
  passwordHash: string,
  now: Date,
): Promise<string> => {
  for (const unit of units) await insertUnit(tx, unit, now)
  await kernel.caches.changed(tx, cacheNames.directory, now)
  const { login, name } = given.administrator
  const account = await addAccount(kernel, tx, { login, name, phone: null, passwordHash, mustChange: false }, now)
  const root = units[0]
  if (account === null || !root) throw new Error('the first set-up found an account or no county')
  await addMembership(kernel, tx, { account, unit: root.id, role: 'administrator', since: root.validFrom, until: null }, now)
  await deleteSetting(tx, tokenSetting)
  await record(
    kernel,
    tx,
    { kind: 'staff', id: account, name, posts: [] },
    'server.set-up',
    `unit:${root.id}`,
    { units: units.length },
    now,
  )
  return account
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const isToken = (stored: unknown, token: string): boolean => {
  const known = z.object({ digest: z.string() }).safeParse(stored)
  return known.success && timingSafeEqual(Buffer.from(known.data.digest, 'hex'), digestOf(parseSecret(token)))
}
