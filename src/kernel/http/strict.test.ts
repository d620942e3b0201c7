import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { faultsOf } from './faults.ts'
import { readLoose, strictly } from './strict.ts'

const codes = (schema: z.ZodType, value: unknown): string[] => {
  const parsed = strictly(schema).safeParse(value)
  return parsed.success
    ? []
    : faultsOf(parsed.error.issues, value, (key) => key === 'end.before-start').map(({ path, code }) => `${path} ${code}`)
}

describe('strictly', () => {
  it('refuses unknown fields at every depth', () => {
    const inner = z.object({ a: z.string() })
    const schema = z.object({
      list: z.array(inner),
      maybe: inner.optional(),
      map: z.record(z.string(), inner),
      pair: z.tuple([inner]),
      either: z.union([inner, z.string()]),
    })
    const bad = { a: 'x', b: 1 }
    expect(codes(schema, { list: [bad], maybe: bad, map: { k: bad }, pair: [bad], either: 's', more: 1 })).toEqual([
      'list.0.b input.unknown',
      'maybe.b input.unknown',
      'map.k.b input.unknown',
      'pair.0.b input.unknown',
      'more input.unknown',
    ])
  })

  it('keeps checks, transforms and objects that were declared loose', () => {
    const schema = z
      .object({ from: z.number(), to: z.number() })
      .refine((range) => range.from <= range.to, { error: 'end.before-start', path: ['to'] })
      .transform(({ from, to }) => to - from)
    expect(strictly(schema).parse({ from: 1, to: 3 })).toBe(2)
    expect(codes(schema, { from: 2, to: 1 })).toEqual(['to end.before-start'])
    expect(codes(schema, { from: 1, to: 2, x: 1 })).toEqual(['x input.unknown'])
    expect(codes(z.looseObject({ a: z.string() }), { a: 'x', b: 1 })).toEqual([])
    expect(codes(z.object({}).catchall(z.number()), { b: 1 })).toEqual([])
    expect(
      codes(
        z.preprocess((value) => value, z.object({})),
        { b: 1 },
      ),
    ).toEqual(['b input.unknown'])
    const kinds = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), x: z.string() }), z.object({ kind: z.literal('b') })])
    expect(codes(kinds, { kind: 'b', x: 'y' })).toEqual(['x input.unknown'])
    expect(codes(kinds, { kind: 'c' })).toEqual(['kind input.choice'])
  })
})

describe('faultsOf', () => {
  it.each([
    [z.string(), undefined, 'input.required'],
    [z.string().min(1), '', 'input.required'],
    [z.string(), 3, 'input.text'],
    [z.string().max(1), 'xx', 'input.too-long'],
    [z.number(), 'x', 'input.number'],
    [z.int(), 1.5, 'input.integer'],
    [z.number().min(2), 1, 'input.too-small'],
    [z.number().positive(), 0, 'input.not-above'],
    [z.number().max(2), 3, 'input.too-large'],
    [z.number().lt(2), 2, 'input.not-below'],
    [z.number().multipleOf(5), 3, 'input.step'],
    [z.boolean(), 'x', 'input.yes-no'],
    [z.array(z.string()), 'x', 'input.list'],
    [z.array(z.string()).max(1), ['a', 'b'], 'input.too-many'],
    [z.object({}), 'x', 'input.group'],
    [z.iso.date(), '2026-02-30', 'input.date'],
    [z.iso.datetime(), 'x', 'input.date-time'],
    [z.iso.time(), 'x', 'input.time'],
    [z.email(), 'x', 'input.email'],
    [z.url(), 'x', 'input.address'],
    [z.date().min(new Date(0)), new Date(-1), 'input.too-early'],
    [z.date().max(new Date(0)), new Date(1), 'input.too-late'],
    [z.enum(['a']), 'b', 'input.choice'],
    [z.enum(['a']), '', 'input.required'],
    [z.string().regex(/^a/), 'b', 'input.format'],
    [z.union([z.string(), z.number()]), true, 'input.bad-value'],
    [z.custom(() => false), 1, 'input.bad-value'],
  ])('%#: gives a code for what is wrong', (schema, value, code) => {
    expect(codes(z.object({ f: schema }), { f: value })).toEqual([`f ${code}`])
  })

  it('looks into the branch of a union that came nearest', () => {
    const schema = z.object({ u: z.union([z.object({ point: z.number() }), z.object({ text: z.string(), area: z.string() })]) })
    expect(codes(schema, { u: { text: 'x' } })).toContain('u.area input.required')
  })
})

describe('readLoose', () => {
  it('drops blank optional fields and makes lists of single values, but only where the schema wants it', () => {
    const schema = z
      .object({ q: z.string(), from: z.string().optional(), n: z.string().default('1'), tags: z.array(z.string()).optional() })
      .transform((value) => value)
    expect(readLoose(schema, { q: '', from: '', n: '', tags: 'a', other: '' })).toEqual({ q: '', tags: ['a'], other: '' })
    expect(readLoose(schema, { tags: ['a', 'b'] })).toEqual({ tags: ['a', 'b'] })
    expect(readLoose(schema, 'text')).toBe('text')
  })
})
