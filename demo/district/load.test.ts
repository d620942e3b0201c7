import { describe, expect, test } from 'vitest'
import { checkCondition, holds } from '../../src/matters/domain/conditions.ts'
import { unitFaults } from '../../src/access/domain/units.ts'
import { engineCategories, engineRules, engineStaff, engineUnits } from './engine.ts'
import { loadDistrict, nameUnit } from './load.ts'

const district = loadDistrict()
const unitCodes = new Set(district.units.map((unit) => unit.code))
const streets = ['990101001', '990101002', '990101003']
const communities = streets.flatMap((street) => [1, 2, 3, 4].map((n) => `${street}00${n}`))
const leaves = district.categories.filter((category) => category.parent !== null)

describe('categories', () => {
  test('three trees of about the size of a real street', () => {
    const count = (tree: string): number => leaves.filter((leaf) => leaf.tree === tree).length
    expect(count('requests')).toBeGreaterThanOrEqual(88)
    expect(count('hazards')).toBeGreaterThanOrEqual(30)
    expect(count('opinions')).toBe(7)
  })

  test('codes are unique, and a leaf stands under its group', () => {
    const codes = district.categories.map((category) => category.code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const leaf of leaves) expect(leaf.code.startsWith(`${leaf.parent}.`)).toBe(true)
  })

  test('every leaf has both limits, words and an item of the duty lists', () => {
    const duties = new Set(district.duties.map((duty) => duty.code))
    for (const leaf of leaves) {
      expect(leaf.limits?.handle.source, leaf.code).toBeTruthy()
      expect(leaf.keywords.length, leaf.code).toBeGreaterThan(0)
      expect(duties.has(leaf.duty ?? ''), `${leaf.code} ${leaf.duty}`).toBe(true)
      if (leaf.tree === 'requests') expect(leaf.open311?.keywords.length, leaf.code).toBeGreaterThan(0)
    }
  })
})

describe('units', () => {
  test('form one tree, and every kind and table of hours is known', () => {
    const kinds = new Set(district.unitKinds.map((kind) => kind.code))
    expect(unitCodes.size).toBe(district.units.length)
    for (const unit of district.units) {
      expect(kinds.has(unit.kind), unit.code).toBe(true)
      if (unit.parent !== null) expect(unitCodes.has(unit.parent), unit.code).toBe(true)
    }
    expect(district.units.filter((unit) => unit.parent === null).map((unit) => unit.code)).toEqual(['centre'])
    for (const kind of district.unitKinds) expect(district.hours[kind.hours], kind.code).toBeDefined()
  })

  test('areas are the three streets and twelve communities only', () => {
    const known = new Set(['990101', ...streets, ...communities])
    for (const unit of district.units) for (const area of unit.areas) expect(known.has(area), `${unit.code} ${area}`).toBe(true)
    for (const community of communities) expect(unitCodes.has(`com-${community}`) && unitCodes.has(`grid-${community}`)).toBe(true)
  })

  test('take their names from the map', () => {
    const unit = district.units.find((each) => each.code === 'com-990101001001')
    if (!unit) throw new Error('no such unit')
    expect(nameUnit({ ...unit, zh: '{area}社区居民委员会' }, () => ({ zh: '书院里', en: 'Shuyuanli' })).zh).toBe('书院里社区居民委员会')
    expect(unit.zh).not.toContain('{')
  })
})

describe('staff', () => {
  test('logins are unique and act in units that exist', () => {
    expect(new Set(district.staff.map((member) => member.login)).size).toBe(district.staff.length)
    for (const member of district.staff) for (const { unit } of member.memberships) expect(unitCodes.has(unit), unit).toBe(true)
  })

  test('the start screen names people who have that role', () => {
    for (const entry of district.tryFirst) {
      const member = district.staff.find((each) => each.login === entry.login)
      expect(
        member?.memberships.some(({ roles }) => roles.includes(entry.role)),
        entry.login,
      ).toBe(true)
    }
  })

  test('every unit that leads or helps has someone who works and, when it leads, someone who signs', () => {
    const has = (unit: string, role: string): boolean =>
      district.staff.some((member) => member.memberships.some((each) => each.unit === unit && each.roles.some((own) => own === role)))
    const leads = new Set(district.rules.map((rule) => rule.lead))
    for (const unit of leads) expect([unit, has(unit, 'handler'), has(unit, 'approver')]).toEqual([unit, true, true])
    for (const unit of district.rules.flatMap((rule) => rule.assistants)) expect([unit, has(unit, 'handler')]).toEqual([unit, true])
    for (const street of ['street-1', 'street-2', 'street-3']) expect(has(street, 'dispatcher')).toBe(true)
  })

  test('administrator, security officer and auditor are three people', () => {
    const holders = ['administrator', 'security-officer', 'auditor'].flatMap((role) =>
      district.staff
        .filter((member) => member.memberships.some(({ roles }) => roles.some((own) => own === role)))
        .map((member) => member.login),
    )
    expect(new Set(holders).size).toBe(holders.length)
  })
})

describe('routing', () => {
  test('leads and assistants exist, and their areas reach the place of the rule', () => {
    for (const rule of district.rules) {
      for (const code of [rule.lead, ...rule.assistants]) {
        const unit = district.units.find((each) => each.code === code)
        expect(
          unit?.areas.some((area) => rule.prefix.startsWith(area)),
          `${rule.id} ${code}`,
        ).toBe(true)
      }
    }
  })

  test('every condition is sound CEL over what the engine tells of a matter', () => {
    for (const condition of new Set(district.rules.flatMap((rule) => rule.condition ?? [])))
      expect([condition, checkCondition(condition, 'routing')]).toEqual([condition, null])
  })

  /** The leads of all rules that fit, the most particular first, as the engine puts them. */
  const suggested = (category: string, areaCode: string, nature = 'complaint', hour = 10): string[] => {
    const parent = leaves.find((leaf) => leaf.code === category)?.parent
    const depth = (own: string): number => (own === category ? 2 : own === parent ? 1 : 0)
    return district.rules
      .filter((rule) => depth(rule.category) > 0 && areaCode.startsWith(rule.prefix))
      .filter((rule) => rule.condition === null || holds(rule.condition, { nature, hour: BigInt(hour) }, 'routing'))
      .toSorted((a, b) => depth(b.category) - depth(a.category) || b.prefix.length - a.prefix.length || a.position - b.position)
      .map((rule) => rule.lead)
  }

  test.each([
    ['env.litter', '990101002003005', 'complaint', 10, 'street-2-city'],
    ['util.gas-leak', '990101001001001', 'help', 3, 'firm-gas'],
    ['house.crack', '990101003002001', 'help', 10, 'dept-housing'],
    ['house.roof', '990101003002001', 'help', 10, 'street-3-build'],
    ['house.pipe', '990101003002001', 'help', 10, 'com-990101003002'],
    ['noise.site', '990101001002003', 'complaint', 23, 'dept-enforce'],
    ['noise.site', '990101001002003', 'complaint', 15, 'street-1-law'],
    ['order.build-new', '990101001002003', 'accusation', 15, 'dept-enforce'],
    ['order.build-new', '990101001002003', 'complaint', 15, 'street-1-law'],
    ['care.medical', '990101001002003', 'consult', 15, 'street-1-hall'],
    ['care.medical', '990101001002003', 'complaint', 15, 'dept-medical'],
    ['noise.dance', '990101002001004', 'complaint', 20, 'police-1'],
    ['noise.dance', '990101002002004', 'complaint', 20, 'police-2'],
    ['ev.0110', '990101002002004', '', 9, 'dept-city'],
    ['ev.0102', '990101002002004', '', 9, 'street-2-city'],
    ['op.env', '990101002002004', '', 9, 'com-990101002002'],
  ])('%s in %s as %s at %i goes to %s', (category, area, nature, hour, lead) => {
    expect(suggested(category, area, nature, hour)[0]).toBe(lead)
  })

  test('where it depends on the spot, the dispatcher is shown both', () => {
    expect(suggested('park.illegal', '990101001001001')).toEqual(['street-1-build', 'dept-traffic'])
    expect(suggested('serve.idea', '990101001001001')).toEqual([])
  })

  test('ideas, thanks and the rest are left to the dispatcher', () => {
    const routed = new Set(district.rules.map((rule) => rule.category))
    expect(leaves.filter((leaf) => !routed.has(leaf.code) && !routed.has(leaf.parent ?? '')).map((leaf) => leaf.code)).toEqual(
      expect.arrayContaining(['serve.idea', 'serve.praise', 'serve.other']),
    )
  })
})

describe('in the shapes of the product', () => {
  test('units have no fault, and come after their parents', () => {
    const units = engineUnits(district, '2026-01-01')
    const known = new Map(units.map((unit) => [unit.id, unit]))
    for (const [n, unit] of units.entries()) {
      expect([unit.id, unitFaults(unit, known)]).toEqual([unit.id, []])
      if (unit.parent !== null)
        expect(
          units.findIndex((other) => other.id === unit.parent),
          unit.id,
        ).toBeLessThan(n)
      expect(unit.hours?.byWeekday).toHaveLength(7)
    }
    expect(known.get('dept-city')?.hours?.byWeekday[1]).toEqual([
      [510, 720],
      [810, 1050],
    ])
  })

  test('somebody holds every role that a unit is on duty for', () => {
    const posts = new Set(engineStaff(district).flatMap((member) => member.posts.map(({ unit, role }) => `${role}@${unit}`)))
    for (const { role, unit } of district.onDuty) expect(posts.has(`${role}@${unit}`), `${role}@${unit}`).toBe(true)
  })

  test('categories and rules keep their limits and reasons', () => {
    expect(engineCategories(district).find((category) => category.code === 'util.gas-leak')?.respond).toEqual({ value: 2, unit: 'hour' })
    expect(engineRules(district).find((rule) => rule.id.startsWith('gas-leak'))?.handle).toEqual({ value: 2, unit: 'hour' })
  })
})

describe('texts', () => {
  test('notices fill only what is known, and a Chinese SMS stays short', () => {
    const known = new Set(['code', 'secret', 'link', 'unit', 'due', 'reason', 'question', 'answer', 'days'])
    for (const notice of district.texts.notices) {
      const all = [
        notice.sms.zh,
        notice.sms.en,
        notice.email.subject.zh,
        notice.email.subject.en,
        notice.email.body.zh,
        notice.email.body.en,
      ]
      for (const text of all)
        for (const [, name] of text.matchAll(/\{(\w+)\}/g)) expect(known.has(name ?? ''), `${notice.code} ${name}`).toBe(true)
      expect(notice.sms.zh.length).toBeLessThanOrEqual(100)
    }
  })
})
