import type { Field } from '../../kernel/form/model.ts'
import type { Text } from '../../kernel/i18n.ts'
import type { MatterEvent } from '../domain/events.ts'
import type { Procedure } from '../domain/procedure.ts'
import type { MatterState } from '../domain/state.ts'
import { isStanding, standingOf } from '../domain/standing/table.ts'
import type { EntryView } from '../views.ts'
import { phraseDue } from '../../kernel/calendar/phrase.ts'
import type { Names } from './names.ts'
import { wordsOf } from './words.ts'
import type { FileViews } from './files.ts'

/** What a timeline needs beside the events. */
export interface Setting {
  readonly state: MatterState
  readonly procedure: Procedure
  readonly names: Names
  readonly staff: ReadonlyMap<string, string>
  readonly files: FileViews
  /** Whether the reader may know who filed it. */
  readonly knowsComplainant: boolean
}

/** The journal in words, oldest first: one entry for what people did, one for what followed from it. */
export const presentTimeline = (events: readonly MatterEvent[], setting: Setting): EntryView[] =>
  events.filter((event) => !(event.kind.startsWith('clock') && hiddenClock(event, setting))).map((event) => presentEntry(event, setting))

const hiddenClock = (event: MatterEvent, { state }: Setting): boolean => {
  const id = 'id' in event.facts ? event.facts.id : null
  return state.clocks.find((clock) => clock.id === id)?.name.startsWith('stage:') ?? false
}

const presentEntry = (event: MatterEvent, setting: Setting): EntryView => {
  const acted = event.kind === 'acted' ? event.facts : null
  const byResident = !event.actor.startsWith('staff:') && !event.actor.startsWith('system:')
  return {
    n: event.n,
    at: event.at,
    kind: event.kind,
    action: acted?.action ?? null,
    title: titleOf(event, setting),
    by: byWhom(event, setting),
    unit: acted?.unit ? setting.names.unit(acted.unit).name : null,
    words: event.kind === 'filed' || acted ? wordsOf(fieldsOf(event, setting.procedure), event, setting.names) : [],
    files: event.kind === 'filed' || event.kind === 'acted' ? setting.files.of(event.facts.files) : [],
    erased: event.erased.length > 0,
    group: event.kind.startsWith('clock') ? 'clock' : event.kind.startsWith('assign') ? 'assignment' : byResident ? 'resident' : 'work',
  }
}

const byWhom = (event: MatterEvent, { names, staff }: Setting): string => {
  const [kind, id = ''] = event.actor.split(':')
  if (kind === 'staff') return staff.get(id) ?? id
  return names.say(kind === 'system' ? 'matter.by.system' : kind === 'client' ? 'matter.by.client' : 'matter.by.resident')
}

/** The form of the action that an entry records. */
const fieldsOf = (event: MatterEvent, procedure: Procedure): readonly Field[] => {
  if (event.kind === 'filed') return procedure.intake.form
  if (event.kind !== 'acted') return []
  const own = procedure.stages[event.facts.from]?.actions[event.facts.action]
  return own?.form ?? (isStanding(event.facts.action) ? standingOf(event.facts.action).form : [])
}

const actionTitle = (action: string, stage: string, procedure: Procedure, { text, say }: Names): string => {
  const title: Text | undefined =
    procedure.stages[stage]?.actions[action]?.title ?? (isStanding(action) ? standingOf(action).title : undefined)
  return title ? text(title) : say(`matter.act.${action}`)
}

const titleOf = (event: MatterEvent, setting: Setting): string => {
  const { names, procedure, state } = setting
  const { say, unit, area } = names
  const clockName = (id: string): string => {
    const definition = procedure.clocks[state.clocks.find((clock) => clock.id === id)?.name ?? '']
    return definition ? names.text(definition.title) : ''
  }
  const dueWords = (due: string): string => phraseDue(new Date(due), new Date(event.at), names.district.zone, names.lang)
  switch (event.kind) {
    case 'filed':
      return say('matter.entry.filed', { door: say(`matter.door.${event.facts.door}`) })
    case 'acted':
      return actionTitle(event.facts.action, event.facts.from, procedure, names)
    case 'located':
    case 'area-changed':
      return say(`matter.entry.${event.kind}`, { area: area(event.facts.area).name })
    case 'assigned':
      return say('matter.entry.assigned', { unit: unit(event.facts.unit).name, part: say(`matter.part.${event.facts.part}`) })
    case 'assignment-changed': {
      const share = state.assignments.find((each) => each.id === event.facts.id)
      return say('matter.entry.assignment-changed', {
        unit: share ? unit(share.unit).name : '',
        state: say(`matter.assignment.${event.facts.state}`),
      })
    }
    case 'clock-started':
      return say('matter.entry.clock-started', { clock: clockName(event.facts.id), due: dueWords(event.facts.due) })
    case 'clock-due':
      return say(`matter.entry.clock-due.${event.facts.why}`, { clock: clockName(event.facts.id), due: dueWords(event.facts.due) })
    case 'clock-stopped':
      return say(`matter.entry.clock-stopped.${event.facts.state}`, { clock: clockName(event.facts.id) })
    case 'clock-paused':
    case 'clock-warned':
    case 'clock-breached':
      return say(`matter.entry.${event.kind}`, { clock: clockName(event.facts.id) })
    case 'requested':
      return say('matter.entry.requested', { unit: unit(event.facts.unit).name })
    case 'request-decided':
      return say(`matter.entry.request-decided.${event.facts.granted ? 'granted' : 'refused'}`)
    case 'released':
      return say(`matter.entry.released.${event.facts.released ? 'on' : 'off'}`)
    default:
      return say(`matter.entry.${event.kind}`)
  }
}
