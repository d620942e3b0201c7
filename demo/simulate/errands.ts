import type { MatterState } from '../../src/matters/domain/state.ts'
import { between, pick } from '../corpus/random.ts'
import { afterwards, approved } from './answering.ts'
import { act, atWork, localOf, minute, onDuty, someone, type Course, type Part, type Teller } from './teller.ts'
import { answerAt, dispatch, giveBack, stopOf, workOn } from './work.ts'

// What grid workers find, and what is said at a station: two other kinds of life.

/** Why the grid or the community cannot solve it. */
const beyond = [
  '需要专业队伍和材料，社区没有维修力量，请街道安排。',
  '现场已设警示，产权单位不在本社区，请街道协调。',
  '已劝导两次，走后又反复，请街道安排执法队处理。',
  '属于市政设施，社区无权动工，请派责任单位。',
  '涉及两个单位，责任分不清，请街道确定由谁办。',
  '已电话联系物业，答复资金不够，请街道协调。',
]

/** What was done on the spot, as a worker notes it. */
export const doneWords = (teller: Teller, now: Date): string => {
  const { measures } = teller.answer(teller.row.answer, false, now)
  const how = { solved: '，现场已恢复。', part: '，其余部分已报计划，近期安排。', no: '，暂不具备处理条件，已设警示并登记。' }
  return measures + how[teller.row.answer]
}

/** A hazard: solved on the spot, by the community, or handed up to the street and put right by a department; and checked by another. */
export function* hazardLife(teller: Teller, filed: MatterState): Course {
  const { row, random } = teller
  if (filed.stage === 'checking') return yield* checked(teller, filed, teller.filedAt)
  const stop = stopOf(teller)
  const com = onDuty(teller, 'community-worker', filed)
  let [state, at] = [filed, teller.filedAt]
  if (state.stage === 'grid') {
    at = atWork(teller, state.filerUnit ?? com, at + between(random, 5, 40) * minute)
    state = yield* act(at, someone(teller, state.filerUnit ?? com, 'grid-worker'), 'hand-up', (now) => ({
      reason: teller.say('return', now),
    }))
  }
  if (stop === 'received') return
  const ready = answerAt(teller, com, state, at + 5 * minute)
  const upward = stop !== null || row.twists.includes('returned') || row.twists.includes('parallel') || row.seed % 5 < 2
  if (!upward) {
    const worker = someone(teller, com, 'community-worker')
    state = yield* act(ready, worker, 'solved', (now) => ({ answer: doneWords(teller, now), ...after(teller) }))
    return yield* checked(teller, state, ready)
  }
  at = Math.min(atWork(teller, com, at + between(random, 5, 45) * minute), Math.max(at + minute, at + (ready - at) * 0.4))
  state = yield* act(at, someone(teller, com, 'community-worker'), 'hand-up', () => ({ reason: pick(random, beyond) }))
  if (stop === 'dispatching') return
  yield* byUnits(teller, state, { at, ready })
}

const after = ({ row }: Teller): Readonly<Record<string, unknown>> => (row.photos?.after ? { photos: [row.photos.after] } : {})

function* byUnits(teller: Teller, handedUp: MatterState, { at: from, ready }: { at: number; ready: number }): Part<void> {
  const { row, random } = teller
  const office = onDuty(teller, 'dispatcher', handedUp)
  const at = Math.min(atWork(teller, office, from + between(random, 3, 30) * minute), Math.max(from + minute, from + (ready - from) * 0.4))
  const back = row.twists.includes('returned') && row.outcome !== 'open'
  let state = yield* dispatch(teller, handedUp, at, back)
  if (back) state = yield* giveBack(teller, state)
  const worked = yield* workOn(teller, state)
  if (!worked.goesOn) return
  const lead = worked.state.assignments.findLast((each) => each.part === 'lead')?.unit ?? ''
  state = yield* act(worked.ready, someone(teller, lead, 'handler', 'community-worker'), 'done', (now) => ({
    answer: doneWords(teller, now),
    ...after(teller),
  }))
  yield* checked(teller, state, worked.ready)
}

// Somebody other than who did it goes to see.
function* checked(teller: Teller, state: MatterState, from: number): Part<void> {
  const stop = stopOf(teller)
  if (stop === 'approving' || stop === 'verifying') return
  const [grid, com] = [onDuty(teller, 'grid-worker', state), onDuty(teller, 'community-worker', state)]
  const free = [...teller.world.staffOf(grid, 'grid-worker'), ...teller.world.staffOf(com, 'community-worker')].filter(
    (each) => !state.handlers.includes(`staff:${each.id}`),
  )
  const at = atWork(teller, grid, from + between(teller.random, 25, 600) * minute)
  yield* act(at, pick(teller.random, free), 'pass', () => ({ solved: true }))
}

/** An opinion: answered in the session, or in writing, approved and brought. */
export function* opinionLife(teller: Teller, filed: MatterState): Course {
  const { row, random } = teller
  if (filed.stage === 'replied') return yield* afterwards(teller, { at: teller.filedAt })
  const stop = stopOf(teller)
  if (stop === 'received' || stop === 'dispatching') return
  const office = onDuty(teller, 'dispatcher', filed)
  const back = row.twists.includes('returned') && row.outcome !== 'open'
  let state = yield* dispatch(
    teller,
    filed,
    atWork(teller, office, teller.filedAt + (row.pace.accept + row.pace.dispatch) * 3 * minute),
    back,
  )
  if (back) state = yield* giveBack(teller, state)
  const worked = yield* workOn(teller, state)
  if (!worked.goesOn) return
  const com = onDuty(teller, 'community-worker', state)
  // The reply is approved some time before it is brought.
  const due = worked.ready - between(random, 120, 1500) * minute
  const done = yield* approved(teller, { ...worked, ready: Math.max(worked.at + 4 * minute, due) })
  if (!done.goesOn) return
  const at = atWork(
    teller,
    com,
    Math.max(done.at + 30 * minute, row.late ? worked.ready : Math.min(worked.ready, done.at + between(random, 60, 1200) * minute)),
  )
  const how = row.person === null ? 'posted' : pick(random, ['in-person', 'in-person', 'message', 'post'])
  yield* act(at, someone(teller, com, 'community-worker'), 'deliver', () => ({ how, deliveredOn: localOf(at).slice(0, 10) }))
  yield* afterwards(teller, { at })
}
