import type { Actor } from '../../src/kernel/actor.ts'
import { isClosed, openAssignments, type MatterState } from '../../src/matters/domain/state.ts'
import { between, chance, pick } from '../corpus/random.ts'
import type { Person } from '../corpus/people.ts'
import { openFrom } from './hours.ts'
import { afterwards, approved, calledBack, notFixed } from './answering.ts'
import {
  act,
  atWork,
  awake,
  day,
  hour,
  mayRead,
  minute,
  onDuty,
  receipt,
  someone,
  until,
  type Course,
  type Part,
  type Teller,
} from './teller.ts'
import { dispatch, giveBack, stopOf, workOn } from './work.ts'
import type { Staff } from './world.ts'
import { isVague } from './filing.ts'

// A resident's request from the desk of the dispatcher to its end, and what others do meanwhile.

const lawful: Readonly<Record<string, string>> = {
  arbitration: 'arbitration',
  discipline: 'discipline',
  litigation: 'litigation',
  private: 'market',
  reconsideration: 'reconsideration',
  'open-information': 'disclosure',
  'other-district': 'other-place',
  repeated: 'answered-before',
  police: 'procuratorate',
  petition: 'petition',
}

interface Reception {
  readonly as: Staff
  readonly at: number
}

/** When somebody found out where it is that nobody could place; some callers are hard to reach, and until then it waits where everybody sees it. */
const foundAt = (teller: Teller): number => {
  const { seed } = teller.row
  return teller.filedAt + (seed % 3 === 0 ? (20 + (seed % 40)) * hour : (10 + (seed % 40)) * minute)
}

/** Who takes it on and when: the street in its hours; outside them the district, when the first response would come too late. */
const reception = (teller: Teller, state: MatterState): Reception => {
  const { world, row, filedAt } = teller
  const due = Math.min(...state.clocks.filter((clock) => clock.name === 'respond').map((clock) => Date.parse(clock.due)))
  const planned = filedAt + Math.max(2, row.pace.accept) * minute
  const slow = row.late && row.seed % 4 === 0
  const from = isVague(teller) ? foundAt(teller) + 5 * minute : filedAt + 2 * minute
  const wanted = Math.max(from, slow ? planned : Math.min(planned, due - 4 * minute))
  const street = onDuty(teller, 'dispatcher', state)
  const opens = openFrom(world.hoursOf(street), world.district, wanted)
  if (opens === wanted || opens + 2 * hour < due || slow)
    return { as: someone(teller, street, 'dispatcher'), at: atWork(teller, street, wanted) }
  return { as: someone(teller, 'centre', 'dispatcher'), at: wanted }
}

/** What nobody could place: a dispatcher telephones, and puts it on the map. */
export function* placed(teller: Teller, state: MatterState): Part {
  if (state.located || !isVague(teller)) return state
  const { site } = teller
  const as = someone(teller, onDuty(teller, 'dispatcher', state), 'dispatcher')
  return yield* act(foundAt(teller), as, 'correct', () => ({ place: { placeId: site.place.id, address: site.address } }))
}

export function* requestLife(teller: Teller, filed: MatterState, codeOf: (row: number) => string): Course {
  const { row } = teller
  if (stopOf(teller) === 'received') return
  const state = yield* placed(teller, filed)
  const { as, at } = reception(teller, state)
  switch (row.outcome) {
    case 'merged':
      yield* act(at, as, 'merge', (now) => ({ into: codeOf(row.into ?? 0), reason: teller.say('mergeNote', now) }))
      return
    case 'declined':
      yield* act(at, as, 'decline', (now) => ({
        reason: teller.decline(channelName(teller), now),
        'lawful-channel': lawful[row.declineTo ?? ''] ?? 'other-place',
      }))
      return
    case 'withdrawn':
      yield* act(awake(teller, at), receipt(teller), 'withdraw', (now) => ({ reason: teller.say('withdraw', now) }))
      return
    case 'answered-at-once':
      yield* atOnce(teller, state, { as, at })
      return
    default:
      yield* accepted(teller, state, { as, at })
  }
}

const channelName = ({ world, row }: Teller): string =>
  world.demo.texts.declineChannels.find((each) => each.code === row.declineTo)?.office.zh ?? '有关部门'

// A question that can be answered there and then.
function* atOnce(teller: Teller, state: MatterState, { as, at }: Reception): Part<void> {
  const { row } = teller
  const atDesk = row.door === 'desk'
  const agent: Actor = atDesk ? someone(teller, state.filerUnit ?? 'centre-desk', 'desk') : as
  const when = atDesk ? teller.filedAt + between(teller.random, 2, 6) * minute : at
  const category = state.category ? {} : { category: row.category }
  yield* act(when, agent, 'answer-at-once', (now) => ({ answer: teller.answer('solved', false, now).text, ...category }))
  yield* afterwards(teller, { at: when })
}

function* accepted(teller: Teller, filed: MatterState, { as, at }: Reception): Part<void> {
  const { row, world } = teller
  let state = yield* act(at, as, 'accept', () => ({ category: row.category }))
  if (stopOf(teller) === 'dispatching') return
  const office = onDuty(teller, 'dispatcher', state)
  const urgent = world.limitsOf(row.category)?.handle?.unit === 'hour'
  const sent = urgent ? at + Math.min(10, row.pace.dispatch) * minute : atWork(teller, office, at + row.pace.dispatch * minute)
  const back = row.twists.includes('returned') && row.outcome !== 'open'
  state = yield* dispatch(teller, state, sent, back)
  if (back) state = yield* giveBack(teller, state)
  yield* rounds(teller, state)
}

// Work, answer, call-back; and again as often as the resident says that it is not fixed.
function* rounds(teller: Teller, dispatched: MatterState): Part<void> {
  const { row, random } = teller
  let state = dispatched
  for (let round = 0; ; round++) {
    const worked = yield* workOn(teller, state)
    if (!worked.goesOn) return
    const done = yield* approved(teller, worked)
    if (!done.goesOn) return
    const called = yield* calledBack(teller, done)
    if (!called.goesOn) return
    if (round >= row.reopened) {
      yield* afterwards(teller, called)
      return
    }
    const again = yield* notFixed(teller, awake(teller, called.at + between(random, 9, 70) * hour))
    if (!again) return
    state = again
  }
}

/** Neighbours who press "me too", words added, an urging, a supervisor's eye: each by itself, beside the main course. */
export const besides = (teller: Teller, people: readonly Person[]): Course[] => {
  const { row } = teller
  const ordinary = row.outcome === 'answered' || row.outcome === 'open'
  return [
    ...row.joins.map((hours) => joining(teller, people, teller.filedAt + hours * hour)),
    ...(ordinary && row.twists.includes('added') && row.person !== null ? [adding(teller)] : []),
    ...(ordinary && row.twists.includes('urged') ? [urging(teller)] : []),
    ...(ordinary && row.twists.includes('supervised') ? [supervising(teller)] : []),
  ]
}

function* joining(teller: Teller, people: readonly Person[], at: number): Course {
  const moment = awake(teller, at)
  const state = yield* until(moment)
  if (isClosed(state) || state.mergedInto !== null || state.sensitivity !== 'ordinary' || state.stage === 'answered') return
  const person = pick(teller.random, people)
  const contact = chance(teller.random, 0.6) && !person.foreign ? { contact: { name: person.name, phone: person.phone } } : {}
  const note = chance(teller.random, 0.3)
  yield* act(moment, { kind: 'anonymous' }, 'join', (now) => ({ ...contact, ...(note ? { note: teller.say('follow', now) } : {}) }))
}

const someTime = (teller: Teller, from: number, to: number): number => {
  const limit = teller.world.limitsOf(teller.row.category)?.handle
  const days = limit ? (limit.unit === 'hour' || limit.unit === 'workhour' ? limit.value / 24 : limit.value * 1.4) : 7
  return awake(teller, teller.filedAt + (from + (to - from) * teller.random()) * Math.max(0.1, days) * day)
}

function* adding(teller: Teller): Course {
  const at = someTime(teller, 0.1, 0.6)
  const state = yield* until(at)
  if (isClosed(state) || state.mergedInto !== null || state.stage === 'answered') return
  yield* act(at, receipt(teller), 'attach', (now) => ({ note: teller.say('follow', now) }))
}

function* urging(teller: Teller): Course {
  const at = someTime(teller, 0.4, 1.1)
  const state = yield* until(at)
  if (isClosed(state) || state.mergedInto !== null || openAssignments(state).length === 0) return
  const byOffice = teller.row.person === null || teller.row.seed % 4 === 0
  const as = byOffice ? someone(teller, onDuty(teller, 'supervisor', state), 'supervisor') : receipt(teller)
  if (!mayRead(as, state)) return
  yield* act(at, as, 'urge', (now) => ({ note: teller.say('urge', now) }))
}

function* supervising(teller: Teller): Course {
  const office = 'centre-oversight'
  const at = atWork(teller, office, someTime(teller, 0.7, 1.3))
  const state = yield* until(at)
  const as = someone(teller, office, 'supervisor')
  if (isClosed(state) || state.mergedInto !== null || openAssignments(state).length === 0 || !mayRead(as, state)) return
  yield* act(at, as, 'supervise', (now) => ({ opinion: teller.say('supervise', now) }))
}
