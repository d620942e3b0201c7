import type { Point } from '../geometry.ts'
import { findNames, findWithin, type NameMatch } from './dictionary.ts'
import { compoundAnchor, roadAnchor, roadName, roomOf, shortAreaName, slotKey, type AddressIndex } from './known.ts'
import { foldName, type AddressParts } from './parts.ts'
import { readAddress, type AddressRead } from './read.ts'
import words from './words.json' with { type: 'json' }

/** Why an address was found, or why not more surely. Texts: `address.reason.…`. */
export type AddressReason =
  | NameMatch
  | 'old-name'
  | 'by-area'
  | 'number-agrees'
  | 'number-differs'
  | 'area-agrees'
  | 'area-differs'
  | 'elsewhere'
  | 'building-unknown'
  | 'building-missing'
  | 'room-unknown'
  | 'ambiguous'
  | 'beside'
  | 'unread'

/** A known address that a text may mean. */
export interface AddressFound {
  readonly id: string
  readonly areaCode: string
  readonly point: Point | null
  /** 0 to 1. From `sureEnough` on a program may take it unasked; below, a person chooses. */
  readonly confidence: number
  /** How much of the text the address answers. */
  readonly level: 'place' | 'building' | 'unit' | 'room'
  readonly reasons: readonly AddressReason[]
}

/** From this confidence on an address may be taken without asking. */
export const sureEnough = 0.7

interface Candidate {
  readonly at: number
  weight: number
  readonly level: AddressFound['level']
  readonly reasons: AddressReason[]
}

/**
 * The known addresses that a text means, the surest first. A building's number is never guessed: 3号楼 finds no 13号楼, and a building that a compound does not
 * have finds at most the compound, below `sureEnough`. What several known addresses answer equally well is sure of none.
 */
export const findAddresses = (index: AddressIndex, text: string, limit = 5): readonly AddressFound[] => {
  const read = readAddress(text, index.names)
  const best = new Map<number, Candidate>()
  for (const candidate of candidates(index, read)) {
    const before = best.get(candidate.at)
    if (!before || before.weight < candidate.weight) best.set(candidate.at, candidate)
  }
  const all = [...best.values()]
  for (const each of all) judge(index, each, read)
  const sorted = all.toSorted((one, other) => other.weight - one.weight || one.at - other.at)
  settle(sorted)
  return sorted.slice(0, limit).flatMap(({ at, weight, level, reasons }) => {
    const known = index.addresses[at]
    return known
      ? [
          {
            id: known.id,
            areaCode: known.areaCode,
            point: known.point,
            confidence: Math.round(weight * 100) / 100,
            level,
            reasons: [...new Set(reasons)],
          },
        ]
      : []
  })
}

interface Anchor {
  readonly key: string
  readonly weight: number
  readonly by: AddressReason
}

const candidates = (index: AddressIndex, read: AddressRead): readonly Candidate[] => {
  const { parts } = read
  const byName = compoundAnchors(index, parts).flatMap((anchor) => housesAt(index, anchor, parts))
  const byNumber = roadAnchors(index, parts).flatMap((anchor) => housesAt(index, anchor, parts))
  if (byName.length > 0 && byNumber.length > 0) {
    const numbered = new Set(byNumber.map(({ at }) => at))
    const agree = byName.some(({ at }) => numbered.has(at))
    for (const each of byName) {
      each.reasons.push(numbered.has(each.at) ? 'number-agrees' : 'number-differs')
      // One number on the street may have many buildings, of which only some are known by it.
      if (!numbered.has(each.at)) each.weight *= agree ? 0.7 : 0.8
    }
    for (const each of byNumber) each.weight *= 0.6
  }
  const found = [...byName, ...byNumber]
  return found.length > 0 || parts.compound !== undefined || parts.road !== undefined ? found : byArea(index, parts)
}

const compoundAnchors = (index: AddressIndex, { compound, county }: AddressParts): readonly Anchor[] => {
  if (compound === undefined) return []
  // 清源区图书馆 is known as 区图书馆.
  if (county !== undefined && !index.compounds.names.has(foldName(compound)) && index.compounds.names.has(foldName(`区${compound}`)))
    return [{ key: compoundAnchor(foldName(`区${compound}`)), by: 'same', weight: 0.9 }]
  const found = findNames(index.compounds, compound)
  if (found.length > 0) return found.map(({ name, by, weight }) => ({ key: compoundAnchor(name), by, weight }))
  const within = findWithin(index.compounds, compound)
  if (!within) return []
  const before = withoutAreas(index, within.before)
  const weight = (before === '' ? 0.9 : before.length >= 4 ? 0.6 : 0.4) * (within.after === '' || generic.test(within.after) ? 1 : 0.35)
  return [{ key: compoundAnchor(within.name), by: 'within', weight }]
}

const generic = new RegExp(`^(?:${words.generic.join('|')}|的|里)$`)
const prefaces = new RegExp(`^.{0,3}(?:${words.prefaces.join('|')})$`)

const withoutAreas = (index: AddressIndex, text: string): string => {
  let left = prefaces.test(text) ? '' : text.replace(/的$/, '')
  for (let length = left.length; length >= 2; length--) {
    if (!index.areas.has(left.slice(0, length))) continue
    left = left.slice(length)
    length = left.length + 1
  }
  return left
}

const roadAnchors = (index: AddressIndex, parts: AddressParts): readonly Anchor[] => {
  const { road, number } = parts
  if (road === undefined || number === undefined) return []
  return findNames(index.roads, roadName(parts)).map(({ name, by, weight }) => ({ key: roadAnchor(name, number), by, weight }))
}

// From the room outwards: the narrowest that is known answers.
const housesAt = (index: AddressIndex, { key, weight, by }: Anchor, parts: AddressParts): Candidate[] => {
  const { building, unit } = parts
  const room = roomOf(parts)
  const at = (slot: string, level: Candidate['level'], factor: number, ...reasons: readonly AddressReason[]): Candidate[] =>
    (index.slots.get(slot) ?? []).map((each) => ({
      at: each < 0 ? ~each : each,
      weight: weight * factor * (each < 0 ? 0.97 : 1),
      level,
      reasons: [by, ...(each < 0 ? (['old-name'] as const) : []), ...reasons],
    }))
  if (room !== '') {
    const exact = at(slotKey(key, building, unit, room), 'room', 1)
    const found = unit === undefined ? [...exact, ...at(slotKey(key, building, '*', room), 'room', 1)] : exact
    if (found.length > 0) return found
  }
  const missed: AddressReason[] = room !== '' && index.roomed.has(`${key}|${building ?? ''}`) ? ['room-unknown'] : []
  const coarser = missed.length > 0 ? 0.65 : 1
  const inUnit = unit === undefined ? [] : at(slotKey(key, building, unit), 'unit', coarser, ...missed)
  if (inUnit.length > 0) return inUnit
  const whole = at(slotKey(key, building), building === undefined ? 'place' : 'building', coarser, ...missed)
  if (whole.length > 0) return whole
  if (building !== undefined) return at(slotKey(key), 'place', 0.35, 'building-unknown')
  const under = index.under.get(key) ?? []
  return under
    .slice(0, 20)
    .map((each) => ({ at: each < 0 ? ~each : each, weight: weight * 0.3, level: 'place', reasons: [by, 'building-missing'] }))
}

// 静苑社区3号楼: the compound that has the community's name, else whatever building of that number stands there.
const byArea = (index: AddressIndex, parts: AddressParts): readonly Candidate[] => {
  const { community, building } = parts
  if (community === undefined) return []
  const name = foldName(shortAreaName(community))
  const named = index.compounds.names.has(name) ? housesAt(index, { key: compoundAnchor(name), weight: 0.8, by: 'by-area' }, parts) : []
  if (building === undefined) return named
  const around = codesOf(index, community).flatMap((code) => index.around.get(`${code}|${building}`) ?? [])
  return [
    ...named,
    ...around.map((each): Candidate => ({
      at: each < 0 ? ~each : each,
      weight: named.length > 0 ? 0.4 : 0.6,
      level: 'building',
      reasons: ['by-area'],
    })),
  ]
}

const codesOf = (index: AddressIndex, name: string): readonly string[] => {
  const known = index.areas.get(foldName(name))
  return known ?? findNames(index.areaNames, name).flatMap((found) => index.areas.get(found.name) ?? [])
}

const judge = (index: AddressIndex, candidate: Candidate, read: AddressRead): void => {
  const code = index.addresses[candidate.at]?.areaCode ?? ''
  for (const part of ['county', 'street', 'community'] as const) {
    const name = read.parts[part]
    if (name === undefined) continue
    const codes = codesOf(index, name)
    if (codes.some((each) => code.startsWith(each))) candidate.reasons.push('area-agrees')
    else {
      candidate.weight *= part === 'county' ? 0.4 : codes.length > 0 ? 0.55 : 0.65
      candidate.reasons.push(codes.length > 0 ? 'area-differs' : 'elsewhere')
    }
  }
  if (read.beside !== null) {
    candidate.weight *= 0.85
    candidate.reasons.push('beside')
  }
  if (read.rest.some((words) => /[0-9A-Z]/.test(words))) {
    candidate.weight *= 0.6
    candidate.reasons.push('unread')
  }
}

// Two that are equally good are neither of them sure.
const settle = (sorted: readonly Candidate[]): void => {
  const top = sorted[0]?.weight ?? 0
  const equal = sorted.filter(({ weight }) => weight > top - 0.08)
  if (equal.length < 2) return
  for (const each of equal) {
    each.weight = Math.min(each.weight * 0.6, 0.55)
    each.reasons.push('ambiguous')
  }
}
