import { randomBytes } from 'node:crypto'
import type { Random } from './ids.ts'

/** The time, passed in: the real one in a server, a virtual one in replays and tests. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

export const systemRandom: Random = (size) => new Uint8Array(randomBytes(size))
