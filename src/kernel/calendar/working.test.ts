import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from './day.ts'
import { china, notice2027, notices, sharedFile } from './fixtures.ts'
import { buildWorkingCalendar, changedDays } from './working.ts'

const { calendar } = china
const works = (date: string): boolean => calendar.isWorkingDay(parseDay(date))
const anyDay = fc.integer({ min: parseDay('2014-01-01'), max: parseDay('2035-12-31') })

describe('the working calendar', () => {
  test('has make-up days, holidays and days of the next notice', () => {
    expect(works('2026-10-01')).toBe(false)
    expect(works('2018-12-29')).toBe(true)
    expect(works('2022-12-31')).toBe(false)
    expect(works('2020-02-03')).toBe(true)
    expect(calendar.nameOf(parseDay('2026-10-01'))).toBe('国庆节')
    expect(calendar.nameOf(parseDay('2026-11-10'))).toBeUndefined()
  })

  const table = sharedFile('holidays/chinese-days-1.5.7.json')
  test.skipIf(!table)('agrees with the chinese-days table on all 4,383 days of 2015 to 2026', () => {
    const other = JSON.parse(readFileSync(table ?? '', 'utf8')) as Record<'holidays' | 'workdays', Record<string, string>>
    const differing: string[] = []
    let days = 0
    for (let day = parseDay('2015-01-01'); day <= parseDay('2026-12-31'); day += 1) {
      const date = formatDay(day)
      const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
      const worked = date in other.workdays || (!isWeekend && !(date in other.holidays))
      if (worked !== calendar.isWorkingDay(day)) differing.push(date)
      days += 1
    }
    expect(days).toBe(4383)
    expect(differing).toEqual([])
  })

  test('2027 is not announced: weekends and the statutory days', () => {
    expect(calendar.announcedYears).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
    expect(calendar.announced(parseDay('2026-12-31'))).toBe(true)
    expect(calendar.announced(parseDay('2027-01-01'))).toBe(false)
    expect(calendar.announced(parseDay('2014-12-31'))).toBe(false)
    const off = ['01-01', '02-05', '02-08', '04-05', '05-01', '06-09', '09-15', '10-01']
    expect(off.filter((date) => works(`2027-${date}`))).toEqual([])
    expect(['02-04', '02-09', '04-06', '05-03', '10-04'].filter((date) => !works(`2027-${date}`))).toEqual([])
    expect(calendar.nameOf(parseDay('2027-02-05'))).toBe('春节')
  })

  test('a notice without days announces nothing; a loaded one replaces the statute', () => {
    expect(buildWorkingCalendar([...notices, { year: 2027, source: [], days: [] }]).announced(parseDay('2027-03-01'))).toBe(false)
    const loaded = buildWorkingCalendar([...notices, notice2027])
    expect(loaded.announced(parseDay('2027-12-31'))).toBe(true)
    expect(loaded.isWorkingDay(parseDay('2026-12-27'))).toBe(true)
    expect(loaded.isWorkingDay(parseDay('2027-01-04'))).toBe(false)
    // The invented notice names no Spring Festival, and nothing but the notice counts for its year.
    expect(loaded.isWorkingDay(parseDay('2027-02-08'))).toBe(true)
  })

  test('tells which days a notice changes, also in the year before', () => {
    const changed = changedDays(calendar, buildWorkingCalendar([...notices, notice2027]))
    expect(changed[0]).toBe(parseDay('2026-12-27'))
    expect(changed).toHaveLength(366)
    expect(changedDays(calendar, buildWorkingCalendar(notices))).toEqual([])
  })

  test('the later of two notices of one year counts', () => {
    const amended = { year: 2026, source: ['x'], days: [{ name: '国庆节', date: '2026-10-01', isOffDay: true }] }
    const loaded = buildWorkingCalendar([...notices, amended])
    expect(loaded.isWorkingDay(parseDay('2026-10-02'))).toBe(true)
    expect(loaded.announcedYears).toHaveLength(12)
  })

  test('years between notices are not announced', () => {
    const gap = buildWorkingCalendar(notices.filter(({ year }) => year !== 2020))
    expect(gap.announcedBetween(parseDay('2019-01-01'), parseDay('2021-01-01'))).toBe(false)
    expect(gap.announcedBetween(parseDay('2018-01-01'), parseDay('2019-12-31'))).toBe(true)
    expect(buildWorkingCalendar([]).announcedBetween(parseDay('2026-01-01'), parseDay('2026-01-01'))).toBe(false)
  })

  test('counts over new year', () => {
    // 2026-01-01 and 02 are off, 04 is worked.
    expect(formatDay(calendar.addWorkingDays(parseDay('2025-12-31'), 1))).toBe('2026-01-04')
    expect(formatDay(calendar.addWorkingDays(parseDay('2026-01-04'), -1))).toBe('2025-12-31')
    expect(calendar.workingDaysBetween(parseDay('2025-12-31'), parseDay('2026-01-05'))).toBe(2)
    expect(formatDay(calendar.rollForward(parseDay('2026-01-01')))).toBe('2026-01-04')
    expect(calendar.rollForward(parseDay('2026-01-05'))).toBe(parseDay('2026-01-05'))
  })

  test('refuses what it does not reach', () => {
    expect(() => calendar.isWorkingDay(parseDay('2101-01-01'))).toThrow(RangeError)
    expect(() => calendar.addWorkingDays(parseDay('2100-12-30'), 5)).toThrow(RangeError)
    expect(() => calendar.addWorkingDays(parseDay('2026-12-30'), 0.5)).toThrow(RangeError)
  })

  test('workingDaysBetween is the inverse of addWorkingDays', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 500 }), (day, n) => {
        const end = calendar.addWorkingDays(day, n)
        expect(calendar.isWorkingDay(end)).toBe(true)
        expect(calendar.workingDaysBetween(day, end)).toBe(n)
        expect(calendar.workingDaysBetween(end, day)).toBe(-n)
        expect(calendar.addWorkingDays(end, -n)).toBe(calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, -1))
      }),
    )
  })

  test('agrees with counting day by day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
        let slow = day
        for (let left = n; left > 0;) {
          slow += 1
          if (calendar.isWorkingDay(slow)) left -= 1
        }
        expect(calendar.addWorkingDays(day, n)).toBe(slow)
      }),
    )
  })
})
