import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RowView } from '../api/types.ts'
import { emptyQuery, isFiltered, passes, readQuery, writeQuery } from './query.ts'

const row = (more: Partial<RowView>): RowView => ({
  id: '1',
  code: '990112345678',
  procedure: { id: 'resident-request', name: '居民诉求' },
  nature: null,
  category: { id: 'road.lamp', name: '路灯不亮' },
  title: '3 号楼门口路灯坏了',
  address: '幸福里小区',
  area: { id: '990101001001', name: '书院里社区' },
  located: true,
  point: null,
  stage: { id: 'received', name: '待受理' },
  task: null,
  left: null,
  lead: null,
  filedAt: '2026-11-20T00:00:00.000Z',
  closedAt: null,
  marks: [],
  ...more,
})

test('what is written is read again', () => {
  const word = fc
    .string({ minLength: 1 })
    .map((text) => text.trim())
    .filter((text) => text !== '')
  fc.assert(
    fc.property(
      fc.record({ queue: word, category: fc.option(word), area: fc.option(word), q: fc.oneof(fc.constant(''), word) }),
      (query) => {
        expect(readQuery(writeQuery(query))).toEqual(query)
      },
    ),
  )
})

test('the usual view has an empty address', () => {
  expect(writeQuery(emptyQuery)).toBe('')
  expect(readQuery('')).toEqual(emptyQuery)
  expect(isFiltered(emptyQuery)).toBe(false)
})

test('filters take what lies below a category and an area', () => {
  expect(passes(row({}), { ...emptyQuery, category: 'road' })).toBe(true)
  expect(passes(row({}), { ...emptyQuery, category: 'sort' })).toBe(false)
  expect(passes(row({}), { ...emptyQuery, area: '990101001' })).toBe(true)
  expect(passes(row({}), { ...emptyQuery, area: '990101002' })).toBe(false)
  expect(passes(row({ category: null }), { ...emptyQuery, category: 'road' })).toBe(false)
})

test('words are looked for in title, place, code and names', () => {
  for (const q of ['路灯', '幸福里', '9901123', ' 不亮 ']) expect(passes(row({}), { ...emptyQuery, q })).toBe(true)
  expect(passes(row({}), { ...emptyQuery, q: '垃圾' })).toBe(false)
})
