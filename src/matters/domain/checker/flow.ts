import type { Action, Holder, Procedure } from '../procedure.ts'
import { finding, type Finding, type Known } from './finding.ts'
import { edgesOf, isHeldByUnits, stagesThatEnd, takersOf, walk, walkDispatched } from './graph.ts'

/** The ways of a matter: every stage is reached, leads to an end, and has somebody who may act; units act only after a dispatch. */
export const checkFlow = (procedure: Procedure, known: Known): readonly Finding[] => [
  ...startFindings(procedure),
  ...pathFindings(procedure),
  ...takerFindings(procedure, known),
  ...dispatchFindings(procedure),
  ...answerFindings(procedure),
]

const startFindings = ({ start }: Procedure): Finding[] => {
  const findings: Finding[] = []
  const first = start.findIndex((rule) => rule.if === undefined)
  if (first === -1) findings.push(finding('start-without-default', `start.${start.length - 1}`))
  else for (let index = first + 1; index < start.length; index++) findings.push(finding('start-after-default', `start.${index}`))
  return findings
}

const pathFindings = (procedure: Procedure): Finding[] => {
  const findings: Finding[] = []
  const stages = Object.entries(procedure.stages)
  if (!stages.some(([, stage]) => stage.final)) findings.push(finding('no-final-stage', 'stages'))
  const reached = walkDispatched(procedure).stages
  const ending = stagesThatEnd(procedure)
  for (const [name, stage] of stages) {
    if (!reached.has(name)) findings.push(finding('unreachable-stage', `stages.${name}`, { name }))
    if (!ending.has(name) && ending.size > 0) findings.push(finding('dead-end', `stages.${name}`, { name }))
    if (stage.final && stage.then) findings.push(finding('final-with-then', `stages.${name}.then`))
  }
  for (const edge of edgesOf(procedure)) {
    const closes = procedure.stages[edge.to]?.final === true && procedure.stages[edge.from]?.final !== true
    if (closes && edge.outcome === undefined) findings.push(finding('final-without-outcome', edge.where))
  }
  return findings
}

const takerFindings = (procedure: Procedure, known: Known): Finding[] => {
  const findings: Finding[] = []
  for (const [name, stage] of Object.entries(procedure.stages)) {
    const actions = Object.entries(stage.actions)
    const idle = actions.filter(([, action]) => !takersOf(procedure, name, action).some((holder) => canTake(holder, action, known)))
    for (const [title] of idle) findings.push(finding('action-without-taker', `stages.${name}.actions.${title}`, { name: title }))
    if (!stage.final && !stage.then && idle.length === actions.length) findings.push(finding('nobody-acts', `stages.${name}`, { name }))
  }
  return findings
}

const notRoles: ReadonlySet<string> = new Set(['assigned', 'lead', 'lead-approver', 'filer', 'resident'])

// Verification by someone else can't be left to those who did the work.
const canTake = (holder: Holder, action: Action, { roles }: Known): boolean => {
  if (action.notByHandler && (holder === 'lead' || holder === 'assigned')) return false
  return notRoles.has(holder) || roles === undefined || roles.has(holder)
}

const dispatchFindings = (procedure: Procedure): Finding[] => {
  const findings = new Map<string, Finding>()
  const add = (found: Finding): unknown => findings.set(`${found.code} ${found.where}`, found)
  const { steps } = walkDispatched(procedure)
  for (const { edge, before, after } of steps) {
    if (edge.action?.reassign && !before) add(finding('reassign-before-dispatch', edge.where))
    else if (!after && isHeldByUnits(procedure, edge.to)) add(finding('assigned-before-dispatch', edge.where))
    if (edge.action?.assign && procedure.stages[edge.to]?.holder !== 'assigned') add(finding('assign-unheld', edge.where))
  }
  for (const [index, rule] of procedure.start.entries()) {
    if (isHeldByUnits(procedure, rule.stage)) add(finding('assigned-before-dispatch', `start.${index}`))
  }
  for (const [name, stage] of Object.entries(procedure.stages)) {
    if (stage.holder === 'assigned' && !hasSubmit(procedure, name)) add(finding('assigned-without-submit', `stages.${name}`, { name }))
  }
  return [...findings.values()]
}

const hasSubmit = (procedure: Procedure, stage: string): boolean =>
  edgesOf(procedure).some(({ from, to, action }) => {
    if (from !== stage || to === stage || !action) return false
    return takersOf(procedure, stage, action).some((holder) => holder === 'lead' || holder === 'assigned')
  })

const answerFindings = (procedure: Procedure): Finding[] => {
  const findings: Finding[] = []
  const { stages } = walk(
    procedure,
    (rule) => rule.reaches.includes('answered'),
    (edge, before) => before || edge.action?.reaches.includes('answered') === true,
  )
  for (const [name, stage] of Object.entries(procedure.stages)) {
    for (const [title, action] of Object.entries(stage.actions)) {
      const where = `stages.${name}.actions.${title}`
      if (action.within && stages.get(name)?.has(false)) findings.push(finding('within-before-answered', `${where}.within`))
      if (action.fromThird !== undefined && action.counts === undefined)
        findings.push(finding('third-without-counts', `${where}.fromThird`))
    }
  }
  return findings
}
