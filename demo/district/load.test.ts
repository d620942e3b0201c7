import { Environment } from '@marcbachmann/cel-js'
import { describe, expect, test } from 'vitest'
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
    for (const community of communities) expect(unitCodes.has(`com.${community}`) && unitCodes.has(`grid.${community}`)).toBe(true)
  })

  test('take their names from the map', () => {
    const unit = district.units.find((each) => each.code === 'com.990101001001')
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
    for (const street of ['street.1', 'street.2', 'street.3']) expect(has(street, 'dispatcher')).toBe(true)
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
          unit?.areas.some((area) => rule.area.startsWith(area)),
          `${rule.id} ${code}`,
        ).toBe(true)
      }
    }
  })

  test('every condition is sound CEL that answers yes or no', () => {
    const environment = new Environment()
      .registerVariable('nature', 'string')
      .registerVariable('channel', 'string')
      .registerVariable('door', 'string')
      .registerVariable('text', 'string')
      .registerVariable('hour', 'int')
    for (const when of new Set(district.rules.flatMap((rule) => rule.when ?? []))) {
      const checked = environment.check(when)
      expect([when, checked.valid, checked.type]).toEqual([when, true, 'bool'])
    }
  })

  test('ideas, thanks and the rest are left to the dispatcher', () => {
    const routed = new Set(district.rules.map((rule) => rule.category))
    expect(leaves.filter((leaf) => !routed.has(leaf.code)).map((leaf) => leaf.code)).toEqual(
      expect.arrayContaining(['serve.idea', 'serve.praise', 'serve.other']),
    )
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
