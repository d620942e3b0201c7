import { createHash } from 'node:crypto'
import { addAccount, addClient, addDuty, addMembership, addUnit, hashPassword, loadSecurity } from '../src/access/api.ts'
import type { Sql } from '../src/kernel/database/open.ts'
import type { Kernel } from '../src/kernel/kernel.ts'
import { replaceRules } from '../src/triage/api.ts'
import { engineRules, engineSettings, engineStaff, engineUnits } from './district/engine.ts'
import type { District } from './district/load.ts'

/** The password of everyone in the demo; printed at start. */
export const demoPassword = 'Linli-demo-1'

/** The account of a login: always the same id, so that the committed events name it. */
export const accountId = (login: string): string => uuidOf(`account:${login}`)

/** A UUID (version 8, RFC 9562) made of a name, the same each time. */
export const uuidOf = (name: string): string => {
  const hex = createHash('sha256').update(`linli-demo:${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const since = '2020-01-01'

/** Computed before a transaction begins: it takes a while, and the embedded database has one connection. */
export const demoPasswordHash = async (kernel: Kernel): Promise<string> => hashPassword(demoPassword, (await loadSecurity(kernel)).argon2)

/** Puts units, staff, duties, routing and the demo's API key in place, in the caller's transaction. */
export const settle = async (kernel: Kernel, tx: Sql, district: District, passwordHash: string, now: Date): Promise<void> => {
  for (const { hours: _, ...draft } of engineUnits(district, since)) await addUnit(kernel, tx, draft, now)
  for (const { login, name, posts } of engineStaff(district)) {
    const id = accountId(login)
    await addAccount(kernel, tx, { id, login, name, phone: null, passwordHash, mustChange: false }, now)
    for (const post of posts) await addMembership(kernel, tx, { account: id, ...post, since, until: null }, now)
  }
  for (const duty of district.onDuty) await addDuty(kernel, tx, duty, now)
  await replaceRules(
    tx,
    engineRules(district).map((rule) => ({ ...rule, id: uuidOf(`rule:${rule.id}`) })),
  )
  const settings = [...engineSettings(district)].map(([name, value]) => ({
    name,
    value: JSON.stringify(value),
    changed_at: now,
    changed_by: 'system:demo',
  }))
  await tx
    .insertInto('setting')
    .values(settings)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  await addClient(tx, { id: 'demo', name: '开放接口演示', key: 'demo', scopes: ['read', 'submit', 'upstream'], perMinute: 240 }, now)
}
