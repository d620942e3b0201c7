import { describe, expect, it } from 'vitest'
import { buildPlaceIndex, findPlaces, settlePlace } from './address.ts'
import { normaliseAddress, numberOf } from './wording.ts'

describe('normaliseAddress', () => {
  it.each(['静苑3号楼', '静苑 3 号楼', '静苑三号楼', '静苑３幢', '静苑三栋', '静苑-3#', '静苑3#楼', '静苑3座', '静苑（3号楼）', '静苑3楼'])(
    '%s has one spelling',
    (text) => expect(normaliseAddress(text)).toBe('静苑3号楼'),
  )

  it('leaves numerals in names alone', () => {
    expect(normaliseAddress('五道桥三里屯第二小学')).toBe('五道桥三里屯第二小学')
    expect(normaliseAddress('东升园二区十二号院Ｂ座')).toBe('东升园2区12号院b号楼')
  })

  it.each([
    ['三', 3],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['二十三', 23],
    ['一百', 100],
    ['一百零五', 105],
    ['一百五', 150],
    ['一百一十', 110],
    ['一百二十三', 123],
    ['二〇三', 203],
    ['两', 2],
  ])('%s is %d', (word, number) => expect(numberOf(word)).toBe(String(number)))
})

describe('findPlaces', () => {
  const place = (id: string, name: string, areaCode: string, aliases: readonly string[] = []) => ({
    id,
    name,
    aliases,
    areaCode,
    lon: 116.3,
    lat: 40,
  })
  const index = buildPlaceIndex(
    [
      place('j3', '静苑 3 号楼', '990101001002001', ['书院路 12 号']),
      place('j13', '静苑 13 号楼', '990101001002002'),
      place('q3', '清枫里 3 号楼', '990101001003001'),
      place('market', '清枫里菜市场', '990101001003002'),
      place('d3', '东升园3号楼', '990101002003001'),
    ],
    [
      { code: '990101', name: '清源区' },
      { code: '990101001', name: '学苑街道' },
      { code: '990101001002', name: '静苑社区' },
      { code: '990101001003', name: '清枫里社区' },
      { code: '990101002', name: '东升里街道' },
    ],
  )
  const ids = (text: string, limit = 3): readonly string[] => findPlaces(index, text, limit).map(({ id }) => id)

  it.each([
    ['我家住静苑十三栋2单元，楼道灯坏了好几天', 'j13'],
    ['清源区学苑街道静苑社区3号楼1单元501', 'j3'],
    ['静苑小区北门那边，3号楼的下水堵了', 'j3'],
    ['清枫里３幢楼下有人占道', 'q3'],
    ['清枫里菜市场门口', 'market'],
    ['书院路12号门前路灯不亮', 'j3'],
    ['书院路１２号', 'j3'],
    ['静苑5号楼', '990101001002'],
    ['学苑街道哪里办证', '990101001'],
  ])('%s → %s', (text, id) => expect(ids(text)[0]).toBe(id))

  it('does not take the end of a number for a number', () => {
    expect(ids('静苑113号楼')).not.toContain('j13')
    expect(ids('静苑13号楼')).not.toContain('j3')
    expect(ids('书院路112号')).toEqual([])
  })

  it('does not guess from a bare number, but narrows one down by its street', () => {
    expect(findPlaces(index, '3号楼', 9).map(({ id, named }) => [id, named])).toEqual([
      ['j3', false],
      ['q3', false],
      ['d3', false],
    ])
    expect(ids('学苑街道3号楼', 9)).toEqual(['j3', 'q3', '990101001'])
  })

  it('says by which words, in their one spelling', () => {
    expect(findPlaces(index, '学苑街道静苑三栋', 1)).toEqual([
      {
        kind: 'place',
        id: 'j3',
        name: '静苑 3 号楼',
        areaCode: '990101001002001',
        point: [116.3, 40],
        words: ['静苑3号楼', '学苑街道'],
        score: 13,
        named: true,
      },
    ])
  })

  it('settles on what is named, on the area around equals, and on nothing by halves', () => {
    const settle = (text: string) => settlePlace(findPlaces(index, text, 50))
    expect(settle('静苑3号楼')).toEqual({ areaCode: '990101001002001', point: [116.3, 40] })
    expect(settle('学苑街道3号楼')).toEqual({ areaCode: '990101001', point: null })
    expect(settle('静苑社区')).toEqual({ areaCode: '990101001002', point: null })
    expect(settle('3号楼')).toBeNull()
    expect(settle('北京')).toBeNull()
  })

  it('offers names that hold what is being typed', () => {
    expect(ids('静苑', 9)).toEqual(['990101001002', 'j3', 'j13'])
    expect(ids('菜市')).toEqual(['market'])
  })

  it('finds nothing in nothing, and keeps to the limit', () => {
    expect(ids('')).toEqual([])
    expect(ids('北京')).toEqual([])
    expect(ids('！？。')).toEqual([])
    expect(ids('静苑', 1)).toHaveLength(1)
    expect(ids('清'.repeat(100_000))).toEqual([])
  })
})
