/** A queue that gives the least key first. */
export interface Heap {
  readonly push: (value: number, key: number) => void
  /** The value with the least key and that key; null when empty. */
  readonly pop: () => readonly [value: number, key: number] | null
}

export const createHeap = (): Heap => {
  const values: number[] = []
  const keys: number[] = []
  const swap = (one: number, other: number): void => {
    const [value = 0, key = 0] = [values[one], keys[one]]
    values[one] = values[other] ?? 0
    keys[one] = keys[other] ?? 0
    values[other] = value
    keys[other] = key
  }
  const keyAt = (at: number): number => keys[at] ?? Infinity
  const sink = (): void => {
    for (let at = 0; ;) {
      const child = keyAt(2 * at + 2) < keyAt(2 * at + 1) ? 2 * at + 2 : 2 * at + 1
      if (keyAt(child) >= keyAt(at)) return
      swap(at, child)
      at = child
    }
  }
  return {
    push: (value, key) => {
      let at = values.push(value) - 1
      keys.push(key)
      for (let parent = (at - 1) >> 1; at > 0 && keyAt(parent) > keyAt(at); parent = (at - 1) >> 1) {
        swap(at, parent)
        at = parent
      }
    },
    pop: () => {
      const [value, key] = [values[0], keys[0]]
      if (value === undefined || key === undefined) return null
      swap(0, values.length - 1)
      values.pop()
      keys.pop()
      sink()
      return [value, key]
    },
  }
}

/** Even numbers from 0 to 1 that depend on the seed alone (Mulberry32): the same on every machine. */
export const seeded = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
