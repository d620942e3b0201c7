import { holds, mentionsOf } from '../conditions.ts'
import type { Action, Holder, Moment, Procedure } from '../procedure.ts'

/** One way from a stage to the next (or to itself): by an action, by its third time, or by the system. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly kind: 'action' | 'third' | 'then'
  /** The action's name; `then` for the system. */
  readonly name: string
  readonly action: Action | null
  readonly outcome: string | undefined
  /** Where in the file. */
  readonly where: string
}

/** All edges between stages that exist. */
export const edgesOf = (procedure: Procedure): readonly Edge[] => {
  const edges: Edge[] = []
  for (const [from, stage] of Object.entries(procedure.stages)) {
    for (const [name, action] of Object.entries(stage.actions)) {
      const common = { from, name, action, outcome: action.outcome, where: `stages.${from}.actions.${name}` }
      edges.push({ ...common, kind: 'action', to: action.to ?? from })
      if (action.fromThird !== undefined) edges.push({ ...common, kind: 'third', to: action.fromThird })
    }
    if (stage.then)
      edges.push({
        from,
        to: stage.then.to,
        kind: 'then',
        name: 'then',
        action: null,
        outcome: stage.then.outcome,
        where: `stages.${from}.then`,
      })
  }
  return edges.filter((edge) => procedure.stages[edge.to] !== undefined)
}

/** Who may take an action: those it names, else the stage's holder. */
export const takersOf = (procedure: Procedure, stage: string, action: Action): readonly Holder[] => {
  const holder = procedure.stages[stage]?.holder
  return action.by ?? (holder ? [holder] : [])
}

/** Whether a stage is in the hands of the units to which the matter was dispatched. */
export const isHeldByUnits = (procedure: Procedure, stage: string): boolean => {
  const holder = procedure.stages[stage]?.holder
  return holder === 'assigned' || holder === 'lead' || holder === 'lead-approver'
}

/** The moments that taking an edge reaches, in the order in which the engine reaches them; closing comes last. */
export const momentsOf = (procedure: Procedure, edge: Edge): readonly Moment[] => {
  const { action } = edge
  const assigns = action?.assign !== undefined || (action?.reassign === true && isHeldByUnits(procedure, edge.to))
  return [
    ...(assigns ? (['assigned'] as const) : []),
    ...(action?.reaches ?? []),
    ...(procedure.stages[edge.to]?.final === true ? (['closed'] as const) : []),
  ]
}

/** One step that some life of a matter can take, with what was true before and after it. */
export interface Step {
  readonly edge: Edge
  readonly before: boolean
  readonly after: boolean
}

export interface Walk {
  /** What may be true on being in each stage that can be reached. */
  readonly stages: ReadonlyMap<string, ReadonlySet<boolean>>
  readonly steps: readonly Step[]
}

/**
 * Every life that a matter can have, told apart by one fact (was it dispatched, is the clock running …). Conditions are taken to hold, so that
 * what is found impossible is impossible; only those that ask for nothing but the lead are decided, when `passable` says so.
 */
export const walk = (
  procedure: Procedure,
  begins: (rule: Procedure['start'][number]) => boolean,
  after: (edge: Edge, before: boolean) => boolean,
  passable: (edge: Edge, before: boolean) => boolean = () => true,
): Walk => {
  const edges = Map.groupBy(edgesOf(procedure), (edge) => edge.from)
  const stages = new Map<string, Set<boolean>>()
  const steps: Step[] = []
  const queue: { stage: string; flag: boolean }[] = []
  const enter = (stage: string, flag: boolean): void => {
    const seen = stages.get(stage) ?? new Set()
    if (procedure.stages[stage] === undefined || seen.has(flag)) return
    stages.set(stage, seen.add(flag))
    queue.push({ stage, flag })
  }
  for (const rule of procedure.start) enter(rule.stage, begins(rule))
  for (let at = queue.shift(); at; at = queue.shift()) {
    for (const edge of edges.get(at.stage) ?? []) {
      if (!passable(edge, at.flag)) continue
      const flag = after(edge, at.flag)
      steps.push({ edge, before: at.flag, after: flag })
      enter(edge.to, flag)
    }
  }
  return { stages, steps }
}

/** The walk told apart by whether a unit leads the matter. */
export const walkDispatched = (procedure: Procedure): Walk =>
  walk(
    procedure,
    () => false,
    (edge, before) => before || edge.action?.assign !== undefined,
    (edge, dispatched) => leadAllows(edge.action?.when, dispatched),
  )

/** The stages from which a final stage can be reached, final ones included. */
export const stagesThatEnd = (procedure: Procedure): ReadonlySet<string> => {
  const edges = edgesOf(procedure)
  const ending = new Set(Object.entries(procedure.stages).flatMap(([name, stage]) => (stage.final ? [name] : [])))
  for (let grown = true; grown;) {
    const more = edges.filter((edge) => ending.has(edge.to) && !ending.has(edge.from))
    for (const edge of more) ending.add(edge.from)
    grown = more.length > 0
  }
  return ending
}

const leadAllows = (when: string | undefined, dispatched: boolean): boolean => {
  if (when === undefined) return true
  try {
    const { facts } = mentionsOf(when)
    if (facts.size !== 1 || !facts.has('lead')) return true
  } catch {
    return true
  }
  return holds(when, { lead: dispatched ? { unit: 'unit', state: 'signed' } : { unit: '', state: '' } })
}
