import type { Field } from '../../kernel/form/model.ts'
import { assignFields } from '../domain/assigning.ts'
import type { MatterEvent } from '../domain/events.ts'
import type { Procedure } from '../domain/procedure.ts'
import { isStanding, standingOf } from '../domain/standing/table.ts'
import type { MatterState } from '../domain/state.ts'
import type { MatterView } from '../views.ts'
import type { Names } from './names.ts'

type AllowedView = MatterView['allowed'][number]

/** The acts the reader may take, each with its form and what to begin with; those most likely wanted first. */
export const presentAllowed = (
  allowed: readonly string[],
  state: MatterState,
  events: readonly MatterEvent[],
  procedure: Procedure,
  names: Names,
): AllowedView[] => allowed.map((action) => presentAction(action, state, events, procedure, names)).toSorted((a, b) => rank(a) - rank(b))

const rank = (view: AllowedView): number => ({ primary: 0, normal: 2, danger: 4 })[view.weight] + (view.standing ? 1 : 0)

const presentAction = (
  action: string,
  state: MatterState,
  events: readonly MatterEvent[],
  procedure: Procedure,
  names: Names,
): AllowedView => {
  const own = procedure.stages[state.stage]?.actions[action]
  const common = { action, defaults: defaultsOf(action, state, events, names), files: false }
  if (own) {
    const form = own.assign ? [...own.form, ...assignFields(own.assign)] : own.form
    return { ...common, title: names.text(own.title), weight: own.weight, form, standing: false }
  }
  const standing = isStanding(action) ? standingOf(action) : null
  const form: readonly Field[] = standing?.form ?? []
  return {
    ...common,
    title: standing ? names.text(standing.title) : action,
    weight: standing?.weight ?? 'normal',
    form: [...form],
    standing: true,
  }
}

// Nothing is typed twice: what is known already stands in the form.
const defaultsOf = (action: string, state: MatterState, events: readonly MatterEvent[], names: Names): Record<string, unknown> => {
  const defaults: Record<string, unknown> = {}
  if (state.category) defaults['category'] = state.category
  if (action === 'dispatch') {
    const listItem = state.category ? names.catalogue.category(state.category)?.listItem : null
    if (listItem) defaults['listItem'] = listItem
  }
  if (action === 'release' || action === 'redact') {
    const answer = events.findLast((event) => event.kind === 'acted' && event.facts.records === 'answer')?.text?.['answer']
    defaults['publicTitle'] = names.category(state.category)?.name ?? ''
    defaults['publicText'] = events[0]?.text?.['text'] ?? ''
    defaults['publicAnswer'] = answer ?? ''
  }
  if (action === 'restrict') defaults['restricted'] = !state.restricted
  return defaults
}
