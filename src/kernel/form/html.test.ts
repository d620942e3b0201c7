import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldFault } from '../result.ts'
import { faultSummary, renderFields } from './html.ts'
import { type Field, fieldKinds } from './model.ts'
import { inputId } from './parts.ts'
import { readForm } from './read.ts'

const label = { zh: '问题', en: 'Question' }
const hint = { zh: '提示', en: 'Hint' }
const of = [
  { value: 'a', label: { zh: '甲', en: 'A' }, hint },
  { value: 'b', label: { zh: '乙', en: 'B' } },
]

const every: readonly Field[] = fieldKinds.map((kind) => ({
  field: kind.replace('-', ''),
  kind,
  label,
  hint,
  ...(kind === 'choice' || kind === 'checklist' ? { of } : {}),
  ...(kind === 'group' ? { fields: [{ field: 'inner', kind: 'text', label, max: 20 } as const], repeat: { max: 3 } } : {}),
}))

const ids = (markup: string): readonly string[] => Array.from(markup.matchAll(/ id="([^"]*)"/g), (match) => match[1] ?? '')
const render = (values: Record<string, unknown>, faults: readonly FieldFault[] = [], fields = every): string =>
  String(renderFields(fields, values, faults, 'zh'))

describe('renderFields', () => {
  it('gives every input a label, and every reference a target, once', () => {
    const faults = every.map((field) => ({ path: field.field, code: 'field.required' }))
    const markup = render({}, faults)
    const known = ids(markup)
    expect(known.filter((id, i) => known.indexOf(id) !== i)).toEqual([])
    const labelled = new Set(Array.from(markup.matchAll(/<label for="([^"]*)"/g), (match) => match[1]))
    for (const [, attributes] of markup.matchAll(/<(?:input|select|textarea)([^>]*)>/g)) {
      if (attributes?.includes('type="hidden"')) continue
      expect(labelled).toContain(/ id="([^"]*)"/.exec(attributes ?? '')?.[1])
    }
    for (const [, references] of markup.matchAll(/aria-describedby="([^"]*)"/g)) {
      for (const id of references?.split(' ') ?? []) expect(known).toContain(id)
    }
  })

  it('links every fault of every field to something on the page', () => {
    const bad = {
      text: [1],
      choice: 'z',
      contact: { phone: 'x', email: '@', wish: 'q' },
      place: { point: 'x', areaCode: '1' },
      person: 'x',
      group: [{ inner: {} }],
      date: 'x',
      photos: ['/'],
      organisation: { code: '1' },
    }
    const read = readForm(every, bad)
    const faults = read.ok ? [] : (read.error.fields ?? [])
    expect(faults.length).toBeGreaterThan(10)
    const known = ids(render(bad, faults))
    for (const fault of faults.filter((one) => !/photos\.\d|areaCode/.test(one.path))) expect(known).toContain(inputId(fault.path))
    const summary = String(faultSummary(every, faults, 'zh'))
    expect(summary).toContain(`有 ${faults.length} 处需要改一下`)
    expect(summary).toContain('<a href="#f-contact-phone">问题 · 电话：请填写 11 位手机号')
    expect(faultSummary(every, [], 'zh')).toBeNull()
  })

  it('keeps what was written, typed or raw', () => {
    const typed = render({
      text: '\n<b>路灯</b>',
      money: 120_050,
      choice: 'b',
      yesno: false,
      place: { point: [116.1, 39.9] },
      photos: ['id1'],
      date: '2026-03-05',
    })
    expect(typed).toMatch(/<textarea[^>]*>\n\n&lt;b&gt;路灯&lt;\/b&gt;<\/textarea>/)
    for (const part of [
      'value="1200.50"',
      'value="b" checked',
      'value="no" checked',
      'value="116.1,39.9"',
      'value="id1" checked',
      'type="date" class="short"',
    ])
      expect(typed).toContain(part)
    const raw = render({ money: '一百', date: '2026-02-30' }, [{ path: 'date', code: 'field.bad-date' }])
    expect(raw).toContain('value="一百"')
    expect(raw).toMatch(/value="2026-02-30" type="text"|value="2026-02-30"[^>]*type="text"/)
  })

  it('shows defaults on a fresh form only, and hides what is not asked for', () => {
    const fields: readonly Field[] = [
      { field: 'who', kind: 'text', label, max: 20, default: '本人' },
      { field: 'why', kind: 'text', label, show: "who == '他人'" },
    ]
    expect(render({}, [], fields)).toContain('value="本人"')
    expect(render({}, [{ path: 'who', code: 'field.required' }], fields)).not.toContain('本人')
    expect(render({}, [], fields)).not.toContain('f-why')
    expect(render({ who: '他人' }, [], fields)).toContain('f-why')
  })

  it('keeps one empty entry more than a list has, up to its bound', () => {
    expect(render({ group: [{ inner: 'a' }] })).toContain('name="group.1.inner"')
    expect(render({ group: [1, 2, 3] })).not.toContain('name="group.3.inner"')
  })

  it('never lets a draft become markup', () => {
    const hostile = fc.array(fc.constantFrom('<', '>', '"', "'", 'script', '</textarea>', 'x')).map((parts) => parts.join(''))
    const shape = (markup: string): number => markup.split(/<[a-z/]/).length
    const plain = shape(render({ text: 'x', date: '?', money: 'x', contact: { name: 'x' } }))
    fc.assert(
      fc.property(hostile, (text) => {
        expect(shape(render({ text, date: `?${text}`, money: text, contact: { name: text } }))).toBe(plain)
      }),
    )
  })
})
