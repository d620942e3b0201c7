import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { seal } from '../../kernel/keys.ts'
import { type FieldFault, ok, refuseFields, type Result } from '../../kernel/result.ts'
import { cacheNames, dayOf, loadSecurity } from '../directory.ts'
import type { Directory } from '../domain/directory.ts'
import { planStaff, planUnits, type StaffPlan, type StaffRow, type UnitRow } from '../domain/imports.ts'
import type { Membership } from '../domain/posts.ts'
import { reachOf, type Reach } from '../domain/reach.ts'
import { parseLogin } from '../domain/credentials.ts'
import { hashPassword, newPassword } from '../passwords.ts'
import { type AccountRow, findByLogin, updateAccount } from '../store/accounts.ts'
import { readMemberships } from '../store/memberships.ts'
import { insertUnit, updateUnit } from '../store/units.ts'
import { record } from './record.ts'
import { joinsSeparate } from './separation.ts'
import { addAccount, addMembership } from './staff.ts'
import { administer, reachFaults } from './units.ts'

/** Writes a sheet of units, all or nothing: new ones are made, known ones changed. Faults are told by row (`<row>.<column>`). */
export const importUnits = (
  kernel: Kernel,
  actor: Actor,
  rows: readonly UnitRow[],
  now: Date,
): Promise<Result<{ created: number; changed: number }>> =>
  administer(kernel, async (tx, directory) => {
    const today = (await dayOf(kernel))(now)
    const known = new Map(directory.all().map((unit) => [unit.id, unit]))
    const { plan, faults } = planUnits(rows, known, today)
    const reach = reachOf(actor, directory, 'administrator')
    const outside = rows.flatMap((row) => outOfReach(row, reach, directory))
    if (faults.length + outside.length > 0) return refuseFields(byRow([...faults, ...outside]))
    for (const unit of plan) await (known.has(unit.id) ? updateUnit(tx, unit, now) : insertUnit(tx, unit, now))
    await kernel.caches.changed(tx, cacheNames.directory, now)
    const changed = plan.filter((unit) => known.has(unit.id)).length
    await record(kernel, tx, actor, 'unit.import', 'unit:*', { units: plan.map((unit) => unit.id) }, now)
    return ok({ created: plan.length - changed, changed })
  })

const outOfReach = (row: UnitRow, reach: Reach, directory: Directory): FieldFault[] => {
  if (reach.whole) return []
  const unit = directory.unit(row.id.trim())
  if (unit && !reach.has(unit.id)) return [{ path: `${row.row}.id`, code: 'access.not-your-unit', params: { unit: unit.id } }]
  const had = unit?.scopes.map((scope) => scope.prefix) ?? []
  const areas = row.areas.split(/[\s,;，；、]+/).filter((area) => area !== '' && !had.includes(area))
  const parent = row.parent.trim() || null
  const draft = {
    id: row.id,
    name: '',
    nameEn: '',
    kind: 'organisation',
    parent,
    scopes: areas.map((prefix) => ({ prefix, kinds: [] })),
    validFrom: '',
    validTo: null,
  } as const
  return reachFaults(draft, reach, directory, unit?.parent !== parent).map((fault) => ({
    ...fault,
    path: `${row.row}.${fault.path === 'parent' ? 'parent' : 'areas'}`,
  }))
}

/** A first password that the import made, to be handed to its owner; it is shown once. */
export interface FirstPassword {
  readonly login: string
  readonly name: string
  readonly password: string
}

/** Writes a sheet of staff, all or nothing: new people get an account and a first password, known ones the roles they did not have. Faults are told by row. */
export const importStaff = async (
  kernel: Kernel,
  actor: Actor,
  rows: readonly StaffRow[],
  now: Date,
): Promise<Result<{ created: FirstPassword[]; changed: number }>> => {
  const firsts = await firstPasswords(kernel, rows)
  return administer(kernel, async (tx, directory) => {
    const today = (await dayOf(kernel))(now)
    const reach = reachOf(actor, directory, 'administrator')
    const manage = (unit: string): 'yes' | 'no' | 'unknown' => (!directory.isOpen(unit, today) ? 'unknown' : reach.has(unit) ? 'yes' : 'no')
    const { plan, faults } = planStaff(rows, manage)
    if (faults.length > 0) return refuseFields(byRow(faults))
    const people = await withAccounts(tx, plan)
    const refused = await staffFaults(kernel, tx, people, reach, today, now)
    if (refused.length > 0) return refuseFields(byRow(refused))
    const created: FirstPassword[] = []
    for (const person of people) {
      const first = firsts.get(person.login)
      if (!person.account && first) created.push({ login: person.login, name: person.name, password: first.password })
      await writePerson(kernel, tx, person, first?.hash ?? null, today, now)
    }
    await record(kernel, tx, actor, 'account.import', 'account:*', { created: created.length, people: people.length }, now)
    return ok({ created, changed: people.length - created.length })
  })
}

interface Person extends StaffPlan {
  readonly account: AccountRow | null
  readonly memberships: readonly Membership[]
}

/** Hashing takes its time, so it is done before the transaction begins; people who turn out to be known don't need theirs. */
const firstPasswords = async (kernel: Kernel, rows: readonly StaffRow[]): Promise<Map<string, { password: string; hash: string }>> => {
  const { argon2 } = await loadSecurity(kernel)
  const firsts = new Map<string, { password: string; hash: string }>()
  for (const login of new Set(rows.map((row) => parseLogin(row.login)))) {
    if (login === '' || (await findByLogin(kernel.db.sql, login))) continue
    const password = newPassword(kernel.random)
    firsts.set(login, { password, hash: await hashPassword(password, argon2) })
  }
  return firsts
}

const withAccounts = async (tx: Sql, plan: readonly StaffPlan[]): Promise<Person[]> => {
  const people: Person[] = []
  for (const one of plan) {
    const account = await findByLogin(tx, one.login)
    people.push({ ...one, account, memberships: account ? await readMemberships(tx, [account.id]) : [] })
  }
  return people
}

const newPosts = (person: Person, today: string): StaffPlan['posts'] =>
  person.posts.filter(
    (post) =>
      !person.memberships.some((one) => one.unit === post.unit && one.role === post.role && (one.until === null || one.until >= today)),
  )

/** What only the database can tell: people who left, people of other offices, and the three separate offices joined. */
const staffFaults = async (
  kernel: Kernel,
  tx: Sql,
  people: readonly Person[],
  reach: Reach,
  today: string,
  now: Date,
): Promise<FieldFault[]> => {
  const faults: FieldFault[] = []
  for (const person of people) {
    const open = person.memberships.filter((one) => one.until === null || one.until >= today)
    if (person.account?.state === 'left') faults.push({ path: `${person.row}.login`, code: 'access.account-left' })
    else if (person.account && !reach.whole && !open.every((one) => reach.has(one.unit)))
      faults.push({ path: `${person.row}.login`, code: 'access.not-your-person' })
    // Someone new has no id yet, but holds nothing else either.
    const account = person.account?.id ?? '00000000-0000-0000-0000-000000000000'
    const memberships = newPosts(person, today).map((post) => ({ ...post, id: '', account, since: today, until: null }))
    if (await joinsSeparate(kernel, tx, { memberships }, now)) faults.push({ path: `${person.row}.role`, code: 'access.separate-people' })
  }
  return faults
}

const writePerson = async (
  kernel: Kernel,
  tx: Sql,
  person: Person,
  passwordHash: string | null,
  today: string,
  now: Date,
): Promise<void> => {
  const { login, name, phone } = person
  const account = person.account?.id ?? (await addAccount(kernel, tx, { login, name, phone, passwordHash, mustChange: true }, now))
  if (account === null) throw new Error('a login was taken while the lock was held')
  if (person.account) {
    const key = phone === null ? null : await kernel.keys.find(tx, person.account.subjectKey)
    await updateAccount(tx, account, { name, ...(key && phone !== null ? { sealedPhone: seal(key, Buffer.from(phone)) } : {}) }, now)
    await kernel.caches.changed(tx, cacheNames.names, now)
  }
  for (const post of newPosts(person, today)) await addMembership(kernel, tx, { ...post, account, since: today, until: null }, now)
}

const byRow = (faults: readonly FieldFault[]): FieldFault[] =>
  faults.toSorted((a, b) => Number.parseInt(a.path, 10) - Number.parseInt(b.path, 10))
