import { between, chance, pick } from './random.ts'
import type { Random } from './random.ts'

/** What the texts need to know about where something happened. */
export interface PlaceWords {
  /** Name of a compound, building, park, shop …, as people say it. */
  readonly name: string
  /** The road it stands on; absent: the texts say 门口的路. */
  readonly road?: string
  /** Name of the community with 社区 left out. */
  readonly community: string
  /** A compound has buildings and units; others have not. */
  readonly kind: 'compound' | 'building' | 'road' | 'site'
}

export interface Moment {
  /** Local date, `2026-05-03`. */
  readonly date: string
  /** Local hour, 0–23. */
  readonly hour: number
}

const lasting = '快一个月|两个多月|半年多|一个多星期|十来天|大半年|好几天|三四天|快两年|两周|小半年'.split('|')
const relatives = '老父亲|老母亲|我奶奶|我爷爷|邻居张大妈|楼上李大爷|对门老太太|我姥姥|我岳母|家里老人'.split('|')
const firms = '安和物业|瑞景物业|嘉诚物业|清源家园物业|万福物业|和顺物业|新居物业|同安物业'.split('|')
const months = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|')
const seasons = ['冬', '冬', '春', '春', '春', '夏', '夏', '夏', '秋', '秋', '秋', '冬']

const whenOf = (hour: number): string => {
  if (hour < 5) return '半夜'
  if (hour < 9) return '早上'
  if (hour < 12) return '上午'
  if (hour < 14) return '中午'
  return hour < 18 ? '下午' : '晚上'
}

/** `days` after a date, as people write it: 5月12日. */
const later = (date: string, days: number): string => {
  const then = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000)
  return `${then.getUTCMonth() + 1}月${then.getUTCDate()}日`
}

const placeSlots = (place: PlaceWords, random: Random): Record<string, () => string> => {
  const building = `${between(random, 1, 26)}号楼`
  const road = place.kind === 'road' ? place.name : (place.road ?? `${place.name}门口的路`)
  const yard = place.kind === 'road' ? `${place.name}${between(random, 2, 98)}号院` : place.name
  const whole = place.kind === 'building' ? place.name : yard + building
  let told = false
  const once = (full: string, short: string): string => {
    const text = told && chance(random, 0.6) ? short : full
    told = true
    return text
  }
  return {
    p: () => once(yard, place.kind === 'compound' ? '小区' : yard),
    b: () => once(whole, place.kind === 'building' ? '这栋楼' : building),
    road: () => {
      told = true
      return road
    },
    site: () => whole,
    c: () => place.community,
  }
}

/** A filler of slots that keeps to one building, unit and room through one text. */
export const slotsFor = (place: PlaceWords, moment: Moment, caller: string, random: Random): ((name: string) => string | undefined) => {
  const [, month = '1', day = '1'] = moment.date.split('-')
  const floor = between(random, 1, 18)
  const room = `${floor}0${between(random, 1, 4)}`
  const unit = `${between(random, 1, 5)}单元`
  const values: Record<string, () => string> = {
    ...placeSlots(place, random),
    u: () => unit,
    f: () => `${floor}层`,
    r: () => room,
    d: () => pick(random, lasting),
    n: () => String(between(random, 2, 9)),
    m: () => String(between(random, 11, 68)),
    db: () => String(between(random, 52, 74)),
    t16: () => String(between(random, 13, 17)),
    t20: () => String(between(random, 19, 22)),
    who: () => pick(random, relatives),
    comp: () => pick(random, firms),
    bus: () => String(pick(random, [3, 12, 28, 47, 56, 103, 118, 205, 311])),
    when: () => whenOf(moment.hour),
    season: () => seasons[Number(month) - 1] ?? '夏',
    date: () => `${Number(month)}月${Number(day)}日`,
    soon: () => later(moment.date, between(random, 6, 30)),
    dateEn: () => `${Number(day)} ${months[Number(month) - 1]}`,
    caller: () => caller,
    tail: () => String(between(random, 1000, 9999)),
  }
  return (name) => values[name]?.()
}
