import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createZone, DAY } from '../../../kernel/calendar/day.ts'
import type { MatterState, Procedure } from '../../../matters/api.ts'
import { answer, bare, formatOf } from '../http/format.ts'
import { cut, nameOf } from './composing.ts'
import { w3c, weekStart, windowOf } from './moments.ts'
import { list } from './parts.ts'
import { basicOf, closedStages, extendedStatuses, statusOf } from './status.ts'
import statuses from './statuses.json' with { type: 'json' }
import { actOf } from './updates.ts'

const shanghai = createZone('Asia/Shanghai')
const baltimore = createZone('America/New_York')

const stage = (holder: string | null, actions: object = {}) => ({ ...(holder ? { holder } : { final: true }), actions })
const procedure = {
  stages: {
    received: stage('dispatcher'),
    handling: stage('assigned'),
    approving: stage('lead-approver'),
    verifying: stage('desk'),
    answered: stage('resident', { 'not-fixed': {} }),
    deciding: stage('supervisor'),
    closed: stage(null),
  },
} as unknown as Procedure

const state = (at: string, more: object = {}): MatterState =>
  ({
    stage: at,
    mergedInto: null,
    closedAt: null,
    outcome: null,
    assignments: [],
    reached: {},
    rating: null,
    verification: null,
    asked: null,
    ...more,
  }) as unknown as MatterState

describe('the state that clients see', () => {
  const assigned = { reached: { accepted: 'x' }, assignments: [{ state: 'open' }] }
  it.each([
    ['open', state('received')],
    ['investigating', state('received', { reached: { accepted: 'x' } })],
    ['internal_referral', state('received', { reached: { accepted: 'x' }, assignments: [{ state: 'returned' }] })],
    ['in_progress', state('handling', assigned)],
    ['in_progress', state('approving', assigned)],
    ['in_progress', state('verifying', assigned)],
    ['in_progress', state('deciding', assigned)],
    ['closed', state('answered', assigned)],
    ['fixed', state('answered', { ...assigned, verification: { solved: true } })],
    ['closed', state('answered', { ...assigned, verification: { solved: true }, rating: { solved: false } })],
    ['fixed', state('closed', { closedAt: 'x', outcome: 'answered', rating: { solved: true } })],
    ['no_further_action', state('closed', { closedAt: 'x', outcome: 'declined' })],
    ['closed', state('closed', { closedAt: 'x', outcome: 'withdrawn' })],
    ['duplicate', state('closed', { closedAt: 'x', outcome: 'merged' })],
    ['duplicate', state('handling', { ...assigned, mergedInto: 'y' })],
  ])('%s', (expected, matter) => expect(statusOf(matter, procedure)).toBe(expected))

  it('is one of the protocol’s two as well, and the same by stage', () => {
    expect([...statuses.open, ...statuses.closed].toSorted()).toEqual([...extendedStatuses].toSorted())
    for (const name of Object.keys(procedure.stages))
      expect(basicOf(statusOf(state(name), procedure)) === 'closed').toBe(closedStages(procedure).includes(name))
  })

  it('an update that says open brings back what was answered, and nothing else', () => {
    const answered = state('answered')
    expect(actOf('open', 'fixed', answered, procedure)).toBe('not-fixed')
    expect(actOf('closed', 'fixed', answered, procedure)).toBe('attach')
    expect(actOf(null, 'closed', answered, procedure)).toBe('attach')
    expect(actOf('open', 'in_progress', state('handling', { asked: { n: 3 } }), procedure)).toBe('reply')
    expect(actOf('open', 'duplicate', answered, procedure)).toBe('attach')
  })
})

describe('moments', () => {
  it('are written with the zone’s offset', () => {
    expect(w3c(new Date('2026-03-02T01:30:05Z'), shanghai)).toBe('2026-03-02T09:30:05+08:00')
    expect(w3c(new Date('2026-07-02T01:30:05Z'), baltimore)).toBe('2026-07-01T21:30:05-04:00')
    expect(w3c(new Date('2026-01-02T01:30:05Z'), createZone('Asia/Kolkata'))).toBe('2026-01-02T07:00:05+05:30')
  })

  it('are the same moment when read back, in any zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1.5e9, max: 2e9 }), fc.constantFrom(shanghai, baltimore), (second, zone) => {
        expect(Date.parse(w3c(new Date(second * 1000), zone))).toBe(second * 1000)
        const monday = weekStart(new Date(second * 1000), zone)
        expect(w3c(monday, zone)).toMatch(/T00:00:00/)
        expect(new Date(`${w3c(monday, zone).slice(0, 10)}T00:00:00Z`).getUTCDay()).toBe(1)
        expect(second * 1000 - monday.getTime()).toBeLessThan(7 * DAY + 3_600_000)
        expect(second * 1000).toBeGreaterThanOrEqual(monday.getTime())
      }),
    )
  })

  it('a window has both ends, at most 90 days, and needs zones', () => {
    const now = new Date('2026-03-04T02:30:00Z')
    const at = (start?: string, end?: string) => windowOf({ start, end }, now, shanghai)
    expect(at()).toMatchObject({ ok: true, value: { to: now, from: new Date(now.getTime() - 90 * DAY) } })
    expect(at('2026-03-01')).toMatchObject({ ok: true, value: { from: new Date('2026-02-28T16:00:00Z') } })
    expect(at('2026-03-01T00:00:00 08:00', '2026-03-02T00:00:00Z')).toMatchObject({
      ok: true,
      value: { from: new Date('2026-02-28T16:00:00Z') },
    })
    expect(at('2026-03-01T00:00:00+0800')).toMatchObject({ ok: true })
    expect(at(undefined, '2026-03-01T00:00:00.123Z')).toMatchObject({ ok: true })
    for (const bad of ['2026-03-01T00:00:00', 'yesterday', '2026-02-30', '2026-03-01T25:00:00Z', '2026-03-01T00:00:00+99:00'])
      expect(at(bad), bad).toMatchObject({ ok: false, error: { code: 'open311.bad-date' } })
    expect(at('2026-03-02', '2026-03-01')).toMatchObject({ ok: false, error: { code: 'open311.window-order' } })
    expect(at('2025-03-02', '2026-03-01')).toMatchObject({ ok: false, error: { code: 'open311.window-long' } })
  })
})

describe('words', () => {
  it('are cut between characters, and nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !text.includes('…')),
        fc.integer({ min: 2, max: 30 }),
        (text, max) => {
          const { head, rest } = cut(text, max)
          expect(Array.from(head).length).toBeLessThanOrEqual(max)
          expect(rest === null ? head : head.slice(0, -1) + rest.slice(1)).toBe(text)
        },
      ),
    )
  })

  it('a Chinese name stands family name first', () => {
    expect(nameOf('芳', '王')).toBe('王芳')
    expect(nameOf('Mary', 'Poppins')).toBe('Mary Poppins')
    expect(nameOf(null, '王芳')).toBe('王芳')
    expect(nameOf(null, null)).toBe('')
  })

  it('go out as XML unless JSON is asked for', () => {
    expect(formatOf('/open311/v2/requests.json?x=.xml', 'text/xml')).toBe('json')
    expect(formatOf('/open311/v2/requests', 'application/json')).toBe('json')
    expect(formatOf('/open311/v2/requests', 'text/xml, application/json;q=0.5')).toBe('xml')
    expect(formatOf('/open311/v2/services/road.lamp', undefined)).toBe('xml')
    expect(bare('road.lamp.json')).toBe('road.lamp')
    const part = list('error', [{ code: 400, description: '<b> & "x"' }])
    const bytes = (format: 'xml' | 'json'): string => {
      const made = answer(format, 'errors', part)
      return 'bytes' in made && made.bytes instanceof Uint8Array ? Buffer.from(made.bytes).toString() : ''
    }
    expect(bytes('xml')).toContain('<errors><error><code>400</code><description>&lt;b&gt; &amp; "x"</description></error></errors>')
    expect(JSON.parse(bytes('json'))).toEqual([{ code: 400, description: '<b> & "x"' }])
  })
})
