import { ancestorsOf, isWithin } from './code.ts'
import type { Area, AreaCode } from './code.ts'
import type { Point } from './geometry.ts'
import { normaliseAddress } from './wording.ts'

/** A building, compound or point of interest by which people say where something is. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly areaCode: AreaCode
  readonly lon: number
  readonly lat: number
}

/** A place or area that the words may mean. */
export interface PlaceFound {
  readonly kind: 'place' | 'area'
  /** The place's id or the area's code. */
  readonly id: string
  readonly name: string
  readonly areaCode: AreaCode
  readonly point: Point | null
  /** The words it was found by, in their one spelling, the place's own first. */
  readonly words: readonly string[]
  /** Higher is surer; only for comparing within one answer. */
  readonly score: number
  /** False when the text is only a part of its name: an offer to choose from, never an answer. */
  readonly named: boolean
}

interface Entry {
  readonly kind: 'place' | 'area'
  readonly id: string
  readonly name: string
  readonly areaCode: AreaCode
  readonly point: Point | null
}

/** Names in memory, by their one spelling. */
export interface PlaceIndex {
  /** Names that say enough alone. */
  readonly full: ReadonlyMap<string, readonly Entry[]>
  /** `3号楼`: means something only beside the name of the compound or area it stands in. */
  readonly part: ReadonlyMap<string, readonly { readonly entry: Entry; readonly stem: string }[]>
  /** Names of compounds (`静苑` of `静苑 3 号楼`). */
  readonly stems: ReadonlySet<string>
  readonly longest: number
}

/** What `findPlaces` looks at of an address or message; a place is named near the start or not at all. */
const longestText = 500

/** Builds the index of named places and of areas by name (with and without 街道, 社区 at the end). Grids are found by code, seldom by name. */
export const buildPlaceIndex = (places: readonly Place[], areas: readonly Pick<Area, 'code' | 'name'>[] = []): PlaceIndex => {
  const full = new Map<string, Entry[]>()
  const part = new Map<string, { entry: Entry; stem: string }[]>()
  const stems = new Set<string>()
  for (const place of places) {
    const entry: Entry = { kind: 'place', id: place.id, name: place.name, areaCode: place.areaCode, point: [place.lon, place.lat] }
    for (const key of keysOf([place.name, ...place.aliases])) {
      const { stem, number } = splitNumber(key)
      if (number === null) add(full, key, entry)
      else {
        add(part, number, { entry, stem })
        if (stem.length >= 2) {
          add(full, key, entry)
          stems.add(stem)
        }
      }
    }
  }
  for (const { code, name } of areas) {
    const entry: Entry = { kind: 'area', id: code, name, areaCode: code, point: null }
    for (const key of keysOf([name, shortAreaName(name)])) add(full, key, entry)
  }
  const longest = Math.max(0, ...[...full.keys(), ...part.keys(), ...stems].map((key) => key.length))
  return { full, part, stems, longest }
}

/**
 * The places and areas that free text may mean, the likeliest first, at most `limit`. A place scores by the length of its name in the text, and
 * more when the text also names its compound or an area around it. Text without a known name gives nothing.
 */
export const findPlaces = (index: PlaceIndex, text: string, limit: number): readonly PlaceFound[] => {
  const words = wordsIn(index, normaliseAddress(text.slice(0, longestText)))
  const areas = words.flatMap((word) =>
    (index.full.get(word) ?? []).filter(({ kind }) => kind === 'area').map((entry) => ({ word, entry })),
  )
  const best = new Map<string, PlaceFound>()
  for (const word of words) {
    for (const entry of index.full.get(word) ?? []) keep(best, rate(entry, [word], areas, 2))
    for (const { entry, stem } of index.part.get(word) ?? []) {
      const near = words.includes(stem) ? [stem] : []
      const found = rate(entry, [word, ...near], areas, near.length)
      // The number alone names a building in every compound.
      if (found.words.length > 1) keep(best, found)
    }
  }
  for (const found of begun(index, normaliseAddress(text.slice(0, longestText)))) if (!best.has(keyOf(found))) best.set(keyOf(found), found)
  return [...best.values()].sort(likelier).slice(0, limit)
}

const shortText = 12

// What someone is still typing: names that hold the whole text. They come after whatever is named in full.
const begun = (index: PlaceIndex, text: string): readonly PlaceFound[] => {
  if (text.length < 2 || text.length > shortText) return []
  return [...index.full].flatMap(([name, entries]) => {
    const at = name.indexOf(text)
    if (at < 0 || name.length === text.length || cutsNumber(name, at, at + text.length)) return []
    return entries.map((entry) => ({ ...entry, words: [text], score: text.length / name.length + (at === 0 ? 0.5 : 0), named: false }))
  })
}

/**
 * What the candidates settle: the first one where the text names it and nothing else as surely; where several are equally sure, the
 * finest area that all of them lie in, without a point; null where nothing is named or the candidates have no area in common.
 */
export const settlePlace = (candidates: readonly PlaceFound[]): Pick<PlaceFound, 'areaCode' | 'point'> | null => {
  const [first] = candidates
  if (!first?.named) return null
  const equal = candidates.filter(({ score }) => score === first.score)
  if (equal.length === 1) return { areaCode: first.areaCode, point: first.point }
  const around = [...ancestorsOf(first.areaCode), first.areaCode].findLast((code) =>
    equal.every(({ areaCode }) => isWithin(areaCode, code)),
  )
  return around === undefined ? null : { areaCode: around, point: null }
}

const placeBonus = 2

// `closeness`: 2 when the whole name stands in the text, 1 when its compound and its number stand apart, 0 when only an area speaks for it.
const rate = (
  entry: Entry,
  own: readonly string[],
  areas: readonly { readonly word: string; readonly entry: Entry }[],
  closeness: number,
): PlaceFound => {
  const around = areas.filter((area) => area.entry.id !== entry.id && isWithin(entry.areaCode, area.entry.areaCode))
  const words = [...new Set([...own, ...around.map(({ word }) => word)])]
  // A word inside another one (清枫里 in 清枫里社区) says nothing more.
  const telling = words.filter((word) => !words.some((other) => other !== word && other.includes(word)))
  const score = telling.reduce((sum, word) => sum + word.length, 0) + closeness + (entry.kind === 'place' ? placeBonus : 0)
  return { ...entry, words: telling, score, named: true }
}

const keep = (best: Map<string, PlaceFound>, found: PlaceFound): void => {
  if (found.score > (best.get(keyOf(found))?.score ?? 0)) best.set(keyOf(found), found)
}

const keyOf = (found: PlaceFound): string => `${found.kind} ${found.id}`

const likelier = (one: PlaceFound, other: PlaceFound): number =>
  other.score - one.score ||
  // Of area names that say the same, the wider area is surer: 东升里 is first of all the street.
  one.areaCode.length - other.areaCode.length ||
  (one.areaCode < other.areaCode ? -1 : one.areaCode > other.areaCode ? 1 : 0) ||
  (one.id < other.id ? -1 : 1)

// All known names in the text, also those inside longer ones: a place inside an area's name is sorted out by score.
const wordsIn = (index: PlaceIndex, text: string): readonly string[] => {
  const found = new Set<string>()
  for (let from = 0; from < text.length; from++)
    for (let to = from + 2; to <= Math.min(text.length, from + index.longest); to++) {
      const word = text.slice(from, to)
      if ((index.full.has(word) || index.part.has(word) || index.stems.has(word)) && !cutsNumber(text, from, to)) found.add(word)
    }
  return [...found]
}

const alphanumeric = /[0-9a-z]/

// 3号楼 does not stand in 13号楼, nor 学院路1 in 学院路12.
const cutsNumber = (text: string, from: number, to: number): boolean =>
  (alphanumeric.test(text[from] ?? '') && alphanumeric.test(text[from - 1] ?? '')) ||
  (alphanumeric.test(text[to - 1] ?? '') && alphanumeric.test(text[to] ?? ''))

const splitNumber = (key: string): { readonly stem: string; readonly number: string | null } => {
  const [, stem = key, number = null] = /^(.*?)([0-9]*[a-z]?[0-9]*号楼)$/.exec(key) ?? []
  return number === '号楼' ? { stem: key, number: null } : { stem, number }
}

const shortAreaName = (name: string): string => name.replace(/^(.{2,}?)(?:街道|社区|居委会|地区|镇|乡|区)$/, '$1')

const keysOf = (names: readonly string[]): readonly string[] => [...new Set(names.map(normaliseAddress))].filter((key) => key.length >= 2)

const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
