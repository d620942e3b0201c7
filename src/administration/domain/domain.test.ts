import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createZone } from '../../kernel/calendar/day.ts'
import { computeDue } from '../../kernel/calendar/due.ts'
import { loadNotices } from '../../kernel/calendar/load.ts'
import { buildWorkingCalendar } from '../../kernel/calendar/working.ts'
import { usualHours } from '../../kernel/district.ts'
import { parseSpans, spansText, weekFaults } from './hours.ts'
import { limitCells, limitFaults, limitFrom, limitUnits } from './limits.ts'
import { canonical, versionOf } from './thing.ts'

const district = { zone: createZone('Asia/Shanghai'), calendar: buildWorkingCalendar(loadNotices()), hours: usualHours }
const units = limitUnits.map((unit) => unit.code)

describe('limits', () => {
  it('whatever is accepted can be counted from any day of the present', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: -2, max: 5000 }), fc.double({ min: 0.01, max: 200, noNaN: true })),
        fc.constantFrom(...units),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
        (value, unit, start) => {
          const limit = { value, unit }
          if (limitFaults(limit, 'handle').length > 0) return
          expect(computeDue(limit, start, district).due.getTime()).toBeGreaterThan(start.getTime())
        },
      ),
      { numRuns: 300 },
    )
  })

  it('goes through its cells and keeps its closing while figure and unit stay', () => {
    const limit = { value: 5, unit: 'workday', closing: 'office' } as const
    expect(limitFrom(limitCells('handle', limit), 'handle', limit)).toEqual({ limit, faults: [] })
    expect(limitFrom(limitCells('handle', limit), 'handle', null).limit).toEqual({ value: 5, unit: 'workday' })
    expect(limitFrom({ handle: null, handleUnit: 'hour' }, 'handle', null).faults[0]?.path).toBe('handle')
    expect(limitFrom({ handle: 3, handleUnit: null }, 'handle', null).faults[0]?.path).toBe('handleUnit')
  })
})

describe('office hours', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 1440 }))

  it('any spans written are read again', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), (spans) => {
        expect(parseSpans(spansText(spans))).toEqual(spans)
      }),
    )
  })

  it('whatever is accepted, a limit in working hours ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(span, { maxLength: 2 }), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 0, max: 6 }),
        (byWeekday, makeUpAs) => {
          if (weekFaults({ byWeekday, makeUpAs }).length > 0) return
          const hours = { byWeekday, makeUpAs: makeUpAs as 0 }
          expect(
            computeDue({ value: 1, unit: 'workhour' }, new Date('2026-03-02T01:00:00Z'), { ...district, hours }).due.getTime(),
          ).toBeGreaterThan(0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reads what people write', () => {
    expect(parseSpans('９：００—12:00、13:00 至 18:00')).toEqual([
      [540, 720],
      [780, 1080],
    ])
    for (const bad of ['9-12', '25:00-26:00', '09:60-10:00', 'closed', '09:00-12:00-13:00']) expect(parseSpans(bad), bad).toBeNull()
    expect(parseSpans('')).toEqual([])
  })
})

describe('versions', () => {
  it('do not depend on the order of keys, and tell any other content apart', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(versionOf(turned)).toBe(versionOf(value))
      }),
    )
    expect(canonical({ a: [1, null], b: undefined })).toBe('{"a":[1,null]}')
    expect(versionOf({ a: 1 })).not.toBe(versionOf({ a: '1' }))
  })
})
