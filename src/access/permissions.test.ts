import { describe, expect, it } from 'vitest'
import { roles } from '../kernel/actor.ts'
import { faultsOfTable } from '../kernel/http/check-table.ts'
import { accessRoutes } from './http.ts'
import { setUpRoutes } from './http/set-up.ts'
import { accessPermissions } from './permissions.ts'
import { accessTexts, roleName, roleNamed, unitKindName, unitKindNamed } from './texts.ts'
import { unitKinds } from './domain/units.ts'
import { ok } from '../kernel/result.ts'

describe('the permissions of access', () => {
  const all = { ...accessRoutes, ...setUpRoutes(async () => ok(null)) }

  it('are known for each route, and each is used', () => {
    expect(faultsOfTable(all, (name) => Object.hasOwn(accessPermissions, name))).toEqual([])
    const used = new Set<string>(Object.values(all).map((route) => route.permission))
    expect(Object.keys(accessPermissions).filter((name) => !used.has(name))).toEqual([])
  })

  it('leave nothing to the public but signing in and out, who one is, and the first set-up', () => {
    const open = Object.entries(all).flatMap(([name, route]) => (route.permission === 'public' ? [name] : []))
    expect(open.toSorted()).toEqual([
      'access.ask-phone-code',
      'access.me',
      'access.needs-set-up',
      'access.set-up',
      'access.sign-in',
      'access.sign-in-by-phone',
      'access.sign-out',
    ])
  })

  it('keep setting up, guarding and checking apart', () => {
    expect(accessPermissions['security.manage']).toEqual(['security-officer'])
    expect(accessPermissions['administration.check']).toEqual(['auditor'])
    for (const name of ['units.manage', 'staff.manage'] as const) expect(accessPermissions[name]).toEqual(['administrator'])
  })
})

describe('the words of access', () => {
  it('name every role and kind of unit, and read them back', () => {
    for (const role of roles)
      expect([roleNamed(roleName(role, 'zh')), roleNamed(roleName(role, 'en')), roleNamed(role)]).toEqual([role, role, role])
    for (const kind of unitKinds) expect([unitKindNamed(unitKindName(kind, 'zh')), unitKindNamed(kind)]).toEqual([kind, kind])
    expect(Object.keys(accessTexts).length).toBeGreaterThan(60)
  })
})
