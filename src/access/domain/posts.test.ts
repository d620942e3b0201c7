import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../kernel/actor.ts'
import { type Absence, heldBy, type Membership, postsAt, separateRoles, separationFault } from './posts.ts'

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
const moment = (text: string) => ({ now: new Date(text), today: text.slice(0, 10) })
const member = (account: string, role: Role, since = '2026-01-01', until: string | null = null, unit = 'u-1'): Membership => ({
  id: `${account}${role}`,
  account,
  unit,
  role,
  since,
  until,
})
const away = (account: string, substitute: string, since: string, until: string): Absence => ({
  id: 'x',
  account,
  substitute,
  since: new Date(since),
  until: new Date(until),
  note: '',
})
const noScope = () => []

describe('posts', () => {
  it('are held from the first to the last day', () => {
    const memberships = [member('li', 'handler', '2026-03-01', '2026-03-03')]
    const held = (day: string): number => postsAt('li', memberships, [], noScope, moment(`${day}T08:00:00Z`)).length
    expect(['2026-02-28', '2026-03-01', '2026-03-03', '2026-03-04'].map(held)).toEqual([0, 1, 1, 0])
  })

  it('carry the areas of the unit, one post for each set of kinds', () => {
    const scopes = [
      { prefix: '990101001', kinds: [] },
      { prefix: '990101002', kinds: ['grid-hazard'] },
      { prefix: '990101003', kinds: [] },
    ]
    expect(postsAt('li', [member('li', 'handler')], [], () => scopes, moment('2026-03-01T00:00:00Z'))).toEqual([
      { unit: 'u-1', role: 'handler', prefixes: ['990101001', '990101003'], kinds: [] },
      { unit: 'u-1', role: 'handler', prefixes: ['990101002'], kinds: ['grid-hazard'] },
    ])
  })

  it('come to a substitute between the moments, and name the absent person', () => {
    const memberships = [member('li', 'approver'), member('wang', 'handler')]
    const absences = [away('li', 'wang', '2026-03-02T00:00:00Z', '2026-03-05T00:00:00Z')]
    const held = (text: string) =>
      postsAt('wang', memberships, absences, noScope, moment(text)).map((post) => `${post.role} ${post.standingInFor ?? ''}`)
    expect(held('2026-03-01T23:59:59Z')).toEqual(['handler '])
    expect(held('2026-03-02T00:00:00Z')).toEqual(['handler ', 'approver li'])
    expect(held('2026-03-05T00:00:00Z')).toEqual(['handler '])
  })

  it('are not passed on by a substitute', () => {
    const memberships = [member('li', 'approver'), member('wang', 'handler')]
    const absences = [
      away('li', 'wang', '2026-03-02T00:00:00Z', '2026-03-05T00:00:00Z'),
      away('wang', 'zhao', '2026-03-02T00:00:00Z', '2026-03-05T00:00:00Z'),
    ]
    expect(postsAt('zhao', memberships, absences, noScope, moment('2026-03-03T00:00:00Z')).map((post) => post.role)).toEqual(['handler'])
  })
})

describe('three separate people', () => {
  it('refuses two of the offices on one day, and allows one after the other', () => {
    expect(separationFault([member('li', 'administrator'), member('li', 'auditor')])).toEqual(['administrator', 'auditor'])
    expect(separationFault([member('li', 'security-officer'), member('li', 'auditor')])).not.toBeNull()
    expect(
      separationFault([member('li', 'administrator', '2026-01-01', '2026-02-01'), member('li', 'auditor', '2026-02-01')]),
    ).not.toBeNull()
    expect(separationFault([member('li', 'administrator', '2026-01-01', '2026-01-31'), member('li', 'auditor', '2026-02-01')])).toBeNull()
    expect(
      separationFault([member('li', 'administrator'), member('li', 'handler'), member('li', 'administrator', '2026-01-01', null, 'u-2')]),
    ).toBeNull()
  })

  it('counts what one stands in for, as long as one does', () => {
    const memberships = [member('li', 'auditor'), member('wang', 'administrator', '2026-01-01', '2026-03-10')]
    const fault = (since: string, until: string) => separationFault(heldBy('wang', memberships, [away('li', 'wang', since, until)], dayOf))
    expect(fault('2026-03-10T12:00:00Z', '2026-03-12T00:00:00Z')).not.toBeNull()
    expect(fault('2026-03-11T00:00:00Z', '2026-03-12T00:00:00Z')).toBeNull()
  })

  it('never gives one person two of the offices at once, whatever stands in the tables', () => {
    const people = fc.constantFrom('a', 'b', 'c')
    const role = fc.constantFrom<Role>('administrator', 'security-officer', 'auditor', 'handler')
    const memberships = fc.array(
      fc.tuple(people, role).map(([account, one]) => member(account, one)),
      { maxLength: 6 },
    )
    const absences = fc.array(
      fc.tuple(people, people).map(([account, substitute]) => away(account, substitute, '2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z')),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(memberships, absences, people, (held, gone, who) => {
        const posts = postsAt(who, held, gone, noScope, moment('2026-03-02T00:00:00Z'))
        return new Set(posts.map((post) => post.role).filter((one) => separateRoles.includes(one))).size <= 1
      }),
    )
  })
})
