import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyQuery, isFiltered, readQuery, writeQuery } from './query.ts'

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
