import { actorRef, type Actor } from '../../src/kernel/actor.ts'
import type { Result } from '../../src/kernel/result.ts'
import type { Filing } from '../../src/matters/domain/command.ts'
import { decide } from '../../src/matters/domain/decide.ts'
import type { NewEvent } from '../../src/matters/domain/events.ts'
import { evolve, type FoldedEvent } from '../../src/matters/domain/evolve.ts'
import { decideFiling } from '../../src/matters/domain/filing.ts'
import { decideFiring, nextFiring } from '../../src/matters/domain/firing.ts'
import { decideJoin } from '../../src/matters/domain/joining.ts'
import { can, factsOf, matterRules } from '../../src/matters/domain/relations.ts'
import type { MatterState } from '../../src/matters/domain/state.ts'
import { createQueue } from './queue.ts'
import type { World } from './world.ts'

/** An event as the journal will hold it. */
export type Told = NewEvent & { readonly n: number; readonly actor: string; readonly at: number }

/** A matter that has been filed: its state now and all that was told of it. */
export interface Lived {
  readonly id: string
  state: MatterState
  readonly events: Told[]
}

/** What somebody fills in, knowing the time and all that was told so far. */
export type Input = (now: Date, told: readonly Told[]) => Readonly<Record<string, unknown>>

/** What somebody does at a moment (milliseconds); without an action only the time passes, and the state is looked at again. */
export interface Move {
  readonly at: number
  readonly act?: { readonly as: Actor; readonly action: string; readonly input?: Input }
}

/** A course of acts on one matter: each move gives the state after it. */
export type Course = Generator<Move, void, MatterState>

/** One who will file, and what goes on from there. */
export interface Beginning {
  readonly at: number
  readonly id: string
  readonly file: (now: Date) => { readonly as: Actor; readonly procedure: string; readonly filing: Filing }
  readonly courses: (state: MatterState) => readonly Course[]
}

interface Run {
  readonly world: World
  readonly lives: Map<string, Lived>
  readonly byCode: Map<string, string>
  readonly queue: ReturnType<typeof createQueue>
  /** The moment at which everybody is now. */
  readonly time: () => number
}

const clocks: Actor = { kind: 'system', name: 'clocks' }

/**
 * Lets the matters live until `end`, all in one order of time, so that each sees the others as they are then. Everything is decided by the engine; what it
 * refuses is a fault of this simulation or of the engine, and throws.
 */
export const runLives = (world: World, beginnings: readonly Beginning[], end: number): Lived[] => {
  let time = 0
  const run: Run = { world, lives: new Map(), byCode: new Map(), queue: createQueue(), time: () => time }
  for (const beginning of beginnings) run.queue.put(beginning.at, () => begin(run, beginning))
  for (let next = run.queue.take(); next && next.at <= end; next = run.queue.take()) {
    time = next.at
    next.work()
  }
  return [...run.lives.values()]
}

const begin = (run: Run, { at, id, file, courses }: Beginning): void => {
  const now = new Date(at)
  const { as, procedure, filing } = file(now)
  const limits = filing.category ? (run.world.limitsOf(filing.category) ?? undefined) : undefined
  const events = accepted(decideFiling(filing, run.world.circumstances(as, now, procedure, null, limits)), { id, action: 'file', at })
  write(run, id, null, events, as, at)
  run.byCode.set(filing.code, id)
  const { state } = living(run, id)
  for (const course of courses(state)) advance(run, id, course, course.next())
}

const living = (run: Run, id: string): Lived => {
  const found = run.lives.get(id)
  if (!found) throw new Error(`there is no matter ${id}`)
  return found
}

const advance = (run: Run, id: string, course: Course, step: IteratorResult<Move, void>): void => {
  if (step.done) return
  // People act at whole seconds.
  const at = Math.ceil(step.value.at / 1000) * 1000
  if (!(at >= run.time()))
    throw new Error(`${step.value.act?.action ?? 'waiting'} lies in the past: ${living(run, id).state.code} ${new Date(at).toISOString()}`)
  run.queue.put(at, () => {
    const after = perform(run, id, { ...step.value, at })
    advance(run, id, course, course.next(after))
  })
}

const perform = (run: Run, id: string, { at, act }: Move): MatterState => {
  const own = living(run, id)
  if (!act) return own.state
  const now = new Date(at)
  const input = act.input?.(now, own.events) ?? {}
  const plain = run.world.circumstances(act.as, now, own.state.procedure.id, own.state)
  const target = act.action === 'merge' ? living(run, run.byCode.get(String(input['into'])) ?? '').state : null
  const circumstances = target
    ? { ...plain, target: { id: target.id, mergedInto: target.mergedInto, sensitivity: target.sensitivity } }
    : plain
  const told = { id, action: act.action, at, stage: own.state.stage, actor: actorRef(act.as), row: own.state.code }
  if (act.action !== 'join' && !can(act.as, matterRules['matter.read'], factsOf(own.state)))
    throw new Error(`may not read: ${JSON.stringify(told)}`)
  const decided =
    act.action === 'join' ? decideJoin(own.state, input, circumstances) : decide(own.state, { action: act.action, input }, circumstances)
  const events = accepted(decided, { ...told, input })
  if (target) write(run, target.id, target, [{ kind: 'absorbed', facts: { matter: id } }], act.as, at)
  write(run, id, own.state, events, act.as, at)
  return own.state
}

const accepted = (decided: Result<readonly NewEvent[]>, told: Readonly<Record<string, unknown>>): readonly NewEvent[] => {
  if (decided.ok) return decided.value
  throw new Error(`refused: ${JSON.stringify(decided.error)} ${JSON.stringify(told)}`)
}

const write = (run: Run, id: string, before: MatterState | null, events: readonly NewEvent[], as: Actor, at: number): void => {
  let state = before
  const actor = actorRef(as)
  const told: Told[] = []
  for (const event of events) {
    const n = (state?.n ?? 0) + 1
    state = evolve(state, { kind: event.kind, facts: event.facts, n, actor, at: new Date(at).toISOString() } as FoldedEvent, id)
    told.push({ ...event, n, actor, at })
  }
  if (!state) return
  const known = run.lives.get(id)
  if (known) {
    known.state = state
    known.events.push(...told)
  } else run.lives.set(id, { id, state, events: told })
  awaitFiring(run, id, state)
}

// Looked at again when it comes up: an act in between may have moved or stopped the clock.
const awaitFiring = (run: Run, id: string, state: MatterState): void => {
  const moment = nextFiring(state)
  if (moment === null) return
  const at = Date.parse(moment)
  run.queue.put(at, () => {
    const own = living(run, id)
    if (nextFiring(own.state) !== moment) return
    const events = accepted(decideFiring(own.state, run.world.circumstances(clocks, new Date(at), own.state.procedure.id, own.state)), {
      id,
      action: 'fire',
      at,
    })
    if (events.length === 0) throw new Error(`nothing fires at ${moment}: ${own.state.code}`)
    write(run, id, own.state, events, clocks, at)
  })
}
