import { expect, it } from 'vitest'
import type { Kernel } from '../../kernel/kernel.ts'
import { keptForAMinute } from './kept.ts'

const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 2) + seconds * 1000)

const reader = () => {
  let reads = 0
  return { read: async () => (reads += 1), reads: () => reads }
}

it('reads once a minute for each key and kernel, and anew when the clock was set back', async () => {
  const kernel = {} as Kernel
  const { read, reads } = reader()
  const get = (seconds: number, key = 'a'): Promise<number> => keptForAMinute(kernel, key, at(seconds), read)
  expect(await Promise.all([get(0), get(0), get(59)])).toEqual([1, 1, 1])
  expect(await get(60)).toBe(2)
  expect(await get(61, 'b')).toBe(3)
  expect(await get(30)).toBe(4)
  expect(await keptForAMinute({} as Kernel, 'a', at(30), read)).toBe(5)
  expect(reads()).toBe(5)
})

it('keeps no failure, and not more than so many', async () => {
  const kernel = {} as Kernel
  await expect(keptForAMinute(kernel, 'a', at(0), () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  const { read } = reader()
  expect(await keptForAMinute(kernel, 'a', at(1), read)).toBe(1)
  for (let n = 0; n < 200; n++) await keptForAMinute(kernel, `k${n}`, at(1), async () => n)
  expect(await keptForAMinute(kernel, 'a', at(2), read)).toBe(2)
})
