import { describe, expect, it } from 'vitest'
import { createZone } from '../../kernel/calendar/day.ts'
import { dayWords, fullMoment, momentWords, monthWords, weekOf } from './moments.ts'

const zone = createZone('Asia/Shanghai')
const now = new Date('2026-03-04T02:00:00Z')
const at = (text: string): Date => new Date(`${text}+08:00`)

describe('moments in words', () => {
  it('says days as people do', () => {
    expect(dayWords(at('2026-03-04T00:00'), now, zone, 'zh')).toBe('今天')
    expect(momentWords(at('2026-03-03T23:59'), now, zone, 'zh')).toBe('昨天 23:59')
    expect(dayWords(at('2026-02-01T08:00'), now, zone, 'en')).toBe('1 February')
    expect(dayWords(at('2025-12-31T08:00'), now, zone, 'zh')).toBe('2025年12月31日')
    expect(fullMoment(at('2026-03-04T09:05'), zone, 'zh')).toBe('2026年3月4日 09:05')
    expect(monthWords(at('2026-02-28T23:59'), zone, 'en')).toBe('February 2026')
  })

  it('tells no more than the week: Monday to Sunday', () => {
    expect(weekOf(at('2026-03-02T00:00'), now, zone, 'zh')).toEqual({ ago: 0, monday: '3月2日' })
    expect(weekOf(at('2026-03-01T23:59'), now, zone, 'zh')).toEqual({ ago: 1, monday: '2月23日' })
    expect(weekOf(at('2025-12-31T12:00'), now, zone, 'zh')).toEqual({ ago: 9, monday: '2025年12月29日' })
  })
})
