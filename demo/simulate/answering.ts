import { isClosed, leadOf, type MatterState } from '../../src/matters/domain/state.ts'
import { actorRef } from '../../src/kernel/actor.ts'
import { between, pick, seeded } from '../corpus/random.ts'
import type { Told } from './run.ts'
import { act, atWork, atWorkBy, awake, hour, mayRead, minute, onDuty, receipt, someone, until, type Part, type Teller } from './teller.ts'
import { stopOf, workers, workOn, type Working } from './work.ts'

// The end of a life: the answer is written, approved, verified, rated, said to be not enough, published.

const results = { solved: 'solved', part: 'planned', no: 'explained' } as const
const opinionResults = { solved: 'solved', part: 'planned', no: 'reference' } as const

const answerInput = (teller: Teller, now: Date, again: boolean): Readonly<Record<string, unknown>> => {
  const { row } = teller
  const kind = again ? 'solved' : row.answer
  const { text, measures } = teller.answer(kind, row.late && !again, now)
  if (row.procedure === 'station-opinion') return { answer: text, result: opinionResults[kind] }
  return { answer: text, measures, result: results[kind], ...(row.photos?.after ? { photos: [row.photos.after] } : {}) }
}

export interface Approved {
  readonly state: MatterState
  readonly at: number
  readonly goesOn: boolean
}

/** Hands the answer in and has it approved so that it is there when planned; sent back once if the plan says so. */
export function* approved(teller: Teller, { state: worked, ready, at: from }: Working): Part<Approved> {
  const { row, random, end } = teller
  const lead = leadOf(worked)?.unit ?? ''
  const handler = someone(teller, lead, ...workers)
  const approver = someone(teller, lead, 'approver')
  const first = worked.counts.reopened + worked.counts.reworked === 0
  const stop = first ? stopOf(teller) : null
  const aim = stop === 'approving' || stop === 'verifying' ? Math.min(ready, end - between(random, 1, 14) * hour) : ready
  const room = Math.max(2 * minute, aim - from)
  const limit = row.late && first ? Infinity : aim
  let at = Math.max(from + 1000, aim - Math.min(row.pace.approve * minute, room * 0.6))
  at = atWorkBy(teller, lead, at, limit)
  if (at > limit) at = Math.max(from + 1000, aim - Math.min(2 * minute, room * 0.3))
  yield* act(at, handler, 'submit-answer', (now) => answerInput(teller, now, !first))
  if (stop === 'approving') return { state: worked, at, goesOn: false }
  if (first && row.twists.includes('sent-back')) {
    at = atWorkBy(teller, lead, at + Math.min(room * 0.1, between(random, 10, 90) * minute) + minute, limit)
    yield* act(at, approver, 'send-back', (now) => ({ reason: teller.say('sendBack', now) }))
    at = atWorkBy(teller, lead, at + Math.min(room * 0.1, between(random, 10, 120) * minute) + minute, limit)
    yield* act(at, handler, 'submit-answer', (now) => answerInput(teller, now, !first))
  }
  at = Math.max(at + 1000, aim)
  const state = yield* act(at, approver, 'approve')
  return { state, at, goesOn: stop !== 'verifying' }
}

/** Who may call the resident: of a sealed matter only those who may read it. Null when nobody of the desk may. */
const callerOf = (teller: Teller, state: MatterState) => {
  const takers = teller.world.procedureOf(state.procedure.id).stages['verifying']?.actions['confirm']?.by ?? (['desk'] as const)
  const roles = takers.filter((holder) => holder === 'desk' || holder === 'supervisor' || holder === 'dispatcher')
  const people = roles.flatMap((role) => teller.world.staffOf(onDuty(teller, role, state), role))
  const free = people.filter((person) => mayRead(person, state) && !state.handlers.includes(actorRef(person)))
  return free.length > 0 ? pick(seeded(teller.row.seed), free) : null
}

/** The desk calls back: fixed, or back to work. */
export function* calledBack(teller: Teller, { state, at: from }: Approved): Part<Approved> {
  const { row, random } = teller
  const caller = callerOf(teller, state)
  if (!caller) return { state, at: from, goesOn: false }
  const at = awake(teller, from + between(random, 20, row.pace.callBack * 60) * minute)
  if (row.twists.includes('rework') && state.counts.reworked === 0) {
    const again = yield* act(at, caller, 'not-fixed', (now) => ({ reason: teller.say('callbackBad', now) }))
    const worked = yield* workOn(teller, again)
    if (!worked.goesOn) return { ...worked }
    const done = yield* approved(teller, worked)
    return done.goesOn ? yield* calledBack(teller, done) : done
  }
  const reached = row.person !== null && row.seed % 6 > 0
  const solved = row.answer === 'solved' || (row.answer === 'part' && row.seed % 2 === 0)
  const satisfied = solved || row.seed % 5 > 0
  const after = yield* act(at, caller, 'confirm', (now) =>
    reached ? { reached, solved, satisfied, remark: teller.say('callback', now) } : { reached },
  )
  return { state: after, at, goesOn: true }
}

/** What the resident does with the answer, and the publisher. */
export function* afterwards(teller: Teller, { at: answered }: Pick<Approved, 'at'>): Part<void> {
  const { row, random } = teller
  const rated = row.rating ? awake(teller, answered + row.rating.after * hour) : Infinity
  const released = row.released ? answered + between(random, 40, 160) * hour : Infinity
  if (rated < released) yield* rateAt(teller, rated)
  const done = row.released ? yield* release(teller, released) : answered
  if (row.rating && rated >= released) yield* rateAt(teller, awake(teller, Math.max(rated, done + minute)))
}

function* rateAt(teller: Teller, at: number): Part<void> {
  const { row } = teller
  if (!row.rating) return
  const { stars, solved } = row.rating
  const state = yield* until(at)
  if (isClosed(state) || (state.stage !== 'answered' && state.stage !== 'replied')) return
  const three = row.procedure === 'station-opinion'
  const satisfaction = String(three ? (stars >= 4 ? 3 : stars === 3 ? 2 : 1) : stars)
  yield* act(at, receipt(teller), 'rate', (now) => {
    const comment = teller.comment(stars, now)
    return { ...(three ? {} : { solved }), satisfaction, ...(comment ? { comment } : {}) }
  })
}

/** A text as it may be published: nobody's name, telephone or door. */
export const redacted = (text: string, names: readonly string[]): string =>
  names
    .filter((name) => name !== '')
    .reduce((rest, name) => rest.replaceAll(name, '居民'), text)
    .replaceAll(/[\u4e00-\u9fff](?:女士|先生)/g, '居民')
    .replaceAll(/\d{7,}/g, '（号码略）')
    .replaceAll(/尾号\s?\d{4}/g, '尾号略')
    .replaceAll(/\d{1,2}号楼/g, '某号楼')
    .replaceAll(/\d{1,2}单元/g, '某单元')
    .replaceAll(/(?<=号楼|单元)\d{3,4}室?|\d{3,4}室|\d{3,4}(?=住户)/g, '某室')
    .replaceAll(/居民居民/g, '居民')

// Gives the moment at which it was done.
function* release(teller: Teller, at: number): Part<number> {
  const { world, row } = teller
  if (!world.procedureOf(row.procedure).publish) return 0
  const state = yield* until(at)
  if (state.released || state.sensitivity !== 'ordinary' || state.reached.answered === undefined) return at
  const unit = onDuty(teller, 'publisher', state)
  const person = someone(teller, unit, 'publisher')
  if (!mayRead(person, state)) return at
  const when = atWork(teller, unit, at)
  yield* act(when, person, 'release', (_, told) => publicWords(teller, told))
  return when
}

const wordOf = (event: Told | undefined, name: string): string => {
  const value = event?.text?.[name]
  return typeof value === 'string' ? value : ''
}

const publicWords = (teller: Teller, told: readonly Told[]): Readonly<Record<string, unknown>> => {
  const names = [teller.person?.name ?? '', teller.person?.caller ?? '']
  const text = wordOf(told[0], 'text')
  const answer = wordOf(
    told.findLast((event) => event.text?.['answer'] !== undefined),
    'answer',
  )
  const category = teller.world.demo.categories.find((each) => each.code === teller.row.category)?.name.zh ?? ''
  const publicText = redacted(text, names)
  return {
    publicTitle: `${teller.site.words.name}：${category}`,
    publicText,
    publicAnswer: redacted(answer, names),
    checked: true,
  }
}

/** The desk's caller for a matter that was said to be not fixed. */
export function* notFixed(teller: Teller, at: number): Part<MatterState | null> {
  const state = yield* until(at)
  const open = state.stage === 'answered' && !isClosed(state)
  if (!open) return null
  return yield* act(at, receipt(teller), 'not-fixed', (now) => ({ reason: teller.say('reopen', now) }))
}
