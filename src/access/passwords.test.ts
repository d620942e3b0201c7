import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { passwordFaults } from './domain/credentials.ts'
import { hashPassword, newPassword, verifyPassword } from './passwords.ts'

const cost = { memoryKiB: 8192, passes: 3 }

describe('passwords', () => {
  it('are argon2id, salted, and read alike in full width', async () => {
    const [one, two] = [await hashPassword('Plum-blossom-7', cost), await hashPassword('Plum-blossom-7', cost)]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=8192,t=3,p=1\$/)
    expect(one).not.toBe(two)
    expect(await verifyPassword(one, 'Ｐlum-blossom-７', cost)).toBe(true)
    expect(await verifyPassword(one, 'plum-blossom-7', cost)).toBe(false)
    expect(await verifyPassword(null, 'Plum-blossom-7', cost)).toBe(false)
  })

  it('take as long to check for an unknown login as for a known one', async () => {
    const stored = await hashPassword('Plum-blossom-7', cost)
    const time = async (hash: string | null): Promise<number> => {
      const start = performance.now()
      await verifyPassword(hash, 'wrong', cost)
      return performance.now() - start
    }
    await time(null)
    const known: number[] = []
    const unknown: number[] = []
    for (let index = 0; index < 9; index++) {
      known.push(await time(stored))
      unknown.push(await time(null))
    }
    const middle = (times: number[]): number => times.toSorted((a, b) => a - b)[4] ?? 0
    const ratio = middle(unknown) / middle(known)
    expect(ratio).toBeGreaterThan(0.4)
    expect(ratio).toBeLessThan(2.5)
  })

  it('made by the server keep the rules', () => {
    for (let index = 0; index < 50; index++) {
      const password = newPassword((size) => new Uint8Array(randomBytes(size)))
      expect(password).toMatch(/^[A-Z][a-z]{2}\d-[A-Z][a-z]{2}\d-[A-Z][a-z]{2}\d$/)
      expect(passwordFaults(password, 'zhangwei', { minLength: 10, minClasses: 3 })).toEqual([])
    }
  })
})
