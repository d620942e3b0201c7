import type { Listed } from '../domain/listed.ts'
import type { RowView } from '../views.ts'
import { leftOf, type Named, type Names } from './names.ts'

export interface ListedMatter {
  readonly listed: Listed
  readonly title: string
  readonly address: string | null
  /** The inbox task for which it is listed. */
  readonly task: string | null
}

/** One line of a list. */
export const presentRow = ({ listed, title, address, task }: ListedMatter, names: Names): RowView => {
  const { text, unit, area, category, catalogue, say } = names
  const procedure = catalogue.procedure(listed.procedure)
  const stage = procedure.stages[listed.stage]
  const nature = procedure.intake.natures.find((each) => each.id === listed.nature)
  const taskOf = (id: string): Named => {
    const own = procedure.stages[id]
    return { id, name: own ? text(own.title) : say(`matter.task.${id}`) }
  }
  return {
    id: listed.id,
    code: listed.code,
    procedure: { id: procedure.id, name: text(procedure.title) },
    nature: nature ? { id: nature.id, name: text(nature.title) } : null,
    category: category(listed.category),
    title,
    address,
    area: area(listed.areaCode),
    located: listed.located,
    point: listed.point,
    stage: { id: listed.stage, name: stage ? text(stage.title) : listed.stage },
    task: task ? taskOf(task) : null,
    left: listed.clock ? leftOf(listed.clock, names) : null,
    lead: listed.lead ? unit(listed.lead) : null,
    filedAt: listed.filedAt,
    closedAt: listed.closedAt,
    marks: listed.marks.map(([id, n]) => ({ id, name: say(`matter.mark.${id}`, { n }) })),
  }
}
