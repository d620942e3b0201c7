import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles } from '../kernel/actor.ts'
import { createZone } from '../kernel/calendar/day.ts'
import { templateNames, type MatterState } from '../matters/api.ts'
import { afterQuiet, audienceOf, concernsPost, derivedId, maskAddress, sayMoment, withoutAddresses } from './domain.ts'
import { templates, templateTexts } from './templates.ts'

const zone = createZone('Asia/Shanghai')
const units = { dutyUnit: (role: string) => `u-${role}`, superiorOf: (unit: string) => (unit === 'u-top' ? null : 'u-top') }
const assignment = (unit: string, part: 'lead' | 'assistant', state: string, endedAt: string | null = null) => ({
  id: unit,
  unit,
  part,
  order: 1,
  state,
  endedAt,
})
const matter = (more: object): MatterState =>
  ({ areaCode: '990101001', aboutUnit: null, filerUnit: null, assignments: [], ...more }) as unknown as MatterState

describe('the templates', () => {
  it('have words for every notice that an act can ask for', () => {
    for (const name of templateNames) {
      const template = templates[name]
      expect(template?.body ?? template?.sms, name).toBeDefined()
      expect(Boolean(template?.sms), name).toBe(Boolean(template?.email))
      expect(Boolean(template?.title), name).toBe(Boolean(template?.body))
    }
  })

  it('use known placeholders, the same in both languages, and tell staff nothing of the resident', () => {
    const holes = (text: string): string[] => Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '').toSorted()
    for (const [key, text] of Object.entries(templateTexts)) {
      expect([...new Set(holes(text.zh))], key).toEqual([...new Set(holes(text.en))])
      for (const hole of holes(text.zh)) expect(text.also, key).toContain(hole)
      if (/\.(title|body)$/.test(key) && !key.includes('.email.')) expect(text.also, key).toEqual(['code', 'due'])
    }
  })

  it('fit into one SMS of 70 characters but for the link', () => {
    const values: Record<string, string> = {
      name: '清源区邻里',
      code: '402711839025',
      secret: 'ABCD2345',
      due: '12月29日 24:00',
      link: '',
      minutes: '5',
    }
    for (const [name, { sms }] of Object.entries(templates)) {
      const text = templateTexts[sms ?? '']?.zh.replace(/\{(\w+)\}/g, (_: string, hole: string) => values[hole] ?? '') ?? ''
      expect(Array.from(text).length, `${name}: ${text}`).toBeLessThanOrEqual(70)
    }
  })
})

describe('the audience of a notice', () => {
  it('is the lead, its approver, the open shares, the filer, or who does the common work there', () => {
    const state = matter({
      filerUnit: 'u-f',
      assignments: [
        assignment('u-a', 'lead', 'signed'),
        assignment('u-b', 'assistant', 'open'),
        assignment('u-c', 'assistant', 'waiting'),
        assignment('u-d', 'assistant', 'returned', '2026'),
      ],
    })
    expect(audienceOf('lead', undefined, state, units)).toEqual([{ unit: 'u-a', role: 'handler' }])
    expect(audienceOf('lead-approver', undefined, state, units)).toEqual([{ unit: 'u-a', role: 'approver' }])
    expect(audienceOf('assigned', undefined, state, units).map((each) => each.unit)).toEqual(['u-a', 'u-b'])
    expect(audienceOf('filer', undefined, state, units)).toEqual([{ unit: 'u-f', role: 'handler' }])
    expect(audienceOf('unit', 'u-x', state, units)).toEqual([{ unit: 'u-x', role: 'handler' }])
    expect(audienceOf('dispatcher', undefined, state, units)).toEqual([{ unit: 'u-dispatcher', role: 'dispatcher' }])
    expect(audienceOf('resident', undefined, state, units)).toEqual([])
  })

  it('are those whose work a withdrawal has just ended', () => {
    const state = matter({
      assignments: [assignment('u-old', 'lead', 'returned', '2026-01-01'), assignment('u-a', 'lead', 'cancelled', '2026-02-01')],
    })
    expect(audienceOf('assigned', undefined, state, units)).toEqual([{ unit: 'u-a', role: 'handler' }])
  })

  it('is never, for common work, the unit complained about', () => {
    for (const whom of [...roles, 'assigned', 'lead', 'lead-approver', 'filer', 'resident']) {
      for (const aboutUnit of ['u-dispatcher', 'u-supervisor', 'u-desk', 'u-top']) {
        expect(audienceOf(whom, undefined, matter({ aboutUnit }), units).some((each) => each.unit === aboutUnit)).toBe(false)
      }
    }
  })

  it('of handlers takes in all who work on matters in the unit', () => {
    const notice = { unit: 'u-a', role: 'handler' }
    expect(concernsPost(notice, { unit: 'u-a', role: 'community-worker' })).toBe(true)
    expect(concernsPost(notice, { unit: 'u-a', role: 'approver' })).toBe(false)
    expect(concernsPost(notice, { unit: 'u-b', role: 'handler' })).toBe(false)
  })
})

describe('quiet hours', () => {
  const at = (local: string): Date => new Date(`${local}+08:00`)
  it('put a message off to their end', () => {
    const quiet = { from: '21:00', to: '08:00' }
    expect(afterQuiet(at('2026-03-02T20:59'), quiet, zone)).toEqual(at('2026-03-02T20:59'))
    expect(afterQuiet(at('2026-03-02T21:00'), quiet, zone)).toEqual(at('2026-03-03T08:00'))
    expect(afterQuiet(at('2026-03-03T07:59'), quiet, zone)).toEqual(at('2026-03-03T08:00'))
    expect(afterQuiet(at('2026-03-03T08:00'), quiet, zone)).toEqual(at('2026-03-03T08:00'))
    expect(afterQuiet(at('2026-03-03T13:00'), { from: '12:30', to: '14:00' }, zone)).toEqual(at('2026-03-03T14:00'))
  })

  it('never end in quiet hours, and never in the past', () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        time,
        time,
        (now, from, to) => {
          const then = afterQuiet(now, { from, to }, zone)
          expect(then.getTime()).toBeGreaterThanOrEqual(now.getTime())
          expect(then.getTime() - now.getTime()).toBeLessThan(86_400_000)
          expect(afterQuiet(then, { from, to }, zone)).toEqual(then)
        },
      ),
    )
  })
})

describe('words and ids', () => {
  it('say a moment as people do', () => {
    expect(sayMoment(new Date('2026-03-09T10:00:00Z'), zone, 'zh')).toBe('3月9日 18:00')
    expect(sayMoment(new Date('2026-03-09T16:00:00Z'), zone, 'en')).toBe('9 March 24:00')
  })

  it('keep addresses out of faults', () => {
    expect(withoutAddresses(new Error('550 <wang.fang@example.cn> unknown, call 138 0013 8000'))).toBe('550 <<…>> unknown, call <…>')
  })

  it('show an address only so far that its owner knows it', () => {
    expect(maskAddress('19900001234')).toBe('199****1234')
    expect(maskAddress('5551201')).toBe('****01')
    expect(maskAddress('12345')).toBe('****')
    expect(maskAddress('wang.fang@example.cn')).toBe('w***@example.cn')
    expect(maskAddress('@')).toBe('***@')
  })

  it('derive ids that are UUIDs and the same each time', () => {
    expect(derivedId('a', 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(derivedId('a', 1)).toBe(derivedId('a', 1))
    expect(derivedId('a', 1)).not.toBe(derivedId('a', 2))
  })
})
