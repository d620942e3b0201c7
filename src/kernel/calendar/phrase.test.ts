import { describe, expect, test } from 'vitest'
import { computeDue, type Limit } from './due.ts'
import { at, china } from './fixtures.ts'
import { phraseClock, phraseDue, phraseRemaining } from './phrase.ts'
import { remaining } from './remaining.ts'

const workdays: Limit = { value: 5, unit: 'workday' }

// 2026-11-23 is a Monday.
describe('what is left', () => {
  test.each([
    [workdays, '2026-11-24 18:00', '2026-11-23 10:00', '还剩 1 个工作日', '1 working day left'],
    [workdays, '2026-11-25 00:00', '2026-11-23 10:00', '还剩 1 个工作日', '1 working day left'],
    [workdays, '2026-12-02 00:00', '2026-11-23 10:00', '还剩 6 个工作日', '6 working days left'],
    [workdays, '2026-11-24 00:00', '2026-11-21 10:00', '还剩 1 个工作日', '1 working day left'],
    [workdays, '2026-11-24 00:00', '2026-11-23 10:30', '还剩 13 小时', '13 hours left'],
    [workdays, '2026-11-23 18:00', '2026-11-23 17:20:30', '还剩 40 分钟', '40 minutes left'],
    [workdays, '2026-11-23 18:00', '2026-11-23 18:00', '还剩 0 分钟', '0 minutes left'],
    [{ value: 15, unit: 'calday' }, '2026-12-01 00:00', '2026-11-23 10:00', '还剩 7 天', '7 days left'],
    [{ value: 24, unit: 'hour' }, '2026-11-24 09:00', '2026-11-23 10:00', '还剩 23 小时', '23 hours left'],
    [{ value: 90, unit: 'hour' }, '2026-11-26 10:00', '2026-11-23 10:00', '还剩 3 天', '3 days left'],
    [{ value: 8, unit: 'workhour' }, '2026-11-24 10:00', '2026-11-23 17:00', '还剩 2 个工作小时', '2 working hours left'],
    [{ value: 8, unit: 'workhour' }, '2026-11-24 09:15', '2026-11-23 17:30', '还剩 15 小时', '15 hours left'],
    [{ value: 90, unit: 'minute' }, '2026-11-24 00:15', '2026-11-23 23:15', '还剩 1 小时', '1 hour left'],
    [workdays, '2026-11-23 18:00', '2026-11-23 18:00:01', '已超期 1 分钟', '1 minute late'],
    [workdays, '2026-11-23 18:00', '2026-11-23 21:59', '已超期 3 小时', '3 hours late'],
    [workdays, '2026-11-24 00:00', '2026-11-25 01:00', '已超期 1 个工作日', '1 working day late'],
    [workdays, '2026-11-21 00:00', '2026-11-22 12:00', '已超期 1 天', '1 day late'],
    [workdays, '2026-11-21 00:00', '2026-12-01 12:00', '已超期 6 个工作日', '6 working days late'],
    [{ value: 2, unit: 'hour' }, '2026-11-21 00:00', '2026-11-23 12:00', '已超期 2 天', '2 days late'],
  ] as const)('%j due %s at %s: %s', (limit, due, now, zh, en) => {
    const left = remaining(limit, at(due), at(now), china)
    expect([phraseRemaining(left, 'zh'), phraseRemaining(left, 'en')]).toEqual([zh, en])
  })
})

describe('when it ends', () => {
  test.each([
    ['2026-11-23 18:00', '今天 18:00 到期', 'due today 18:00'],
    ['2026-11-24 00:00', '今天 24:00 到期', 'due end of today'],
    ['2026-11-24 18:00', '明天 18:00 到期', 'due tomorrow 18:00'],
    ['2026-11-25 18:00', '周三 18:00 到期', 'due Wednesday 18:00'],
    ['2026-11-30 00:00', '周日 24:00 到期', 'due end of Sunday'],
    ['2026-11-30 09:05', '11月30日 09:05 到期', 'due 30 November 09:05'],
    ['2027-01-01 00:00', '12月31日 24:00 到期', 'due end of 31 December'],
    ['2027-01-05 18:00', '2027年1月5日 18:00 到期', 'due 5 January 2027 18:00'],
    ['2026-11-23 00:00', '昨天 24:00 到期', 'due end of yesterday'],
    ['2026-11-20 18:00', '11月20日 18:00 到期', 'due 20 November 18:00'],
  ])('%s', (due, zh, en) => {
    const now = at('2026-11-23 10:00')
    expect([phraseDue(at(due), now, china.zone, 'zh'), phraseDue(at(due), now, china.zone, 'en')]).toEqual([zh, en])
  })

  test('whole, with the word for provisional', () => {
    const now = at('2026-11-23 10:00')
    const due = at('2026-11-24 18:00')
    const left = remaining(workdays, due, now, china)
    expect(phraseClock(left, due, now, china.zone, 'zh')).toBe('还剩 1 个工作日 · 明天 18:00 到期')
    expect(phraseClock(left, due, now, china.zone, 'en')).toBe('1 working day left · due tomorrow 18:00')
    const far = computeDue({ value: 40, unit: 'workday' }, now, china)
    const words = phraseClock(remaining(workdays, far.due, now, china), far.due, now, china.zone, 'zh', far.provisional)
    expect(words).toBe('还剩 40 个工作日 · 2027年1月19日 24:00 到期 · 暂定，放假安排公布后可能调整')
  })
})
