import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldFault, unwrap } from '../result.ts'
import { countCharacters } from './clean.ts'
import { fromUrlEncoded, toPairs, toUrlEncoded } from './encoded.ts'
import type { Field, FormValues } from './model.ts'
import { formSchema } from './schema.ts'
import { readForm, shownFields } from './read.ts'
import { joinSensitivity, splitBySensitivity } from './split.ts'
import { formTranslator } from './texts.ts'

const label = { zh: '问题', en: 'Question' }
const choice = (value: string) => ({ value, label })

const request: readonly Field[] = formSchema.parse([
  { field: 'nature', kind: 'choice', label, of: [choice('help'), choice('complaint')], required: true },
  { field: 'text', kind: 'text', label, required: true, min: 2, max: 10, personal: 'free-text' },
  { field: 'place', kind: 'place', label },
  { field: 'photos', kind: 'photos', label, max: 2 },
  { field: 'contact', kind: 'contact', label, sealed: 'complainant' },
  { field: 'for-whom', kind: 'choice', label, of: [choice('self'), choice('other')], show: "nature == 'help'" },
  { field: 'whose', kind: 'person', label, show: "for_whom == 'other'", required: true },
  { field: 'loss', kind: 'money', label, max: 1_000_000 },
  { field: 'day', kind: 'date', label },
])

const faultsOf = (fields: readonly Field[], input: unknown, facts = {}): readonly FieldFault[] => {
  const read = readForm(fields, input, facts)
  return read.ok ? [] : (read.error.fields ?? [])
}
const codes = (fields: readonly Field[], input: unknown, facts = {}): readonly string[] =>
  faultsOf(fields, input, facts).map((fault) => `${fault.path} ${fault.code}`)
const one = (field: Omit<Field, 'field' | 'label'>, raw: unknown): unknown => {
  const read = readForm([{ ...field, field: 'x', label }], { x: raw })
  return read.ok ? read.value['x'] : read.error.fields?.map((fault) => `${fault.path} ${fault.code}`).join(', ')
}

describe('readForm', () => {
  it('reads a whole form as an HTML page sends it', () => {
    const body =
      'nature=help&text=+%E8%B7%AF%E7%81%AF%0D%0A%E4%B8%8D%E4%BA%AE&place.address=x&place.point=116.3,39.9&photos=a1&contact.phone=138+0013+8000&contact.wish=sms&for-whom=&loss=1,200.5&day=2026-02-28&photos='
    expect(unwrap(readForm(request, fromUrlEncoded(body)))).toEqual({
      nature: 'help',
      text: '路灯\n不亮',
      place: { point: [116.3, 39.9], address: 'x' },
      photos: ['a1'],
      contact: { phone: '13800138000', wish: 'sms' },
      loss: 120_050,
      day: '2026-02-28',
    })
  })

  it('tells all faults at once, in the order of the form, unknown keys last', () => {
    const input = {
      zz: 1,
      day: '2026-02-30',
      loss: '一百',
      contact: { phone: '1234', wish: 'fax', x: 1 },
      text: '一二三四五六七八九十甲',
      nature: 'other',
    }
    expect(codes(request, input)).toEqual([
      'nature field.not-a-choice',
      'text field.too-long',
      'contact.phone field.bad-phone',
      'contact.wish field.not-a-choice',
      'contact.x field.unknown',
      'loss field.bad-money',
      'day field.bad-date',
      'zz field.unknown',
    ])
  })

  it('refuses input for a field that is not asked for, or drops it where a page cannot hide it', () => {
    const input = { nature: 'complaint', text: '路灯', 'for-whom': 'other', whose: { name: '王' } }
    expect(codes(request, input)).toEqual(['for-whom field.not-shown', 'whose field.not-shown'])
    expect(unwrap(readForm(request, input, {}, { hidden: 'drop' }))).toEqual({ nature: 'complaint', text: '路灯' })
    expect(codes(request, { nature: 'help', text: '路灯', 'for-whom': 'other' })).toEqual(['whose.name field.required'])
    expect(shownFields(request, { nature: 'help', 'for-whom': 'self' }).map((field) => field.field)).not.toContain('whose')
  })

  it('never lets a form override a fact', () => {
    const fields: readonly Field[] = [
      { field: 'nature', kind: 'text', label },
      { field: 'secret', kind: 'text', label, show: "nature == 'accusation'" },
    ]
    expect(codes(fields, { nature: 'accusation', secret: 'x' }, { nature: 'consult' })).toEqual(['secret field.not-shown'])
  })

  it('counts characters, not code units, and takes out what misleads', () => {
    expect(one({ kind: 'text', max: 2 }, '𠮷👍')).toBe('𠮷👍')
    expect(one({ kind: 'text' }, 'a\u202Eb\u0000c\u200F\uFEFF\uD800d\r\ne\rf\tg')).toBe('abcd\ne\nf g')
    expect(one({ kind: 'text', required: true }, ' \u200F\u0000 ')).toBe('x field.required')
    expect(one({ kind: 'text', min: 3 }, '二字')).toBe('x field.too-short')
  })

  it.each([
    ['13800138000', '13800138000'],
    ['１３８ ００１３ ８０００', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['(010) 6234 5678', '01062345678'],
    ['010-62345678-801', '01062345678-801'],
    ['0512-62345678转12', '051262345678-12'],
    ['+86 10 62345678', '01062345678'],
    ['400-123-4567', '4001234567'],
    ['+852 2345 6789', '+85223456789'],
    ['12800138000', undefined],
    ['1380013800', undefined],
    ['62345678', undefined],
    ['110', undefined],
    ['<b>', undefined],
  ])('phone %s is %s', (typed, phone) => {
    expect(one({ kind: 'contact' }, { phone: typed })).toEqual(phone === undefined ? 'x.phone field.bad-phone' : { phone })
  })

  it.each([
    ['12', 1200],
    ['¥1，200.5元', 120_050],
    ['0.01', 1],
    [1999, 1999],
    ['1.005', 'x field.bad-money'],
    ['12,00', 'x field.bad-money'],
    ['1e9', 'x field.bad-money'],
    ['99999999999999999', 'x field.bad-money'],
    ['-1', 'x field.too-small'],
    [1.5, 'x field.bad-money'],
  ])('money %s is %s fen', (typed, fen) => {
    expect(one({ kind: 'money' }, typed)).toBe(fen)
  })

  it('wants a number from whoever wants to be called, and a mobile one for messages', () => {
    expect(one({ kind: 'contact' }, { wish: 'phone' })).toBe('x.phone field.phone-needed')
    expect(one({ kind: 'contact' }, { wish: 'sms', phone: '010-62345678' })).toBe('x.phone field.mobile-needed')
    expect(one({ kind: 'contact' }, { wish: 'sms', phone: '1' })).toBe('x.phone field.bad-phone')
    expect(one({ kind: 'contact', required: true }, { wish: 'none', name: '李' })).toBe('x.phone field.required')
    expect(one({ kind: 'contact', required: true }, { email: 'a@b.cn' })).toEqual({ email: 'a@b.cn' })
  })

  it.each<[Omit<Field, 'field' | 'label'>, unknown, unknown]>([
    [{ kind: 'number', min: 1, max: 5 }, '６', 'x field.out-of-range'],
    [{ kind: 'number', min: 1 }, '0', 'x field.too-small'],
    [{ kind: 'number', max: 1 }, '1.5', 'x field.too-large'],
    [{ kind: 'number' }, 'NaN', 'x field.bad-number'],
    [{ kind: 'number' }, { a: 1 }, 'x field.bad-shape'],
    [{ kind: 'number' }, '-0', 0],
    [{ kind: 'rating' }, '6', 'x field.out-of-range'],
    [{ kind: 'rating' }, '5', 5],
    [{ kind: 'rating', of: [choice('1'), choice('3')] }, '2', 'x field.not-a-choice'],
    [{ kind: 'yes-no', required: true }, 'no', false],
    [{ kind: 'yes-no' }, 'perhaps', 'x field.bad-yes-no'],
    [{ kind: 'date' }, '2026年3月5日', '2026-03-05'],
    [{ kind: 'date' }, '2023-02-29', 'x field.bad-date'],
    [{ kind: 'datetime' }, '2026-03-05 9:30', '2026-03-05T09:30'],
    [{ kind: 'datetime' }, '2026-03-05T24:00', 'x field.bad-datetime'],
    [{ kind: 'place' }, { point: '116.1,95' }, 'x.point field.bad-point'],
    [{ kind: 'place' }, { areaCode: '9901010' }, 'x.areaCode field.bad-area'],
    [{ kind: 'place', required: true }, { address: '' }, 'x.address field.required'],
    [{ kind: 'place' }, 'text', 'x field.bad-shape'],
    [{ kind: 'photos' }, ['../etc'], 'x.0 field.bad-file'],
    [{ kind: 'photos', max: 1 }, ['a', 'b'], 'x field.too-many'],
    [{ kind: 'checklist', of: [choice('a'), choice('b')], min: 2 }, 'a', 'x field.too-few'],
    [{ kind: 'checklist', of: [choice('a'), choice('b')] }, ['b', 'a', 'b'], ['b', 'a']],
    [{ kind: 'person' }, { idNumber: '11010519491231002X' }, 'x.idNumber field.unknown'],
    [{ kind: 'person', personal: 'identity' }, { idNumber: '11010519491231002x' }, { idNumber: '11010519491231002X' }],
    [{ kind: 'person', personal: 'identity' }, { idNumber: '110105194912310021' }, 'x.idNumber field.bad-id-number'],
    [{ kind: 'organisation' }, { code: '91350100M000100Y43' }, { code: '91350100M000100Y43' }],
    [{ kind: 'organisation' }, { code: '91350100M000100Y44' }, 'x.code field.bad-credit-code'],
    [{ kind: 'unit' }, 'a b', 'x field.not-a-choice'],
    [{ kind: 'text' }, ['a', 'b'], 'x field.bad-shape'],
    [{ kind: 'text', default: 'd' }, undefined, 'd'],
    [{ kind: 'text', default: 'd' }, '', undefined],
  ])('%o with %o gives %o', (field, raw, expected) => {
    expect(one(field, raw)).toEqual(expected)
  })

  it('reads groups and lists, with conditions over what stands around them', () => {
    const inner: readonly Field[] = [
      { field: 'name', kind: 'text', label, required: true, personal: 'free-text' },
      { field: 'age', kind: 'number', label, show: "kind == 'child'" },
    ]
    const fields: readonly Field[] = [
      { field: 'kind', kind: 'text', label },
      { field: 'people', kind: 'group', label, fields: inner, repeat: { min: 2, max: 3 } },
      { field: 'lead', kind: 'group', label, fields: inner, required: true },
    ]
    expect(codes(fields, fromUrlEncoded('people.0.age=3&people.1.name=b'))).toEqual([
      'people.0.name field.required',
      'people.0.age field.not-shown',
      'lead.name field.required',
    ])
    const read = unwrap(
      readForm(fields, fromUrlEncoded('kind=child&people.0.name=a&people.0.age=3&people.7.name=b&people.8.name=&lead.name=c')),
    )
    expect(read).toEqual({ kind: 'child', people: [{ name: 'a', age: 3 }, { name: 'b' }], lead: { name: 'c' } })
    expect(codes(fields, { lead: { name: 'c' }, people: [{ name: 'a' }] })).toEqual(['people field.too-few'])
    expect(splitBySensitivity(fields, read)).toEqual({
      facts: { kind: 'child', people: [{ age: 3 }, {}] },
      text: { people: [{ name: 'a' }, { name: 'b' }], lead: { name: 'c' } },
      contact: {},
    })
  })

  it('never throws, whatever is sent, and every fault has words in both languages', () => {
    const key = fc.constantFrom(...request.map((field) => field.field), '__proto__', 'constructor', 'phone', 'point', 'other')
    const raw = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(key, tie('value')),
      ),
    })).value
    fc.assert(
      fc.property(raw, (input) => {
        for (const fault of faultsOf(request, input)) {
          for (const lang of ['zh', 'en'] as const) expect(formTranslator(lang, fault.code, fault.params)).not.toMatch(/\{|undefined/)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

/** Values as `readForm` gives them, for the form above. */
const values: fc.Arbitrary<FormValues> = fc
  .record(
    {
      text: fc.stringMatching(/^[\p{L}&=+%<>."'🌳][\p{L}&=+%<>\n"' ]{0,7}[\p{L}]$/u).map((text) => text.normalize('NFC')),
      nature: fc.constantFrom('help', 'complaint'),
      place: fc.record(
        {
          point: fc
            .tuple(fc.integer({ min: -180e6, max: 180e6 }), fc.integer({ min: -90e6, max: 90e6 }))
            .map(([x, y]) => [x / 1e6, y / 1e6] as const),
          address: fc.constant('a b'),
        },
        { requiredKeys: ['address'] },
      ),
      photos: fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 2 }),
      contact: fc.record(
        { phone: fc.stringMatching(/^1[3-9]\d{9}$/), name: fc.constant('张女士'), wish: fc.constant('sms') },
        { requiredKeys: ['phone'] },
      ),
      loss: fc.integer({ min: 0, max: 1_000_000 }),
      day: fc
        .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
    },
    { requiredKeys: ['text', 'nature'] },
  )
  .filter((form) => countCharacters(form.text) <= 10) as fc.Arbitrary<FormValues>

describe('fromUrlEncoded and toUrlEncoded', () => {
  it('carry values through a page and back unchanged, and reading again changes nothing', () => {
    fc.assert(
      fc.property(values, (form) => {
        expect(unwrap(readForm(request, form))).toEqual(form)
        expect(unwrap(readForm(request, fromUrlEncoded(toUrlEncoded(request, form))))).toEqual(form)
        expect(joinSensitivity(request, splitBySensitivity(request, form))).toEqual(form)
      }),
    )
  })

  it('carry a raw draft that was refused', () => {
    const draft = fromUrlEncoded('loss=abc&contact.phone=1&photos=a&photos=b')
    expect(toPairs(request, draft)).toEqual([
      ['photos', 'a'],
      ['photos', 'b'],
      ['contact.phone', '1'],
      ['loss', 'abc'],
    ])
  })

  it('take no name for a prototype, and a name that is value and parent at once is refused later', () => {
    expect(codes(request, fromUrlEncoded('__proto__.polluted=1&constructor=2&text=ok&nature=help'))).toEqual([
      '__proto__ field.unknown',
      'constructor field.unknown',
    ])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(codes(request, fromUrlEncoded('contact=1&contact.phone=13800138000&text=ok&nature=help'))).toEqual(['contact. field.unknown'])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-c.0_]{0,12}$/), fc.string())),
        (pairs) => void fromUrlEncoded(new URLSearchParams(pairs)),
      ),
    )
  })

  it('keep the contact apart from the facts', () => {
    const parts = splitBySensitivity(request, { nature: 'help', text: '路灯', contact: { phone: '13800138000' }, whose: { name: '王' } })
    expect(parts).toEqual({
      facts: { nature: 'help' },
      text: { text: '路灯' },
      contact: { contact: { phone: '13800138000' }, whose: { name: '王' } },
    })
    expect(joinSensitivity(request, { facts: parts.facts })).toEqual({ nature: 'help' })
  })
})
