import { expect, it } from 'vitest'
import { parseFileRules } from './rules.ts'
import usual from './rules.json' with { type: 'json' }

it('the usual limits are whole', () => {
  expect(parseFileRules(usual)).toEqual(usual)
})

it('tells all faults at once', () => {
  expect(() => parseFileRules({ ...usual, quality: 101, maxBytes: { exe: 1 } })).toThrow(/maxBytes[^]*quality|quality[^]*maxBytes/)
})
