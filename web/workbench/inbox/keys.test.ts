import { describe, expect, test } from 'vitest'
import { following, keyCommand, type KeyPress, moved } from './keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  tag: 'BODY',
  editable: false,
  ...more,
})

describe('keys of the inbox', () => {
  test('letters and signs have their meaning, in either case', () => {
    expect(['j', 'J', 'k', 'Enter', 'x', '?', '？', '/', 'a', 'Escape', 'q'].map((key) => keyCommand(press(key)))).toEqual([
      'next',
      'next',
      'previous',
      'open',
      'select',
      'help',
      'help',
      'search',
      'act',
      'leave',
      null,
    ])
  })
  test('while somebody types only Escape counts', () => {
    expect(keyCommand(press('j', { editable: true, tag: 'INPUT' }))).toBeNull()
    expect(keyCommand(press('Enter', { editable: true, tag: 'TEXTAREA' }))).toBeNull()
    expect(keyCommand(press('Escape', { editable: true, tag: 'INPUT' }))).toBe('leave')
  })
  test('while Chinese is composed nothing counts', () => {
    expect(keyCommand(press('Escape', { isComposing: true }))).toBeNull()
    expect(keyCommand(press('j', { isComposing: true }))).toBeNull()
  })
  test('Enter belongs to a button or link that has the focus, j does not', () => {
    expect(keyCommand(press('Enter', { tag: 'A' }))).toBeNull()
    expect(keyCommand(press('Enter', { tag: 'BUTTON' }))).toBeNull()
    expect(keyCommand(press('j', { tag: 'BUTTON' }))).toBe('next')
  })
  test('the browser keeps its own combinations', () => {
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) expect(keyCommand(press('a', more))).toBeNull()
  })
})

describe('places in the list', () => {
  test('moving stays within the list and begins at the first', () => {
    expect([moved(-1, 1, 3), moved(-1, -1, 3), moved(0, -1, 3), moved(2, 1, 3), moved(1, 1, 3), moved(0, 1, 0)]).toEqual([
      0, 0, 0, 2, 2, -1,
    ])
  })
  test('after a row has gone the next comes up, at the end the one before', () => {
    expect(following(['a', 'b', 'c'], 'b')).toBe('c')
    expect(following(['a', 'b', 'c'], 'c')).toBe('b')
    expect(following(['a'], 'a')).toBeNull()
    expect(following(['a', 'b'], 'gone')).toBe('a')
  })
})
