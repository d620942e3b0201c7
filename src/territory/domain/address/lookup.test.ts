import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAddressIndex } from './known.ts'
import { findAddresses, sureEnough } from './lookup.ts'
import { demoIndex, labelledQueries, measure } from './samples.ts'

const areas = [
  { code: '990101', name: '清源区' },
  { code: '990101001', name: '学苑街道' },
  { code: '990101001002', name: '静苑社区' },
  { code: '990101002', name: '东升里街道' },
  { code: '990101002003', name: '东升园社区' },
]
const known = (id: string, address: string, areaCode: string, aliases: readonly string[] = []) => ({
  id,
  address,
  areaCode,
  aliases,
  point: null,
})
const index = buildAddressIndex(
  [
    known('j3', '静苑3号楼', '990101001002001', ['书院路12号', '梅园甲楼']),
    known('j3-2-501', '静苑3号楼2单元501室', '990101001002001'),
    known('j3-1-501', '静苑3号楼1单元501室', '990101001002001'),
    known('j13', '静苑13号楼', '990101001002001'),
    known('e3', '静苑东区3号楼', '990101001002002'),
    known('d3', '东升园3号楼', '990101002003001'),
    known('d3x', '静苑7号楼', '990101002003001'),
    known('j7', '静苑7号楼', '990101001002001'),
  ],
  areas,
)
const first = (text: string) => findAddresses(index, text)[0]
const sure = (text: string): string | null => ((first(text)?.confidence ?? 0) >= sureEnough ? (first(text)?.id ?? null) : null)

describe('findAddresses', () => {
  it.each([
    ['静苑三栋2单元501', 'j3-2-501'],
    ['静苑3-1-501', 'j3-1-501'],
    ['静苑3号楼', 'j3'],
    ['书院路12号', 'j3'],
    ['书院路12号院2单元501', 'j3'],
    ['景苑3号楼', 'j3'],
    ['静苑社区3号楼', 'j3'],
    ['静苑社区静苑东区3号楼', 'e3'],
    ['学苑街道静苑7号楼', 'j7'],
    ['东升里街道静苑7栋', 'd3x'],
    ['静苑3号楼501', null],
    ['静苑7号楼', null],
    ['静苑北区3号楼', null],
    ['静苑33号楼', null],
    ['海淀区静苑3号楼', null],
    ['东升里街道静苑3号楼', null],
    ['3号楼', null],
    ['', null],
  ])('%s: %s', (text, id) => expect(sure(text)).toBe(id))

  it('says why, and how far it answers', () => {
    expect(first('梅园甲楼')?.reasons).toContain('old-name')
    expect(first('静苑7号楼')?.reasons).toContain('ambiguous')
    expect(first('东升里街道静苑3号楼')?.reasons).toContain('area-differs')
    expect(first('静苑3号楼2单元999')).toMatchObject({ id: 'j3', level: 'building', reasons: ['same', 'room-unknown'] })
    expect(first('静苑3号楼旁边')?.reasons).toContain('beside')
    expect(findAddresses(index, '静苑3号楼501').map(({ id }) => id)).toEqual(['j3-2-501', 'j3-1-501'])
  })

  it('never takes one number for another', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom('号楼', '栋', '#', '座'), (number, word) => {
        const id = sure(`静苑${number}${word}`)
        expect(id).toBe(number === 3 ? 'j3' : number === 13 ? 'j13' : null)
      }),
    ))
})

describe('the set of hard spellings', () => {
  const queries = labelledQueries()
  const demo = demoIndex()
  const quality = measure(demo, queries)

  it('has hundreds of queries, and their addresses exist', () => {
    const ids = new Set(demo.addresses.map(({ id }) => id))
    expect(queries.length).toBeGreaterThanOrEqual(400)
    expect(queries.filter(({ id }) => id !== null && !ids.has(id))).toEqual([])
    expect(queries.filter(({ id }) => id === null).length).toBeGreaterThanOrEqual(100)
  })

  it('is answered with few faults', () => {
    expect(quality.wrong).toEqual([])
    expect(quality.precision).toBeGreaterThanOrEqual(0.99)
    expect(quality.recall).toBeGreaterThanOrEqual(0.9)
    expect(quality.recallAt3).toBeGreaterThanOrEqual(0.95)
  })
})
