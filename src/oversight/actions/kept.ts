import type { Kernel } from '../../kernel/kernel.ts'

interface Kept {
  readonly at: number
  readonly value: Promise<unknown>
}

const lasts = 60_000
const most = 200
const kept = new WeakMap<Kernel, Map<string, Kept>>()

/**
 * What everybody may read and what changes by the minute at most, read once a minute however many look at it. Those who ask while it is being read wait for the same
 * reading. `now` is the caller's: a clock that was set back reads anew.
 */
export const keptForAMinute = <T>(kernel: Kernel, key: string, now: Date, read: () => Promise<T>): Promise<T> => {
  const own = kept.get(kernel) ?? new Map<string, Kept>()
  kept.set(kernel, own)
  const known = own.get(key)
  const age = known ? now.getTime() - known.at : -1
  if (known && age >= 0 && age < lasts) return known.value as Promise<T>
  const value = read()
  own.delete(key)
  own.set(key, { at: now.getTime(), value })
  if (own.size > most) own.delete(own.keys().next().value ?? key)
  // A failed reading must not be kept.
  value.catch(() => own.delete(key))
  return value
}
