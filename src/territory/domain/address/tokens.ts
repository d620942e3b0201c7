import type { AddressPart } from './parts.ts'
import words from './words.json' with { type: 'json' }

/** What is being read: the parts found so far and where the reader stands. */
export interface Draft {
  readonly parts: Partial<Record<AddressPart, string>>
  readonly hints: string[]
  readonly rest: string[]
  /** Only names of areas that are known are read as such. */
  readonly strict: boolean
}

type Token = readonly [pattern: RegExp, take: (match: readonly (string | undefined)[], draft: Draft, next: string) => boolean]

/**
 * Reads one counted part (`3号楼`, `2单元`, `3-2-501`, `底商3号`) at a place of the clean text into the draft; gives the place after it, or the same place
 * where none begins. A part said twice is not overwritten.
 */
export const readCounted = (text: string, at: number, draft: Draft): number => {
  const sign = text[at] ?? ''
  if (!mayBegin.test(sign)) return at
  for (const [pattern, take] of figured.test(sign) ? counted : tokens) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match && take(match, draft, text.slice(pattern.lastIndex, pattern.lastIndex + 3))) return pattern.lastIndex
  }
  return at
}

const put = ({ parts }: Draft, part: AddressPart, value: string): boolean => {
  if (parts[part] !== undefined) return parts[part] === value
  parts[part] = value
  return true
}

const buildingOf = (body: string): string => (/^[A-Z]$/.test(body) ? `${body}座` : `${body}号楼`)

const towers = new RegExp(`(?:${words.towers.join('|')})$`)

// 3楼 is a floor once a house is named, else the third building.
const isFloor = ({ parts }: Draft): boolean =>
  parts.building !== undefined ||
  parts.unit !== undefined ||
  towers.test(parts.compound ?? '') ||
  (parts.compound === undefined && (parts.number ?? '').endsWith('号'))

const hasHouse = ({ parts }: Draft): boolean =>
  parts.building !== undefined || parts.unit !== undefined || parts.number !== undefined || parts.floor !== undefined

const onStreet = ({ parts }: Draft): boolean =>
  parts.compound === undefined && (parts.road !== undefined || (parts.community ?? '').endsWith('村') || parts.number !== undefined)

const tokens: readonly Token[] = [
  [
    /(?:地下|负|B)(\d)(?:层|楼|F|(?![0-9A-Z座栋幢号#-]))|(?<![0-9A-Z])-(\d)(?:层|楼|F)|地下室/y,
    ([whole, below, minus], draft) => (whole === '地下室' ? put(draft, 'room', '地下室') : put(draft, 'floor', `地下${below ?? minus}层`)),
  ],
  [
    /底商(?:(\d+)号?(?:商铺|铺)?)?|(?:商铺|门面|铺面)(\d+)号?/y,
    ([, shop, other], draft) => put(draft, 'room', `底商${(shop ?? other) ? `${shop ?? other}号` : ''}`),
  ],
  [/([底顶夹])层/y, ([, which], draft) => put(draft, 'floor', which === '底' ? '1层' : `${which}层`)],
  [/([东西中南北甲乙丙丁])单元/y, ([, which], draft) => put(draft, 'unit', `${which}单元`)],
  [/([东西中南北])[户室]/y, ([, which], draft) => hasHouse(draft) && put(draft, 'room', `${which}户`)],
  [
    /([A-Z]?\d+[A-Z]?)((?:-[A-Z]?\d+[A-Z]?){1,3})(号?)(?:室|户|房间|房)?(?![0-9A-Z#]|-\d|单元|号?楼|门(?!口)|层|[栋幢座梯弄院])/y,
    ([, first = '', more = '', number], draft) => takeDashed([first, ...more.slice(1).split('-')], draft, number === '号'),
  ],
  [/(\d+)组/y, ([, group], draft) => put(draft, 'road', `${group}组`)],
  [
    /((?:[甲乙丙丁临附]?\d+[A-Z]?(?:-\d+)?(?:弄|支弄|号?大?院(?!子)|号(?![楼房室线门厅地店桥幢栋座户口#])))+(?:附\d+号?)?)/y,
    ([, number = ''], draft, next) =>
      takeNumber(
        number.replace(/(\d)大?院$|号大院$/, (_, digit?: string) => `${digit ?? ''}号院`),
        draft,
        next,
      ),
  ],
  [
    /([甲乙丙丁]?(?:[A-Z]?\d+[A-Z]?(?:-\d+)?|[A-Z]\d*))(?:号[楼幢栋座]|[幢栋座]楼?|#楼?)/y,
    ([, body = ''], draft) => takeBuilding(body, draft),
  ],
  [/([A-Z]|\d+[A-Z]?)(?:单元|号门|梯|门(?![口前外诊头面市]))/y, ([, unit], draft) => put(draft, 'unit', `${unit}单元`)],
  [/(\d+)(?:层|F(?![A-Z0-9]))/y, ([, floor], draft) => put(draft, 'floor', `${floor}层`)],
  [
    /([A-Z]?\d+|[A-Z])楼/y,
    ([, body = ''], draft) => (isFloor(draft) && /^\d+$/.test(body) ? put(draft, 'floor', `${body}层`) : takeBuilding(body, draft)),
  ],
  [/([A-Z]?\d+[A-Z]?)(?:号?[室户房]间?|号(?![楼幢栋座]))/y, ([, room], draft) => put(draft, 'room', `${room}室`)],
  [
    /([A-Z]?\d{1,5}[A-Z]?)(-?)(?![A-Z\d]|[号楼栋幢座层#]|单元|[^ ()\-A-Z\d]*[路街道线])/y,
    ([, body = '', dash], draft) => takeBare(body, dash === '-', draft),
  ],
]

const mayBegin = /[0-9A-Z地负底商门铺顶夹东西中南北甲乙丙丁临附-]/
const figured = /[0-9A-Z]/
// Patterns that begin with a word need not be tried at a figure.
const counted = tokens.filter(([pattern]) => !/^(?:底商|\(\[[底东])/.test(pattern.source))

// 3号楼A座 is one building of two names.
const takeBuilding = (body: string, draft: Draft): boolean => {
  const before = draft.parts.building
  if (before !== undefined && /^[A-Z]$/.test(body) && before.endsWith('号楼')) {
    draft.parts.building = `${before}${body}座`
    return true
  }
  return put(draft, 'building', buildingOf(body))
}

// On a street N号 is the house; in a compound people say it for the building, and behind a building for the door.
const takeNumber = (number: string, draft: Draft, next: string): boolean => {
  const { parts } = draft
  if (/院|弄/.test(number) || (onStreet(draft) && parts.building === undefined)) {
    if (parts.number === undefined) return put(draft, 'number', number)
    if (/[院弄]$/.test(parts.number) && /^\d+号$/.test(number) && parts.building === undefined) {
      if (!parts.number.endsWith('弄')) return takeBuilding(number.slice(0, -1), draft)
      parts.number += number
      return true
    }
    if (parts.number === number) return true
  }
  const plain = /^([A-Z]?\d+[A-Z]?)号$/.exec(number)?.[1]
  if (plain === undefined) return put(draft, 'number', number)
  if (parts.building === undefined && parts.compound !== undefined && !towers.test(parts.compound)) return takeBuilding(plain, draft)
  if (parts.building === undefined && parts.unit === undefined && parts.compound === undefined && /^\d+单/.test(next))
    return takeBuilding(plain, draft)
  if (hasHouse(draft)) return put(draft, 'room', `${plain}室`)
  return put(draft, 'number', number)
}

const isRoom = (word: string): boolean => /^[A-Z]?\d{3,5}[A-Z]?$/.test(word)

const takeDashed = (groups: readonly string[], draft: Draft, isNumber: boolean): boolean => {
  const { parts } = draft
  if (isNumber && onStreet(draft) && parts.number === undefined) return put(draft, 'number', `${groups.join('-')}号`)
  const parted = slotsFor(groups, draft)
  if (parted === null) return false
  return parted.every((part, index) => {
    const word = groups[index] ?? ''
    if (part === 'building') return takeBuilding(word, draft)
    return put(draft, part, part === 'unit' ? `${word}单元` : part === 'floor' ? `${word}层` : `${word}室`)
  })
}

// 3-2-501 is building, unit and room; what has been said already is not said again.
const slotsFor = (groups: readonly string[], { parts }: Draft): readonly ('building' | 'unit' | 'floor' | 'room')[] | null => {
  const last = groups.at(-1) ?? ''
  const towered = towers.test(parts.compound ?? '')
  const open = (['building', 'unit', 'floor', 'room'] as const).filter(
    (part) => parts[part] === undefined && !(part === 'building' && towered),
  )
  if (groups.length === 4) return open.length === 4 ? open : null
  if (groups.length === 3) {
    if (open[0] === 'building') return ['building', 'unit', 'room']
    return open.length === 3 ? open : null
  }
  if (open[0] === 'building') return isRoom(last) ? ['building', 'room'] : ['building', 'unit']
  if (open[0] === 'unit') return ['unit', 'room']
  return open.length === 2 ? open : null
}

const takeBare = (body: string, dashed: boolean, draft: Draft): boolean => {
  const { parts } = draft
  if (dashed && parts.building === undefined && (parts.compound !== undefined || parts.number !== undefined))
    return takeBuilding(body, draft)
  if (dashed && parts.unit === undefined && parts.building !== undefined) return put(draft, 'unit', `${body}单元`)
  if (parts.building !== undefined || parts.unit !== undefined || parts.floor !== undefined) return put(draft, 'room', `${body}室`)
  if (isRoom(body)) return (parts.compound !== undefined || parts.number !== undefined) && put(draft, 'room', `${body}室`)
  if (parts.compound !== undefined && !towers.test(parts.compound)) return takeBuilding(body, draft)
  return parts.road !== undefined && parts.number === undefined && put(draft, 'number', `${body}号`)
}
