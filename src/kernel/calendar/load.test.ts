import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadNotices, parseNotice } from './load.ts'
import { calendarTexts } from './texts.ts'

const faultsOf = (json: unknown): [string, string][] => {
  const result = parseNotice(json)
  return result.ok ? [] : (result.error.fields ?? []).map(({ path, code }) => [path, code])
}

describe('holiday notices', () => {
  test('that ship are of 2015 to 2026, each with its papers', () => {
    const notices = loadNotices()
    expect(notices.map(({ year }) => year)).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
    expect(notices.every(({ source }) => source.every((paper) => paper.includes('gov.cn')))).toBe(true)
  })

  test('are read in the shape of the yearly files and in our own', () => {
    const file: unknown = JSON.parse(readFileSync(new URL('./data/notices/2026.json', import.meta.url), 'utf8'))
    const read = parseNotice(file)
    expect(read.ok && read.value.days).toHaveLength(39)
    expect(read.ok && parseNotice(read.value)).toEqual(read)
  })

  test('tell all faults at once', () => {
    const days = [
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: ' ', date: '2027-02-30', isOffDay: 'yes' },
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: '国庆节', date: '2026-10-01', isOffDay: true },
      { name: '元旦', date: '2026-12-26', isOffDay: false },
      'a day',
    ]
    expect(faultsOf({ year: 2027, papers: [], days })).toEqual([
      ['papers', 'calendar.notice.source'],
      ['days.1.name', 'calendar.notice.name'],
      ['days.1.date', 'calendar.notice.date'],
      ['days.1.isOffDay', 'calendar.notice.off'],
      ['days.2.date', 'calendar.notice.twice'],
      ['days.3.date', 'calendar.notice.outside'],
      ['days.5', 'calendar.notice.day'],
    ])
  })

  test.each([
    [undefined, [['', 'calendar.notice.shape']]],
    [[], [['', 'calendar.notice.shape']]],
    [
      {},
      [
        ['year', 'calendar.notice.year'],
        ['source', 'calendar.notice.source'],
        ['days', 'calendar.notice.days'],
      ],
    ],
    [{ year: 2027, papers: ['x'], days: [] }, [['days', 'calendar.notice.days']]],
    [
      { year: '2027', papers: ['x', 3], days: {} },
      [
        ['year', 'calendar.notice.year'],
        ['papers', 'calendar.notice.source'],
        ['days', 'calendar.notice.days'],
      ],
    ],
  ])('%j is refused', (json, faults) => {
    expect(faultsOf(json)).toEqual(faults)
    expect(faults.every(([, code = '']) => code in calendarTexts)).toBe(true)
  })

  test('a broken folder stops the start', () => {
    expect(() => loadNotices(new URL('./nowhere/', import.meta.url))).toThrow()
  })
})
