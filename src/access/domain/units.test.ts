import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildDirectory } from './directory.ts'
import { planStaff, planUnits, type StaffRow, type UnitRow } from './imports.ts'
import { reachOf } from './reach.ts'
import { closingFault, dutyAt, dutyKey, isDay, type Unit, type UnitDraft, unitFaults } from './units.ts'

const unit = (draft: Partial<Unit> & { id: string }): Unit => ({
  name: '单位',
  nameEn: '',
  kind: 'department',
  parent: null,
  scopes: [],
  validFrom: '2026-01-01',
  validTo: null,
  hours: null,
  version: 1,
  ...draft,
})
const mapOf = (...units: Unit[]): Map<string, Unit> => new Map(units.map((one) => [one.id, one]))
const codes = (draft: UnitDraft, others: Map<string, Unit>): string[] =>
  unitFaults(draft, others).map((fault) => `${fault.path} ${fault.code}`)

describe('units', () => {
  it('tells every fault at its field at once', () => {
    const bad = unit({
      id: 'U 1',
      name: ' ',
      kind: 'palace' as 'county',
      parent: 'nobody',
      scopes: [{ prefix: '99', kinds: [] }],
      validFrom: '2026-02-30',
      validTo: '2025-01-01',
    })
    expect(codes(bad, mapOf())).toEqual([
      'id access.unit-id',
      'name access.required',
      'kind access.unit-kind',
      'parent access.unit-unknown',
      'scopes.0.prefix access.area-prefix',
      'validFrom access.day',
      'validTo access.day-order',
    ])
  })

  it('refuses a unit under itself or under one of its own', () => {
    const others = mapOf(unit({ id: 'u-a' }), unit({ id: 'u-b', parent: 'u-a' }), unit({ id: 'u-c', parent: 'u-b' }))
    expect(codes(unit({ id: 'u-a', parent: 'u-c' }), others)).toEqual(['parent access.unit-cycle'])
    expect(codes(unit({ id: 'u-a', parent: 'u-a' }), others)).toEqual(['parent access.unit-cycle'])
    expect(codes(unit({ id: 'u-c', parent: 'u-a' }), others)).toEqual([])
  })

  it('never lets a sequence of moves make a cycle', () => {
    const moves = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 60 })
    fc.assert(
      fc.property(moves, (list) => {
        const all = mapOf(...Array.from({ length: 8 }, (_, index) => unit({ id: `u-${index}` })))
        for (const [child, parent] of list) {
          const draft = unit({ id: `u-${child}`, parent: `u-${parent}` })
          if (unitFaults(draft, all).length === 0) all.set(draft.id, draft)
        }
        for (const one of all.values()) {
          let steps = 0
          for (let at = one.parent; at !== null; at = all.get(at)?.parent ?? null) if (++steps > 8) return false
        }
        return true
      }),
    )
  })

  it('knows which days exist', () => {
    expect(['2026-02-28', '2028-02-29'].every(isDay)).toBe(true)
    expect(['2026-02-29', '2026-13-01', '2026-3-1', 'x'].some(isDay)).toBe(false)
  })

  it('names what keeps a unit open', () => {
    expect(closingFault({ openChildren: 1, members: 1, duties: 1 })).toBe('access.unit-has-children')
    expect(closingFault({ openChildren: 0, members: 1, duties: 1 })).toBe('access.unit-has-members')
    expect(closingFault({ openChildren: 0, members: 0, duties: 1 })).toBe('access.unit-has-duties')
    expect(closingFault({ openChildren: 0, members: 0, duties: 0 })).toBeNull()
  })
})

describe('duties', () => {
  it('gives the work to the unit with the longest prefix', () => {
    const duties = new Map([
      [dutyKey('dispatcher', '990101'), 'u-county'],
      [dutyKey('dispatcher', '990101001'), 'u-street-1'],
    ])
    expect(dutyAt(duties, 'dispatcher', '990101001002')).toBe('u-street-1')
    expect(dutyAt(duties, 'dispatcher', '990101002001')).toBe('u-county')
    expect(dutyAt(duties, 'desk', '990101001')).toBeNull()
    expect(dutyAt(duties, 'dispatcher', '880101')).toBeNull()
  })
})

describe('reach', () => {
  const directory = buildDirectory(
    [unit({ id: 'u-c' }), unit({ id: 'u-s', parent: 'u-c' }), unit({ id: 'u-d', parent: 'u-s' }), unit({ id: 'u-t', parent: 'u-c' })],
    [],
  )
  const post = (at: string, role: 'administrator' | 'handler') =>
    ({ kind: 'staff', id: '1', name: '', posts: [{ unit: at, role, prefixes: ['990101001'], kinds: [] }] }) as const

  it('is the unit of the post and all below, and the areas of the post', () => {
    const reach = reachOf(post('u-s', 'administrator'), directory, 'administrator')
    expect(['u-c', 'u-s', 'u-d', 'u-t'].map((one) => reach.has(one))).toEqual([false, true, true, false])
    expect(reach.hasArea('990101001003')).toBe(true)
    expect(reach.hasArea('990101')).toBe(false)
  })

  it('is whole at the top and empty for other roles', () => {
    expect(reachOf(post('u-c', 'administrator'), directory, 'administrator').whole).toBe(true)
    expect(reachOf(post('u-c', 'handler'), directory, 'administrator').has('u-c')).toBe(false)
  })
})

describe('sheets', () => {
  const row = (given: Partial<UnitRow>): UnitRow => ({
    row: 2,
    id: 'u-a',
    name: '甲',
    nameEn: '',
    kind: 'street',
    parent: '',
    areas: '',
    kinds: '',
    ...given,
  })
  const person = (given: Partial<StaffRow>): StaffRow => ({
    row: 2,
    login: 'li',
    name: '李',
    phone: '',
    unit: 'u-a',
    role: 'desk',
    ...given,
  })

  it('takes units in any order and words of either language, and gives superiors first', () => {
    const { plan, faults } = planUnits(
      [row({ row: 2, id: 'u-b', parent: 'u-a', kind: '职能部门' }), row({ row: 3, areas: '990101001，990101002' })],
      new Map(),
      '2026-03-01',
    )
    expect(faults).toEqual([])
    expect(plan.map((one) => one.id)).toEqual(['u-a', 'u-b'])
    expect(plan[0]?.scopes.map((scope) => scope.prefix)).toEqual(['990101001', '990101002'])
    expect(plan[1]?.kind).toBe('department')
  })

  it('tells faults of units by row, and plans nothing then', () => {
    const rows = [row({ row: 2 }), row({ row: 3 }), row({ row: 4, id: 'u-x', parent: 'u-y' }), row({ row: 5, id: 'u-y', parent: 'u-x' })]
    const { plan, faults } = planUnits(rows, new Map(), '2026-03-01')
    expect(plan).toEqual([])
    expect(faults.map((fault) => `${fault.path} ${fault.code}`)).toEqual([
      '3.id access.row-twice',
      '4.parent access.unit-cycle',
      '5.parent access.unit-cycle',
    ])
  })

  it('joins the rows of one person and tells faults by row', () => {
    const good = planStaff([person({}), person({ row: 3, role: '派单员' })], () => 'yes')
    expect(good.plan).toMatchObject([{ login: 'li', posts: [{ role: 'desk' }, { role: 'dispatcher' }] }])
    const bad = planStaff(
      [person({}), person({ row: 3, name: '王' }), person({ row: 4, login: 'x y', phone: '123', unit: 'u-q', role: '国王' })],
      (at) => (at === 'u-q' ? 'unknown' : 'yes'),
    )
    expect(bad.faults.map((fault) => `${fault.path} ${fault.code}`)).toEqual([
      '3.name access.row-other-name',
      '3.role access.row-twice',
      '4.login access.login-form',
      '4.phone access.phone-form',
      '4.unit access.unit-unknown',
      '4.role access.role-unknown',
    ])
  })
})
