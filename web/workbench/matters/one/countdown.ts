/** Whole seconds that something shown at `shownAt` for `seconds` may still be seen; never below zero. Counted by this machine's clock alone, for it may be wrong. */
export const secondsLeft = (shownAt: number, seconds: number, now: number): number =>
  Math.max(0, Math.ceil((shownAt + seconds * 1000 - now) / 1000))
