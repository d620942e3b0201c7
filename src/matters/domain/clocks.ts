import { computeDue, computeExtendedDue, momentAtShare, type Limit, type Suspension } from '../../kernel/calendar/due.ts'
import type { Circumstances } from './command.ts'
import type { Draft } from './draft.ts'
import type { ClockDefinition, Moment, Pause } from './procedure.ts'
import type { MatterClock, MatterState } from './state.ts'

/** Name of the hidden clock that carries a stage's `then`. */
export const stageClock = (stage: string): string => `stage:${stage}`

export const isRunning = (clock: MatterClock): boolean => clock.state === 'running' || clock.state === 'paused'

/** Starts the clocks whose moment was reached, and stops those that waited for it. `assignment` limits it to one unit's share. */
export const reach = (draft: Draft, moment: Moment, circumstances: Circumstances, assignment: string | null = null): void => {
  for (const clock of draft.state().clocks) {
    const definition = circumstances.procedure.clocks[clock.name]
    if (isRunning(clock) && definition?.until === moment && (clock.assignment === null || clock.assignment === assignment))
      stop(draft, clock, circumstances)
  }
  for (const [name, definition] of Object.entries(circumstances.procedure.clocks)) {
    if (definition.from !== moment) continue
    if ((definition.per === 'assignment') !== (assignment !== null) || !concerns(draft, definition, assignment)) continue
    const running = draft.state().clocks.some((clock) => clock.name === name && clock.assignment === assignment && isRunning(clock))
    if (!running) start(draft, name, definition, assignment, circumstances)
  }
}

// A clock per assignment may be for the lead's or the assistants' only.
const concerns = (draft: Draft, { part }: ClockDefinition, assignment: string | null): boolean =>
  part === undefined || draft.state().assignments.find((each) => each.id === assignment)?.part === part

const start = (draft: Draft, name: string, definition: ClockDefinition, assignment: string | null, circumstances: Circumstances): void => {
  const { now, district } = circumstances
  const ordered = definition.limit !== 'category.respond' && definition.per === 'matter' ? orderedLimit(draft.state(), now) : null
  const limit = ordered ?? limitOf(definition, circumstances)
  if (!limit) return
  const { due, provisional } = computeDue(limit, now, district)
  const warnings = warningsOf(definition, limit, now, due, circumstances, [])
  const id = draft.nextId('c')
  draft.emit({
    kind: 'clock-started',
    facts: { id, name, assignment, limit, start: now.toISOString(), due: due.toISOString(), provisional, warnings },
  })
}

// An upstream platform sends its own end; as minutes from now it can be paused and extended like any other limit.
const orderedLimit = (state: MatterState, now: Date): Limit | null => {
  const due = state.upstream?.due
  return due && Date.parse(due) > now.getTime() ? { value: Math.ceil((Date.parse(due) - now.getTime()) / 60_000), unit: 'minute' } : null
}

const limitOf = (definition: ClockDefinition, { limits }: Circumstances): Limit | null => {
  const named = typeof definition.limit === 'string' ? namedLimit(definition.limit, limits) : definition.limit
  const limit = named ?? definition.fallback ?? null
  return limit ? plainLimit(limit) : null
}

const namedLimit = (name: string, limits: Circumstances['limits']): Limit | null =>
  name === 'category.respond' ? limits.respond : limits.handle

/** Only what computing needs goes into the journal: the source of a limit stays with the data it came from. */
export const plainLimit = (limit: Limit): Limit => ({
  value: limit.value,
  unit: limit.unit,
  ...(limit.closing ? { closing: limit.closing } : {}),
})

const warningsOf = (
  definition: ClockDefinition | undefined,
  limit: Limit,
  began: Date,
  due: Date,
  { district, now }: Circumstances,
  suspensions: readonly Suspension[],
): string[] =>
  (definition?.warn ?? [])
    .map((share) => momentAtShare(began, due, share, limit, district, suspensions))
    .filter((moment) => moment > now && moment < due)
    .map((moment) => moment.toISOString())

/** Stops one clock: met when in time, late when after its due time. A paused clock is met. */
export const stop = (draft: Draft, clock: MatterClock, { now }: Circumstances, abandoned = false): void => {
  // The hidden clock of a stage that ends by itself has nobody to be late.
  const late = clock.state === 'running' && now.getTime() > Date.parse(clock.due) && !clock.name.startsWith(stageClock(''))
  draft.emit({ kind: 'clock-stopped', facts: { id: clock.id, state: late ? 'late' : abandoned ? 'stopped' : 'met' } })
}

/** Stops every running clock, as closing does: no clock is left running on a closed matter. */
export const stopAll = (draft: Draft, circumstances: Circumstances, which: (clock: MatterClock) => boolean = () => true): void => {
  for (const clock of draft.state().clocks) if (isRunning(clock) && which(clock)) stop(draft, clock, circumstances, true)
}

/** Lets the clocks stand still that the procedure pauses for this reason. */
export const pauseFor = (draft: Draft, pause: Pause, { procedure }: Circumstances): void => {
  for (const clock of draft.state().clocks) {
    const pausable = procedure.clocks[clock.name]?.pauses.includes(pause)
    if (clock.state === 'running' && pausable) draft.emit({ kind: 'clock-paused', facts: { id: clock.id, pause } })
  }
}

/** Lets them run on, with the due time moved by the counted time in between. */
export const resumeFrom = (draft: Draft, pause: Pause, circumstances: Circumstances): void => {
  for (const clock of draft.state().clocks) {
    if (clock.state !== 'paused' || clock.pause !== pause || !clock.pausedAt) continue
    redue(draft, clock, circumstances, 'resumed', { suspension: { from: clock.pausedAt, to: circumstances.now.toISOString() } })
  }
}

/** Gives a clock more time. */
export const extendClock = (draft: Draft, clock: MatterClock, extra: Limit, circumstances: Circumstances): void =>
  redue(draft, clock, circumstances, 'extended', { extension: plainLimit(extra) })

/** Computes a clock's due time anew: after a holiday notice was loaded, or when its limit was changed. No event when nothing moves. */
export const recompute = (draft: Draft, clock: MatterClock, circumstances: Circumstances, limit?: Limit): void =>
  redue(draft, clock, circumstances, limit ? 'limit-changed' : 'recomputed', limit ? { limit: plainLimit(limit) } : {})

const redue = (
  draft: Draft,
  clock: MatterClock,
  circumstances: Circumstances,
  why: 'resumed' | 'extended' | 'recomputed' | 'limit-changed',
  change: { suspension?: { from: string; to: string }; extension?: Limit; limit?: Limit },
): void => {
  const { procedure } = circumstances
  const limit = change.limit ?? clock.limit
  const suspensions = [...clock.suspensions, ...(change.suspension ? [change.suspension] : [])].map(({ from, to }) => ({
    from: new Date(from),
    to: new Date(to),
  }))
  const extensions = [...clock.extensions, ...(change.extension ? [change.extension] : [])]
  const began = new Date(clock.startedAt)
  const { due, provisional } = dueWith(limit, extensions, began, circumstances, suspensions)
  const unchanged = due.toISOString() === clock.due && provisional === clock.provisional
  if (unchanged && why === 'recomputed') return
  const warnings = warningsOf(procedure.clocks[clock.name], limit, began, due, circumstances, suspensions)
  draft.emit({ kind: 'clock-due', facts: { id: clock.id, due: due.toISOString(), provisional, warnings, why, ...change } })
}

const dueWith = (
  limit: Limit,
  extensions: readonly Limit[],
  began: Date,
  { district }: Circumstances,
  suspensions: readonly Suspension[],
) => {
  const [first, ...more] = extensions
  if (!first) return computeDue(limit, began, district, suspensions)
  // Extensions in one unit add up; a further one in another unit is not offered by any procedure.
  const extra = more.reduce((sum, each) => (each.unit === sum.unit ? { ...sum, value: sum.value + each.value } : sum), first)
  return computeExtendedDue(limit, extra, began, district, suspensions)
}

/** Starts the hidden clock of a stage that ends by itself, and stops that of the stage left. */
export const turnStageClock = (draft: Draft, from: string | null, circumstances: Circumstances): void => {
  const stage = draft.state().stage
  if (from === stage) return
  stopAll(draft, circumstances, (clock) => clock.name === stageClock(from ?? ''))
  const then = circumstances.procedure.stages[stage]?.then
  if (!then) return
  const limit = plainLimit(then.after)
  const { due, provisional } = computeDue(limit, circumstances.now, circumstances.district)
  draft.emit({
    kind: 'clock-started',
    facts: {
      id: draft.nextId('c'),
      name: stageClock(stage),
      assignment: null,
      limit,
      start: circumstances.now.toISOString(),
      due: due.toISOString(),
      provisional,
      warnings: [],
    },
  })
}

/** Another category has other limits: running clocks that take theirs from it are computed anew from their own start. */
export const reclock = (draft: Draft, circumstances: Circumstances): void => {
  for (const clock of draft.state().clocks) {
    const named = circumstances.procedure.clocks[clock.name]?.limit
    const limit =
      named === 'category.respond' ? circumstances.limits.respond : named === 'category.handle' ? circumstances.limits.handle : null
    const differs = limit && (limit.value !== clock.limit.value || limit.unit !== clock.limit.unit)
    if (limit && differs && clock.state === 'running' && !draft.state().upstream?.due) recompute(draft, clock, circumstances, limit)
  }
}
