import type { Actor } from '../../kernel/actor.ts'
import { phraseClock } from '../../kernel/calendar/phrase.ts'
import { remaining } from '../../kernel/calendar/remaining.ts'
import type { Field } from '../../kernel/form/model.ts'
import type { Text } from '../../kernel/i18n.ts'
import { fill } from '../../kernel/i18n.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import {
  allowedActions,
  can,
  factsOf,
  isClosed,
  isStanding,
  limitWords,
  matterRules,
  readEvents,
  readState,
  standingOf,
  surroundings,
  type MatterClock,
  type MatterEvent,
  type MatterState,
  type Procedure,
} from '../../matters/api.ts'
import { escalationOf } from '../domain/escalation.ts'
import { dayWords, fullMoment, momentWords } from '../domain/moments.ts'
import { readReadings } from '../store.ts'
import { storyOf, type StoryEntry } from '../domain/story.ts'
import { areaName, categoryName, holderName, wordsFor, type Reading, type Words } from './names.ts'
import { findCode } from './receipts.ts'

/** What the code alone shows. */
export interface StageOnly {
  readonly id: string
  readonly code: string
  readonly plain: string
  readonly since: string
  readonly closed: boolean
}

/** Something the resident may do now, with its form. */
export interface Offered {
  readonly action: string
  readonly title: string
  readonly form: readonly Field[]
}

export interface Told extends Omit<StoryEntry, 'at'> {
  readonly when: string
  readonly exact: string
}

/** Everything its resident sees of a matter. */
export interface Tracked extends StageOnly {
  readonly seen: number
  readonly nature: string
  readonly category: string
  readonly area: string
  readonly holder: string
  /** What is left of the limit that the office must meet now. */
  readonly left: { readonly words: string; readonly state: 'plain' | 'near' | 'late'; readonly paused: boolean } | null
  readonly story: readonly Told[]
  readonly chain: readonly string[]
  readonly joined: number
  /** Who opened the resident's contact, when and for what. */
  readonly readings: readonly { readonly when: string; readonly unit: string; readonly purpose: string }[]
  /** The open question of the office, in its words. */
  readonly question: string | null
  readonly rated: boolean
  readonly offered: readonly Offered[]
  /** When it was filed, in full. */
  readonly filed: string
  /** The limit in which such a matter is worked and answered, in words; empty when there is none. */
  readonly handling: string
  /** Limits still to come, for the receipt. */
  readonly ahead: readonly { readonly title: string; readonly words: string }[]
}

/** The stage of a matter in plain words, for whoever knows its code. Who works on it is part of the detail and left out. */
export const stageByCode = async (reading: Reading, code: string): Promise<Result<StageOnly>> => {
  const found = await findCode(reading.kernel, code)
  if (!found.ok) return found
  const state = await readState(reading.kernel.db.sql, found.value.id)
  if (!state) return refuse('not-found', 'intake.code-unknown')
  const words = await wordsFor(reading)
  return ok(stageOf(state, words, words.tell('story.someone')))
}

/** A matter as its resident follows it; refused like an unknown one to everybody else. */
export const trackMatter = async (reading: Reading, actor: Actor, id: string): Promise<Result<Tracked>> => {
  const { kernel, now, lang } = reading
  const state = await readState(kernel.db.sql, id)
  if (!state || !isResident(actor) || !can(actor, matterRules['matter.read'], factsOf(state)))
    return refuse('not-found', 'intake.code-unknown')
  const { sql } = kernel.db
  const [words, around, events, readings] = await Promise.all([
    wordsFor(reading),
    surroundings(kernel),
    readEvents(sql, kernel.keys, id),
    readReadings(sql, id),
  ])
  const procedure = words.catalogue.procedure(state.procedure.digest)
  const holder = holderName(words, state, procedure)
  const { zone } = words.district
  const story = toldOf(events, state, procedure, words)
  const asked = events.findLast((event) => event.kind === 'acted' && event.facts.records === 'question')
  return ok({
    ...stageOf(state, words, holder),
    seen: state.actN,
    nature: procedure.intake.natures.find((nature) => nature.id === state.nature)?.title[lang] ?? '',
    category: categoryName(words, state.category),
    area: areaName(words, state.areaCode.slice(0, 12)) || areaName(words, state.areaCode),
    holder,
    left: isClosed(state) ? null : leftOf(state, procedure, words),
    story,
    chain: escalationOf(procedure).map(({ key, params }) => words.tell(key, params)),
    joined: state.counts.joined,
    readings: readings.map(({ at, unit, purpose }) => ({
      when: momentWords(at, now, zone, lang),
      unit: unit ? words.unit(unit).name : words.tell('story.office'),
      purpose,
    })),
    question: state.asked && typeof asked?.text?.['question'] === 'string' ? asked.text['question'] : null,
    rated: state.rating !== null,
    offered: offeredOf(state, procedure, allowedActions(state, around.of(actor, now, procedure, state)), lang),
    filed: fullMoment(new Date(state.filedAt), zone, lang),
    handling: handlingWords(state, procedure, words),
    ahead: runningClocks(state, procedure).map((clock) => ({
      title: procedure.clocks[clock.name]?.title[lang] ?? '',
      words: clockWords(clock, words),
    })),
  })
}

const toldOf = (events: readonly MatterEvent[], state: MatterState, procedure: Procedure, words: Words): Told[] => {
  const { now, lang, district, directory, tell } = words
  const moment = (at: string): string => momentWords(new Date(at), now, district.zone, lang)
  const unit = (id: string | null): string => (id ? directory.nameOf(id, lang) : tell('story.office'))
  const story = storyOf(events, { state, procedure, say: tell, text: (text) => text[lang], unit, moment })
  return story.map(({ at, ...entry }) => ({ ...entry, when: moment(at), exact: at }))
}

/** The files of a matter that its resident may see: those in the story. */
export const filesToldOf = async (reading: Reading, actor: Actor, id: string): Promise<ReadonlySet<string>> => {
  const tracked = await trackMatter(reading, actor, id)
  return new Set(tracked.ok ? tracked.value.story.flatMap((entry) => entry.files.map((file) => file.digest)) : [])
}

const isResident = (actor: Actor): boolean => actor.kind === 'receipt' || actor.kind === 'resident'

const stageOf = (state: MatterState, { catalogue, now, district, lang }: Words, unit: string): StageOnly => {
  const plain: Text = catalogue.procedure(state.procedure.digest).stages[state.stage]?.plain ?? { zh: state.stage, en: state.stage }
  return {
    id: state.id,
    code: state.code,
    plain: fill(plain[lang], { unit }),
    since: dayWords(new Date(state.stageSince), now, district.zone, lang),
    closed: isClosed(state),
  }
}

const runningClocks = (state: MatterState, procedure: Procedure): MatterClock[] =>
  state.clocks
    .filter(
      (clock) =>
        (clock.state === 'running' || clock.state === 'paused') &&
        clock.assignment === null &&
        procedure.clocks[clock.name]?.shown === true,
    )
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))

// The clock that ends with the answer, by the category's limit when it has one.
const handlingWords = (state: MatterState, procedure: Procedure, words: Words): string => {
  const clock = Object.values(procedure.clocks).find((each) => each.until === 'answered' && each.per === 'matter')
  const named =
    typeof clock?.limit === 'object' ? clock.limit : (words.catalogue.heldLimitsOf(state.category ?? '')?.handle ?? clock?.fallback)
  return named ? limitWords(named, words) : ''
}

const clockWords = (clock: MatterClock, { district, now, lang }: Words): string => {
  const due = new Date(clock.due)
  return phraseClock(remaining(clock.limit, due, now, district), due, now, district.zone, lang, clock.provisional)
}

const leftOf = (state: MatterState, procedure: Procedure, words: Words): Tracked['left'] => {
  const clock = runningClocks(state, procedure)[0]
  if (!clock) return null
  const { now } = words
  const late = clock.state !== 'paused' && now.getTime() > Date.parse(clock.due)
  // What was to be warned of is near when the last warning has passed.
  const near = !late && clock.state !== 'paused' && clock.warnings.every((warning) => Date.parse(warning) <= now.getTime())
  return { words: clockWords(clock, words), state: late ? 'late' : near ? 'near' : 'plain', paused: clock.state === 'paused' }
}

/** What residents do of themselves; the rest of the standing actions is for offices. */
const residentActions: ReadonlySet<string> = new Set(['reply', 'attach', 'urge', 'withdraw'])

const offeredOf = (state: MatterState, procedure: Procedure, allowed: readonly string[], lang: 'zh' | 'en'): Offered[] =>
  allowed.flatMap((action): Offered[] => {
    const own = procedure.stages[state.stage]?.actions[action]
    if (own) return [{ action, title: own.title[lang], form: own.form }]
    if (!isStanding(action) || !residentActions.has(action)) return []
    const standing = standingOf(action)
    return [{ action, title: standing.title[lang], form: standing.form }]
  })
