import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localParts } from './day.ts'
import { computeDue, computeExtendedDue, elapsedShare, type Limit, type LimitUnit, momentAtShare, type Suspension } from './due.ts'
import { at, china, newYork, notice2027, notices } from './fixtures.ts'
import { buildWorkingCalendar } from './working.ts'

const days = (value: number, unit: LimitUnit = 'workday'): Limit => ({ value, unit })
const dueOf = (limit: Limit, start: string, suspensions: readonly (readonly [string, string])[] = [], district = china): Date =>
  computeDue(
    limit,
    at(start, district),
    district,
    suspensions.map(([from, to]) => ({ from: at(from, district), to: at(to, district) })),
  ).due

// November 2026: the 22nd is a Sunday. The week of 1 October 2026: off 1 to 7, worked on Sunday 20 September and Saturday 10 October.
describe('working days', () => {
  test.each([
    ['the start day is not counted', '2026-11-23 00:00', 1, '2026-11-25 00:00'],
    ['nor is its last minute', '2026-11-23 23:59', 1, '2026-11-25 00:00'],
    ['a week-end is not counted', '2026-11-20 10:00', 1, '2026-11-24 00:00'],
    ['a start on a day off counts from the next working day', '2026-11-21 10:00', 1, '2026-11-24 00:00'],
    ['holidays are not counted, the make-up day is', '2026-09-30 10:00', 3, '2026-10-11 00:00'],
    ['a make-up Sunday before the holiday counts', '2026-09-18 10:00', 1, '2026-09-21 00:00'],
    ['over new year by two notices', '2018-12-28 10:00', 2, '2019-01-03 00:00'],
    ['0 is the day itself', '2026-11-23 10:00', 0, '2026-11-24 00:00'],
    ['0 on a day off is the next working day', '2026-11-21 10:00', 0, '2026-11-24 00:00'],
  ])('%s', (_, start, value, due) => {
    expect(dueOf(days(value), start)).toEqual(at(due))
  })

  test('may end when the office closes, also on a make-up day', () => {
    expect(dueOf({ value: 1, unit: 'workday', closing: 'office' }, '2026-11-23 10:00')).toEqual(at('2026-11-24 18:00'))
    expect(dueOf({ value: 1, unit: 'workday', closing: 'office' }, '2026-09-18 10:00')).toEqual(at('2026-09-20 18:00'))
    expect(dueOf({ value: 0, unit: 'workday', closing: 'office' }, '2026-11-20 17:59')).toEqual(at('2026-11-20 18:00'))
    expect(dueOf({ value: 0, unit: 'workday', closing: 'office' }, '2026-11-20 18:00')).toEqual(at('2026-11-23 18:00'))
    const never = { ...china, hours: { byWeekday: [[], [], [], [], [], [], []], makeUpAs: 1 as const } }
    expect(dueOf({ value: 1, unit: 'workday', closing: 'office' }, '2026-11-23 10:00', [], never)).toEqual(at('2026-11-25 00:00'))
  })
})

describe('calendar days, months and years', () => {
  test.each([
    ['a plain one', 15, 'calday', '2026-11-02 10:00', '2026-11-18 00:00'],
    ['an end on Saturday rolls to Monday', 5, 'calday', '2026-11-16 10:00', '2026-11-24 00:00'],
    ['an end in the holiday rolls behind it', 15, 'calday', '2026-09-18 10:00', '2026-10-09 00:00'],
    ['an end on a make-up Saturday stays', 10, 'calday', '2026-09-30 10:00', '2026-10-11 00:00'],
    ['a month ends on the corresponding day', 1, 'month', '2026-10-10 10:00', '2026-11-11 00:00'],
    ['or at the end of the month', 1, 'month', '2026-08-31 10:00', '2026-10-01 00:00'],
    ['a month rolls too', 1, 'month', '2026-01-31 10:00', '2026-03-01 00:00'],
    ['a year from a leap day', 1, 'year', '2024-02-29 10:00', '2025-03-01 00:00'],
    ['years over a holiday', 1, 'year', '2025-10-01 10:00', '2026-10-09 00:00'],
  ] as const)('%s', (_, value, unit, start, due) => {
    expect(dueOf(days(value, unit), start)).toEqual(at(due))
  })
})

describe('local days', () => {
  test('keep the wall-clock time and never roll', () => {
    expect(dueOf(days(3, 'localday'), '2026-11-18 10:11:12')).toEqual(at('2026-11-21 10:11:12'))
    expect(dueOf(days(5, 'localday'), '2018-03-09 11:11:26', [], newYork).toISOString()).toBe('2018-03-14T15:11:26.000Z')
    expect(dueOf(days(90, 'localday'), '2017-12-11 02:43:56', [], newYork).toISOString()).toBe('2018-03-11T07:43:56.000Z')
    expect(dueOf(days(1, 'localday'), '2018-11-03 01:30', [], newYork).toISOString()).toBe('2018-11-04T05:30:00.000Z')
  })

  test('none from the second of two equal hours is that moment', () => {
    const second = new Date('2018-11-04T06:30:00Z')
    expect(computeDue(days(0, 'localday'), second, newYork).due).toEqual(second)
  })

  test('day limits in New York end at local midnight on days of 23 and 25 hours', () => {
    expect(dueOf(days(2, 'workday'), '2018-03-08 10:00', [], newYork).toISOString()).toBe('2018-03-13T04:00:00.000Z')
    expect(dueOf(days(2, 'workday'), '2018-11-01 10:00', [], newYork).toISOString()).toBe('2018-11-06T05:00:00.000Z')
  })
})

describe('hours', () => {
  test.each([
    ['within a morning', 2, '2026-11-23 09:30', '2026-11-23 11:30'],
    ['over lunch', 2, '2026-11-23 11:00', '2026-11-23 14:30'],
    ['that end at closing end there, not next morning', 4.5, '2026-11-23 13:30', '2026-11-23 18:00'],
    ['over night', 2, '2026-11-23 17:00', '2026-11-24 10:00'],
    ['over a week-end', 2, '2026-11-20 17:00', '2026-11-23 10:00'],
    ['from a Sunday', 1, '2026-11-22 12:00', '2026-11-23 10:00'],
    ['from a make-up Sunday', 1, '2026-09-20 12:00', '2026-09-20 14:30'],
    ['none', 0, '2026-11-22 12:00', '2026-11-22 12:00'],
    ['more than a week', 50, '2026-11-23 09:00', '2026-12-01 15:30'],
  ])('in the office %s', (_, value, start, due) => {
    expect(dueOf(days(value, 'workhour'), start)).toEqual(at(due))
  })

  test('without pause', () => {
    expect(dueOf(days(24, 'hour'), '2026-10-01 10:00')).toEqual(at('2026-10-02 10:00'))
    expect(dueOf(days(24, 'hour'), '2018-03-10 10:00', [], newYork)).toEqual(at('2018-03-11 11:00', newYork))
    expect(dueOf(days(90, 'minute'), '2026-10-01 23:00')).toEqual(at('2026-10-02 00:30'))
    expect(dueOf(days(0.5, 'hour'), '2026-10-01 23:00')).toEqual(at('2026-10-01 23:30'))
  })
})

describe('suspensions', () => {
  test.each([
    [
      'Monday to Wednesday gives two working days',
      days(5),
      '2026-11-20 10:00',
      [['2026-11-23 15:00', '2026-11-25 09:00']],
      '2026-12-02 00:00',
    ],
    ['within one day gives none', days(5), '2026-11-20 10:00', [['2026-11-23 09:00', '2026-11-23 18:00']], '2026-11-28 00:00'],
    ['over a week-end gives its working days', days(3), '2026-11-20 10:00', [['2026-11-24 09:00', '2026-11-30 09:00']], '2026-12-02 00:00'],
    ['begun before the start counts from it', days(1), '2026-11-20 10:00', [['2026-11-01 09:00', '2026-11-23 09:00']], '2026-11-25 00:00'],
    ['begun after the end counts nothing', days(1), '2026-11-20 10:00', [['2026-11-24 00:00', '2026-11-30 09:00']], '2026-11-24 00:00'],
    ['begun after a roll makes it late', days(1), '2026-11-20 10:00', [['2026-11-23 23:59', '2026-11-24 09:00']], '2026-11-25 00:00'],
    [
      'two at once count once',
      days(5),
      '2026-11-20 10:00',
      [
        ['2026-11-24 10:00', '2026-11-26 10:00'],
        ['2026-11-23 15:00', '2026-11-25 09:00'],
        ['2026-11-23 16:00', '2026-11-23 17:00'],
      ],
      '2026-12-03 00:00',
    ],
    ['calendar days count all', days(15, 'calday'), '2026-11-02 10:00', [['2026-11-06 10:00', '2026-11-09 10:00']], '2026-11-21 00:00'],
    ['and roll afterwards', days(15, 'calday'), '2026-11-02 10:00', [['2026-11-06 10:00', '2026-11-10 10:00']], '2026-11-24 00:00'],
    ['months too', days(1, 'month'), '2026-10-10 10:00', [['2026-10-12 10:00', '2026-10-13 10:00']], '2026-11-12 00:00'],
    ['local days', days(3, 'localday'), '2026-11-02 10:00', [['2026-11-03 10:00', '2026-11-05 09:00']], '2026-11-07 10:00'],
    ['office hours', days(2, 'workhour'), '2026-11-20 17:00', [['2026-11-20 17:30', '2026-11-23 09:30']], '2026-11-23 11:00'],
    ['continuous hours', days(2, 'hour'), '2026-11-20 17:00', [['2026-11-20 17:30', '2026-11-21 09:00']], '2026-11-21 10:30'],
    ['ended before it began: nothing', days(2, 'hour'), '2026-11-20 17:00', [['2026-11-20 17:30', '2026-11-20 17:10']], '2026-11-20 19:00'],
  ] as const)('%s', (_, limit, start, suspensions, due) => {
    expect(dueOf(limit, start, suspensions)).toEqual(at(due))
  })
})

describe('provisional', () => {
  const provisional = (limit: Limit, start: string): boolean => computeDue(limit, at(start), china).provisional

  test('is what rests on a year without a notice', () => {
    expect(provisional(days(1), '2026-12-30 10:00')).toBe(false)
    expect(provisional(days(2), '2026-12-30 10:00')).toBe(true)
    expect(provisional(days(31, 'calday'), '2026-11-30 10:00')).toBe(false)
    expect(provisional(days(32, 'calday'), '2026-11-30 10:00')).toBe(true)
    expect(provisional(days(1, 'year'), '2026-11-30 10:00')).toBe(true)
    expect(provisional(days(20, 'workhour'), '2026-12-30 10:00')).toBe(true)
    expect(provisional(days(400, 'localday'), '2026-12-30 10:00')).toBe(false)
    expect(provisional(days(400, 'hour'), '2026-12-30 10:00')).toBe(false)
  })

  test('ends when the notice is loaded, and the time may change', () => {
    const before = computeDue(days(2), at('2026-12-31 10:00'), china)
    const loaded = { ...china, calendar: buildWorkingCalendar([...notices, notice2027]) }
    expect(before).toEqual({ due: at('2027-01-06 00:00'), provisional: true })
    expect(computeDue(days(2), at('2026-12-31 10:00'), loaded)).toEqual({ due: at('2027-01-07 00:00'), provisional: false })
  })
})

describe('extensions', () => {
  test('in the same unit are one limit, rolled once', () => {
    expect(computeExtendedDue(days(60, 'calday'), days(30, 'calday'), at('2026-06-03 10:00'), china).due).toEqual(
      dueOf(days(90, 'calday'), '2026-06-03 10:00'),
    )
  })

  test('in another unit run from the last day', () => {
    expect(computeExtendedDue(days(5), days(10, 'calday'), at('2026-11-02 10:00'), china).due).toEqual(at('2026-11-20 00:00'))
    expect(computeExtendedDue(days(2, 'hour'), days(1), at('2026-11-02 10:00'), china).due).toEqual(at('2026-11-04 00:00'))
    expect(computeExtendedDue(days(30), days(3), at('2026-12-01 10:00'), china).provisional).toBe(true)
  })
})

describe('shares', () => {
  const share = (limit: Limit, start: string, now: string): number => elapsedShare(limit, at(start), dueOf(limit, start), at(now), china)

  test('of working days count working days only', () => {
    expect(share(days(5), '2026-11-20 10:00', '2026-11-22 10:00')).toBe(0)
    expect(share(days(5), '2026-11-20 10:00', '2026-11-24 12:00')).toBeCloseTo(0.3)
    expect(share(days(5), '2026-11-20 10:00', '2026-11-28 00:00')).toBe(1)
    expect(share(days(5), '2026-11-20 10:00', '2026-12-01 00:00')).toBeCloseTo(1.2)
    expect(share(days(0), '2026-11-20 10:00', '2026-11-20 17:00')).toBeCloseTo(0.5)
  })

  test('warnings fire in counted time', () => {
    const moment = (limit: Limit, start: string, part: number): Date => momentAtShare(at(start), dueOf(limit, start), part, limit, china)
    expect(moment(days(5), '2026-11-20 10:00', 0.5)).toEqual(at('2026-11-25 12:00'))
    expect(moment(days(2), '2026-11-19 10:00', 0.5)).toEqual(at('2026-11-21 00:00'))
    expect(moment(days(4, 'workhour'), '2026-11-20 16:00', 0.5)).toEqual(at('2026-11-20 18:00'))
    expect(moment(days(4, 'workhour'), '2026-11-20 16:00', 0.75)).toEqual(at('2026-11-23 10:00'))
    expect(moment(days(10, 'hour'), '2026-11-20 16:00', 0.8)).toEqual(at('2026-11-21 00:00'))
    expect(moment(days(10, 'calday'), '2026-11-10 16:00', 0.5)).toEqual(at('2026-11-16 00:00'))
    expect(moment(days(5), '2026-11-20 10:00', 1)).toEqual(at('2026-11-28 00:00'))
    expect(moment(days(0), '2026-11-20 10:00', 0.5)).toEqual(at('2026-11-20 17:00'))
  })

  test('leave suspended time out when it is known', () => {
    const limit = days(10, 'hour')
    const pause = [{ from: at('2026-11-20 04:00'), to: at('2026-11-20 14:00') }]
    const due = computeDue(limit, at('2026-11-20 00:00'), china, pause).due
    expect(due).toEqual(at('2026-11-20 20:00'))
    expect(elapsedShare(limit, at('2026-11-20 00:00'), due, at('2026-11-20 09:00'), china, pause)).toBeCloseTo(0.4)
    expect(elapsedShare(limit, at('2026-11-20 00:00'), due, at('2026-11-20 15:00'), china, pause)).toBeCloseTo(0.5)
    expect(momentAtShare(at('2026-11-20 00:00'), due, 0.5, limit, china, pause)).toEqual(at('2026-11-20 15:00'))
    expect(momentAtShare(at('2026-11-20 00:00'), due, 0.25, limit, china, pause)).toEqual(at('2026-11-20 02:30'))
  })
})

const anyUnit = fc.constantFrom<LimitUnit>('workday', 'calday', 'localday', 'workhour', 'hour', 'minute', 'month', 'year')
const anyLimit = fc.record({
  value: fc.integer({ min: 0, max: 40 }),
  unit: anyUnit,
  closing: fc.constantFrom('day-end' as const, 'office' as const),
})
const anyMoment = fc.date({ min: new Date('2016-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
const anyDistrict = fc.constantFrom(china, newYork)
const pausesFrom = (start: Date, pairs: readonly (readonly [number, number])[]): Suspension[] =>
  pairs.map(([after, length]) => ({
    from: new Date(start.getTime() + after * 60_000),
    to: new Date(start.getTime() + (after + length) * 60_000),
  }))
const anyPairs = fc.array(fc.tuple(fc.integer({ min: -9000, max: 60_000 }), fc.integer({ min: 0, max: 30_000 })), { maxLength: 4 })

describe('always', () => {
  test('a larger limit never ends earlier', () => {
    fc.assert(
      fc.property(anyLimit, anyMoment, anyDistrict, anyPairs, (limit, start, district, pairs) => {
        const pauses = pausesFrom(start, pairs)
        const one = computeDue(limit, start, district, pauses).due.getTime()
        expect(computeDue({ ...limit, value: limit.value + 1 }, start, district, pauses).due.getTime()).toBeGreaterThanOrEqual(one)
      }),
      { numRuns: 1000 },
    )
  })

  test('a suspension never shortens, nor does its order matter', () => {
    fc.assert(
      fc.property(anyLimit, anyMoment, anyDistrict, anyPairs, (limit, start, district, pairs) => {
        const pauses = pausesFrom(start, pairs)
        const due = computeDue(limit, start, district, pauses).due
        expect(due.getTime()).toBeGreaterThanOrEqual(computeDue(limit, start, district).due.getTime())
        expect(computeDue(limit, start, district, pauses.toReversed()).due).toEqual(due)
      }),
      { numRuns: 1000 },
    )
  })

  test('a day limit ends on a working day at its end', () => {
    const dayLimit = fc.record({ value: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom<LimitUnit>('workday', 'calday', 'month') })
    fc.assert(
      fc.property(dayLimit, anyMoment, (limit, start) => {
        const { due } = computeDue(limit, start, china)
        expect(localParts(due, china.zone).msOfDay).toBe(0)
        expect(china.calendar.isWorkingDay(localParts(due, china.zone).day - 1)).toBe(true)
        expect(due.getTime()).toBeGreaterThan(start.getTime() + 86_400_000)
      }),
    )
  })

  test('the moment of a share has that share', () => {
    const part = fc.double({ min: 0.05, max: 1, noNaN: true })
    fc.assert(
      fc.property(anyLimit, anyMoment, part, anyPairs, (limit, start, wanted, pairs) => {
        const pauses = pausesFrom(start, pairs)
        const { due } = computeDue(limit, start, china, pauses)
        const moment = momentAtShare(start, due, wanted, limit, china, pauses)
        expect(moment.getTime()).toBeLessThanOrEqual(due.getTime())
        expect(moment.getTime()).toBeGreaterThanOrEqual(start.getTime())
        const share = elapsedShare(limit, start, due, moment, china, pauses)
        // Moments are whole milliseconds, so a very short clock is only nearly at its share.
        if (due.getTime() - start.getTime() > 3_600_000 && moment < due) expect(Math.abs(share - wanted)).toBeLessThan(1e-4)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([days(-1), days(1.5), days(0.5, 'localday'), days(Number.NaN, 'hour'), days(Infinity, 'hour'), days(200, 'year')])(
    '%j is a fault',
    (limit) => {
      expect(() => computeDue(limit, at('2026-11-20 10:00'), china)).toThrow(RangeError)
    },
  )
})
