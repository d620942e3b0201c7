import { describe, expect, test } from 'vitest'
import { cellWords, found } from '../cells.ts'
import { lineOf, listOf } from '../fields.ts'
import { draftOfRow, registers, rowOfDraft } from './definitions.ts'
import { daysToLines, linesToDays } from './holidays.ts'
import { spansToWords, wordsToSpans } from './hours.ts'

const register = (name: string) => {
  const known = registers.find((each) => each.name === name)
  if (!known) throw new Error(`no register ${name}`)
  return known
}

describe('office hours', () => {
  test('are written and read', () => {
    expect(wordsToSpans('09:00-12:00 13:00-18:00')).toEqual([
      [540, 720],
      [780, 1080],
    ])
    expect(wordsToSpans('8：30—12：00、13:30-24:00')).toEqual([
      [510, 720],
      [810, 1440],
    ])
    expect(
      spansToWords([
        [510, 720],
        [810, 1440],
      ]),
    ).toBe('08:30-12:00 13:30-24:00')
    expect(wordsToSpans('')).toEqual([])
  })
  test('what is no span is told', () => {
    for (const words of ['九点到十二点', '12:00-09:00', '09:00-25:00', '09:00']) expect(wordsToSpans(words)).toBeNull()
  })
})

test('the days of a notice are lines; a bad line is told', () => {
  const days = [
    { date: '2026-01-01', name: '元旦', isOffDay: true },
    { date: '2026-01-04', name: '元旦', isOffDay: false },
  ]
  expect(linesToDays(daysToLines(days))).toEqual({ days, bad: [] })
  expect(linesToDays('2026-01-01 休 元旦\n元月二日 休').bad).toEqual(['元月二日 休'])
})

describe('rows and their forms', () => {
  test('a category goes through its form unchanged', () => {
    const row = {
      code: 'road.lamp',
      tree: 'requests',
      parent: 'road',
      name: '路灯',
      nameEn: 'Lamps',
      keywords: ['路灯', '灯杆'],
      respond: null,
      handle: { value: 5, unit: 'workday' },
      listItem: null,
      source: '条例',
      inUse: true,
    }
    const categories = register('categories')
    expect(draftOfRow(categories, row)['keywords']).toBe('路灯、灯杆')
    expect(rowOfDraft(categories, draftOfRow(categories, row), row)).toEqual(row)
  })
  test('emptied parts are null or empty text, as the server wants them', () => {
    const row = rowOfDraft(
      register('routing'),
      { category: '*', lead: 'street-1', reason: '兜底', assistants: ['', 'a'], handle: { unit: 'hour' } },
      {},
    )
    expect(row).toEqual({
      category: '*',
      prefix: '',
      condition: null,
      lead: 'street-1',
      assistants: ['a'],
      listItem: null,
      handle: null,
      reason: '兜底',
    })
  })
  test('hours go through their form unchanged; hours that cannot be read name their day', () => {
    const hours = register('hours')
    const row = { unit: 'district', byWeekday: [[], [[540, 720]], [[540, 720]], [[540, 720]], [[540, 720]], [[540, 720]], []], makeUpAs: 1 }
    const draft = draftOfRow(hours, row)
    expect(rowOfDraft(hours, draft, row)).toEqual(row)
    expect(() => rowOfDraft(hours, { ...draft, tue: 'all day' }, row)).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path: 'tue' })] }),
    )
  })
})

test('cells say any shape in words, and are searched by them', () => {
  expect([
    cellWords(null, 'zh'),
    cellWords(true, 'zh'),
    cellWords(['a', 'b'], 'en'),
    cellWords({ zh: '中', en: 'E' }, 'en'),
    cellWords({ value: 5, unit: 'workday' }, 'zh'),
  ]).toEqual(['', '是', 'a, b', 'E', '5 个工作日'])
  expect(found([{ name: '路灯' }, { name: '垃圾' }], ' 路 ', 'zh')).toEqual([{ name: '路灯' }])
})

test('lists are typed as a line', () => {
  expect(listOf('路灯、 灯杆,灯泡；')).toEqual(['路灯', '灯杆', '灯泡'])
  expect([lineOf(['a', 'b']), lineOf(undefined)]).toEqual(['a、b', ''])
})
