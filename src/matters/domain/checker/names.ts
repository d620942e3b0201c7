import type { Procedure } from '../procedure.ts'
import { finding, type Finding, type Known } from './finding.ts'

/** Everything that a procedure names is there: stages, outcomes, notices, the category tree. */
export const checkNames = (procedure: Procedure, known: Known): readonly Finding[] => [
  ...stageNames(procedure),
  ...outcomeNames(procedure),
  ...templateNames(procedure, known),
  ...intakeNames(procedure, known),
  ...retentionFindings(procedure),
]

const stageNames = ({ start, stages }: Procedure): Finding[] => {
  const named = [
    ...start.map(({ stage }, index) => ({ where: `start.${index}.stage`, name: stage })),
    ...Object.entries(stages).flatMap(([from, stage]) => [
      { where: `stages.${from}.then.to`, name: stage.then?.to },
      ...Object.entries(stage.actions).flatMap(([title, { to, fromThird }]) => [
        { where: `stages.${from}.actions.${title}.to`, name: to },
        { where: `stages.${from}.actions.${title}.fromThird`, name: fromThird },
      ]),
    ]),
  ]
  return named.flatMap(({ where, name }) => (name !== undefined && !stages[name] ? [finding('unknown-stage', where, { name })] : []))
}

const outcomeNames = ({ stages, outcomes, standing }: Procedure): Finding[] => {
  const named = Object.entries(stages).flatMap(([from, stage]) => [
    { where: `stages.${from}.then.outcome`, name: stage.then?.outcome },
    ...Object.entries(stage.actions).map(([title, { outcome }]) => ({ where: `stages.${from}.actions.${title}.outcome`, name: outcome })),
  ])
  const ending = [
    { action: 'withdraw', name: 'withdrawn' },
    { action: 'merge', name: 'merged' },
  ] as const
  return [
    ...named.flatMap(({ where, name }) => (name !== undefined && !outcomes[name] ? [finding('unknown-outcome', where, { name })] : [])),
    ...ending.flatMap(({ action, name }) =>
      !standing.off.includes(action) && !outcomes[name] ? [finding('outcome-missing', 'outcomes', { name })] : [],
    ),
  ]
}

const templateNames = ({ stages }: Procedure, { templates }: Known): Finding[] =>
  Object.entries(stages).flatMap(([from, stage]) =>
    Object.entries(stage.actions).flatMap(([title, { tell }]) =>
      tell.flatMap(({ template }, index) =>
        templates.has(template) ? [] : [finding('unknown-template', `stages.${from}.actions.${title}.tell.${index}`, { name: template })],
      ),
    ),
  )

const staffDoors: ReadonlySet<string> = new Set(['desk', 'field', 'upstream'])

const intakeNames = ({ intake }: Procedure, { categories }: Known): Finding[] => {
  const findings: Finding[] = []
  if (!categories.has(intake.categories)) findings.push(finding('unknown-categories', 'intake.categories', { name: intake.categories }))
  const ids = intake.natures.map(({ id }) => id)
  for (const name of new Set(ids.filter((id, index) => ids.indexOf(id) !== index)))
    findings.push(finding('nature-twice', 'intake.natures', { name }))
  const staffed = intake.doors.find((door) => staffDoors.has(door))
  if (staffed && intake.by.length === 0) findings.push(finding('door-without-filer', 'intake.by', { name: staffed }))
  return findings
}

// Only for comparing: a month is counted as 30 days, a year as 365.
const days: Readonly<Record<string, number>> = {
  workday: 1.4,
  calday: 1,
  localday: 1,
  workhour: 0.2,
  hour: 1 / 24,
  minute: 1 / 1440,
  month: 30.4,
  year: 365,
}

const retentionFindings = ({ retention: { whole, contact } }: Procedure): Finding[] => {
  const length = (limit: typeof whole): number => limit.value * (days[limit.unit] ?? 1)
  return length(contact) > length(whole) ? [finding('retention-order', 'retention.contact')] : []
}
