import { quantile } from '../load.ts'

export interface Times {
  /** Milliseconds of one. */
  readonly p50: number
  readonly p99: number
  readonly perSecond: number
}

/** Runs something again and again, one after the other, after a few runs to get warm. */
export const times = async (rounds: number, run: (round: number) => Promise<unknown>): Promise<Times> => {
  for (let round = 0; round < Math.min(10, rounds); round++) await run(round)
  const taken: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await run(round)
    taken.push(performance.now() - start)
  }
  const sorted = taken.toSorted((a, b) => a - b)
  const sum = taken.reduce((all, each) => all + each, 0)
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), perSecond: (rounds * 1000) / sum }
}

/** How often something pure can be done in a second of processor time, the best of three runs: whatever else the machine does only makes it slower. */
export const rate = (count: number, run: (round: number) => unknown): number => {
  let best = 0
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = process.cpuUsage()
    for (let round = 0; round < count; round++) run(round)
    const { user, system } = process.cpuUsage(before)
    best = Math.max(best, (count * 1_000_000) / (user + system))
  }
  return best
}
