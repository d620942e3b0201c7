import fc from 'fast-check'
import { holders, moments, procedureSchema, type Procedure } from '../../src/matters/domain/procedure.ts'

const text = { zh: '题', en: 'title' }
const staffed = holders.filter((holder) => holder !== 'resident' && holder !== 'assigned')
const limit = fc.record({
  value: fc.integer({ min: 1, max: 20 }),
  unit: fc.constantFrom('workday' as const, 'calday' as const, 'hour' as const, 'month' as const),
})

/** A procedure nobody would write: any stages, any actions between them, any clocks. Its words are sound; whether it makes sense is the model checker's business. */
export const randomProcedure: fc.Arbitrary<Procedure> = fc.integer({ min: 2, max: 6 }).chain((count) => {
  const names = Array.from({ length: count }, (_, index) => `s${index}`)
  const to = fc.constantFrom(...names, 'end')
  const action = fc.record({
    title: fc.constant(text),
    by: fc.option(fc.array(fc.constantFrom(...holders), { minLength: 1, maxLength: 3 }), { nil: undefined }),
    to: fc.option(to, { nil: undefined }),
    reassign: fc.boolean(),
    assign: fc.option(fc.constant({ assistants: true, listItem: 'optional' as const }), { nil: undefined }),
    reaches: fc.uniqueArray(fc.constantFrom(...moments.filter((moment) => moment !== 'filed' && moment !== 'assigned')), { maxLength: 3 }),
    counts: fc.option(fc.constantFrom('reworked' as const, 'reopened' as const), { nil: undefined }),
    fromThird: fc.option(to, { nil: undefined }),
    records: fc.option(fc.constantFrom('answer' as const, 'rating' as const, 'verification' as const), { nil: undefined }),
    within: fc.option(limit, { nil: undefined }),
    notByHandler: fc.boolean(),
  })
  const stage = fc.record({
    title: fc.constant(text),
    plain: fc.constant(text),
    holder: fc.constantFrom('assigned' as const, 'resident' as const, ...staffed),
    actions: fc.dictionary(fc.constantFrom('go', 'back', 'answer', 'send', 'stop'), action, { minKeys: 1, maxKeys: 4 }),
    then: fc.option(fc.record({ after: limit, to }), { nil: undefined }),
  })
  const clock = fc.record({
    title: fc.constant(text),
    per: fc.constantFrom('matter' as const, 'assignment' as const),
    from: fc.constantFrom(...moments),
    until: fc.constantFrom(...moments),
    limit,
    pauses: fc.constantFrom([], ['asked-for-more' as const]),
    extend: fc.option(fc.constant({ max: 2, by: 'dispatcher' as const }), { nil: undefined }),
  })
  return fc
    .record({ stages: fc.tuple(...names.map(() => stage)), clocks: fc.array(clock, { maxLength: 4 }) })
    .map(({ stages, clocks }) => assemble(names, stages, clocks))
})

const assemble = (names: readonly string[], stages: readonly object[], clocks: readonly object[]): Procedure =>
  procedureSchema.parse({
    id: 'random',
    title: text,
    source: 'test',
    intake: {
      doors: ['desk'],
      by: ['desk'],
      categories: 'requests',
      form: [{ field: 'text', kind: 'text', label: text, required: true, max: 100, personal: 'free-text' }],
    },
    start: [{ stage: names[0] }],
    sensitivity: { default: 'ordinary' },
    clocks: Object.fromEntries(clocks.map((clock, index) => [`c${index}`, clock])),
    stages: { ...Object.fromEntries(names.map((name, index) => [name, stages[index]])), end: { title: text, plain: text, final: true } },
    retention: { whole: { value: 3, unit: 'year' }, contact: { value: 6, unit: 'month' } },
  })
