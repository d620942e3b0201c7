import type { Role } from '../../src/kernel/actor.ts'
import { isRunning } from '../../src/matters/domain/clocks.ts'
import { leadOf, openAssignments, type MatterClock, type MatterState } from '../../src/matters/domain/state.ts'
import { between, chance } from '../corpus/random.ts'
import { openBefore } from './hours.ts'
import { act, atWork, atWorkBy, awake, day, hour, minute, onDuty, receipt, someone, until, type Part, type Teller } from './teller.ts'

// The middle of a life: dispatched to a unit, worked on, with whatever comes in between, until the answer is ready.

const workers: readonly Role[] = ['handler', 'community-worker', 'grid-worker']

/** Where a matter that is still open on the last day stops; null goes on. */
export const stopOf = ({ row }: Teller): string | null => (row.outcome === 'open' && row.reopened === 0 ? row.stage : null)

export const clockOf = (state: MatterState): MatterClock => {
  const clock = state.clocks.findLast((each) => each.name === 'handle' && isRunning(each))
  if (!clock) throw new Error(`no clock runs on ${state.code} in ${state.stage}`)
  return clock
}

/** When the answer is to be there: at the planned share of the limit, in the unit's hours, and in time unless planned otherwise. */
export const answerAt = (teller: Teller, unit: string, state: MatterState, after: number): number => {
  const { row, world } = teller
  const clock = clockOf(state)
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.due)]
  const target = start + row.pace.answer * (due - start)
  if (row.late && state.counts.reopened + state.counts.reworked === 0)
    return atWork(teller, unit, Math.max(target, due + 5 * minute, after))
  const planned = atWork(teller, unit, Math.max(Math.min(target, due - 5 * minute), after))
  if (planned < due - minute) return planned
  const before = openBefore(world.hoursOf(unit), world.district, due - 5 * minute)
  // What is urgent is done at night too.
  return before > after ? before : Math.max(after, Math.min(due - 5 * minute, after + (due - after) * 0.7))
}

const others = (teller: Teller, state: MatterState): string[] => {
  const street = `street-${Number(state.areaCode.slice(6, 9))}`
  return ['city', 'build', 'safe', 'civil'].map((office) => `${street}-${office}`)
}

/** The units for a dispatch: by the rules, else by the dispatcher's own judgement. `wrong` gives one that will return it. */
const unitsFor = (teller: Teller, state: MatterState, now: Date, wrong: boolean) => {
  const suggested = teller.world.routesOf(state, now)
  const [first] = suggested
  const judged = others(teller, state).filter((unit) => unit !== state.aboutUnit)
  const lead = first?.lead ?? judged[teller.row.seed % judged.length] ?? ''
  const parallel = teller.row.twists.includes('parallel')
  const named = first?.assistants ?? []
  const assistants = parallel && named.length === 0 ? judged.filter((unit) => unit !== lead).slice(0, 1) : named
  const helping = parallel ? assistants.slice(0, 2) : []
  if (!wrong) return { lead, assistants: helping, listItem: first?.listItem ?? null }
  const mistaken =
    [...suggested.slice(1).map((each) => each.lead), ...judged].find((unit) => unit !== lead && unit !== state.aboutUnit) ?? lead
  return { lead: mistaken, assistants: [], listItem: first?.listItem ?? null }
}

/** The dispatcher sends it to its units. */
export function* dispatch(teller: Teller, state: MatterState, at: number, wrong = false): Part {
  const unit = onDuty(teller, 'dispatcher', state)
  const as = someone(teller, unit, 'dispatcher')
  return yield* act(at, as, 'dispatch', (now) => {
    const { lead, assistants, listItem } = unitsFor(teller, state, now, wrong)
    const order = assistants.length > 1 && teller.row.seed % 4 === 0 ? 'sequence' : 'parallel'
    return { lead, ...(assistants.length > 0 ? { assistants, order } : {}), ...(listItem ? { listItem } : {}) }
  })
}

/** The first unit says that it is not its duty; the dispatcher agrees, and it is sent to the right one. */
export function* giveBack(teller: Teller, state: MatterState): Part {
  const { row, random } = teller
  const lead = leadOf(state)?.unit ?? ''
  const since = Date.parse(state.stageSince)
  const asked = atWork(teller, lead, since + row.pace.sign * minute + between(random, 20, 180) * minute)
  yield* act(asked, someone(teller, lead, ...workers), 'return', (now) => ({ reason: teller.say('return', now) }))
  const office = onDuty(teller, 'dispatcher', state)
  const granted = atWork(teller, office, asked + between(random, 40, 400) * minute)
  const back = yield* act(granted, someone(teller, office, 'dispatcher'), 'grant-return')
  return yield* dispatch(teller, back, atWork(teller, office, granted + between(random, 2, 25) * minute))
}

export interface Working {
  readonly state: MatterState
  /** When the answer is to reach the resident. */
  readonly ready: number
  /** The last thing done so far. */
  readonly at: number
  readonly goesOn: boolean
}

/** The lead and its assistants work on it, until the answer can be handed in. */
export function* workOn(teller: Teller, begun: MatterState): Part<Working> {
  const { row } = teller
  const lead = leadOf(begun)?.unit ?? ''
  const handler = someone(teller, lead, ...workers)
  const since = Date.parse(begun.stageSince)
  const first = begun.counts.reopened + begun.counts.reworked === 0
  const stop = first ? stopOf(teller) : null
  if (stop === 'unsigned') return { state: begun, ready: 0, at: since, goesOn: false }
  const span = Math.max(5 * minute, answerAt(teller, lead, begun, since + 4 * minute) - since)
  let at = atWork(teller, lead, since + Math.min(row.pace.sign * minute, span * 0.3))
  if (at > since + span * 0.6) at = since + span * 0.3
  let state = yield* act(at, handler, 'sign')
  if (first) ({ state, at } = yield* meanwhile(teller, state, { lead, at, span, stop }))
  if (
    stop === 'handling' ||
    stop === 'asked' ||
    stop === 'extension-asked' ||
    (row.outcome === 'open' && !first && state.counts.reopened >= row.reopened)
  )
    return { state, ready: 0, at, goesOn: false }
  ;({ state, at } = yield* helpers(teller, state, { at, span }))
  return { state, ready: answerAt(teller, lead, state, at + 3 * minute), at, goesOn: true }
}

interface Along {
  readonly lead: string
  readonly at: number
  readonly span: number
  readonly stop: string | null
}

// What may come in between: a note, a question to the resident, more time.
function* meanwhile(teller: Teller, begun: MatterState, { lead, at: from, span, stop }: Along): Part<{ state: MatterState; at: number }> {
  const { row, random } = teller
  const handler = someone(teller, lead, ...workers)
  let [state, at] = [begun, from]
  const next = (share: number): number => atWork(teller, lead, Math.max(at + 2 * minute, from + span * share))
  if (chance(random, 0.16) && span > 6 * hour) {
    at = next(0.15)
    state = yield* act(at, handler, 'note', (now) => ({ note: teller.say('note', now) }))
  }
  if (row.twists.includes('asked') && row.person !== null && begun.procedure.id !== 'grid-hazard') {
    at = next(0.25)
    state = yield* act(at, handler, 'ask', (now) => ({ question: teller.say('askMore', now) }))
    if (stop === 'asked') return { state, at }
    at = awake(teller, at + between(random, 60, 30 * 60) * minute)
    state = yield* act(at, receipt(teller), 'reply', (now) => ({ reply: teller.say('askReply', now) }))
  }
  if (row.twists.includes('extended') || stop === 'extension-asked')
    ({ state, at } = yield* moreTime(teller, state, { lead, at: next(0.5), span, stop }))
  return { state, at }
}

function* moreTime(teller: Teller, begun: MatterState, { lead, at: from, stop }: Along): Part<{ state: MatterState; at: number }> {
  const { row, random } = teller
  const extend = teller.world.procedureOf(row.procedure).clocks['handle']?.extend
  if (!extend) return { state: begun, at: from }
  const limit = clockOf(begun).limit
  const extraDays = limit.unit === 'workday' ? Math.max(1, Math.ceil(limit.value * 0.6)) : 3
  const asked = yield* act(from, someone(teller, lead, ...workers), 'request-time', (now) => ({
    extraDays,
    reason: teller.say('extend', now),
  }))
  if (stop === 'extension-asked') return { state: asked, at: from }
  const office = onDuty(teller, 'dispatcher', asked)
  const at = atWork(teller, office, from + between(random, 60, 7 * 60) * minute)
  const state = yield* act(at, someone(teller, office, 'dispatcher'), 'grant-time', (now) => ({ reason: teller.say('extend', now) }))
  return { state, at }
}

// Assistants sign and report before the lead can answer; in a sequence each waits for the one before.
function* helpers(
  teller: Teller,
  begun: MatterState,
  { at: from, span }: Pick<Along, 'at' | 'span'>,
): Part<{ state: MatterState; at: number }> {
  const due = Date.parse(clockOf(begun).due)
  const limit = teller.row.late ? Infinity : due - (due - from) * 0.15
  let [state, at] = [begun, from]
  for (let guard = 0; guard < 10; guard++) {
    const share = openAssignments(state).find((each) => each.part === 'assistant' && each.state === 'open')
    if (!share) break
    const helper = someone(teller, share.unit, ...workers)
    at = atWorkBy(teller, share.unit, at + Math.min(span * 0.08, between(teller.random, 5, 240) * minute), limit)
    yield* act(at, helper, 'sign')
    at = atWorkBy(teller, share.unit, at + Math.min(span * 0.2, day) + minute, limit)
    state = yield* act(at, helper, 'report', (now) => ({ report: teller.answer('solved', false, now).measures }))
  }
  return { state, at }
}

/** Lets the time pass up to a moment, unless it is past. */
export function* waitFor(state: MatterState, at: number, now: number): Part {
  return at > now ? yield* until(at) : state
}

export { workers }
