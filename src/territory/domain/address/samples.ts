import { readFileSync } from 'node:fs'
import type { Area } from '../code.ts'
import { findAddresses, sureEnough } from './lookup.ts'
import { buildAddressIndex, type AddressIndex, type KnownAddress } from './known.ts'
import { numeralOf } from './clean.ts'

/** What someone wrote, and the known address that is meant: null when none is, or when one can't tell which. */
export interface LabelledQuery {
  readonly text: string
  readonly id: string | null
  /** How it was made hard. */
  readonly kind: string
}

interface Thing {
  readonly id: string
  readonly name: string
  readonly aliases?: readonly string[]
  readonly area: string
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

const propertiesOf = (name: string): readonly unknown[] =>
  (read(`../../../../demo/geography/${name}.geojson`) as { features: readonly { properties: unknown }[] }).features.map(
    ({ properties }) => properties,
  )

const demoAreas = (): readonly Pick<Area, 'code' | 'name'>[] => propertiesOf('areas') as readonly Pick<Area, 'code' | 'name'>[]

const demoThings = (): readonly Thing[] => [...propertiesOf('buildings'), ...propertiesOf('points')] as readonly Thing[]

/** For tests and measurements: the demo district's buildings and points by their names and house numbers. */
export const demoIndex = (): AddressIndex =>
  buildAddressIndex(
    demoThings().map(({ id, name, aliases, area }): KnownAddress => ({
      id,
      address: name,
      aliases: aliases ?? [],
      areaCode: area,
      point: null,
    })),
    demoAreas(),
  )

/** The committed set: made ones and ones written by hand. */
export const labelledQueries = (): readonly LabelledQuery[] => read('data/queries.json') as readonly LabelledQuery[]

/** How well a set is answered. Shares from 0 to 1. */
export interface Quality {
  readonly queries: number
  /** Of the answers given surely, those that are right. */
  readonly precision: number
  /** Of the queries that mean a known address, those answered surely and right. */
  readonly recall: number
  /** Of those, the ones whose address is among the first three, sure or not. */
  readonly recallAt3: number
  readonly wrong: readonly string[]
  readonly missed: readonly string[]
}

/** Looks every query up and compares. */
export const measure = (index: AddressIndex, queries: readonly LabelledQuery[]): Quality => {
  const results = queries.map((query) => {
    const found = findAddresses(index, query.text, 3)
    const sure = found[0] !== undefined && found[0].confidence >= sureEnough ? found[0].id : null
    return { ...query, sure, among: found.some(({ id }) => id === query.id) }
  })
  const meant = results.filter(({ id }) => id !== null)
  const answered = results.filter(({ sure }) => sure !== null)
  const right = answered.filter(({ sure, id }) => sure === id).length
  return {
    queries: queries.length,
    precision: right / answered.length,
    recall: right / meant.length,
    recallAt3: meant.filter(({ among }) => among).length / meant.length,
    wrong: answered.filter(({ sure, id }) => sure !== id).map(({ kind, text }) => `${kind}: ${text}`),
    missed: meant.filter(({ sure }) => sure === null).map(({ kind, text }) => `${kind}: ${text}`),
  }
}

/** Makes the set anew from the demo district and the sentences written by hand; the same random numbers make the same set. */
export const makeQueries = (random: () => number): readonly LabelledQuery[] => {
  const things = demoThings()
  const byName = new Map(things.map((thing) => [thing.name, thing.id]))
  const hand = (read('data/hand.json') as readonly [string, string | null][]).map(([text, name]) => {
    const id = name === null ? null : byName.get(name)
    if (id === undefined) throw new Error(`the demo district has no ${name}`)
    return { text, id, kind: 'hand' }
  })
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const numbered = things.flatMap((thing) => {
    const [, compound, number] = /^(.+) (\d+) 号楼$/.exec(thing.name) ?? []
    return compound !== undefined && number !== undefined ? [{ ...thing, compound, number: Number(number) }] : []
  })
  const areas = new Map(demoAreas().map(({ code, name }) => [code, name]))
  const made = Object.entries(recipes).flatMap(([kind, recipe]) => {
    const wanted = new Map<string, LabelledQuery>()
    for (let tries = 0; wanted.size < 24 && tries < 2000; tries++) {
      const thing = pick(numbered)
      const highest = Math.max(...numbered.filter(({ compound }) => compound === thing.compound).map(({ number }) => number))
      const text = recipe({
        ...thing,
        highest,
        areaName: (length) => areas.get(thing.area.slice(0, length)) ?? '',
        pick,
        known: (name) => byName.has(name),
      })
      if (text !== null) wanted.set(text, { text, id: kind.startsWith('none') ? null : thing.id, kind })
    }
    return [...wanted.values()]
  })
  return [...hand, ...made]
}

interface Asked extends Thing {
  readonly compound: string
  readonly number: number
  readonly highest: number
  readonly areaName: (length: number) => string
  readonly pick: <T>(list: readonly T[]) => T
  readonly known: (name: string) => boolean
}

// Slips of the keyboard that sound alike, as people make them.
const alike: readonly (readonly [string, string])[] = [
  ['静苑', '景苑'],
  ['槐荫', '槐阴'],
  ['听泉', '听全'],
  ['松涛', '松滔'],
  ['清枫', '清风'],
  ['里', '李'],
  ['银杏', '银幸'],
  ['柳岸', '柳案'],
  ['梅园', '梅苑'],
  ['站前', '占前'],
  ['东升', '东昇'],
  ['明德', '名德'],
  ['书院', '书苑'],
  ['家园', '家圆'],
  ['新村', '新邨'],
  ['医院', '医苑'],
  ['中学', '中雪'],
]
const full = (word: string): string => word.replace(/[0-9]/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0))
const house = ({ number, pick }: Asked): string =>
  pick([
    `${number}号楼`,
    `${numeralOf(number)}号楼`,
    `${number}幢`,
    `${number}栋`,
    `${numeralOf(number)}栋`,
    `${full(String(number))}＃楼`,
    `${number}#`,
    `${number}座`,
    `第${numeralOf(number)}幢`,
  ])
const door = ({ pick }: Asked): string => pick(['2单元501', '二单元五零一', '1门302室', '3单元1203户', '二单元5层502', '1单元'])
const complaints = ['楼道灯坏了好几天', '下水堵了，请派人来看看', '楼下有人占道停车', '电梯又停了']

const recipes: Readonly<Record<string, (asked: Asked) => string | null>> = {
  spelling: (asked) => `${asked.compound}${asked.pick(['', ' ', '小区', '-'])}${house(asked)}`,
  dashes: (asked) =>
    `${asked.compound}${asked.pick(['', ' '])}${asked.number}${asked.pick(['-', '－', '/'])}${asked.pick(['2-501', '1-1203', '3-302'])}`,
  whole: (asked) => `清源区${asked.areaName(9)}${asked.areaName(12)}${asked.compound}${house(asked)}${door(asked)}`,
  short_areas: (asked) => `清源${asked.areaName(9).replace('街道', '')}${asked.compound}${house(asked)}`,
  swapped: (asked) => `${house(asked)}${door(asked)}，${asked.compound}，${asked.areaName(9)}`,
  sound: (asked) => {
    const slip = alike.find(([right]) => asked.compound.includes(right))
    const other = slip && asked.compound.replace(slip[0], slip[1])
    return other && !asked.known(`${other} ${asked.number} 号楼`) ? `${other}${house(asked)}` : null
  },
  dropped: (asked) =>
    asked.compound.length >= 4 && !/[二东西南北]/.test(asked.compound[2] ?? '') && !/[东南西北]/.test(asked.compound)
      ? `${asked.compound.slice(0, 2)}${asked.compound.slice(3)}${house(asked)}`
      : null,
  turned: (asked) =>
    asked.compound.length >= 3 ? `${asked.compound[1]}${asked.compound[0]}${asked.compound.slice(2)}${house(asked)}` : null,
  street_number: (asked) =>
    asked.aliases?.[0]?.replace(/ (\d+) /, (_, number: string) =>
      asked.pick([number, full(number), ` ${number} `, numeralOf(Number(number))]),
    ) ?? null,
  both: (asked) => (asked.aliases?.[0] === undefined ? null : `${asked.aliases[0]}${asked.compound}${house(asked)}`),
  message: (asked) =>
    `${asked.pick(['我家住', '您好，我住在', '', '地址：'])}${asked.compound}${house(asked)}${asked.pick([door(asked), ''])}，${asked.pick(complaints)}`,
  beside: (asked) => `${asked.compound}${house(asked)}${asked.pick(['旁边', '对面的空地', '楼下', '北侧', '门口', '后面'])}`,
  hint: (asked) => `${asked.compound}${house(asked)}${asked.pick(['（靠近公交站）', '（菜市场对面）', ' 近听泉路', '（原三号楼）'])}`,
  none_number: (asked) => `${asked.compound}${asked.highest + 1 + asked.pick([0, 5, 100])}号楼`,
  none_prefixed: (asked) => `${asked.compound}${asked.pick(['1', '2', '9'])}${String(asked.highest + 1).padStart(2, '0')}栋`,
  none_side: (asked) => {
    const other = asked.compound.replace(/^(..)(.*)$/, `$1${asked.pick(['东', '西', '南', '北'])}$2`)
    return asked.known(`${other} ${asked.number} 号楼`) || /[东西南北].*[东西南北]/.test(other) ? null : `${other}${house(asked)}`
  },
  none_elsewhere: (asked) => `${asked.pick(['海淀区', '北京市朝阳区', '长宁区', '清河县'])}${asked.compound}${house(asked)}`,
  none_unknown: (asked) =>
    `${asked.pick(['翠湖花园', '金色家园', '阳光里', '和平新村', '幸福苑', '红旗小区'])}${house(asked)}${door(asked)}`,
  none_bare: (asked) => `${asked.pick(['', asked.areaName(9), '小区', '清源区'])}${house(asked)}${asked.pick(['', door(asked)])}`,
  none_lettered: (asked) => `${asked.compound}${asked.pick(['A', 'B', '甲', '乙'])}${asked.number}号楼`,
}
