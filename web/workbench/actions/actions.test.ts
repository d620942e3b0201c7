import { describe, expect, test } from 'vitest'
import type { AllowedView } from '../api/types.ts'
import { adopt, assignInput, chosenOf, draftOf, promote, withAssistant, without } from './assign.ts'
import { operationFor } from './operation.ts'
import { isAnswer, isDispatch, orderAllowed, splitAllowed } from './order.ts'

const allowed = (action: string, more: Partial<AllowedView> = {}): AllowedView => ({
  action,
  title: action,
  weight: 'normal',
  form: [],
  defaults: {},
  files: false,
  standing: false,
  ...more,
})

describe('order of actions', () => {
  const list = [
    allowed('note', { standing: true }),
    allowed('decline', { weight: 'danger' }),
    allowed('accept', { weight: 'primary' }),
    allowed('sign', { standing: true, weight: 'primary' }),
  ]
  test('the procedure’s own come first, the weighty before the rest', () => {
    expect(orderAllowed(list).map((each) => each.action)).toEqual(['accept', 'decline', 'sign', 'note'])
  })
  test('signing comes before the procedure’s own, danger last', () => {
    const { first, other } = splitAllowed(list)
    expect(first.map((each) => each.action)).toEqual(['sign', 'accept', 'decline'])
    expect(other.map((each) => each.action)).toEqual(['note'])
  })
  test('a ruling stands open both ways', () => {
    const rulings = [allowed('grant-return', { standing: true, weight: 'primary' }), allowed('refuse-return', { standing: true })]
    expect(splitAllowed([...rulings, allowed('note', { standing: true })]).first.map((each) => each.action)).toEqual([
      'grant-return',
      'refuse-return',
    ])
  })
  test('with standing ones alone the first four stand open', () => {
    const standing = ['note', 'attach', 'ask', 'urge', 'transfer'].map((action) => allowed(action, { standing: true }))
    const { first, other } = splitAllowed(standing)
    expect([first.length, other.map((each) => each.action)]).toEqual([4, ['transfer']])
  })
  test('forms are known by their questions', () => {
    expect(isDispatch(allowed('dispatch', { form: [{ field: 'lead' }, { field: 'dispatchNote' }] }))).toBe(true)
    expect(isDispatch(allowed('transfer', { form: [{ field: 'lead' }, { field: 'reason' }] }))).toBe(false)
    expect(isAnswer(allowed('submit-answer', { form: [{ field: 'answer' }] }))).toBe(true)
  })
})

describe('who works on a matter', () => {
  const none = chosenOf({})
  test('a suggestion is taken over without naming the lead twice', () => {
    const suggestion = {
      unit: { id: 'a', name: 'A' },
      assistants: [
        { id: 'b', name: 'B' },
        { id: 'a', name: 'A' },
      ],
      reason: '',
      listItem: 'J-1',
      limit: null,
      due: null,
      source: null,
    }
    expect(adopt({ ...none, note: '快' }, suggestion)).toEqual({
      lead: 'a',
      assistants: ['b'],
      order: 'parallel',
      listItem: 'J-1',
      note: '快',
    })
  })
  test('nobody drops out when an assistant leads', () => {
    expect(promote({ ...none, lead: 'a', assistants: ['b', 'c'] }, 'c')).toMatchObject({ lead: 'c', assistants: ['a', 'b'] })
  })
  test('a unit stands once', () => {
    const chosen = { ...none, lead: 'a', assistants: ['b'] }
    expect([withAssistant(chosen, 'a'), withAssistant(chosen, 'b')]).toEqual([chosen, chosen])
    expect(without(chosen, 'a').lead).toBeNull()
  })
  test('only what was chosen is sent; the order only when there is one', () => {
    expect(assignInput(none)).toEqual({})
    expect(assignInput({ ...none, lead: 'a', assistants: ['b'], order: 'sequence', note: '  ' })).toEqual({ lead: 'a', assistants: ['b'] })
    expect(assignInput({ ...none, lead: 'a', assistants: ['b', 'c'], order: 'sequence' })).toEqual({
      lead: 'a',
      assistants: ['b', 'c'],
      order: 'sequence',
    })
  })
  test('a draft holds what was chosen', () => {
    const chosen = { lead: 'a', assistants: ['b'], order: 'sequence' as const, listItem: 'J-1', note: '请今天去看' }
    expect(chosenOf(draftOf(chosen))).toEqual(chosen)
  })
})

test('the same payload keeps its operation, another gets a new one', () => {
  let n = 0
  const fresh = (): string => `op-${++n}`
  const first = operationFor(null, 'x', fresh)
  expect(operationFor(first, 'x', fresh)).toBe(first)
  expect(operationFor(first, 'y', fresh)).toEqual({ id: 'op-2', payload: 'y' })
})
