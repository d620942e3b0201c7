import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../kernel/i18n.ts'
import { registerTexts } from '../texts.ts'
import data from './identifiers.json' with { type: 'json' }
import {
  checkCitizenNumber,
  checkCreditCode,
  checkFacilityCode,
  checkTelephone,
  citizenCheck,
  creditCheck,
  organisationCheck,
  readFacilityCode,
  readTelephone,
  type IdentifierCheck,
} from './identifiers.ts'

const today = '2026-03-01'
const say = createTranslator(registerTexts)
const codeOf = (check: IdentifierCheck): string => {
  if (check.ok) return 'ok'
  // Every warning has its words in both languages, with all placeholders filled.
  for (const lang of ['zh', 'en'] as const) expect(say(lang, check.warning.code, check.warning.params)).not.toContain('{')
  return check.warning.code.replace('register.id.', '')
}

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length })
const changed = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1)

const citizen = fc
  .tuple(
    fc.constantFrom(...data.citizen.provinces),
    digits(3).map((rest) => `${rest}1`),
    fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-02-28'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10).replaceAll('-', '')),
    digits(3),
  )
  .map((parts) => parts.join(''))
  .map((body) => body + citizenCheck(body))

describe('checkCitizenNumber', () => {
  it.each([
    ['11010519491231002X', 'ok'],
    ['440524188001010014', 'ok'],
    ['１１０１０５ 19491231 002x', 'ok'],
    ['110105194912310021', 'citizen.check'],
    ['11010519491331002X', 'citizen.date'],
    ['11010520260302002X', 'citizen.date'],
    ['00010519491231002X', 'citizen.region'],
    ['11000019491231002X', 'citizen.region'],
    ['1101051949123100', 'citizen.length'],
    ['1101051949123100AX', 'citizen.characters'],
    ['110105491231002', 'citizen.old'],
    ['110105499931002', 'citizen.date'],
    ['', 'citizen.length'],
  ])('%s: %s', (number, code) => expect(codeOf(checkCitizenNumber(number, today))).toBe(code))

  it('tells what an old number has become', () =>
    expect(checkCitizenNumber('110105491231002', today)).toEqual({
      ok: false,
      warning: { code: 'register.id.citizen.old', params: { now: '11010519491231002X' } },
    }))

  it('notices any one changed figure and any two changed about', () =>
    fc.assert(
      fc.property(citizen, fc.nat(17), digits(1), fc.nat(16), (number, at, figure, turn) => {
        expect(checkCitizenNumber(number, today).ok).toBe(true)
        if (number[at] !== figure) expect(checkCitizenNumber(changed(number, at, figure), today).ok).toBe(false)
        const turned = changed(changed(number, turn, number[turn + 1] ?? ''), turn + 1, number[turn] ?? '')
        if (turned !== number) expect(checkCitizenNumber(turned, today).ok).toBe(false)
      }),
    ))
})

const sign = fc.constantFrom(...Array.from(data.credit.alphabet))
const credit = fc
  .tuple(
    fc.constantFrom('91', '51', '11', '92', '52'),
    digits(6),
    fc.array(sign, { minLength: 8, maxLength: 8 }).map((signs) => signs.join('')),
  )
  .map(([kind, region, body]) => `${kind}${region}${body}${organisationCheck(body)}`)
  .map((body) => body + creditCheck(body))

describe('checkCreditCode', () => {
  it.each([
    ['91350100M000100Y43', 'ok'],
    ['91110000600037341L', 'ok'],
    ['914403001922038216', 'ok'],
    ['91440300708461136t', 'ok'],
    ['91110000600037341K', 'credit.check'],
    ['9111000060003734IL', 'credit.characters'],
    ['911100AB600037341L', 'credit.region'],
    ['9111000060003734', 'credit.length'],
    ['110000600037341', 'credit.old'],
    [`91110000600037342${creditCheck('91110000600037342')}`, 'credit.organisation'],
    [`81110000600037341${creditCheck('81110000600037341')}`, 'ok'],
    [`88110000600037341${creditCheck('88110000600037341')}`, 'credit.kind'],
  ])('%s: %s', (code, expected) => expect(codeOf(checkCreditCode(code))).toBe(expected))

  it('notices any one changed character', () =>
    fc.assert(
      fc.property(credit, fc.nat(17), sign, (code, at, other) => {
        expect(checkCreditCode(code).ok).toBe(true)
        if (code[at] !== other) expect(checkCreditCode(changed(code, at, other)).ok).toBe(false)
      }),
    ))
})

describe('checkFacilityCode', () => {
  it.each([
    ['3205080101000001', 'ok'],
    ['9901010118000042', 'ok'],
    ['99010101180042', 'facility.length'],
    ['9901019918000042', 'facility.class'],
    ['9901010118000000', 'facility.serial'],
  ])('%s: %s', (code, expected) => expect(codeOf(checkFacilityCode(code))).toBe(expected))

  it('knows its county and its parts', () => {
    expect(codeOf(checkFacilityCode('3205080101000001', '990101'))).toBe('facility.county')
    expect(codeOf(checkFacilityCode('9901010100000042'))).toBe('facility.class')
    expect(readFacilityCode('3205080101000001')).toEqual({ county: '320508', mainClass: '01', subClass: '01', serial: '000001' })
  })
})

describe('checkTelephone', () => {
  it.each([
    ['13800138000', 'mobile'],
    ['+86 138-0013-8000', 'mobile'],
    ['１３８００１３８０００', 'mobile'],
    ['010-62345678', 'landline'],
    ['(0512) 6234567', 'landline'],
    ['62345678', 'local'],
    ['62345678转801', 'local'],
    ['400 810 1234', 'service'],
    ['12345', 'service'],
    ['110', 'service'],
  ])('%s is a %s number', (text, kind) => {
    expect(readTelephone(text)?.kind).toBe(kind)
    expect(checkTelephone(text).ok).toBe(true)
  })

  it.each([
    ['1380013800', 'telephone.mobile-length'],
    ['138001380000', 'telephone.mobile-length'],
    ['张先生', 'telephone.characters'],
    ['12800138000', 'telephone.unknown'],
    ['', 'telephone.unknown'],
    ['99', 'telephone.unknown'],
  ])('%s: %s', (text, code) => expect(codeOf(checkTelephone(text))).toBe(code))

  it('notices a figure lost or won in a mobile number', () =>
    fc.assert(
      fc.property(digits(9), fc.constantFrom('3', '5', '7', '8', '9'), fc.nat(10), (rest, second, at) => {
        const number = `1${second}${rest}`
        expect(checkTelephone(number).ok).toBe(true)
        const lost = number.slice(0, at) + number.slice(at + 1)
        if (at > 1) expect(checkTelephone(lost).ok).toBe(false)
        expect(checkTelephone(`${number}0`).ok).toBe(false)
      }),
    ))
})
