import type { AddressPart } from './parts.ts'
import type { Draft } from './tokens.ts'
import words from './words.json' with { type: 'json' }

/** Names a reader may know: which part of an address each of them is. */
export interface KnownNames {
  readonly parts: ReadonlyMap<string, AddressPart>
  readonly longest: number
}

/** Names to be known by a reader. */
export const knownNames = (parts: ReadonlyMap<string, AddressPart>): KnownNames => ({
  parts,
  longest: Math.max(0, ...Array.from(parts.keys(), ({ length }) => length)),
})

const prefaces = new RegExp(`^(?:${words.prefaces.join('|')})(?=..)`)
const municipality = new RegExp(`^(?:${words.municipalities.join('|')})市?`)
const generic = new RegExp(`^(.{2,}?)(?:${words.generic.join('|')})$`)

/** Reads a run of words without counted parts: areas, road, compound. What finds its part taken already goes to the rest. */
export const readNames = (run: string, draft: Draft, known: KnownNames | undefined, following = ''): void => {
  if (words.prefaces.includes(run)) return
  let left = run.replace(prefaces, '')
  while (left !== '') {
    const taken = knownAt(left, draft, known) ?? areaAt(left, draft) ?? roadAt(left, draft)
    if (taken === null) break
    left = left.slice(taken)
  }
  if (left === '') return
  // 李家村3组12号: what a group or a bare house number follows is a village.
  if (/^\d+[组号]/.test(following) && /.[^新]村$/.test(left) && draft.parts.community === undefined) draft.parts.community = left
  else takeCompound(left, draft, known?.parts.get(left) === 'compound' || /^[0-9A-Z]/.test(following))
}

const knownAt = (run: string, { parts }: Draft, known: KnownNames | undefined): number | null => {
  if (!known) return null
  for (let length = Math.min(run.length, known.longest); length >= 2; length--) {
    const part = known.parts.get(run.slice(0, length))
    if (part === undefined || parts[part] !== undefined) continue
    if (part !== 'compound' || length === run.length) {
      parts[part] = run.slice(0, length)
      return length
    }
  }
  return null
}

const kinds: readonly (readonly [AddressPart, RegExp])[] = [
  ['province', /^[^省]{1,7}?(?:省|自治区|特别行政区)/],
  ['city', /^(?:[^市州盟地]{2,7}(?:自治州|地区|盟)|[^市]{1,7}?市)(?![场区政民集])/],
  ['county', /^[^区县旗0-9]{1,7}?(?:自治县|新区|区|县|旗)(?![医图史委政级域内])/],
  ['street', /^[^街镇乡]{1,7}?(?:街道办事处|街道|地区办事处|镇|乡)(?![路街巷里道村])/],
  [
    'community',
    /^[^社居]{1,9}?(?:社区居委会|社区居民委员会|社区|居民委员会|居委会)(?![卫服医养食活便图公])|^.{1,8}?(?:村委会|村民委员会|行政村)|^.{1,6}?(?<!新)村(?=$|[^口路])/,
  ],
  ['grid', /^第?.{1,8}?网格/],
]

const areaAt = (run: string, draft: Draft): number | null => {
  const { parts } = draft
  if (parts.province === undefined && parts.city === undefined && parts.county === undefined) {
    const city = municipality.exec(run)?.[0]
    if (city !== undefined && run.length > city.length) {
      parts.province = `${city.slice(0, 2)}市`
      return city.length
    }
  }
  for (const [part, pattern] of kinds) {
    if (parts[part] !== undefined) continue
    const name = pattern.exec(run)?.[0]
    if (name === undefined || !fits(part, name, run, draft)) continue
    parts[part] = spelled(part, name)
    return name.length
  }
  return null
}

const notCity = /(?:超|夜|菜|门|早|集|花|鱼|城|都|上)市$/
const notCounty =
  /(?:[东西南北中小园校社景务技业发厂村库住老牧片街营防一二三四五六七八九十ABCDEFGH]|家属|院)区$|园新区$|(?<=[苑园里村])新区$/

const fits = (part: AddressPart, name: string, run: string, { parts, strict }: Draft): boolean => {
  const inside = parts.compound !== undefined || parts.road !== undefined || parts.number !== undefined
  switch (part) {
    case 'province':
      return !inside
    case 'city':
      return name.length >= 2 && !notCity.test(name) && !inside
    case 'county':
      if (strict || name.length < 2 || parts.street !== undefined || parts.community !== undefined || inside) return false
      return !notCounty.test(name) || (/^.[东西南北中]?区$/.test(name) && (parts.province !== undefined || parts.city !== undefined))
    case 'community':
      // 梅园村3号楼 is a compound, 李家村3组 a village.
      return !name.endsWith('村') || run.length > name.length || parts.street !== undefined
    case 'street':
      return name.length >= 2
    default:
      return true
  }
}

const spelled = (part: AddressPart, name: string): string => {
  if (part === 'street') return name.replace(/办事处$/, '')
  if (part === 'grid') return name
  return name.replace(/(?:社区)?(?:居民委员会|居委会)$/, '社区').replace(/(?:村民委员会|村委会|行政村)$/, '村')
}

const road =
  /^(.{1,8}?(?:大街|大道|胡同|路|街(?!道|坊|区)|巷|道(?!口))(?:[东西南北中](?:段|街|路)|[东西南北]?[一二三四五六七八九十]+[条巷])?)(?![里口苑园庄])/

const roadAt = (run: string, { parts }: Draft): number | null => {
  const name = road.exec(run)?.[1]
  if (name === undefined || name.length < 2 || parts.compound !== undefined) return null
  const rest = run.slice(name.length)
  // 明德路小区 is a compound of that name.
  if (/^(?:小区|社区|家园|新村|宿舍|大厦|小学|中学|市场|站|桥|支行|派出所|医院|公交站|地铁站)/.test(rest)) return null
  if (parts.road === undefined) parts.road = name
  else if (/[巷街条]$|胡同$/.test(name)) parts.road += name
  else return null
  return name.length
}

const named = /^(.{2,}?)((?:[东西南北中前后主副配])楼)$/

const takeCompound = (run: string, { parts, rest }: Draft, telling: boolean): void => {
  const [, stem = run, house] = parts.building === undefined ? (named.exec(run) ?? []) : []
  const name = stem.replace(generic, '$1')
  if (parts.compound !== undefined && parts.compound !== name) {
    const early = parts.building === undefined && parts.unit === undefined && parts.floor === undefined && parts.room === undefined
    if (!telling || !early) {
      rest.push(run)
      return
    }
    // 您好，静苑3号楼: what stands right before the house is the name.
    rest.push(parts.compound)
    parts.compound = undefined
  }
  if (/^[的]?.?$/u.test(name) && !/\p{Script=Han}{2}/u.test(name)) {
    rest.push(run)
    return
  }
  parts.compound = name
  if (house !== undefined) parts.building = house
}
