import type { Text } from '../../kernel/i18n.ts'
import type { MatterEvent, MatterState, Procedure } from '../../matters/api.ts'

// A matter's journal as its resident may read it: what was said and answered, who holds it, when. Notes, reports among
// units, disputes about who is responsible, names of staff and answers not approved yet are left out: only what is named here is told.

export interface StoryEntry {
  readonly n: number
  readonly at: string
  readonly title: string
  /** What people wrote, in their own words. */
  readonly words: readonly string[]
  readonly files: readonly FileRef[]
  readonly tone: 'plain' | 'late' | 'answer'
}

export interface Telling {
  readonly state: MatterState
  readonly procedure: Procedure
  readonly say: (key: string, params?: Readonly<Record<string, string | number>>) => string
  readonly text: (text: Text) => string
  readonly unit: (id: string | null) => string
  readonly moment: (at: string) => string
}

/** A file that the story shows. */
export interface FileRef {
  readonly digest: string
  readonly kind: string
  readonly shows?: 'before' | 'after'
}

type Acted = Extract<MatterEvent, { kind: 'acted' }>
type Line = Omit<StoryEntry, 'n' | 'at'>

/** The story, oldest first. Pure. */
export const storyOf = (events: readonly MatterEvent[], telling: Telling): StoryEntry[] => {
  let drafted: Acted | null = null
  const story: StoryEntry[] = []
  for (const event of events) {
    if (event.kind === 'acted' && event.facts.records === 'answer') drafted = event
    const line =
      event.kind === 'acted' && event.facts.reaches.includes('answered')
        ? answerLine(drafted ?? event, telling)
        : lineOf(event, events, telling)
    if (line) story.push({ n: event.n, at: event.at, ...line })
  }
  return story
}

const line = (title: string, words: readonly unknown[] = [], files: readonly FileRef[] = [], tone: Line['tone'] = 'plain'): Line => ({
  title,
  words: words.filter((word): word is string => typeof word === 'string' && word !== ''),
  files,
  tone,
})

// Told when the answer was approved, never when it was drafted.
const answerLine = (event: Acted, { say, unit }: Telling): Line =>
  line(say('story.answered', { unit: unit(event.facts.unit) }), [event.text?.['answer']], event.facts.files, 'answer')

const lineOf = (event: MatterEvent, events: readonly MatterEvent[], telling: Telling): Line | null => {
  const { say, unit, state, procedure, moment } = telling
  const shown = (id: string): boolean => {
    const clock = state.clocks.find((each) => each.id === id)
    return clock !== undefined && clock.assignment === null && procedure.clocks[clock.name]?.shown === true
  }
  switch (event.kind) {
    case 'filed':
      return line(say('story.filed'), [event.text?.['text'], addressOf(event.text?.['place'])], event.facts.files)
    case 'acted':
      return actedLine(event, telling)
    case 'assigned':
      return line(say(event.facts.part === 'lead' ? 'story.lead' : 'story.assistant', { unit: unit(event.facts.unit) }))
    case 'clock-due': {
      if (event.facts.why !== 'extended' || !shown(event.facts.id)) return null
      const grant = events.findLast((each) => each.kind === 'acted' && each.n < event.n && each.facts.action === 'grant-time')
      return line(say('story.extended', { due: moment(event.facts.due) }), [grant?.text?.['reason']])
    }
    case 'clock-breached':
      return shown(event.facts.id) ? line(say('story.late'), [], [], 'late') : null
    case 'merged':
      return line(say('story.merged'))
    case 'released':
      return event.facts.released ? line(say('story.released')) : null
    default:
      return null
  }
}

const addressOf = (place: unknown): string | undefined => (place as { address?: string } | undefined)?.address

const actedLine = (event: Acted, telling: Telling): Line | null => {
  const { facts, text } = event
  const { say, unit } = telling
  const mine = !event.actor.startsWith('staff:') && !event.actor.startsWith('system:')
  const by = { unit: unit(facts.unit) }
  const recorded = recordedLine(event, telling, mine)
  if (recorded) return recorded
  if (facts.counts === 'reopened' || facts.counts === 'reworked')
    return line(say(mine ? 'story.not-fixed' : 'story.not-fixed-told'), [text?.['reason']], facts.files)
  if (facts.action === 'attach') return mine ? line(say('story.added'), [text?.['note']], facts.files) : null
  if (facts.action === 'urge') return mine ? line(say('story.urged'), [text?.['note']]) : null
  if (facts.action === 'withdraw') return line(say('story.withdrawn'), [text?.['reason']])
  if (facts.action === 'grant-return') return facts.to === facts.from ? null : line(say('story.again'))
  if (facts.reaches.includes('accepted')) return line(say('story.accepted', by))
  if (tellsResident(event, telling.procedure))
    return line(say('story.told', { ...by, what: actionTitle(event, telling) }), [text?.['reason']])
  return facts.closes && facts.action !== 'merge' ? line(say('story.closed')) : null
}

const recordedLine = ({ facts, text }: Acted, telling: Telling, mine: boolean): Line | null => {
  const { say, unit } = telling
  const by = { unit: unit(facts.unit) }
  switch (facts.records) {
    case 'decline':
      return line(say('story.declined', by), [text?.['reason'], ...choiceWords(facts, telling)])
    case 'question':
      return line(say('story.asked', by), [text?.['question']])
    case 'reply':
      return line(say(mine ? 'story.replied' : 'story.replied-told'), [text?.['reply']])
    case 'rating':
      return mine ? line(say('story.rated'), [...choiceWords(facts, telling), text?.['comment']]) : null
    case 'verification':
      return line(say(facts.values['reached'] === false ? 'story.not-reached' : 'story.called', by))
    case 'supervision':
      return line(say('story.supervised'))
    default:
      return null
  }
}

// The labels of what was chosen in an action's form: the lawful channel of a refusal, the stars of a rating.
const choiceWords = (facts: Acted['facts'], { procedure, text, say }: Telling): string[] =>
  (procedure.stages[facts.from]?.actions[facts.action]?.form ?? []).flatMap((field) => {
    const value = facts.values[field.field]
    if (typeof value === 'boolean') return [`${text(field.label)}${say('story.colon')}${say(value ? 'story.yes' : 'story.no')}`]
    const choice = field.of?.find((each) => each.value === String(value))
    return choice ? [`${text(field.label)}${say('story.colon')}${text(choice.label)}`] : []
  })

const definitionOf = ({ facts }: Acted, procedure: Procedure) => procedure.stages[facts.from]?.actions[facts.action]

// The reason given with such an act is written for the resident: its form says so.
const tellsResident = (event: Acted, procedure: Procedure): boolean =>
  definitionOf(event, procedure)?.tell.some((each) => each.whom === 'resident') ?? false

const actionTitle = (event: Acted, { procedure, text }: Telling): string => {
  const title = definitionOf(event, procedure)?.title
  return title ? text(title) : event.facts.action
}
