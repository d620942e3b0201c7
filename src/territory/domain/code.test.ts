import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestorsOf, areaLevels, codeLength, isValidOn, isWithin, levelOf, parentOf, parseAreaCode, parseStatisticalCode } from './code.ts'

const part = fc.integer({ min: 1, max: 999 }).map((number) => String(number).padStart(3, '0'))
const codes = fc
  .tuple(fc.integer({ min: 1101, max: 9899 }), fc.integer({ min: 1, max: 99 }), fc.array(part, { maxLength: 3 }))
  .map(([city, county, parts]) => `${city}${String(county).padStart(2, '0')}${parts.join('')}`)

describe('parseAreaCode', () => {
  it.each(['990101', '990101001', '990101001012', '990101001012003'])('reads %s', (code) => {
    expect(parseAreaCode(code)).toEqual({ ok: true, value: code })
  })

  it('forgives full-width digits and spaces', () => {
    expect(parseAreaCode(' ９９０１０１ 001 ')).toEqual({ ok: true, value: '990101001' })
  })

  it.each([
    '',
    '99010',
    '9901010',
    '99010100',
    '990101000',
    '990101001000',
    '990100',
    '0990101',
    '99010a',
    '990101001001001001',
    "990101'--",
  ])('refuses %j', (text) => {
    const result = parseAreaCode(text)
    expect(!result.ok && result.error).toMatchObject({ kind: 'invalid', code: 'territory.code.malformed' })
  })
})

describe('parseStatisticalCode', () => {
  it.each([
    ['110108014000', '110108014'],
    ['110108000000', '110108'],
    ['110108014003', '110108014003'],
    ['110108014', '110108014'],
    ['110108010000', '110108010'],
    ['110108100000', '110108100'],
  ])('%s is %s', (text, code) => {
    expect(parseStatisticalCode(text)).toEqual({ ok: true, value: code })
  })

  it.each(['110100000000', '110108000003'])('refuses %s', (text) => {
    expect(parseStatisticalCode(text).ok).toBe(false)
  })
})

describe('the tree of codes', () => {
  it('ancestors are the chain of parents', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const chain: string[] = []
        for (let parent = parentOf(code); parent !== null; parent = parentOf(parent)) chain.unshift(parent)
        expect(ancestorsOf(code)).toEqual(chain)
        expect(chain.every((ancestor) => isWithin(code, ancestor) && !isWithin(ancestor, code))).toBe(true)
        expect(areaLevels.indexOf(levelOf(code))).toBe(chain.length)
        expect(code).toHaveLength(codeLength[levelOf(code)])
      }),
    )
  })

  it('takes only whole codes for a prefix', () => {
    expect(isWithin('990101001', '9901010')).toBe(false)
    expect(isWithin('990101001', '')).toBe(false)
    expect(isWithin('990101001', '990101001')).toBe(true)
    expect(isWithin('990101002', '990101001')).toBe(false)
  })

  it('throws for what is no code', () => {
    expect(() => levelOf('99')).toThrow('not an area code')
  })
})

describe('isValidOn', () => {
  it('holds from the first to the last day', () => {
    const area = { validFrom: '2026-01-01', validTo: '2026-03-31' }
    expect(['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'].map((day) => isValidOn(area, day))).toEqual([false, true, true, false])
    expect(isValidOn({ ...area, validTo: null }, '2099-01-01')).toBe(true)
  })
})
