import type { NewEvent } from './events.ts'
import type { Holder, Procedure } from './procedure.ts'
import { isStanding, standingOf } from './standing/table.ts'
import type { MatterState } from './state.ts'

/** A notice that follows from an act: whom to tell, with which template; `unit` when it is for one unit. */
export interface Notice {
  readonly whom: Holder | 'unit'
  readonly unit?: string
  readonly template: string
}

/** The notices that these events ask for. Pure: who exactly gets them and how is decided when they are delivered. */
export const noticesFor = (events: readonly NewEvent[], procedure: Procedure, after: MatterState): Notice[] => {
  const notices: Notice[] = []
  for (const event of events) {
    if (event.kind === 'filed') notices.push({ whom: 'resident', template: 'received' })
    if (event.kind === 'assigned' && event.facts.state === 'open')
      notices.push({ whom: 'unit', unit: event.facts.unit, template: 'assigned' })
    if (event.kind === 'acted') notices.push(...toldBy(event.facts.from, event.facts.action, procedure))
    if (event.kind === 'clock-warned') notices.push({ whom: holderNow(after, procedure), template: 'due-soon' })
    if (event.kind === 'clock-breached') notices.push(...breachNotices(after, event.facts.id, procedure))
  }
  return [...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values()]
}

const toldBy = (stage: string, action: string, procedure: Procedure): Notice[] => {
  const own = procedure.stages[stage]?.actions[action]?.tell
  if (own) return own.map(({ whom, template }) => ({ whom, template }))
  return isStanding(action) ? [...(standingOf(action).tell ?? [])] : []
}

const breachNotices = (state: MatterState, clockId: string, procedure: Procedure): Notice[] => {
  const name = state.clocks.find((clock) => clock.id === clockId)?.name ?? ''
  const breach = procedure.clocks[name]?.breach ?? []
  const told = breach.flatMap((each) => [each.notify, each.escalate]).filter((whom) => whom !== undefined)
  return [holderNow(state, procedure), ...told].map((whom) => ({ whom, template: 'overdue' }))
}

const holderNow = (state: MatterState, procedure: Procedure): Holder => procedure.stages[state.stage]?.holder ?? 'dispatcher'
