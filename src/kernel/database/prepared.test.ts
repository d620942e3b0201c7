import { expect, it } from 'vitest'
import { namesForStatements } from './prepared.ts'

it('names a statement that comes a third time, always the same, and no other', () => {
  const nameOf = namesForStatements()
  const text = 'select id from matter where code = $1'
  expect([nameOf(text), nameOf(text)]).toEqual([null, null])
  const name = nameOf(text)
  expect(name).toMatch(/^s[0-9a-f]{20}$/)
  expect(nameOf(text)).toBe(name)
  expect(nameOf('select id from matter where code = $2')).toBe(null)
})

it('leaves alone what changes its meaning with the columns, and what is very long', () => {
  const nameOf = namesForStatements()
  for (let time = 0; time < 5; time++) {
    expect(nameOf('select * from matter where id = $1')).toBe(null)
    expect(nameOf(`select id from matter where id in (${'$1,'.repeat(5000)})`)).toBe(null)
  }
})

it('names three hundred statements at most', () => {
  const nameOf = namesForStatements()
  let named = 0
  for (let each = 0; each < 400; each++) for (let time = 0; time < 3; time++) if (nameOf(`select ${each} where $1`)) named += 1
  expect(named).toBe(300)
})
