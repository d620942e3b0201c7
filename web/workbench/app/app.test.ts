import { describe, expect, test, vi } from 'vitest'
import { listIn } from '../api/shared.ts'
import { address } from '../api/send.ts'
import { treeOf } from '../api/tree.ts'
import { createGathering, readMessage } from './live-gather.ts'
import { homeFor, isCurrent, navFor } from './nav.ts'

describe('where one can go', () => {
  test('each office sees its own pages', () => {
    expect(navFor(['handler']).map((entry) => entry.href)).toEqual(['/', '/map', '/matters', '/procedures'])
    expect(navFor(['supervisor']).map((entry) => entry.href)).toContain('/board')
    expect(navFor([]).map((entry) => entry.href)).toEqual(['/map', '/matters', '/procedures'])
  })
  test('an administrator begins in administration, who has no office in the search', () => {
    expect([homeFor(['dispatcher']), homeFor(['administrator']), homeFor([])]).toEqual(['/', '/admin', '/matters'])
  })
  test('a page below an entry is its page; the inbox is only itself', () => {
    expect([isCurrent('/matters', '/matters/1'), isCurrent('/map', '/matters'), isCurrent('/', '/matters'), isCurrent('/', '/')]).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('live messages', () => {
  test('what is not known is ignored', () => {
    expect(readMessage('{"type":"matter","id":"1","units":[]}')).toEqual({ type: 'matter', id: '1' })
    expect(readMessage('{"type":"again"}')).toEqual({ type: 'again' })
    expect([readMessage('nonsense'), readMessage('null'), readMessage('{"type":"other"}')]).toEqual([null, null, null])
  })
  test('a thousand messages in a second are told once, each matter once', () => {
    vi.useFakeTimers()
    const told: unknown[] = []
    const gathering = createGathering((ids, notices) => told.push([ids, notices]))
    for (let i = 0; i < 1000; i++) gathering.add({ type: 'matter', id: String(i % 3) })
    gathering.add({ type: 'notice' })
    vi.advanceTimersByTime(1000)
    expect(told).toEqual([[['0', '1', '2'], true]])
    gathering.add({ type: 'matter', id: '9' })
    gathering.stop()
    vi.advanceTimersByTime(5000)
    expect(told).toHaveLength(1)
    vi.useRealTimers()
  })
})

test('addresses leave out what is empty and keep what is zero or false', () => {
  expect(address('/api/x', { a: '', b: null, c: undefined, d: 0, e: false, q: '路灯' })).toBe(
    `/api/x?d=0&e=false&q=${encodeURIComponent('路灯')}`,
  )
  expect(address('/api/x', {})).toBe('/api/x')
})

test('rows become a tree; a missing or own parent stands at the top', () => {
  const rows = [
    { id: 'a', p: null },
    { id: 'b', p: 'a' },
    { id: 'c', p: 'gone' },
    { id: 'd', p: 'd' },
  ]
  expect(
    treeOf(
      rows,
      (row) => row.id,
      (row) => row.p,
    ),
  ).toEqual([
    { id: 'a', p: null, children: [{ id: 'b', p: 'a' }] },
    { id: 'c', p: 'gone' },
    { id: 'd', p: 'd' },
  ])
})

test('a list is found bare or under its name', () => {
  expect([listIn([1]), listIn({ units: [2], next: null }), listIn(null), listIn({})]).toEqual([[1], [2], [], []])
})
