import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Security } from './domain/credentials.ts'
import type { Random } from '../kernel/ids.ts'

/** An argon2id string of the password at the cost; takes tens of milliseconds at the default cost, outside the event loop. */
export const hashPassword = (password: string, cost: Security['argon2']): Promise<string> =>
  // The library's default algorithm is argon2id; its const enum can't be imported where types are stripped.
  hash(password.normalize('NFKC'), { memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: 1 })

/**
 * Whether the password is the one. Without a hash (no such account, or one that can't sign in) a stand-in is checked at the same cost, so that
 * the time taken doesn't tell whether a login exists.
 */
export const verifyPassword = async (stored: string | null, password: string, cost: Security['argon2']): Promise<boolean> => {
  const known = stored ?? (await standIn(cost))
  const right = await verify(known, password.normalize('NFKC'))
  return stored !== null && right
}

const standIns = new Map<string, Promise<string>>()

const standIn = (cost: Security['argon2']): Promise<string> => {
  const key = `${cost.memoryKiB}/${cost.passes}`
  const known = standIns.get(key) ?? hashPassword(randomBytes(24).toString('hex'), cost)
  standIns.set(key, known)
  return known
}

const letters = { lower: 'abcdefghjkmnpqrstuvwxyz', upper: 'ABCDEFGHJKMNPQRSTUVWXYZ', digit: '23456789' }

/** A first password to be read out or written down: twelve letters and digits without look-alikes, in groups of four; at least three classes with the hyphens. */
export const newPassword = (random: Random): string => {
  const pick = (alphabet: string): string => {
    // Bytes at or above the largest multiple of the alphabet's length would favour its first letters.
    const limit = 256 - (256 % alphabet.length)
    for (;;) {
      const byte = random(1)[0] ?? 255
      if (byte < limit) return alphabet[byte % alphabet.length] ?? ''
    }
  }
  const group = (): string => pick(letters.upper) + pick(letters.lower) + pick(letters.lower) + pick(letters.digit)
  return [group(), group(), group()].join('-')
}
