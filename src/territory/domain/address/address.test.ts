import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanAddress } from './clean.ts'
import { knownNames } from './names.ts'
import { addressKey, addressOrder, addressText, type AddressParts } from './parts.ts'
import { readAddress } from './read.ts'
import { soundKey } from './sound.ts'

const text = (given: string): string => addressText(readAddress(given).parts)

describe('readAddress', () => {
  it.each([
    '静苑3号楼',
    '静苑 三栋',
    '静苑-3#',
    '静苑３＃楼',
    '静苑3幢',
    '静苑三座',
    '静苑（3号楼）',
    '静苑3楼',
    '静苑第三栋',
    '静苑小区03号楼',
    '静苑叁号楼',
    '3号楼，静苑',
  ])('%s has one spelling', (given) => expect(text(given)).toBe('静苑3号楼'))

  it.each([
    '静苑3-2-501',
    '静苑3号楼2单元501',
    '静苑3#2-501',
    '静苑三杠二杠五零一',
    '静苑3/2/501',
    '静苑3号楼2门501室',
    '静苑３栋二单元５０１户',
    '静苑3幢2梯501号房',
    '静苑03号楼02单元0501室',
    '501室2单元3号楼静苑',
  ])('%s names one dwelling', (given) => expect(text(given)).toBe('静苑3号楼2单元501室'))

  it.each([
    ['清源区学苑街道静苑社区静苑小区3号楼1单元5层501室', '清源区学苑街道静苑社区静苑3号楼1单元5层501室'],
    ['广东省广州市天河区天园街道办事处', '广东省广州市天河区天园街道'],
    ['北京市海淀区清华园街道1号', '北京市海淀区清华园街道1号'],
    ['静苑社区居委会3栋', '静苑社区3号楼'],
    ['静苑东区3号楼', '静苑东区3号楼'],
    ['东升园2区十二号楼', '东升园二区12号楼'],
    ['书院路十二号', '书院路12号'],
    ['书院路12号院3号楼', '书院路12号院3号楼'],
    ['书院路12弄3支弄5号402室', '书院路12弄3支弄5号402室'],
    ['站前2巷5号', '站前二巷5号'],
    ['李家村3组12号', '李家村3组12号'],
    ['学研大厦A座12层1203', '学研大厦A座12层1203室'],
    ['学研大厦3楼301', '学研大厦3层301室'],
    ['第6教学楼a座', '第六教学楼A座'],
    ['静苑3号楼一层底商', '静苑3号楼1层底商'],
    ['静苑3号楼地下一层', '静苑3号楼地下1层'],
    ['静苑3号楼负一层', '静苑3号楼地下1层'],
    ['创新大厦B1', '创新大厦地下1层'],
    ['静苑甲3号楼', '静苑甲3号楼'],
    ['静苑3号楼A座', '静苑3号楼A座'],
    ['静苑3号楼东户', '静苑3号楼东户'],
    ['798艺术区3号楼', '798艺术区3号楼'],
    ['五道桥三里屯第二小学', '五道桥三里屯第二小学'],
    ['东升里街道社区卫生服务中心', '东升里街道社区卫生服务中心'],
    ['梅园新村2号楼', '梅园新村2号楼'],
  ])('%s → %s', (given, standard) => expect(text(given)).toBe(standard))

  it.each([
    ['静苑3号楼旁边', '静苑3号楼', [], '旁边'],
    ['静苑北门', '静苑', [], '北门'],
    ['清枫里菜市场对面静苑3号楼', '静苑3号楼', ['清枫里菜市场对面'], null],
    ['书院路12号（靠近听泉路）', '书院路12号', ['靠近听泉路'], null],
    ['书院路与听泉路交叉口', '书院路', ['与听泉路交叉口'], null],
    ['静苑3号楼（原梅园甲楼）', '静苑3号楼', ['原梅园甲楼'], null],
  ])('%s keeps hints apart', (given, standard, hints, beside) => {
    const read = readAddress(given)
    expect([addressText(read.parts), read.hints, read.beside]).toEqual([standard, hints, beside])
  })

  it('says what it did not understand', () => {
    expect(readAddress('我家住静苑十三栋2单元，楼道灯坏了好几天')).toMatchObject({
      parts: { building: '13号楼', unit: '2单元' },
      rest: ['楼道灯坏了好几天'],
    })
    expect(readAddress('静苑3号楼和4号楼之间').rest.join('')).toContain('4号楼')
    expect(readAddress('')).toEqual({ parts: {}, hints: [], beside: null, rest: [] })
  })

  it('takes any text, and takes long ones quickly', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('静苑路街区村3a第二号楼单元层室-#( )旁近院门 五')) }),
        (given) => void readAddress(given),
      ),
      { numRuns: 2000 },
    )
    const start = performance.now()
    for (const unit of ['清', '1-', '路', '(', '号', '近', '和', 'A1']) readAddress(unit.repeat(100_000))
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

// Characters that begin or end no other part; 景 is not among them, since a 景区 is no county.
const sign = fc.constantFrom(...Array.from('安平和顺康宁福瑞祥云锦绣春华秋月清文昌明金玉兰桂松竹梅荷'))
const name = (end: string, least = 2): fc.Arbitrary<string> =>
  fc.array(sign, { minLength: least, maxLength: 4 }).map((signs) => signs.join('') + end)
const number = fc.integer({ min: 1, max: 300 })
const house = fc.record(
  {
    county: name('区'),
    street: name('街道'),
    community: name('社区'),
    compound: fc.oneof(name('里'), name('苑'), name('家园'), name('苑二区'), name('东里')),
    building: fc.oneof(
      number.map((n) => `${n}号楼`),
      fc.constantFrom('A座', 'B座', '甲3号楼'),
    ),
    unit: fc.integer({ min: 1, max: 9 }).map((n) => `${n}单元`),
    floor: fc.oneof(
      fc.integer({ min: 1, max: 40 }).map((n) => `${n}层`),
      fc.constant('地下1层'),
    ),
    room: fc.oneof(
      fc.integer({ min: 101, max: 4010 }).map((n) => `${n}室`),
      fc.constant('底商3号'),
    ),
  },
  { requiredKeys: ['compound', 'building'] },
)
const street = fc.record(
  {
    province: fc.constantFrom('广东省', '北京市'),
    county: name('县'),
    street: name('镇'),
    road: fc.oneof(name('路'), name('大街'), name('二巷')),
    number: fc.oneof(
      number.map((n) => `${n}号`),
      number.map((n) => `${n}号院`),
      number.map((n) => `${n}弄5号`),
    ),
    compound: name('苑'),
    building: number.map((n) => `${n}号楼`),
    room: fc.integer({ min: 101, max: 4010 }).map((n) => `${n}室`),
  },
  { requiredKeys: ['road', 'number', 'building'] },
)

describe('standard text and key', () => {
  it('gives the same parts back', () =>
    fc.assert(
      fc.property(fc.oneof(house, street), (parts: AddressParts) => {
        expect(readAddress(addressText(parts))).toEqual({ parts, hints: [], beside: null, rest: [] })
      }),
      { numRuns: 500 },
    ))

  it('is the same however the parts are ordered and spelled', () =>
    fc.assert(
      fc.property(house, fc.constantFrom('幢', '栋', '＃楼'), (parts: AddressParts, word) => {
        // Behind a compound only a county that is known is taken for one.
        const known = knownNames(new Map(parts.county === undefined ? [] : [[parts.county, 'county']]))
        const odd = addressOrder
          .toReversed()
          .map((part) => (parts[part] ?? '').replace('号楼', word))
          .join('，')
        expect(addressKey(readAddress(odd, known).parts)).toBe(addressKey(parts))
      }),
      { numRuns: 300 },
    ))

  it('is one key for equal addresses, and another for others', () => {
    const key = (given: string): string => addressKey(readAddress(given).parts)
    expect(key('静苑3号楼5层501')).toBe(key('静苑三栋501室'))
    expect(key('经2路5号')).toBe(key('经二路5号'))
    expect(key('静苑3号楼6层501')).not.toBe(key('静苑3号楼501'))
    expect(key('静苑13号楼')).not.toBe(key('静苑3号楼'))
    expect(key('静苑东区3号楼')).not.toBe(key('静苑3号楼'))
  })
})

describe('soundKey', () => {
  it.each([
    ['静苑', '景园'],
    ['槐荫里', '怀音里'],
    ['松涛', '松滔'],
    ['站前', '占前'],
  ])('%s sounds like %s', (one, other) => expect(soundKey(one)).toBe(soundKey(other)))
  it('tells others apart', () => expect(soundKey('静苑')).not.toBe(soundKey('静安')))
})

it('cleans without losing letters and figures', () => expect(cleanAddress('  静苑，３＃ａ座—５０１ ')).toBe('静苑 3#A座-501'))
