import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCounts, type CountName } from './count.ts'
import { figuresOf, formulae, published, publishedRate, together, type Line, type Parted } from './figures.ts'

const counts = (some: Partial<Record<CountName, number>>): Parted['kept'] => ({ ...noCounts(), ...some })
const line = (id: string, received: number): Line => ({ id, line: { kept: counts({ received }), excluded: counts({}) } })

describe('rates', () => {
  it('are told raw and without the excluded, side by side', () => {
    const { counts: all, rates } = figuresOf({ kept: counts({ due: 8, on_time: 8 }), excluded: counts({ due: 2, late: 2 }) }, formulae)
    expect(all.due).toBe(10)
    expect(rates['on-time']).toEqual({ raw: { n: 8, of: 10, share: 0.8 }, adjusted: { n: 8, of: 8, share: 1 } })
  })

  it('have no share when nothing could be counted', () => {
    const { rates } = figuresOf({ kept: counts({ received: 3 }), excluded: counts({}) }, formulae)
    for (const rate of Object.values(rates)) expect(rate.raw).toEqual({ n: 0, of: 0, share: null })
  })

  it('count as satisfied those who were fairly so, as the data weigh it, over all who said', () => {
    const { rates } = figuresOf({ kept: counts({ satisfied: 5, basically: 3, unsatisfied: 2, rated: 7 }), excluded: counts({}) }, formulae)
    expect(rates['satisfied']?.raw).toEqual({ n: 8, of: 10, share: 0.8 })
    const strict = {
      ...formulae,
      rates: formulae.rates.map((rate) => (rate.id === 'satisfied' ? { ...rate, top: { satisfied: 1, basically: 0.6 } } : rate)),
    }
    expect(
      figuresOf({ kept: counts({ satisfied: 5, basically: 3, unsatisfied: 2 }), excluded: counts({}) }, strict).rates['satisfied']?.raw
        .share,
    ).toBeCloseTo(0.68)
  })

  it('each name a source and are worded in both languages', () => {
    for (const rate of formulae.rates) expect([rate.source, rate.words.zh, rate.words.en].every((text) => text.length > 3)).toBe(true)
  })
})

describe('small cells', () => {
  it('are shown together, with one more line when the rest alone would give them away', () => {
    const shown = published([line('a', 40), line('b', 3), line('c', 12)], 5)
    expect(shown.map(({ id, line: each }) => [id, each.kept.received])).toEqual([
      ['a', 40],
      [null, 15],
    ])
    expect(published([line('a', 40), line('b', 3), line('c', 4)], 5).map(({ id }) => id)).toEqual(['a', null])
    expect(published([line('a', 40), line('b', 5)], 5).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('never leave a number below the bound, and never change the total', () => {
    const lines = fc
      .array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 })
      .map((numbers) => numbers.map((n, index) => line(`c${index}`, n)))
    fc.assert(
      fc.property(lines, (given) => {
        const shown = published(given, 5)
        const sum = together(given.map((each) => each.line)).kept.received
        expect(together(shown.map((each) => each.line)).kept.received).toBe(sum)
        for (const each of shown) if (each.id !== null || sum >= 5) expect(each.line.kept.received).toBeGreaterThanOrEqual(5)
      }),
    )
  })

  it('hold for what a rate is made of, too', () => {
    expect(publishedRate({ n: 4, of: 4, share: 1 }, 5)).toBeNull()
    expect(publishedRate({ n: 5, of: 5, share: 1 }, 5)).toEqual({ n: 5, of: 5, share: 1 })
  })
})
