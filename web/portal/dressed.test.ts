import { expect, it } from 'vitest'
import type { Field } from '../../src/kernel/form/model.ts'
import { dressed } from './dressed.ts'

const words = (zh: string) => ({ zh, en: zh })

it('shows a rating in words as one choice a line, and says only once what may be left out', () => {
  const of = ['1', '2', '3'].map((value) => ({ value, label: words(value) }))
  const fields: readonly Field[] = [
    { field: 'satisfaction', kind: 'rating', label: words('满意吗'), min: 1, max: 3, of },
    { field: 'comment', kind: 'text', label: { zh: '还想说的（可不填）', en: 'Anything else (optional)' } },
    { field: 'plain', kind: 'rating', label: words('几分') },
  ]
  const [rating, comment, plain] = dressed(fields)
  expect(rating).toMatchObject({ field: 'satisfaction', kind: 'choice' })
  expect(rating?.of?.map(({ value, label }) => [value, label.zh])).toEqual([
    ['1', '1 🙁'],
    ['2', '2 😐'],
    ['3', '3 🙂'],
  ])
  expect(comment?.label).toEqual({ zh: '还想说的', en: 'Anything else' })
  expect(plain?.kind).toBe('rating')
})
