// Whether two matters may be one and the same. It only ever suggests: the resident decides.

export interface Sought {
  readonly text: string
  readonly category: string | null
  readonly area: string
  readonly point: { readonly lon: number; readonly lat: number } | null
}

export interface Candidate extends Sought {
  readonly id: string
  readonly filedAt: Date
}

/** How near is near enough. Suggestions of a screen, no rule of any office. */
export interface Nearness {
  /** How far back is looked. */
  readonly days: number
  /** Between two known points. */
  readonly metres: number
  /** Shared pairs of characters (Dice, 0 to 1) within the same category, and when one of the categories is not known. */
  readonly words: number
  readonly wordsAlone: number
}

export const usualNearness: Nearness = { days: 30, metres: 300, words: 0.1, wordsAlone: 0.18 }

/** The candidates that may be the same, likeliest first, at most three: near in place and time, of one category as far as known, in like words. */
export const likelySame = <T extends Candidate>(sought: Sought, candidates: readonly T[], now: Date, near: Nearness = usualNearness): T[] =>
  candidates
    .map((candidate) => ({ candidate, score: likeness(sought, candidate, now, near) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ candidate }) => candidate)

const likeness = (sought: Sought, candidate: Candidate, now: Date, near: Nearness): number => {
  const age = (now.getTime() - candidate.filedAt.getTime()) / 86_400_000
  if (age > near.days) return 0
  const place = nearness(sought, candidate, near)
  const category = sameCategory(sought.category, candidate.category)
  if (place === 0 || category === false) return 0
  const words = sharedPairs(sought.text, candidate.text)
  return words < (category ? near.words : near.wordsAlone) ? 0 : words + place / 2 + (1 - age / near.days) / 10
}

// By distance when both points are known; else by the deepest area that both share, a community at least.
const nearness = (one: Sought, other: Sought, { metres }: Nearness): number => {
  if (one.point && other.point) return Math.max(0, 1 - distance(one.point, other.point) / metres)
  const shared = Math.min(one.area.length, other.area.length)
  if (shared < 12 || one.area.slice(0, shared) !== other.area.slice(0, shared)) return 0
  return shared >= 15 ? 0.6 : 0.4
}

/** Null when one of the two is not known yet. Codes are paths: `env.litter` lies in `env`. */
const sameCategory = (one: string | null, other: string | null): boolean | null => {
  if (!one || !other) return null
  return one.split('.')[0] === other.split('.')[0]
}

/** Metres between two points; exact enough within a district. */
export const distance = (one: { lon: number; lat: number }, other: { lon: number; lat: number }): number => {
  const north = (other.lat - one.lat) * 111_195
  const east = (other.lon - one.lon) * 111_195 * Math.cos((one.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}

/** Share of the pairs of neighbouring characters that two texts have in common (Dice), 0 to 1. Punctuation and spaces do not count. */
export const sharedPairs = (one: string, other: string): number => {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared += 1
  return (2 * shared) / (a.size + b.size)
}

const pairsOf = (text: string): Set<string> => {
  const characters = Array.from(text.normalize('NFKC').toLowerCase()).filter((character) => /[\p{L}\p{N}]/u.test(character))
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`))
}
