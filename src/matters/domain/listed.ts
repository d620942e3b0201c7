import { isRunning } from './clocks.ts'
import { leadOf, type MatterClock, type MatterState } from './state.ts'

/** A mark beside a line of a list; some count. */
export type Mark = readonly [id: string, n: number]

/** What a line of a list shows of a matter, kept beside the state: a page of fifty lines then reads a fifth of what their states hold. */
export interface Listed {
  readonly id: string
  readonly code: string
  /** Digest of the version of the procedure it runs by. */
  readonly procedure: string
  readonly stage: string
  readonly nature: string | null
  readonly category: string | null
  readonly areaCode: string
  readonly located: boolean
  readonly point: MatterState['point']
  readonly lead: string | null
  readonly filedBy: string
  readonly filedAt: string
  readonly closedAt: string | null
  readonly clock: Pick<MatterClock, 'limit' | 'due' | 'provisional' | 'state' | 'startedAt' | 'suspensions'> | null
  readonly marks: readonly Mark[]
}

/** The running clock of the matter itself that ends first: the one people ask about. */
export const officialClock = (state: MatterState): MatterClock | null =>
  state.clocks
    .filter((clock) => isRunning(clock) && clock.assignment === null && !clock.name.startsWith('stage:'))
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))[0] ?? null

/** The line of a matter. Pure, so that a recomputation gives the same. */
export const listedOf = (state: MatterState): Listed => ({
  id: state.id,
  code: state.code,
  procedure: state.procedure.digest,
  stage: state.stage,
  nature: state.nature,
  category: state.category,
  areaCode: state.areaCode,
  located: state.located,
  point: state.point,
  lead: leadOf(state)?.unit ?? null,
  filedBy: state.filedBy,
  filedAt: state.filedAt,
  closedAt: state.closedAt,
  clock: state.closedAt ? null : clockOf(officialClock(state)),
  marks: marksOf(state),
})

const clockOf = (clock: MatterClock | null): Listed['clock'] =>
  clock && {
    limit: clock.limit,
    due: clock.due,
    provisional: clock.provisional,
    state: clock.state,
    startedAt: clock.startedAt,
    suspensions: clock.suspensions,
  }

const marksOf = (state: MatterState): Mark[] => {
  const { counts } = state
  const marks: (readonly [boolean, string, number?])[] = [
    [state.sensitivity === 'sealed', 'sealed'],
    [state.restricted, 'restricted'],
    [counts.reopened > 0, 'reopened'],
    [counts.returned > 0, 'returned', counts.returned],
    [state.supervised !== null, 'supervised'],
    [counts.urged > 0, 'urged'],
    [state.asked !== null, 'asked'],
    [counts.joined > 0, 'joined', counts.joined],
    [state.upstream !== null, 'upstream'],
    [!state.located, 'unlocated'],
    [state.excluded !== null, 'excluded'],
  ]
  return marks.filter(([holds]) => holds).map(([, id, n]) => [id, n ?? 0])
}
