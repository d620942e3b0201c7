import type { ClockDefinition, Moment, Procedure } from '../procedure.ts'
import { finding, type Finding } from './finding.ts'
import { edgesOf, isHeldByUnits, momentsOf, takersOf, walk, type Edge } from './graph.ts'

type Rule = Procedure['start'][number]

/**
 * Every clock starts on some way and stops. Closing a matter stops all its clocks, so none runs on for ever; but one that no way can bring to its own
 * moment is an error, and one that some way to the end leaves without it is a warning: it would be neither in time nor late.
 */
export const checkClocks = (procedure: Procedure): readonly Finding[] => [
  ...Object.entries(procedure.clocks).flatMap(([name, clock]) => [
    ...shapeFindings(name, clock),
    ...(clock.per === 'matter' ? matterFindings(procedure, name, clock) : assignmentFindings(procedure, name, clock)),
  ]),
  ...claimFindings(procedure),
  ...closingFindings(procedure),
]

const ofAssignment: ReadonlySet<Moment> = new Set(['assigned', 'signed', 'reported'])

const shapeFindings = (name: string, clock: ClockDefinition): Finding[] => {
  const where = `clocks.${name}`
  const findings: Finding[] = []
  const fits = [clock.from, clock.until].every((moment) => ofAssignment.has(moment) === (clock.per === 'assignment'))
  if (!fits || clock.from === clock.until || clock.from === 'closed' || clock.until === 'filed')
    findings.push(finding('clock-moment', where, { name }))
  if (typeof clock.limit === 'string' && clock.fallback === undefined) findings.push(finding('clock-without-fallback', where, { name }))
  if (clock.part !== undefined && clock.per !== 'assignment') findings.push(finding('clock-part', where))
  return findings
}

const matterFindings = (procedure: Procedure, name: string, clock: ClockDefinition): Finding[] => {
  const { from, until } = clock
  const where = `clocks.${name}`
  const begun = (rule: Rule): readonly Moment[] => ['filed', ...rule.reaches]
  const { steps } = walk(
    procedure,
    (rule) => runsAfter(begun(rule), false, clock),
    (edge, before) => runsAfter(momentsOf(procedure, edge), before, clock),
  )
  const started =
    procedure.start.some((rule) => begun(rule).includes(from)) || steps.some(({ edge }) => momentsOf(procedure, edge).includes(from))
  if (!started) return [finding('clock-never-starts', where, { name })]
  const stopped = steps.some(({ edge, before }) => before && momentsOf(procedure, edge).includes(until))
  const stoppedAtOnce = procedure.start.some((rule) => begun(rule).includes(from) && begun(rule).includes(until))
  if (!stopped && !stoppedAtOnce) return [finding('clock-never-stops', where, { name })]
  const leaving = steps.filter(({ edge, before }) => before && closes(procedure, edge) && !momentsOf(procedure, edge).includes(until))
  return [...new Set(leaving.map(({ edge }) => edge.where))].map((via) => finding('clock-not-judged', where, { name, via }))
}

// The engine goes through the moments in order: each stops what waits for it, then starts what begins with it.
const runsAfter = (moments: readonly Moment[], before: boolean, { from, until }: ClockDefinition): boolean =>
  moments.reduce((running, moment) => (moment === from ? true : moment === until ? false : running), before)

const closes = (procedure: Procedure, edge: Edge): boolean => procedure.stages[edge.to]?.final === true

const assignmentFindings = (procedure: Procedure, name: string, clock: ClockDefinition): Finding[] => {
  const where = `clocks.${name}`
  const assigns = edgesOf(procedure).flatMap(({ action }) => (action?.assign ? [action.assign] : []))
  const has = clock.part === 'assistant' ? assigns.some((rule) => rule.assistants) : assigns.length > 0
  if (!has || !noted(procedure, clock.from, clock)) return [finding('clock-never-starts', where, { name })]
  return noted(procedure, clock.until, clock) ? [] : [finding('clock-never-stops', where, { name })]
}

// Units sign and report by standing actions; a lead also reports by handing in its work.
const noted = (procedure: Procedure, moment: Moment, { part }: ClockDefinition): boolean => {
  const { off } = procedure.standing
  if (moment === 'signed') return !off.includes('sign')
  if (moment !== 'reported') return true
  const byLead = part !== 'assistant' && edgesOf(procedure).some((edge) => handsIn(procedure, edge))
  return part === 'lead' ? byLead : byLead || !off.includes('report')
}

const handsIn = (procedure: Procedure, { from, to, action }: Edge): boolean =>
  action !== null &&
  from !== to &&
  isHeldByUnits(procedure, from) &&
  takersOf(procedure, from, action).some((holder) => holder === 'lead' || holder === 'assigned')

const byEngine: ReadonlySet<Moment> = new Set(['filed', 'assigned', 'signed', 'reported', 'closed'])

const claimFindings = (procedure: Procedure): Finding[] => {
  const claims = [
    ...procedure.start.map((rule, index) => ({ where: `start.${index}`, reaches: rule.reaches })),
    ...edgesOf(procedure).flatMap(({ kind, where, action }) => (kind === 'action' && action ? [{ where, reaches: action.reaches }] : [])),
  ]
  return claims.flatMap(({ where, reaches }) =>
    reaches.filter((moment) => byEngine.has(moment)).map((name) => finding('moment-not-by-action', `${where}.reaches`, { name })),
  )
}

const inDays: ReadonlySet<string> = new Set(['workday', 'calday', 'month', 'year'])

const closingFindings = (procedure: Procedure): Finding[] => {
  const limits = [
    ...Object.entries(procedure.clocks).flatMap(([name, clock]) => [
      { where: `clocks.${name}.limit`, limit: typeof clock.limit === 'string' ? undefined : clock.limit },
      { where: `clocks.${name}.fallback`, limit: clock.fallback },
    ]),
    ...Object.entries(procedure.stages).flatMap(([name, stage]) => [
      { where: `stages.${name}.then.after`, limit: stage.then?.after },
      ...Object.entries(stage.actions).map(([title, action]) => ({
        where: `stages.${name}.actions.${title}.within`,
        limit: action.within,
      })),
    ]),
  ]
  return limits.flatMap(({ where, limit }) =>
    limit?.closing === 'office' && !inDays.has(limit.unit) ? [finding('limit-closing', where)] : [],
  )
}
