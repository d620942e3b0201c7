import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, ColumnSpec } from './domain.ts'
import { readValue } from './values.ts'

const title = { zh: '列', en: 'Column' }
const column = (type: 'text' | 'number' | 'date' | 'datetime' | 'boolean'): ColumnSpec => ({ key: 'c', title, type })
const text = (value: string): Cell => ({ kind: 'text', text: value })
const digits = (value: string): Cell => ({ kind: 'number', digits: value })

const said = (cell: Cell, spec: ColumnSpec) => {
  const result = readValue(cell, spec)
  return result.ok ? result.value : result.error.code
}

describe('readValue', () => {
  it.each([
    ['2026-3-5', '2026-03-05T00:00:00'],
    ['2026/03/05 9:05', '2026-03-05T09:05:00'],
    ['2026.3.5', '2026-03-05T00:00:00'],
    ['2026年3月5日 9时5分', 'sheet.not-a-time'],
    ['2026年3月5日 9时05分', '2026-03-05T09:05:00'],
    ['２０２６－０３－０５', '2026-03-05T00:00:00'],
    ['2026-03-05T09:05:07.123', '2026-03-05T09:05:07'],
    ['20260305', '2026-03-05T00:00:00'],
    ['2026-02-29', 'sheet.not-a-time'],
    ['2026-03-05 24:00', 'sheet.not-a-time'],
    ['03/05/2026', 'sheet.not-a-time'],
    ['昨天', 'sheet.not-a-time'],
  ])('reads the moment %j as %j', (given, expected) => expect(said(text(given), column('datetime'))).toBe(expected))

  it('reads any day in any form, and refuses days that are not', () => {
    const day = fc.date({ min: new Date('1911-01-01'), max: new Date('2198-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (given) => {
        const date = given.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = date.split('-').map(Number)
        const serial = Math.floor(given.getTime() / 86_400_000) + 25_569
        const forms = [
          text(date),
          text(`${year}/${month}/${dayOfMonth}`),
          text(`${year}年${month}月${dayOfMonth}日`),
          text(date.replaceAll('-', '')),
          digits(String(serial)),
        ]
        expect(forms.map((form) => said(form, column('date')))).toEqual(forms.map(() => date))
        expect(said(text(`${year}-${month}-32`), column('date'))).toBe('sheet.not-a-date')
        expect(said(text(`${year}-13-${dayOfMonth}`), column('date'))).toBe('sheet.not-a-date')
      }),
    )
  })

  it.each([
    ['1,234.5', 1234.5],
    ['12,34', 'sheet.not-a-number'],
    ['１２', 12],
    ['1e3', 'sheet.not-a-number'],
    ['0x10', 'sheet.not-a-number'],
    ['Infinity', 'sheet.not-a-number'],
    ['12人', 'sheet.not-a-number'],
  ])('reads the number %j as %j', (given, expected) => expect(said(text(given), column('number'))).toBe(expected))

  it('keeps digits of numbers in text columns, or says that Excel lost them', () => {
    expect(said(digits('13800000000'), column('text'))).toBe('13800000000')
    expect(said(digits('0.1'), column('text'))).toBe('0.1')
    expect(said(digits('110101199001011234'), column('text'))).toBe('sheet.digits-lost')
    expect(said({ kind: 'date', at: '2026-03-05T00:00:00' }, column('text'))).toBe('2026-03-05')
    expect(said({ kind: 'date', at: '2026-03-05T09:30:00' }, column('text'))).toBe('2026-03-05 09:30:00')
  })

  it('counts characters, not code units, and takes space and unseen marks for empty', () => {
    expect(said(text('😀😀'), { key: 'c', title, type: 'text', maxLength: 2 })).toBe('😀😀')
    expect(said(text('甲乙丙'), { key: 'c', title, type: 'text', maxLength: 2 })).toBe('sheet.too-long')
    expect(said(text('\u3000\u200B \u00A0'), column('text'))).toBeNull()
    expect(said(text('  甲\u202E乙\r\n丙 '), column('text'))).toBe('甲乙\n丙')
  })
})
