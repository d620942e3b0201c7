import { describe, expect, it } from 'vitest'
import { createZone } from '../../kernel/calendar/day.ts'
import type { Field } from '../../kernel/form/model.ts'
import type { Category, Procedure } from '../../matters/api.ts'
import type { Area } from '../../territory/api.ts'
import { derivedId } from '../derived.ts'
import { instantOf, judgeOrder, twiceSent, type Order, type Setting } from './domain.ts'

const label = { zh: '字', en: 'word' }
const form: Field[] = [
  { field: 'text', kind: 'text', label, required: true, min: 4, max: 2000 },
  { field: 'place', kind: 'place', label },
  { field: 'contact', kind: 'contact', label },
]
const procedure = { id: 'p', intake: { natures: [{ id: 'help', title: label }], form } } as unknown as Procedure
const category = (code: string, parent: string | null, name: string): Category => ({
  code,
  parent,
  name,
  nameEn: '',
  tree: 'requests',
  keywords: [],
  respond: null,
  handle: null,
  listItem: null,
  source: null,
})
const area = (code: string, name: string): Area => ({ code, name }) as Area

const setting: Setting = {
  source: '12345',
  procedure,
  categories: [category('a', null, '道路'), category('a.1', 'a', '道路'), category('b.1', 'b', '路灯'), category('c.1', 'c', '路灯')],
  areas: [
    area('990101001', '学苑街道'),
    area('990101001001', '静苑社区'),
    area('990101002', '林泉街道'),
    area('990101002001', '静苑社区'),
    area('990101002002', '泉北社区'),
  ],
  locate: (place) => {
    const { address = '' } = place as { address?: string }
    return { area: address.includes('静苑') ? '990101001001' : '990101', point: null, located: false }
  },
  ownArea: '990101001',
  filerUnit: 'u',
  now: new Date('2026-03-04T02:00:00Z'),
}
const order = (more: Partial<Order> = {}): Order => ({
  row: 2,
  number: 'N-1',
  receivedAt: null,
  due: null,
  nature: 'help',
  category: null,
  text: '路灯不亮了。',
  address: null,
  name: null,
  phone: null,
  anonymous: false,
  area: null,
  channel: null,
  ...more,
})
const placeOf = (more: Partial<Order>): unknown => judgeOrder(order(more), setting).request?.input['place']
const codesOf = (more: Partial<Order>): string[] => judgeOrder(order(more), setting).faults?.map(({ key, code }) => `${key}: ${code}`) ?? []

describe('an upstream order', () => {
  it('becomes a filing whose operation follows from its number', () => {
    expect(judgeOrder(order({ due: new Date('2026-03-09T16:00:00Z'), name: '王芳', phone: '19900001234' }), setting).request).toEqual({
      operation: derivedId('upstream', '12345', 'N-1'),
      procedure: 'p',
      door: 'upstream',
      channel: '12345',
      nature: 'help',
      category: null,
      anonymous: false,
      input: { text: '路灯不亮了。', place: { areaCode: '990101001' }, contact: { name: '王芳', phone: '19900001234' } },
      upstream: { source: '12345', number: 'N-1', due: '2026-03-09T16:00:00.000Z' },
      filerUnit: 'u',
    })
    expect(derivedId('upstream', '12345', 'N-1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(derivedId('upstream', '12345', 'N-2')).not.toBe(derivedId('upstream', '12345', 'N-1'))
  })

  it('does not keep who wants to stay unknown', () => {
    expect(judgeOrder(order({ anonymous: true, name: '王芳', phone: '19900001234' }), setting).request?.input).not.toHaveProperty('contact')
  })

  it('lies where its address says, within the area named, else in that area, else with the importing office', () => {
    expect(placeOf({ address: '静苑 3 号楼' })).toEqual({ address: '静苑 3 号楼' })
    expect(placeOf({ address: '静苑 3 号楼', area: '林泉街道' })).toEqual({ address: '静苑 3 号楼', areaCode: '990101002' })
    expect(placeOf({ address: '某处', area: '学苑街道/静苑社区' })).toEqual({ address: '某处', areaCode: '990101001001' })
    expect(placeOf({ address: '某处' })).toEqual({ address: '某处', areaCode: '990101001' })
    expect(placeOf({ area: '990101002002' })).toEqual({ areaCode: '990101002002' })
  })

  it('has its category by code or by a name of one only; of one below the other the lower', () => {
    const of = (given: string) => judgeOrder(order({ category: given }), setting).request?.category
    expect([of('a'), of('道路'), of('b.1')]).toEqual(['a', 'a.1', 'b.1'])
    expect(codesOf({ category: '路灯' })).toEqual(['category: upstream.category-several'])
    expect(codesOf({ category: '桥梁' })).toEqual(['category: upstream.category-unknown'])
  })

  it('is refused with all its faults at once, each at its column', () => {
    expect(
      codesOf({
        number: '-',
        nature: 'praise',
        text: '短',
        phone: '12',
        area: '静苑社区',
        receivedAt: new Date('2026-03-05T00:00:00Z'),
        due: new Date('2026-03-04T00:00:00Z'),
      }),
    ).toEqual([
      'number: upstream.number-form',
      'due: upstream.due-before',
      'receivedAt: upstream.future',
      'nature: field.not-a-choice',
      'area: upstream.area-several',
      'text: field.too-short',
      'phone: field.bad-phone',
    ])
  })

  it('stands once in a sending', () => {
    expect(twiceSent([order({ row: 2 }), order({ row: 3, number: 'N-2' }), order({ row: 4 }), order({ row: 5 })])).toEqual([
      { row: 4, key: 'number', code: 'upstream.twice', params: { row: 2 } },
      { row: 5, key: 'number', code: 'upstream.twice', params: { row: 2 } },
    ])
  })

  it('with a date as its limit ends at 24:00 of that day', () => {
    const shanghai = createZone('Asia/Shanghai')
    expect(instantOf('2026-03-09T00:00:00', shanghai, true).toISOString()).toBe('2026-03-09T16:00:00.000Z')
    expect(instantOf('2026-03-09T18:00:00', shanghai, true).toISOString()).toBe('2026-03-09T10:00:00.000Z')
    expect(instantOf('2026-03-09T00:00:00', shanghai).toISOString()).toBe('2026-03-08T16:00:00.000Z')
  })
})
