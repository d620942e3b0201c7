import { describe, expect, it } from 'vitest'
import { afterFailure, isLocked, isLogin, mayNotSendCode, parseLogin, parseMobile, passwordFaults } from './credentials.ts'

const now = new Date('2026-03-02T01:30:00Z')
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

describe('logins', () => {
  it('are one in full width, capitals and with spaces around', () => {
    expect(parseLogin(' ＺhangWEI ')).toBe('zhangwei')
    expect(['zhang.wei', '张伟', 'a1'].every(isLogin)).toBe(true)
    expect(['a', '', 'a b', '-ab', 'x'.repeat(41)].some(isLogin)).toBe(false)
  })
})

describe('passwords', () => {
  const codes = (password: string): string[] =>
    passwordFaults(password, 'zhangwei', { minLength: 10, minClasses: 3 }).map((fault) => fault.code)

  it('need length and classes, and must not hold the login', () => {
    expect(codes('Plum-blossom-7')).toEqual([])
    expect(codes('short')).toEqual(['access.password-short', 'access.password-classes'])
    expect(codes('abcdefghij12')).toEqual(['access.password-classes'])
    expect(codes('ZhangWei-2026')).toEqual(['access.password-login'])
    expect(codes('春眠不觉晓处处闻啼鸟A1')).toEqual([])
  })
})

describe('the lock', () => {
  const rules = { failures: 5, minutes: 15 }

  it('falls at the fifth failure in a row, for 15 minutes', () => {
    let attempts = { failed: 0, lockedUntil: null as Date | null }
    for (let index = 0; index < 4; index++) attempts = afterFailure(attempts, rules, now)
    expect(isLocked(attempts, now)).toBe(false)
    attempts = afterFailure(attempts, rules, now)
    expect(isLocked(attempts, later(14.9))).toBe(true)
    expect(isLocked(attempts, later(15))).toBe(false)
  })

  it('is not made longer by knocking on, and counts anew afterwards', () => {
    const locked = { failed: 0, lockedUntil: later(15) }
    expect(afterFailure(locked, rules, later(10))).toEqual(locked)
    expect(afterFailure(locked, rules, later(16))).toEqual({ failed: 1, lockedUntil: null })
  })
})

describe('telephones and codes', () => {
  it('reads mobile numbers as people write them', () => {
    expect(['+86 138-0013-8000', '８６13800138000', '13800138000', '0086 13800138000'].map(parseMobile)).toEqual(
      Array(4).fill('13800138000'),
    )
    expect(['12800138000', '1380013800', '010-62345678', ''].map(parseMobile)).toEqual(Array(4).fill(null))
  })

  it('holds off codes asked too soon or too often', () => {
    const rules = { minutes: 5, tries: 3, secondsBetween: 60, perDay: 10 }
    const last = { sentAt: now, day: '2026-03-02', sentOnDay: 10 }
    expect(mayNotSendCode(null, rules, now, '2026-03-02')).toBeNull()
    expect(mayNotSendCode(last, rules, later(0.5), '2026-03-02')).toEqual({ code: 'access.code-wait', params: { seconds: 30 } })
    expect(mayNotSendCode(last, rules, later(5), '2026-03-02')).toEqual({ code: 'access.code-day' })
    expect(mayNotSendCode(last, rules, later(60 * 24), '2026-03-03')).toBeNull()
    expect(mayNotSendCode({ ...last, sentOnDay: 9 }, rules, later(1), '2026-03-02')).toBeNull()
  })
})
