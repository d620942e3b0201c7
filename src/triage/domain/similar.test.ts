import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distance, likelySame, sharedPairs, type Candidate } from './similar.ts'

const now = new Date('2026-03-02T01:30:00Z')
const here = { lon: 116.002, lat: 40.002 }
const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  text: '小区门口垃圾堆了三天没人收，味道很大',
  category: 'env.litter',
  area: '990101001001001',
  point: here,
  filedAt: new Date('2026-03-01T01:30:00Z'),
  ...more,
})
const sought = { text: '楼下垃圾三天没有人收了，味道大', category: 'env.litter', area: '990101001001001', point: here }
const found = (more: Partial<Candidate>): number => likelySame(sought, [candidate(more)], now).length

describe('what is likely the same', () => {
  it('is near, recent, of one category and in like words', () => {
    expect(found({})).toBe(1)
    expect(found({ point: { lon: 116.012, lat: 40.002 } })).toBe(0)
    expect(found({ filedAt: new Date('2026-01-01T00:00:00Z') })).toBe(0)
    expect(found({ category: 'road.lamp' })).toBe(0)
    expect(found({ text: '路灯不亮' })).toBe(0)
  })

  it('asks for more likeness in words while a category is not known', () => {
    const vague = '门口的味道很难闻，请看看'
    expect(likelySame({ ...sought, text: `${vague}味道大` }, [candidate({ text: vague })], now)).toHaveLength(1)
    expect(found({ category: null, text: '三天了垃圾没收' })).toBe(1)
    expect(found({ category: null, text: '门口停了很多车，三天没人管' })).toBe(0)
  })

  it('goes by the community where no point is known, and finds nothing in a whole street', () => {
    expect(found({ point: null })).toBe(1)
    expect(found({ point: null, area: '990101001001002' })).toBe(0)
    expect(likelySame({ ...sought, point: null, area: '990101001' }, [candidate({ point: null })], now)).toHaveLength(0)
  })

  it('gives at most three, likeliest first', () => {
    const many = ['a', 'b', 'c', 'd'].map((id, i) => candidate({ id, point: { lon: 116.002 + i / 2000, lat: 40.002 } }))
    expect(likelySame(sought, many.toReversed(), now).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})

describe('shared pairs', () => {
  it('are between none and all, the same both ways, and all with itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const share = sharedPairs(one, other)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        expect(sharedPairs(other, one)).toBe(share)
      }),
    )
    expect(sharedPairs('路灯不亮', '路灯，不亮！')).toBe(1)
    expect(sharedPairs('', '路灯')).toBe(0)
  })
})

it('measures metres', () => {
  expect(distance({ lon: 116, lat: 40 }, { lon: 116, lat: 40.001 })).toBeCloseTo(111.2, 1)
})
