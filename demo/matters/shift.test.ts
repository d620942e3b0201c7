import { expect, test } from 'vitest'
import { daysToMove, movedLine } from './shift.ts'

test.each([
  ['2026-11-07', '2026-11-07', 0],
  ['2026-11-07', '2026-11-08', 7],
  ['2026-11-07', '2026-11-14', 7],
  ['2026-11-07', '2026-11-15', 14],
  ['2026-11-07', '2026-10-31', -7],
  ['2026-11-07', '2026-11-01', 0],
])('a scenario that ends on %s is moved on %s by %i days', (last, today, days) => expect(daysToMove(last, today)).toBe(days))

test('every date of a line is moved, in facts and in words', () => {
  const line = '{"due":"2026-10-28T16:00:00.000Z","sessionDate":"2026-12-30","text":"10月30日到现场，on 30 October","code":"2026-10-28x"}'
  expect(movedLine(line, 7, 2026)).toBe(
    '{"due":"2026-11-04T16:00:00.000Z","sessionDate":"2027-01-06","text":"11月6日到现场，on 6 November","code":"2026-10-28x"}',
  )
  expect(movedLine(line, 0, 2026)).toBe(line)
})
