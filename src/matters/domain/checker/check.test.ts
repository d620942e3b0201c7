import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { templateNames } from '../templates.ts'
import { messages } from './messages.ts'
import { checkProcedure, readProcedure } from './check.ts'
import type { FindingCode, Known } from './finding.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- files are mutated as an editor might, out of all shape
type Draft = any

const known: Known = { templates: new Set(templateNames), categories: new Set(['requests', 'hazards', 'opinions']) }

const read = (id: string): Draft => parse(readFileSync(new URL(`../../../../procedures/${id}.yaml`, import.meta.url), 'utf8'))
const ids = ['resident-request', 'grid-hazard', 'station-opinion']
const request: Draft = read('resident-request')

const codesOf = (draft: Draft, district: Known = known): string[] => [
  ...new Set(readProcedure(draft, district).findings.map(({ code }) => code)),
]

const broken = (change: (draft: Draft) => void): string[] => {
  const draft = structuredClone(request)
  change(draft)
  return codesOf(draft)
}

describe('the real procedures', () => {
  it.each(ids)('%s has no finding at all', (id) => {
    expect(readProcedure(read(id), known).findings).toEqual([])
  })
})

const clock = (from: string, until: string, more: object = {}): object => ({
  title: { zh: '时限', en: 'Clock' },
  from,
  until,
  limit: { value: 1, unit: 'hour' },
  ...more,
})
const note = { field: 'note', kind: 'text', label: { zh: '说明', en: 'Note' } }
const stage = (more: object): object => ({ title: { zh: '阶段', en: 'Stage' }, plain: { zh: '阶段', en: 'Stage' }, ...more })

// oxlint-disable-next-line unicorn/no-thenable -- a stage's `then` is data
const goOn = (end: Draft): Draft => (end.then = { after: { value: 1, unit: 'year' }, to: 'received' })

const mutations: readonly [FindingCode, string, (draft: Draft) => void][] = [
  // words
  ['unknown-key', 'a key outside the vocabulary', (d) => (d.colour = 'red')],
  ['unknown-effect', 'an effect outside the vocabulary', (d) => (d.stages.received.actions.accept.deletes = true)],
  ['unknown-effect', 'setting what no action may set', (d) => d.stages.received.actions.accept.set.push('status')],
  ['unknown-effect', 'an unknown counter', (d) => (d.stages.verifying.actions['not-fixed'].counts = 'complained')],
  ['unknown-role', 'an unknown holder', (d) => (d.stages.received.holder = 'mayor')],
  ['unknown-role', 'an unknown role in `by`', (d) => (d.stages.received.actions['answer-at-once'].by = ['robot'])],
  ['unknown-document', 'an unknown document', (d) => d.documents.push('verdict')],
  ['unknown-moment', 'an unknown moment', (d) => (d.clocks.handle.until = 'done')],
  ['unknown-moment', 'an unknown moment in a condition', (d) => (d.stages.answered.actions.rate.when = "'done' in reached")],
  ['missing', 'a missing part', (d) => delete d.retention],
  ['bad-shape', 'a field of no kind', (d) => (d.intake.form[0].kind = 'hologram')],
  // names
  ['unknown-stage', 'an action to nowhere', (d) => (d.stages.received.actions.accept.to = 'nowhere')],
  ['unknown-stage', 'a third time to nowhere', (d) => (d.stages.answered.actions['not-fixed'].fromThird = 'nowhere')],
  ['unknown-stage', 'a start nowhere', (d) => (d.start[0].stage = 'nowhere')],
  ['unknown-outcome', 'an outcome not declared', (d) => (d.stages.received.actions.decline.outcome = 'binned')],
  ['unknown-template', 'a notice that nobody wrote', (d) => (d.stages.received.actions.accept.tell[0].template = 'hello')],
  ['unknown-categories', 'a category tree that is not there', (d) => (d.intake.categories = 'planets')],
  ['outcome-missing', 'withdrawing without an outcome', (d) => delete d.outcomes.withdrawn],
  ['nature-twice', 'a nature twice', (d) => d.intake.natures.push(d.intake.natures[0])],
  ['door-without-filer', 'a desk at which nobody files', (d) => (d.intake.by = [])],
  ['retention-order', 'contact data kept for longer than the matter', (d) => (d.retention.contact = { value: 4, unit: 'year' })],
  // ways
  ['start-without-default', 'a start only under a condition', (d) => (d.start[0].if = 'located')],
  ['start-after-default', 'a start rule after the default', (d) => d.start.push({ stage: 'dispatching' })],
  [
    'unreachable-stage',
    'a stage to which nothing leads',
    (d) => (d.stages.attic = stage({ holder: 'desk', actions: { go: { title: note.label, to: 'dispatching' } } })),
  ],
  ['unreachable-stage', 'a stage cut off', (d) => (d.stages.approving.actions.approve.to = 'answered')],
  ['dead-end', 'a trap', (d) => (d.stages.dispatching.actions.dispatch.to = 'dispatching')],
  ['dead-end', 'a stage that only turns in circles', (d) => (d.stages.approving.actions = { again: { title: note.label } })],
  ['no-final-stage', 'no end at all', (d) => delete d.stages.closed.final],
  ['final-with-then', 'an end that goes on', (d) => goOn(d.stages.closed)],
  ['final-without-outcome', 'an end without an outcome', (d) => delete d.stages.answered.then.outcome],
  ['nobody-acts', 'a stage without actions', (d) => (d.stages.approving.actions = {})],
  ['nobody-acts', 'a stage without a holder', (d) => delete d.stages.dispatching.holder],
  [
    'nobody-acts',
    'verification by those who did the work',
    (d) => Object.values(d.stages.verifying.actions).forEach((action) => Object.assign(action as object, { by: ['lead'] })),
  ],
  ['action-without-taker', 'an action for nobody', (d) => (d.stages.received.actions.decline.by = [])],
  ['assigned-before-dispatch', 'units that work before a dispatch', (d) => (d.stages.received.actions.accept.to = 'handling')],
  ['assigned-before-dispatch', 'a start with the units', (d) => (d.start[0].stage = 'handling')],
  [
    'reassign-before-dispatch',
    'work given back to nobody',
    (d) => Object.assign(d.stages.replied.actions['not-fixed'], { to: 'handling', reassign: true }),
  ],
  ['assign-unheld', 'a dispatch into a stage that no unit holds', (d) => (d.stages.dispatching.actions.dispatch.to = 'verifying')],
  ['assigned-without-submit', 'units that can’t hand in', (d) => (d.stages.handling.actions['submit-answer'].by = ['desk'])],
  [
    'within-before-answered',
    'a window before the answer',
    (d) => (d.stages.received.actions.decline.within = { value: 3, unit: 'workday' }),
  ],
  ['third-without-counts', 'a third time without a counter', (d) => delete d.stages.answered.actions['not-fixed'].counts],
  // clocks
  [
    'clock-never-starts',
    'a clock without a start',
    (d) =>
      delete d.stages.answered.actions.rate.form &&
      (d.clocks.late = clock('verified', 'closed')) &&
      delete d.stages.verifying.actions.confirm.reaches,
  ],
  [
    'clock-never-starts',
    'a clock for assistants that there never are',
    (d) => (d.stages.dispatching.actions.dispatch.assign.assistants = false),
  ],
  ['clock-never-stops', 'a clock whose moment never comes', (d) => (d.clocks.endless = clock('answered', 'accepted'))],
  ['clock-never-stops', 'assistants who can’t report', (d) => (d.standing = { off: ['report'] })],
  ['clock-not-judged', 'a way to the end that passes by the moment', (d) => delete d.stages.received.actions.decline.reaches],
  ['clock-moment', 'a clock of the matter by moments of a share', (d) => (d.clocks.handle.until = 'reported')],
  ['clock-without-fallback', 'no limit when the category has none', (d) => delete d.clocks.handle.fallback],
  ['clock-part', 'a clock of the matter for assistants only', (d) => (d.clocks.handle.part = 'assistant')],
  ['limit-closing', 'hours that end when the office closes', (d) => (d.clocks.respond.fallback.closing = 'office')],
  ['moment-not-by-action', 'an action that claims to close', (d) => d.stages.approving.actions.approve.reaches.push('closed')],
  // conditions
  ['bad-condition', 'a condition that does not parse', (d) => (d.stages.received.actions.accept.when = 'nature ==')],
  ['bad-condition', 'a condition on what there is not', (d) => (d.stages.received.actions.accept.when = 'age > 60')],
  ['bad-condition', 'a condition of the wrong type', (d) => (d.stages.received.actions.accept.when = 'nature == 3')],
  ['bad-condition', 'no yes or no', (d) => (d.sensitivity.when[0].if = 'counts.reopened')],
  ['unknown-field', 'a condition on no field', (d) => (d.stages.received.actions.accept.when = "form.colour == 'red'")],
  ['personal-condition', 'a condition on somebody’s words', (d) => (d.stages.received.actions.accept.when = "form.text == 'x'")],
  ['unknown-value', 'a nature that there is not', (d) => (d.sensitivity.when[0].if = "nature == 'acusation'")],
  ['unknown-value', 'a door that there is not', (d) => (d.stages.received.actions.accept.when = "door in ['desk', 'window']")],
  // forms
  ['field-twice', 'a field twice in filing', (d) => d.intake.form.push(d.intake.form[0])],
  ['field-twice', 'a field twice in an action', (d) => d.stages.approving.actions.approve.form.push(note, note)],
  ['bad-show', 'shown by a field that there is not', (d) => (d.intake.form[1].show = 'wish == true')],
  ['set-without-field', 'setting what is not asked', (d) => d.stages.received.actions.accept.form.shift()],
  ['set-natures', 'natures that are not those of the intake', (d) => d.stages.received.actions.accept.form[1].of.pop()],
  ['record-without-field', 'an answer without words', (d) => d.stages.handling.actions['submit-answer'].form.shift()],
  ['record-without-field', 'a decline without the lawful channel', (d) => d.stages.received.actions.decline.form.pop()],
  ['rating-unset', 'a rating of no scale', (d) => delete d.rating],
  ['rating-scale', 'five levels of three', (d) => (d.rating = 'three')],
  ['publish-personal', 'a resident’s own words published', (d) => d.publish.fields.push('text')],
]

describe('a broken procedure', () => {
  it.each(mutations)('%s: %s', (code, _, change) => {
    expect(broken(change)).toContain(code)
  })

  it('has a place and words in both languages for every fault', () => {
    for (const [, , change] of mutations) {
      const draft = structuredClone(request)
      change(draft)
      for (const found of readProcedure(draft, known).findings) {
        expect(found.where).toMatch(/\S/)
        expect(`${found.message.zh}${found.message.en}`).not.toMatch(/\{\w+\}|undefined/)
      }
    }
  })

  it('is found for every code that there is', () => {
    const covered = new Set<string>(mutations.map(([code]) => code))
    const elsewhere = ['not-yaml', 'rating-unused', 'publish-without-answer']
    expect(Object.keys(messages).filter((code) => !covered.has(code) && !elsewhere.includes(code))).toEqual([])
  })

  it('may be of a rating that nobody gives, or an answer published that nobody wrote', () => {
    const hazard = read('grid-hazard')
    hazard.rating = 'five'
    expect(codesOf(hazard)).toEqual(['rating-unused'])
    const unanswered = structuredClone(request)
    for (const each of Object.values<Draft>(unanswered.stages))
      for (const action of Object.values<Draft>(each.actions ?? {})) if (action.records === 'answer') delete action.records
    expect(codesOf(unanswered)).toContain('publish-without-answer')
  })

  it('may name a role that the district does not have', () => {
    const roles = new Set(['dispatcher', 'desk', 'handler', 'approver'])
    expect(codesOf(request, { ...known, roles })).toEqual(['action-without-taker', 'nobody-acts'])
  })

  it('tells all its faults at once, errors first', () => {
    const codes = broken((d) => {
      d.stages.received.actions.accept.tell[0].template = 'hello'
      d.stages.received.actions.decline.outcome = 'binned'
      delete d.stages.received.actions.decline.reaches
      d.publish.fields.push('text')
    })
    expect(codes).toEqual(['unknown-outcome', 'unknown-template', 'publish-personal', 'clock-not-judged'])
  })
})

describe('what conditions on the lead make possible', () => {
  it('lets work go back to a unit only where one leads', () => {
    const hazard = read('grid-hazard')
    delete hazard.stages.checking.actions['not-fixed-by-unit'].when
    expect(codesOf(hazard)).toContain('reassign-before-dispatch')
  })
})

describe('the checker', () => {
  it('never throws, whatever is taken out of a procedure', () => {
    const paths: string[][] = []
    const collect = (value: Draft, path: string[]): void => {
      if (typeof value !== 'object' || value === null) return
      for (const key of Object.keys(value)) {
        paths.push([...path, key])
        collect(value[key], [...path, key])
      }
    }
    collect(request, [])
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...paths), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('delete', 'null', 'text', 'list'),
        (chosen, how) => {
          const draft = structuredClone(request)
          for (const path of chosen) {
            const parent = path.slice(0, -1).reduce((inner: Draft, key) => inner?.[key], draft)
            const key = path.at(-1)
            if (typeof parent !== 'object' || parent === null || key === undefined) continue
            if (how === 'delete') delete parent[key]
            else parent[key] = { null: null, text: 'x', list: [] }[how]
          }
          const found = readProcedure(draft, known)
          return found.procedure !== null || found.findings.length > 0
        },
      ),
      { numRuns: 300 },
    )
  })

  it('finds every stage taken out', () => {
    for (const name of Object.keys(request.stages)) {
      const { procedure } = readProcedure(request, known)
      if (!procedure) throw new Error('the request is sound')
      const stages = Object.fromEntries(Object.entries(procedure.stages).filter(([each]) => each !== name))
      expect(checkProcedure({ ...procedure, stages }, known).map(({ code }) => code)).toContain('unknown-stage')
    }
  })
})
