import { formatDay, toDay, type Zone } from '../../kernel/calendar/day.ts'
import { foldEvents, type FoldedEvent, type MatterClock, type MatterState, type Procedure } from '../../matters/api.ts'

/** What is counted. Each is a column of the roll-ups; docstrings of `sharesOf` say on which day each falls. */
export const countNames = [
  'received',
  'respond_due',
  'responded',
  'due',
  'on_time',
  'late',
  'answered',
  'rated',
  'called_back',
  'satisfied',
  'basically',
  'unsatisfied',
  'solved',
  'not_solved',
  'reopened',
  'reworked',
  'returned',
  'exclusions',
  'closed',
  'declined',
  'withdrawn',
  'merged',
] as const
export type CountName = (typeof countNames)[number]
export type Counts = Readonly<Record<CountName, number>>

/** Where a count belongs: one row of the roll-up. */
export interface Cell {
  /** Local day of the district, `2026-03-02`. */
  readonly day: string
  /** Community, or the street or county when no more is known. */
  readonly area: string
  /** Empty when the matter has none. */
  readonly category: string
  readonly door: string
  readonly procedure: string
  /** Whether the matter is taken out of the adjusted rates. */
  readonly excluded: boolean
}

/** Changes to the roll-ups, by cell. */
export type Deltas = Map<string, { readonly cell: Cell; readonly counts: Record<CountName, number> }>

/** What counting needs beside the journal. */
export interface Ground {
  readonly zone: Zone
  readonly procedure: (digest: string) => Procedure
  /** From which value of a rating on the matter's scale a person counts as satisfied, and as basically so. */
  readonly scales: Readonly<Record<'five' | 'three', { readonly satisfied: number; readonly basically: number }>>
}

export const noCounts = (): Record<CountName, number> =>
  Object.fromEntries(countNames.map((name) => [name, 0])) as Record<CountName, number>

/**
 * What the entries of one matter numbered `wanted` add to the roll-ups: for each, the matter's share after it less its share before. So the order in
 * which entries arrive does not matter, nothing is kept per matter, and all of them together give exactly the fold of the whole journal. A share that
 * moves (excluded later, category corrected) is taken from where it stood and added where it stands. `events` is the journal at least up to the last wanted.
 */
export const addDeltas = (deltas: Deltas, id: string, events: readonly FoldedEvent[], wanted: readonly number[], ground: Ground): void => {
  for (const [first, last] of runsOf(wanted)) {
    addShares(deltas, sharesOf(events.slice(0, last), id, ground), 1)
    addShares(deltas, sharesOf(events.slice(0, first - 1), id, ground), -1)
  }
}

// Numbers that follow each other are one step: what lies between cancels out.
const runsOf = (numbers: readonly number[]): (readonly [number, number])[] => {
  const runs: [number, number][] = []
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run && n <= run[1] + 1) run[1] = n
    else runs.push([n, n])
  }
  return runs
}

interface Share {
  readonly cell: Cell
  readonly name: CountName
}

const addShares = (deltas: Deltas, shares: readonly Share[], sign: 1 | -1): void => {
  for (const { cell, name } of shares) {
    const key = `${cell.day} ${cell.area} ${cell.category} ${cell.door} ${cell.procedure} ${cell.excluded}`
    const known = deltas.get(key) ?? { cell, counts: noCounts() }
    known.counts[name] += sign
    deltas.set(key, known)
  }
}

/**
 * What one matter counts for, from its journal alone. Clocks: those of the matter that the resident is shown. The one that runs until the answer counts once
 * for each round (`due`): in time on the day it was met, late on the day it fell due. Answered: the first answer. Rated, satisfied, solved: the last rating, or
 * else the last call-back that reached somebody, on its day. All under the area where it was filed or first located (changes of areas move no
 * figures; a correction by staff does) and the category it has now.
 */
export const sharesOf = (events: readonly FoldedEvent[], id: string, ground: Ground): Share[] => {
  const state = foldEvents(events, id)
  if (!state) return []
  const common = {
    area: areaOf(events).slice(0, 12),
    category: state.category ?? '',
    door: state.door,
    procedure: state.procedure.id,
    excluded: state.excluded !== null,
  }
  const procedure = ground.procedure(state.procedure.digest)
  const marks = [...clockMarks(state, procedure), ...voiceMarks(state, procedure, ground), ...actMarks(events), ...endMarks(state, events)]
  return marks.map(([name, at]) => ({ name, cell: { ...common, day: formatDay(toDay(new Date(at), ground.zone)) } }))
}

type Mark = readonly [CountName, string]

const areaOf = (events: readonly FoldedEvent[]): string => {
  let area = ''
  let located = false
  for (const event of events) {
    if (event.kind === 'filed') ({ area, located } = event.facts)
    if (event.kind === 'located' && (!located || event.actor.startsWith('staff:'))) ({ area, located } = event.facts)
  }
  return area
}

const clockMarks = (state: MatterState, procedure: Procedure): Mark[] =>
  state.clocks.flatMap((clock) => {
    const definition = procedure.clocks[clock.name]
    if (!definition || definition.shown === false || clock.assignment !== null) return []
    if (definition.until === 'answered') return clockMark(clock, 'due', 'on_time', 'late')
    return definition.until === 'first-contact' ? clockMark(clock, 'respond_due', 'responded', null) : []
  })

const clockMark = (clock: MatterClock, due: CountName, met: CountName, late: CountName | null): Mark[] => {
  if (clock.breached || clock.state === 'late') return [[due, clock.due], ...(late ? [[late, clock.due] as const] : [])]
  return clock.state === 'met' && clock.endedAt
    ? [
        [due, clock.endedAt],
        [met, clock.endedAt],
      ]
    : []
}

const voiceMarks = (state: MatterState, procedure: Procedure, { scales }: Ground): Mark[] => {
  const { rating, verification } = state
  const marks: Mark[] = []
  if (rating) marks.push(['rated', rating.at])
  const called = verification && verification.reached !== false ? verification : null
  if (called) marks.push(['called_back', called.at])
  const scale = scales[procedure.rating ?? 'five']
  const stars = rating?.satisfaction ?? null
  if (rating && stars !== null)
    marks.push([stars >= scale.satisfied ? 'satisfied' : stars >= scale.basically ? 'basically' : 'unsatisfied', rating.at])
  else if (called && called.satisfied !== null) marks.push([called.satisfied ? 'satisfied' : 'unsatisfied', called.at])
  if (rating && rating.solved !== null) marks.push([rating.solved ? 'solved' : 'not_solved', rating.at])
  else if (called && called.solved !== null) marks.push([called.solved ? 'solved' : 'not_solved', called.at])
  return marks
}

const counted: ReadonlySet<string> = new Set(['reopened', 'reworked', 'returned'] satisfies CountName[])

const actMarks = (events: readonly FoldedEvent[]): Mark[] => {
  const marks: Mark[] = []
  let answered = false
  for (const event of events) {
    if (event.kind === 'filed') marks.push(['received', event.at])
    if (event.kind !== 'filed' && event.kind !== 'acted') continue
    if (!answered && event.facts.reaches?.includes('answered')) {
      answered = true
      marks.push(['answered', event.at])
    }
    if (event.kind === 'acted' && event.facts.counts && counted.has(event.facts.counts))
      marks.push([event.facts.counts as CountName, event.at])
  }
  return marks
}

const endMarks = (state: MatterState, events: readonly FoldedEvent[]): Mark[] => {
  const marks: Mark[] = []
  if (state.excluded) marks.push(['exclusions', state.excluded.at])
  if (!state.closedAt) return marks
  marks.push(['closed', state.closedAt])
  const closing = events.findLast((event) => event.kind === 'acted' && event.facts.closes === true)
  if (closing?.kind !== 'acted') return marks
  if (closing.facts.records === 'decline') marks.push(['declined', state.closedAt])
  if (closing.facts.action === 'withdraw') marks.push(['withdrawn', state.closedAt])
  if (state.mergedInto) marks.push(['merged', state.closedAt])
  return marks
}
