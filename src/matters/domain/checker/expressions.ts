import { type Field, personalOf } from '../../../kernel/form/model.ts'
import { checkCondition, mentionsOf } from '../conditions.ts'
import { doors, moments, type Procedure } from '../procedure.ts'
import { finding, type Finding } from './finding.ts'

/** Every condition is sound, and speaks only of fields, moments and values that there are, and never of anything personal. */
export const checkExpressions = (procedure: Procedure): readonly Finding[] =>
  conditionsOf(procedure).flatMap(({ source, where }) => {
    const fault = checkCondition(source)
    return fault === null ? mentionFindings(procedure, source, where) : [finding('bad-condition', where, { detail: fault })]
  })

const conditionsOf = ({ start, sensitivity, stages }: Procedure): { source: string; where: string }[] => [
  ...start.flatMap((rule, index) => (rule.if === undefined ? [] : [{ source: rule.if, where: `start.${index}.if` }])),
  ...sensitivity.when.map((rule, index) => ({ source: rule.if, where: `sensitivity.when.${index}.if` })),
  ...Object.entries(stages).flatMap(([stage, { actions }]) =>
    Object.entries(actions).flatMap(([name, { when }]) =>
      when === undefined ? [] : [{ source: when, where: `stages.${stage}.actions.${name}.when` }],
    ),
  ),
]

const mentionFindings = (procedure: Procedure, source: string, where: string): Finding[] => {
  const { keys, compared } = mentionsOf(source)
  return [
    ...keys.flatMap(({ fact, key }) => {
      if (fact === 'form') return fieldFindings(procedure.intake.form, key, where)
      return fact === 'reached' && !has(moments, key) ? [finding('unknown-moment', where, { name: key })] : []
    }),
    ...compared.flatMap(({ fact, value }) => {
      const values = valuesOf(procedure, fact)
      return values && !has(values, value) ? [finding('unknown-value', where, { fact, name: value })] : []
    }),
  ]
}

const fieldFindings = (form: readonly Field[], key: string, where: string): Finding[] => {
  const field = form.find((each) => each.field === key)
  if (!field) return [finding('unknown-field', where, { name: key })]
  return personalOf(field) ? [finding('personal-condition', where, { name: key })] : []
}

const valuesOf = ({ intake }: Procedure, fact: string): readonly string[] | null => {
  switch (fact) {
    case 'nature':
      return ['', ...intake.natures.map(({ id }) => id)]
    case 'door':
      return doors
    case 'sensitivity':
      return ['ordinary', 'sealed']
    default:
      return null
  }
}

const has = (names: readonly string[], name: string): boolean => names.includes(name)
