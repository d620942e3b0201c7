/** A source of numbers in [0, 1). Everything here is a pure function of one. */
export type Random = () => number

/** A generator with a 32-bit state (mulberry32): the same seed gives the same numbers on every machine. */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1))

/** One of the items; throws when there is none. */
export const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

export const chance = (random: Random, share: number): boolean => random() < share

/** One of the pairs, with a chance in proportion to its weight. */
export const weighted = <T>(random: Random, pairs: readonly (readonly [T, number])[]): T => {
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random() * total
  for (const [item, weight] of pairs) {
    left -= weight
    if (left < 0) return item
  }
  const last = pairs.at(-1)
  if (!last) throw new Error('nothing to pick from')
  return last[0]
}
