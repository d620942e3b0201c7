import { expect, it } from 'vitest'
import type { EntryView } from '../../api/types.ts'
import { isAct, isIn, storyOf } from './story.ts'

const started = { kind: 'clock-started', group: 'clock' } as const
const breached = { kind: 'clock-breached', group: 'clock' } as const
const moved = { kind: 'clock-due', group: 'clock' } as const
const acted = { kind: 'acted', group: 'work' } as const

it('folds what clocks do by themselves, and keeps what is news', () => {
  expect([started, breached, moved, acted].map((entry) => isIn(entry, 'main'))).toEqual([false, true, true, true])
  expect(isIn(started, 'clock')).toBe(true)
  expect(isIn(started, 'all')).toBe(true)
  expect(isIn(acted, 'clock')).toBe(false)
})

it('says who did it where somebody did', () => {
  expect(isAct(acted)).toBe(true)
  expect(isAct(started)).toBe(false)
})

it('tells an act once that is recorded twice, newest first', () => {
  const entry = (n: number, action: string, at: string, unit: string | null): EntryView => ({
    n,
    at,
    kind: 'acted',
    action,
    title: '',
    by: '',
    unit,
    words: [],
    files: [],
    erased: false,
    group: 'work',
  })
  const entries = [
    entry(1, 'dispatch', '09:00', 'u'),
    entry(2, 'grant-return', '10:00', 'u'),
    entry(3, 'grant-return', '10:00', null),
    entry(4, 'dispatch', '11:00', 'u'),
  ]
  expect(storyOf(entries, 'main').map(({ n }) => n)).toEqual([4, 2, 1])
  expect(storyOf(entries, 'all').map(({ n }) => n)).toEqual([4, 3, 2, 1])
})
