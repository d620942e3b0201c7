import { foldName } from './parts.ts'
import { soundKey } from './sound.ts'
import words from './words.json' with { type: 'json' }

/** How a name was recognised; from the surest to the least sure. */
export type NameMatch = 'same' | 'sound' | 'typing' | 'short-name' | 'within'

export interface NameFound {
  readonly name: string
  readonly by: NameMatch
  /** 0 to 1. */
  readonly weight: number
}

/** Names that can be found though they are misspelled. */
export interface Dictionary {
  readonly names: ReadonlySet<string>
  readonly sounds: ReadonlyMap<string, readonly string[]>
  /** Names by what is left when one character is taken away. */
  readonly gaps: ReadonlyMap<string, readonly string[]>
  readonly shorts: ReadonlyMap<string, readonly string[]>
  readonly longest: number
}

const shortened = new RegExp(`^(.{2,}?)(?:${words.shortened.join('|')})$`)
const generic = new RegExp(`^(.{2,}?)(?:${words.generic.join('|')})$`)

/** Builds a dictionary of names, each given folded (`foldName`). */
export const buildDictionary = (list: Iterable<string>): Dictionary => {
  const names = new Set(list)
  const [sounds, gaps, shorts] = [new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>()]
  let longest = 0
  for (const name of names) {
    longest = Math.max(longest, name.length)
    add(sounds, soundKey(name), name)
    if (name.length >= 3) for (const gap of gapsOf(name)) add(gaps, gap, name)
    const short = shortened.exec(name)?.[1]
    if (short !== undefined) add(shorts, short, name)
  }
  for (const name of names) {
    // 柳岸 may be said for 柳岸家园 and for 柳岸南园.
    for (let length = 2; length < name.length; length++) {
      const list = shorts.get(name.slice(0, length))
      if (list && !list.includes(name) && name.length - length <= 2) list.push(name)
    }
  }
  return { names, sounds, gaps, shorts, longest }
}

/**
 * The names that a word may mean, the surest first. Characters that tell neighbours apart (东 of 松涛东苑, 二 of 东升园二区, any figure) are never taken for slips, so
 * that a compound which is not known does not become its neighbour.
 */
export const findNames = (dictionary: Dictionary, word: string): readonly NameFound[] => {
  const given = foldName(word)
  if (dictionary.names.has(given)) return [{ name: given, by: 'same', weight: 1 }]
  const bare = generic.exec(given)?.[1]
  if (bare !== undefined && dictionary.names.has(bare)) return [{ name: bare, by: 'same', weight: 1 }]
  const found: NameFound[] = []
  const take = (name: string, by: NameMatch, weight: number): void => {
    if (!found.some((each) => each.name === name)) found.push({ name, by, weight })
  }
  for (const name of dictionary.sounds.get(soundKey(given)) ?? []) if (mayBeSlip(given, name, true)) take(name, 'sound', 0.85)
  const shorts = dictionary.shorts.get(given) ?? []
  for (const name of shorts) take(name, 'short-name', shorts.length === 1 ? 0.8 : name === shorts[0] ? 0.65 : 0.5)
  if (given.length >= 3) {
    const near = new Set([given, ...gapsOf(given)].flatMap((gap) => dictionary.gaps.get(gap) ?? []))
    for (const gap of gapsOf(given)) if (gap.length >= 3 && dictionary.names.has(gap)) near.add(gap)
    for (const name of near) {
      if (Math.min(name.length, given.length) >= 3 && mayBeSlip(given, name, false)) take(name, 'typing', slipWeight(given, name))
    }
  }
  return found.toSorted((one, other) => other.weight - one.weight).slice(0, 5)
}

/** The longest known name inside a run of words, with what stands before and after it. */
export const findWithin = (
  dictionary: Dictionary,
  run: string,
): { readonly name: string; readonly before: string; readonly after: string } | null => {
  const text = foldName(run)
  for (let length = Math.min(text.length - 1, dictionary.longest); length >= 2; length--)
    for (let at = text.length - length; at >= 0; at--) {
      const name = text.slice(at, at + length)
      if (dictionary.names.has(name)) return { name, before: text.slice(0, at), after: text.slice(at + length) }
    }
  return null
}

const telling = new Set(words.telling)

// For two names one slip apart or of one sound: no character is lost, won or changed that tells neighbours apart.
const mayBeSlip = (one: string, other: string, sounds: boolean): boolean => {
  const [left, right] = [Array.from(one), Array.from(other)]
  while (left.length > 0 && right.length > 0 && left[0] === right[0]) {
    left.shift()
    right.shift()
  }
  while (left.length > 0 && right.length > 0 && left.at(-1) === right.at(-1)) {
    left.pop()
    right.pop()
  }
  if (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]) return true
  if (Math.max(left.length, right.length) > 1 && !sounds) return false
  const marked = (signs: readonly string[]): boolean => signs.some((sign) => telling.has(sign))
  // 冬升园 sounds like 东升园, and 冬 tells nothing apart; 东 and 栋 would.
  if (sounds && left.length > 0 && right.length > 0) return !marked(left) || !marked(right)
  return !marked(left) && !marked(right)
}

// Two characters changed about are a slip of the hand; one for another may as well be another name. Where 东 or 二 moves, it is for a person to say.
const slipWeight = (given: string, name: string): number => {
  if (given.length !== name.length) return given.length + name.length >= 9 ? 0.75 : 0.65
  const changed = Array.from(given).filter((sign, at) => sign !== name[at])
  return changed.length === 2 && !changed.some((sign) => telling.has(sign)) ? 0.72 : 0.6
}

const gapsOf = (name: string): readonly string[] => Array.from({ length: name.length }, (_, at) => name.slice(0, at) + name.slice(at + 1))

const add = (map: Map<string, string[]>, key: string, name: string): void => {
  const list = map.get(key)
  if (list) list.push(name)
  else map.set(key, [name])
}
