import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, atLocalTime, createZone, formatDay, localParts, parseDay, readDay, startOfDay, toDay, weekdayOf } from './day.ts'

const shanghai = createZone('Asia/Shanghai')
const newYork = createZone('America/New_York')

describe('days', () => {
  test('are read and written as dates', () => {
    expect(parseDay('1970-01-01')).toBe(0)
    expect(parseDay('2026-10-01')).toBe(Date.UTC(2026, 9, 1) / 86_400_000)
    expect(formatDay(parseDay('2024-02-29'))).toBe('2024-02-29')
  })

  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '2026-00-10', '', '2026-10-01T00:00', ' 2026-10-01'])('%j is no day', (text) => {
    expect(readDay(text)).toBeUndefined()
    expect(() => parseDay(text)).toThrow(RangeError)
  })

  test('know their weekday, also before 1970', () => {
    expect(weekdayOf(parseDay('2026-11-22'))).toBe(0)
    expect(weekdayOf(parseDay('2026-10-01'))).toBe(4)
    expect(weekdayOf(parseDay('1969-12-31'))).toBe(3)
  })

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-11-15', 2, '2027-01-15'],
    ['2026-08-31', 1, '2026-09-30'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(formatDay(addMonths(parseDay(from), months))).toBe(to)
  })
})

describe('zones', () => {
  test('Shanghai is eight hours ahead', () => {
    expect(startOfDay(parseDay('2026-10-01'), shanghai).toISOString()).toBe('2026-09-30T16:00:00.000Z')
    expect(toDay(new Date('2026-09-30T15:59:59.999Z'), shanghai)).toBe(parseDay('2026-09-30'))
    expect(toDay(new Date('2026-09-30T16:00:00Z'), shanghai)).toBe(parseDay('2026-10-01'))
    expect(atLocalTime(parseDay('2026-10-01'), 1440, shanghai)).toEqual(startOfDay(parseDay('2026-10-02'), shanghai))
  })

  test('Shanghai had summer time until 1991', () => {
    expect(atLocalTime(parseDay('1988-07-01'), 0, shanghai).toISOString()).toBe('1988-06-30T15:00:00.000Z')
  })

  test('a time skipped in New York moves forward', () => {
    expect(atLocalTime(parseDay('2018-03-11'), 150, newYork).toISOString()).toBe('2018-03-11T07:30:00.000Z')
    expect(localParts(atLocalTime(parseDay('2018-03-11'), 150, newYork), newYork)).toMatchObject({ hour: 3, minute: 30 })
    expect(atLocalTime(parseDay('2018-03-11'), 119, newYork).toISOString()).toBe('2018-03-11T06:59:00.000Z')
    expect(atLocalTime(parseDay('2018-03-11'), 180, newYork).toISOString()).toBe('2018-03-11T07:00:00.000Z')
  })

  test('of a doubled time in New York the first is taken', () => {
    expect(atLocalTime(parseDay('2018-11-04'), 90, newYork).toISOString()).toBe('2018-11-04T05:30:00.000Z')
    expect(atLocalTime(parseDay('2018-11-04'), 120, newYork).toISOString()).toBe('2018-11-04T07:00:00.000Z')
  })

  test('a day without midnight begins when it begins', () => {
    const saoPaulo = createZone('America/Sao_Paulo')
    expect(startOfDay(parseDay('2018-11-04'), saoPaulo).toISOString()).toBe('2018-11-04T03:00:00.000Z')
    expect(localParts(startOfDay(parseDay('2018-11-04'), saoPaulo), saoPaulo)).toMatchObject({ hour: 1, day: parseDay('2018-11-04') })
  })

  test('an unknown zone and a time that is none are faults', () => {
    expect(() => createZone('Asia/Peking')).toThrow(RangeError)
    expect(() => toDay(new Date(Number.NaN), shanghai)).toThrow(RangeError)
  })

  test('parts name what the wall clock shows', () => {
    expect(localParts(new Date('2026-11-22T16:05:09.250Z'), shanghai)).toEqual({
      day: parseDay('2026-11-23'),
      year: 2026,
      month: 11,
      date: 23,
      weekday: 1,
      hour: 0,
      minute: 5,
      second: 9,
      msOfDay: 309_250,
    })
  })

  test.each(['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia'])(
    'the tables of %s agree with Intl at any instant',
    (name) => {
      const zone = createZone(name)
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' })
      const instants = fc.integer({ min: Date.UTC(1975, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 }).map((seconds) => seconds * 1000)
      fc.assert(
        fc.property(instants, (instant) => {
          const local = new Date(instant + zone.offsetAt(instant)).toISOString().slice(0, 19).replace('T', ' ')
          expect(local).toBe(format.format(instant))
        }),
        { numRuns: 500 },
      )
    },
  )

  test('every wall-clock time that exists comes back from its instant', () => {
    const minutes = fc.integer({ min: 0, max: 1439 })
    const days = fc.integer({ min: parseDay('2000-01-01'), max: parseDay('2030-12-31') })
    fc.assert(
      fc.property(days, minutes, (day, minute) => {
        const parts = localParts(atLocalTime(day, minute, newYork), newYork)
        expect(parts.day).toBe(day)
        const found = parts.msOfDay / 60_000
        expect(found === minute || (found === minute + 60 && minute >= 120 && minute < 180)).toBe(true)
      }),
    )
  })
})
