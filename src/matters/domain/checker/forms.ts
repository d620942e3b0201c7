import { type Field, personalOf } from '../../../kernel/form/model.ts'
import { checkShows } from '../../../kernel/form/show.ts'
import { factTypes, plainFactTypes } from '../conditions.ts'
import type { Action, Procedure } from '../procedure.ts'
import { finding, type Finding } from './finding.ts'

/** The forms: their conditions for showing, what they set, what they are kept as, and what of them may be published. */
export const checkForms = (procedure: Procedure): readonly Finding[] => [
  ...formFindings(procedure.intake.form, 'intake.form'),
  ...eachAction(procedure, (action, where) => [
    ...formFindings(action.form, `${where}.form`),
    ...setFindings(procedure, action, where),
    ...recordFindings(procedure, action, where),
  ]),
  ...ratingFindings(procedure),
  ...publishFindings(procedure),
]

const eachAction = (procedure: Procedure, check: (action: Action, where: string) => readonly Finding[]): Finding[] =>
  Object.entries(procedure.stages).flatMap(([stage, { actions }]) =>
    Object.entries(actions).flatMap(([name, action]) => check(action, `stages.${stage}.actions.${name}`)),
  )

const formFindings = (form: readonly Field[], where: string): Finding[] => {
  const names = form.map(({ field }) => field)
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  // A field may be called like a fact that no form can ask for, such as `reached`; then nothing may hang on it.
  const visible = form.filter(({ field }) => !Object.hasOwn(factTypes, field) || Object.hasOwn(plainFactTypes, field))
  return [
    ...[...twice].map((name) => finding('field-twice', where, { name })),
    ...checkShows(visible.map(withoutOwnKind), plainFactTypes).map((detail) => finding('bad-show', where, { detail })),
  ]
}

// The category and nature that a form sets are called like the fact they set; that is no clash.
const withoutOwnKind = (field: Field): Field => (settable.has(field.field) ? { ...field, field: `${field.field}-set` } : field)

const settable: ReadonlySet<string> = new Set(['category', 'nature'])

const kindToSet = { category: 'category', place: 'place', nature: 'choice' } as const

const setFindings = (procedure: Procedure, action: Action, where: string): Finding[] =>
  action.set.flatMap((name) => {
    const field = action.form.find((each) => each.field === name && each.kind === kindToSet[name])
    if (!field) return [finding('set-without-field', `${where}.set`, { name })]
    if (name !== 'nature') return []
    const natures = procedure.intake.natures.map(({ id }) => id).toSorted()
    const offered = (field.of ?? []).map(({ value }) => value).toSorted()
    return natures.join() === offered.join() ? [] : [finding('set-natures', `${where}.form`)]
  })

/** What the engine and the documents read from the form of an act that is kept as something. */
const recordFields: Readonly<Partial<Record<string, Readonly<Record<string, Field['kind']>>>>> = {
  answer: { answer: 'text' },
  rating: { satisfaction: 'rating' },
  verification: { solved: 'yes-no' },
  decline: { reason: 'text', 'lawful-channel': 'choice' },
}

const recordFindings = (procedure: Procedure, action: Action, where: string): Finding[] => {
  const record = action.records
  if (record === undefined) return []
  const findings = Object.entries(recordFields[record] ?? {}).flatMap(([name, kind]) =>
    action.form.some((each) => each.field === name && each.kind === kind)
      ? []
      : [finding('record-without-field', `${where}.form`, { record, name })],
  )
  if (record !== 'rating') return findings
  if (procedure.rating === undefined) return [...findings, finding('rating-unset', where)]
  const levels = procedure.rating === 'five' ? 5 : 3
  const scale = action.form.find((each) => each.field === 'satisfaction')
  return scale && scale.max !== levels ? [...findings, finding('rating-scale', `${where}.form`)] : findings
}

const ratingFindings = (procedure: Procedure): Finding[] => {
  const rated = Object.values(procedure.stages).some(({ actions }) => Object.values(actions).some(({ records }) => records === 'rating'))
  return procedure.rating !== undefined && !rated ? [finding('rating-unused', 'rating')] : []
}

// A resident's own words are never published as they stand. An answer is, after somebody has read it for names; so it may be free text,
// but no form that it comes from may hold contact data or an identity under the published name.
const publishFindings = ({ publish, intake, stages }: Procedure): Finding[] => {
  if (!publish) return []
  const findings: Finding[] = []
  const text = intake.form.find(({ field }) => field === 'text')
  if (publish.fields.includes('text') && text && personalOf(text))
    findings.push(finding('publish-personal', 'publish.fields', { name: 'text' }))
  if (!publish.fields.includes('answer')) return findings
  const answers = Object.values(stages).flatMap(({ actions }) => Object.values(actions).filter(({ records }) => records === 'answer'))
  if (answers.length === 0) findings.push(finding('publish-without-answer', 'publish.fields'))
  const personal = answers.flatMap(({ form }) =>
    form.filter((each) => each.field === 'answer' && ['contact', 'identity'].includes(personalOf(each) ?? '')),
  )
  if (personal.length > 0) findings.push(finding('publish-personal', 'publish.fields', { name: 'answer' }))
  return findings
}
