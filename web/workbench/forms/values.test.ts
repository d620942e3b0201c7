import { expect, test } from 'vitest'
import type { Field } from '../../../src/kernel/form/model.ts'
import { asList, faultMap, inputOf, partOf, pathsOf, withPart, yuanOf } from './values.ts'

const field = (name: string, more: Partial<Field> = {}): Field => ({ field: name, kind: 'text', label: { zh: name, en: name }, ...more })

test('parts of a value are changed and emptied parts go', () => {
  expect(withPart(undefined, 'phone', '138')).toEqual({ phone: '138' })
  expect(withPart({ phone: '138', name: '王' }, 'phone', '')).toEqual({ name: '王' })
  expect([partOf({ name: '王' }, 'name'), partOf(['a'], 'name'), partOf('x', 'name')]).toEqual(['王', undefined, undefined])
})

test('money is typed in yuan and kept in fen by the server', () => {
  expect([yuanOf(1250), yuanOf(1200), yuanOf('12.5'), yuanOf(undefined)]).toEqual(['12.50', '12', '12.5', ''])
})

test('only shown and filled questions are sent; no is an answer', () => {
  const fields = [field('a'), field('b', { kind: 'yes-no' }), field('c')]
  expect(inputOf(fields, { a: '', b: false, c: 'x', hidden: 'y' })).toEqual({ b: false, c: 'x' })
})

test('of two faults at one place the first counts, wherever the route held the form', () => {
  const faults = faultMap([
    { path: 'input.place.address', message: 'one' },
    { path: 'place.address', message: 'two' },
    { path: 'value.name', message: 'three' },
  ])
  expect([...faults]).toEqual([
    ['place.address', 'one'],
    ['name', 'three'],
  ])
})

test('paths of groups and lists of values', () => {
  expect(pathsOf([field('g', { kind: 'group', fields: [field('x')] })])).toEqual(['g', 'g.x'])
  expect([asList('a'), asList(''), asList(['a'])]).toEqual([['a'], [], ['a']])
})
