import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { defineTexts, type Text } from '../../src/kernel/i18n.ts'

const files = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?:^|[/-])copy\.ts$/.test(name),
)

test('every screen has its texts', () => {
  expect(files.length).toBeGreaterThan(15)
})

test.each(files)('%s says everything in both languages, with the same placeholders', async (name) => {
  const module = (await import(/* @vite-ignore */ `./${name}`)) as Record<string, Record<string, Text>>
  for (const texts of Object.values(module)) expect(() => defineTexts(texts)).not.toThrow()
})
