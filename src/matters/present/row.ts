import { isRunning } from '../domain/clocks.ts'
import { leadOf, type MatterClock, type MatterState } from '../domain/state.ts'
import type { RowView } from '../views.ts'
import { leftOf, type Named, type Names } from './names.ts'

export interface ListedMatter {
  readonly state: MatterState
  readonly title: string
  readonly address: string | null
  /** The inbox task for which it is listed. */
  readonly task: string | null
}

/** One line of a list. */
export const presentRow = ({ state, title, address, task }: ListedMatter, names: Names): RowView => {
  const { text, unit, area, category, catalogue } = names
  const procedure = catalogue.procedure(state.procedure.digest)
  const stage = procedure.stages[state.stage]
  const clock = officialClock(state)
  const lead = leadOf(state)
  const nature = procedure.intake.natures.find((each) => each.id === state.nature)
  return {
    id: state.id,
    code: state.code,
    procedure: { id: procedure.id, name: text(procedure.title) },
    nature: nature ? { id: nature.id, name: text(nature.title) } : null,
    category: category(state.category),
    title,
    address,
    area: area(state.areaCode),
    located: state.located,
    point: state.point,
    stage: { id: state.stage, name: stage ? text(stage.title) : state.stage },
    task: task ? taskName(task, state, names) : null,
    left: clock && !state.closedAt ? leftOf(clock, names) : null,
    lead: lead ? unit(lead.unit) : null,
    filedAt: state.filedAt,
    closedAt: state.closedAt,
    marks: marksOf(state, names),
  }
}

/** The running clock of the matter itself that ends first: the one people ask about. */
export const officialClock = (state: MatterState): MatterClock | null =>
  state.clocks
    .filter((clock) => isRunning(clock) && clock.assignment === null && !clock.name.startsWith('stage:'))
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))[0] ?? null

const taskName = (task: string, state: MatterState, { say, text, catalogue }: Names): Named => {
  const stage = catalogue.procedure(state.procedure.digest).stages[task]
  return { id: task, name: stage ? text(stage.title) : say(`matter.task.${task}`) }
}

const marksOf = (state: MatterState, { say }: Names): Named[] => {
  const { counts } = state
  const marks: (readonly [boolean, string, number?])[] = [
    [state.sensitivity === 'sealed', 'sealed'],
    [state.restricted, 'restricted'],
    [counts.reopened > 0, 'reopened'],
    [counts.returned > 0, 'returned', counts.returned],
    [state.supervised !== null, 'supervised'],
    [counts.urged > 0, 'urged'],
    [state.asked !== null, 'asked'],
    [counts.joined > 0, 'joined', counts.joined],
    [state.upstream !== null, 'upstream'],
    [!state.located, 'unlocated'],
    [state.excluded !== null, 'excluded'],
  ]
  return marks.filter(([holds]) => holds).map(([, id, n]) => ({ id, name: say(`matter.mark.${id}`, { n: n ?? 0 }) }))
}
