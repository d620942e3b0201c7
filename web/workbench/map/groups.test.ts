import { describe, expect, it } from 'vitest'
import { groupFinder, groupsOf, palette } from './groups.ts'

const rows = [
  { code: 'env', name: '市容环境', parent: null },
  { code: 'road', name: '市政设施', parent: null },
  { code: 'env.litter', name: '暴露垃圾', parent: 'env' },
  { code: 'env.litter.bin', name: '垃圾桶满', parent: 'env.litter' },
]

describe('marks of categories on the map', () => {
  it('gives each top category a letter and a colour of its own', () => {
    expect(groupsOf(rows).map(({ mark, slot }) => [mark, slot])).toEqual([
      ['市', 0],
      ['政', 1],
    ])
  })

  it('finds the top category of any below it', () => {
    const find = groupFinder(rows, groupsOf(rows))
    expect(find('env.litter.bin')?.code).toBe('env')
    expect(find('road')?.code).toBe('road')
    expect(find('gone')).toBeNull()
    expect(find(null)).toBeNull()
  })

  it('ends on a ring in the data', () => {
    const ring = [
      { code: 'a', name: 'a', parent: 'b' },
      { code: 'b', name: 'b', parent: 'a' },
    ]
    expect(groupFinder(ring, groupsOf(ring))('a')).toBeNull()
  })

  it('keeps letters readable on their colour', () => {
    const light = (hex: string): number => {
      const channel = (at: number): number => {
        const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      }
      return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }
    for (const [fill, letter] of palette) {
      const [low = 0, high = 0] = [light(fill), light(letter)].toSorted((a, b) => a - b)
      expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5)
    }
  })
})
