import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lexemesOf, normalised, pairsOf, queryText, termsOf } from './words.ts'

describe('cutting texts for the search', () => {
  it('takes pairs of neighbours, never over a sign or a blank', () => {
    expect(pairsOf('路灯不亮，3号楼 A座')).toEqual(['路灯', '灯不', '不亮', '3号', '号楼', 'a座'])
    expect(pairsOf('路 灯。')).toEqual([])
    expect(pairsOf('𠮷野家')).toEqual(['𠮷野', '野家'])
  })

  it('makes full-width forms and capitals plain, and leaves control characters out', () => {
    expect(normalised('ＡＢ１２\u0000É')).toBe('ab12É')
    expect(termsOf('  路灯　不亮  １２３ ')).toEqual(['路灯', '不亮', '123'])
  })

  it('finds the pairs of every part of a text among the pairs of the text', () => {
    const text = fc.string({ unit: fc.constantFrom('路', '灯', '不', '亮', ' ', '，', 'Ａ', 'a', '1', '𠮷'), maxLength: 30 })
    fc.assert(
      fc.property(text, fc.nat(30), fc.nat(30), (whole, from, length) => {
        const characters = Array.from(normalised(whole))
        const pairs = new Set(pairsOf(whole))
        expect(pairsOf(characters.slice(from, from + length).join('')).every((pair) => pairs.has(pair))).toBe(true)
      }),
    )
  })

  it('finds a matter by its areas, its month and its units', () => {
    const matter = {
      filedAt: new Date('2026-03-02T01:00:00Z'),
      areaCode: '990101001001002',
      located: true,
      knownTo: ['u-roads'],
      filerUnit: null,
      words: ['路灯', null],
    }
    expect(lexemesOf(matter)).toEqual(['路灯', '~2026-03', '@990101', '@990101001', '@990101001001', '#u-roads'])
    expect(lexemesOf({ ...matter, areaCode: '990101', located: false, knownTo: [] })).toEqual(['路灯', '~2026-03', '@990101', '@?'])
  })

  it('quotes lexemes, so that no sign in them is an operator', () => {
    expect(queryText(["a'b", 'c\\'], [['x', 'y & !z']])).toBe("'a''b' & 'c\\\\' & ('x' | 'y & !z')")
  })
})
