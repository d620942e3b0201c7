import { describe, expect, test } from 'vitest'
import { asCode, codeGroups } from './code.ts'
import { dayBefore, dayWords, fullMoment, momentWords } from './moment.ts'
import { readSaved, withSaved } from './saved.ts'

test('a code stands in groups of four and is known however it is typed', () => {
  expect(codeGroups('990112345678')).toEqual(['9901', '1234', '5678'])
  expect(asCode(' 9901-1234 5678 ')).toBe('990112345678')
  expect(asCode('９９０１１２３４５６７８')).toBe('990112345678')
  expect(asCode('99011234567')).toBeNull()
  expect(asCode('路灯')).toBeNull()
})

describe('moments are those of the district', () => {
  const at = '2026-11-21T16:30:00.000Z'
  test('in words', () => {
    expect(momentWords(at, 'zh')).toBe('11/22 00:30')
    expect(dayWords(at, 'zh')).toBe('2026/11/22')
    expect(fullMoment(at, 'zh')).toContain('周日')
    expect(momentWords('soon', 'zh')).toBe('soon')
  })
  test('and days are counted back in it', () => {
    expect(dayBefore(Date.parse(at), 0)).toBe('2026-11-22')
    expect(dayBefore(Date.parse(at), 22)).toBe('2026-10-31')
  })
})

describe('saved filters', () => {
  test('what is broken counts as none', () => {
    expect([readSaved(null), readSaved('{'), readSaved('[{"name":1}]')]).toEqual([[], [], []])
  })
  test('the same name is replaced, twenty are kept', () => {
    expect(withSaved([{ name: 'a', query: '1' }], { name: 'a', query: '2' })).toEqual([{ name: 'a', query: '2' }])
    const many = Array.from({ length: 25 }, (_, i) => ({ name: String(i), query: '' })).reduce(
      withSaved,
      [] as ReturnType<typeof readSaved>,
    )
    expect([many.length, many[0]?.name]).toEqual([20, '5'])
  })
})
