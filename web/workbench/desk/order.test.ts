import { expect, test } from 'vitest'
import type { Field } from '../../../src/kernel/form/model.ts'
import { callOrder, clockWords, deskKey } from './order.ts'

const field = (name: string, kind: Field['kind']): Field => ({ field: name, kind, label: { zh: name, en: name } })

test('a call goes: who, what, where, the rest as the form has it', () => {
  const form = [
    field('text', 'text'),
    field('photos', 'photos'),
    field('place', 'place'),
    field('forWhom', 'choice'),
    field('contact', 'contact'),
  ]
  expect(callOrder(form).map((each) => each.field)).toEqual(['contact', 'text', 'place', 'photos', 'forWhom'])
})

test('the timer reads like a clock', () => {
  expect([clockWords(0), clockWords(9.9), clockWords(75), clockWords(3600)]).toEqual(['0:00', '0:09', '1:15', '60:00'])
})

test('Alt keys go by the place of the key, and only Alt', () => {
  const key = (code: string, more = {}) => deskKey({ altKey: true, ctrlKey: false, metaKey: false, code, ...more })
  expect(['KeyP', 'KeyT', 'KeyC', 'KeyL', 'KeyR', 'KeyS', 'KeyX'].map((code) => key(code))).toEqual([
    'phone',
    'text',
    'category',
    'place',
    'reply',
    'send',
    null,
  ])
  expect([key('KeyP', { altKey: false }), key('KeyP', { ctrlKey: true })]).toEqual([null, null])
})
