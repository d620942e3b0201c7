import { describe, expect, it } from 'vitest'
import { type Field, takesFiles } from './model.ts'
import { fieldSchema, formSchema } from './schema.ts'
import { checkShows } from './show.ts'

const label = { zh: '问题', en: 'Question' }
const field = (more: object): unknown => ({ field: 'x', kind: 'text', label, ...more })

describe('fieldSchema', () => {
  it.each([
    [{}, true],
    [{ show: "nature == 'help'" }, true],
    [{ kind: 'group', fields: [field({})] }, true],
    [{ kind: 'checklist', of: [{ value: 'a', label }] }, true],
    [{ colour: 'red' }, false],
    [{ kind: 'colour' }, false],
    [{ field: 'a.b' }, false],
    [{ field: '__proto__' }, false],
    [{ field: 'list' }, false],
    [{ field: 'in' }, false],
    [{ label: { zh: '问题' } }, false],
    [{ kind: 'choice' }, false],
    [
      {
        kind: 'choice',
        of: [
          { value: 'a', label },
          { value: 'a', label },
        ],
      },
      false,
    ],
    [{ of: [{ value: 'a', label }] }, false],
    [{ kind: 'group' }, false],
    [{ fields: [field({})] }, false],
    [{ kind: 'group', fields: [field({}), field({})] }, false],
    [{ min: 3, max: 2 }, false],
    [{ max: 1.5 }, false],
    [{ kind: 'date', max: 1 }, false],
    [{ kind: 'photos', repeat: {} }, false],
    [{ show: 'nature ==' }, false],
  ])('%o is accepted: %s', (more, accepted) => {
    expect(fieldSchema.safeParse(field(more)).success).toBe(accepted)
  })

  it('says which field is wrong and why', () => {
    const read = formSchema.safeParse([field({ show: '1 +' }), field({ kind: 'choice' })])
    const messages = read.error?.issues.map((issue) => issue.message)
    expect(messages?.[0]).toMatch(/^x: show: /)
    expect(messages).toContain('x: a choice needs `of`')
  })

  it('knows which forms send files', () => {
    const photos: Field = { field: 'p', kind: 'photos', label }
    expect([takesFiles([photos]), takesFiles([{ field: 'g', kind: 'group', label, fields: [photos] }]), takesFiles([])]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('checkShows', () => {
  const fields = (show: string): readonly Field[] => [
    { field: 'needs', kind: 'checklist', label, of: [{ value: 'a', label }] },
    { field: 'group', kind: 'group', label, fields: [{ field: 'x', kind: 'text', label, show }] },
  ]

  it.each([
    ["'a' in needs && nature == 'help'", 0],
    ['nature == 3', 1],
    ["nobody == 'x'", 1],
    ['nature', 1],
    ["group.x == 'a'", 1],
  ])('%s has %i faults', (show, count) => {
    expect(checkShows(fields(show), { nature: 'string' })).toHaveLength(count)
  })

  it('refuses a field that bears the name of a fact', () => {
    expect(checkShows([{ field: 'nature', kind: 'text', label }], { nature: 'string' })).toEqual(['field nature has the name of a fact'])
  })
})
