import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadCorpus } from '../corpus/load.ts'
import { drawPicture, pictureNames } from './draw.ts'

const file = (name: string): URL => new URL(`pictures/${name}.webp`, import.meta.url)

test('every subject that the corpus names has two pictures, and two once it is mended', () => {
  const names = new Set(pictureNames())
  const subjects = new Set([...loadCorpus().leaves.values()].flatMap((leaf) => leaf.photo ?? []))
  for (const subject of subjects)
    for (const suffix of ['1', '2', 'after-1', 'after-2']) expect(names.has(`${subject}-${suffix}`), `${subject}-${suffix}`).toBe(true)
  expect(subjects.size * 4).toBe(names.size)
})

test('every picture is there as WebP of at most 15 KB', () => {
  for (const name of pictureNames()) {
    expect(statSync(file(name)).size, name).toBeLessThanOrEqual(15 * 1024)
    expect(readFileSync(file(name)).subarray(8, 12).toString('latin1')).toBe('WEBP')
  }
})

test('a picture is the same each time, and the mended one another', () => {
  expect(drawPicture('pothole-1')).toBe(drawPicture('pothole-1'))
  expect(drawPicture('pothole-after-1')).not.toBe(drawPicture('pothole-1'))
  expect(drawPicture('lamp-1')).not.toMatch(/NaN|undefined/)
})
