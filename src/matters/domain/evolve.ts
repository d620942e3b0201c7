import type { Counter } from './procedure.ts'
import type { ActedFacts, EventFacts, FiledFacts, MatterEvent } from './events.ts'
import { noCounts, type Assignment, type AssignmentState, type MatterClock, type MatterState } from './state.ts'

/** The part of an entry that the fold needs; so that a decision can fold its own new events before they are written. */
export type FoldedEvent = {
  [K in MatterEvent['kind']]: {
    readonly kind: K
    readonly facts: EventFacts[K]
    readonly n: number
    readonly actor: string
    readonly at: string
  }
}[MatterEvent['kind']]

/** State after one more entry. The first entry must be `filed`; `id` is the matter's. Pure and total: replaying a journal gives the projection exactly. */
export const evolve = (state: MatterState | null, event: FoldedEvent, id: string): MatterState => {
  if (event.kind === 'filed') return begin(event.facts, event, id)
  if (!state) throw new Error(`the journal of ${id} does not begin with its filing`)
  const actN = event.kind === 'acted' ? event.n : state.actN
  return { ...state, ...changes(state, event), n: event.n, actN }
}

/** State after all entries in order. */
export const fold = (events: readonly FoldedEvent[], id: string): MatterState | null => {
  let state: MatterState | null = null
  for (const event of events) state = evolve(state, event, id)
  return state
}

const changes = (state: MatterState, event: Exclude<FoldedEvent, { kind: 'filed' }>): Partial<MatterState> => {
  switch (event.kind) {
    case 'acted':
      return acted(state, event.facts, event)
    case 'located':
      return { areaCode: event.facts.area, point: event.facts.point ?? state.point, located: event.facts.located }
    case 'area-changed':
      return { areaCode: event.facts.area }
    case 'assigned':
      return { assignments: [...state.assignments, newAssignment(event.facts, event.at)] }
    case 'assignment-changed':
      return {
        assignments: state.assignments.map((each) =>
          each.id === event.facts.id ? changedAssignment(each, event.facts.state, event.facts.by, event.at) : each,
        ),
      }
    case 'clock-started':
      return { clocks: [...state.clocks, newClock(event.facts)] }
    case 'clock-paused':
    case 'clock-due':
    case 'clock-warned':
    case 'clock-breached':
    case 'clock-stopped':
      return { clocks: state.clocks.map((each) => (each.id === event.facts.id ? changedClock(each, event) : each)) }
    case 'requested':
      return { requests: [...state.requests, { ...event.facts, by: event.actor, at: event.at }] }
    case 'request-decided':
      return decided(state, event.facts)
    case 'merged':
      return { mergedInto: event.facts.into }
    case 'absorbed':
      return { counts: counted(state, 'joined') }
    case 'joined':
      return { counts: { ...state.counts, joined: event.facts.count } }
    case 'restricted':
      return { restricted: event.facts.restricted }
    case 'released':
      return { released: event.facts.released ? { at: event.at, by: event.actor } : null }
    case 'archived':
      return { archivedAt: event.at }
    case 'erased':
      return {}
  }
}

const decided = (state: MatterState, facts: EventFacts['request-decided']): Partial<MatterState> => {
  const request = state.requests.find((each) => each.id === facts.id)
  const refusedReturn = request?.kind === 'return' && request.assignment && !facts.granted
  return {
    requests: state.requests.filter((each) => each.id !== facts.id),
    ...(refusedReturn ? { ruled: [...state.ruled, request.assignment ?? ''] } : {}),
  }
}

const begin = (facts: FiledFacts, event: { n: number; at: string; actor: string }, id: string): MatterState => ({
  id,
  code: facts.code,
  n: event.n,
  actN: event.n,
  procedure: facts.procedure,
  stage: facts.stage,
  stageSince: event.at,
  outcome: null,
  nature: facts.nature,
  category: facts.category,
  sensitivity: facts.sensitivity,
  aboutUnit: facts.aboutUnit,
  door: facts.door,
  channel: facts.channel,
  upstream: facts.upstream,
  filedAt: event.at,
  filedBy: event.actor,
  filerUnit: facts.filerUnit,
  anonymous: facts.anonymous,
  subject: facts.subject,
  filedArea: facts.area,
  areaCode: facts.area,
  located: facts.located,
  point: facts.point,
  assignments: [],
  clocks: [],
  requests: [],
  ruled: [],
  form: facts.form,
  reached: Object.fromEntries(['filed', ...(facts.reaches ?? [])].map((moment) => [moment, event.at])),
  counts: noCounts,
  asked: null,
  answers: [],
  // Who solved it on the spot is its handler: verification is for someone else.
  handlers: facts.reaches?.includes('answered') ? [event.actor] : [],
  rating: null,
  verification: null,
  supervised: null,
  excluded: null,
  mergedInto: null,
  released: null,
  restricted: false,
  closedAt: null,
  archivedAt: null,
})

const acted = (state: MatterState, facts: ActedFacts, event: { n: number; at: string; actor: string }): Partial<MatterState> => {
  const reached = { ...state.reached }
  for (const moment of facts.reaches) reached[moment] = event.at
  return {
    stage: facts.to,
    stageSince: facts.to === state.stage ? state.stageSince : event.at,
    reached,
    ...(facts.counts ? { counts: counted(state, facts.counts) } : {}),
    ...(facts.outcome ? { outcome: facts.outcome } : {}),
    ...(facts.category ? { category: facts.category } : {}),
    ...(facts.nature ? { nature: facts.nature } : {}),
    ...(facts.closes ? { closedAt: event.at } : {}),
    ...(facts.reopens ? { closedAt: null, outcome: null, excluded: state.excluded } : {}),
    ...recorded(state, facts, event),
  }
}

// What an action's form is kept as, beside the timeline.
const recorded = (state: MatterState, facts: ActedFacts, event: { n: number; at: string; actor: string }): Partial<MatterState> => {
  const yesNo = (name: string): boolean | null => (typeof facts.values[name] === 'boolean' ? (facts.values[name] as boolean) : null)
  switch (facts.records) {
    case 'answer': {
      const handlers = state.handlers.includes(event.actor) ? state.handlers : [...state.handlers, event.actor]
      return { answers: [...state.answers, { n: event.n, at: event.at, by: event.actor, unit: facts.unit }], handlers }
    }
    case 'rating': {
      const satisfaction = facts.values['satisfaction']
      return { rating: { solved: yesNo('solved'), satisfaction: typeof satisfaction === 'number' ? satisfaction : null, at: event.at } }
    }
    case 'verification':
      return { verification: { solved: yesNo('solved'), satisfied: yesNo('satisfied'), reached: yesNo('reached'), at: event.at } }
    case 'question':
      return { asked: { n: event.n, at: event.at, by: event.actor } }
    case 'reply':
      return { asked: null }
    case 'supervision':
      return { supervised: { by: event.actor, at: event.at } }
    case 'exclusion':
      return {
        excluded: { reasonCode: typeof facts.values['reasonCode'] === 'string' ? facts.values['reasonCode'] : 'other', at: event.at },
      }
    default:
      return {}
  }
}

const counted = (state: MatterState, counter: Counter): MatterState['counts'] => ({ ...state.counts, [counter]: state.counts[counter] + 1 })

const newAssignment = (facts: EventFacts['assigned'], at: string): Assignment => ({
  id: facts.id,
  unit: facts.unit,
  part: facts.part,
  order: facts.order,
  state: facts.state,
  assignedAt: at,
  signedAt: null,
  signedBy: null,
  endedAt: null,
  listItem: facts.listItem,
})

const ended: readonly AssignmentState[] = ['returned', 'transferred', 'done', 'cancelled']

const changedAssignment = (each: Assignment, next: AssignmentState, by: string | null, at: string): Assignment => ({
  ...each,
  state: next,
  ...(next === 'signed' && !each.signedAt ? { signedAt: at, signedBy: by } : {}),
  endedAt: ended.includes(next) ? at : null,
})

const newClock = (facts: EventFacts['clock-started']): MatterClock => ({
  id: facts.id,
  name: facts.name,
  assignment: facts.assignment,
  limit: facts.limit,
  state: 'running',
  startedAt: facts.start,
  due: facts.due,
  provisional: facts.provisional,
  warnings: facts.warnings,
  breached: false,
  pausedAt: null,
  pause: null,
  suspensions: [],
  extensions: [],
  endedAt: null,
})

type ClockEvent = Extract<FoldedEvent, { kind: 'clock-paused' | 'clock-due' | 'clock-warned' | 'clock-breached' | 'clock-stopped' }>

const changedClock = (clock: MatterClock, event: ClockEvent): MatterClock => {
  switch (event.kind) {
    case 'clock-paused':
      return { ...clock, state: 'paused', pausedAt: event.at, pause: event.facts.pause }
    case 'clock-due': {
      const { facts } = event
      return {
        ...clock,
        state: 'running',
        pausedAt: null,
        pause: null,
        due: facts.due,
        provisional: facts.provisional,
        warnings: facts.warnings,
        // A new due time in the future takes the breach back: it will be told again if it comes.
        breached: clock.breached && facts.due <= event.at,
        limit: facts.limit ?? clock.limit,
        suspensions: facts.suspension ? [...clock.suspensions, facts.suspension] : clock.suspensions,
        extensions: facts.extension ? [...clock.extensions, facts.extension] : clock.extensions,
      }
    }
    case 'clock-warned':
      return { ...clock, warnings: clock.warnings.filter((warning) => warning > event.facts.at) }
    case 'clock-breached':
      return { ...clock, breached: true }
    case 'clock-stopped':
      return { ...clock, state: event.facts.state, endedAt: event.at, pausedAt: null, pause: null, warnings: [] }
  }
}
