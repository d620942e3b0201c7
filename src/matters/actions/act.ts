import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { isId, parseCode } from '../../kernel/ids.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import type { Circumstances, Command } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { NewEvent } from '../domain/events.ts'
import { decideJoin } from '../domain/joining.ts'
import { can, factsOf, matterRules } from '../domain/relations.ts'
import type { MatterState } from '../domain/state.ts'
import { findByCode, lockMatter, readState, type Locked } from '../store/read.ts'
import { updateMatters, type Changes } from '../store/write.ts'
import { keepPublicWords } from '../store/words.ts'
import { surroundings, type Surroundings } from './circumstances.ts'
import { answeredBefore, journalled, operationOf, type Operation, type Writing } from './commit.ts'

export interface Act extends Command {
  readonly operation: string
}

/** What an act gives back: the number of the matter's last entry. */
export interface Acted {
  readonly id: string
  readonly n: number
}

/**
 * Takes an action on a matter: locks it, decides, writes events, projection, tasks and notices in one transaction. Others' matters are answered like
 * unknown ones (`matter.not-found`). The same operation with the same content gives the same answer again.
 */
export const act = async (kernel: Kernel, actor: Actor, matterId: string, command: Act, now: Date): Promise<Result<Acted>> => {
  if (!isId(matterId)) return refuse('not-found', 'matter.not-found')
  const around = await surroundings(kernel)
  const operation = operationOf(command.operation, { matterId, action: command.action, input: command.input ?? null })
  return inTransaction(kernel, async (tx) => {
    const before = await answeredBefore(tx, operation, actor)
    if (!before.ok) return before
    if (before.value !== null) return ok(before.value as Acted)
    const locked = await lockMatter(tx, matterId)
    if (!locked || !can(actor, matterRules['matter.read'], factsOf(locked.state))) return refuse('not-found', 'matter.not-found')
    const { state } = locked
    const target = command.action === 'merge' ? await mergeTarget(tx, command.input, actor) : undefined
    const plain = around.of(actor, now, around.catalogue.procedure(state.procedure.digest), state)
    const circumstances = target ? { ...plain, target } : plain
    const decided = decide(state, command, circumstances)
    if (!decided.ok) return decided
    if (target) await absorb(kernel, tx, target.id, state, actor, now, around)
    return ok(await write(kernel, tx, locked, decided.value, circumstances, around, operation))
  })
}

/** "Me too": anyone joins an open, ordinary matter. Joining needs no right to read it. */
export const joinMatter = async (
  kernel: Kernel,
  actor: Actor,
  matterId: string,
  command: { operation: string; input: unknown },
  now: Date,
): Promise<Result<Acted>> => {
  const around = await surroundings(kernel)
  const operation = operationOf(command.operation, { matterId, join: command.input ?? null })
  return inTransaction(kernel, async (tx) => {
    const before = await answeredBefore(tx, operation, actor)
    if (!before.ok) return before
    if (before.value !== null) return ok(before.value as Acted)
    const locked = isId(matterId) ? await lockMatter(tx, matterId) : null
    if (!locked) return refuse('not-found', 'matter.not-found')
    const circumstances = around.of(actor, now, around.catalogue.procedure(locked.state.procedure.digest), locked.state)
    const decided = decideJoin(locked.state, command.input, circumstances)
    return decided.ok ? ok(await write(kernel, tx, locked, decided.value, circumstances, around, operation)) : decided
  })
}

/** Writes what was decided on a locked matter. */
export const write = async (
  kernel: Kernel,
  tx: Sql,
  locked: Locked,
  events: readonly NewEvent[],
  circumstances: Circumstances,
  around: Surroundings,
  operation: Operation | null,
): Promise<Acted> => {
  const { state } = locked
  const personal = events.some((event) => event.text || event.contact)
  const subjectKey = personal ? await kernel.keys.find(tx, state.subject) : null
  await updateMatters(tx, [changesOf(kernel, locked, events, circumstances, around, { operation, subjectKey })])
  await keepPublicWords(tx, state.id, events)
  return actedOf(state, events)
}

/** What is to be written on a locked matter for these events. */
export const changesOf = (
  kernel: Kernel,
  { state, chain }: Locked,
  events: readonly NewEvent[],
  { actor, now, procedure }: Circumstances,
  { dutyUnit }: Surroundings,
  by: Pick<Writing, 'operation' | 'subjectKey'>,
): Changes => {
  const writing = { ...by, kernel, actor, now, procedure, dutyUnit, answer: actedOf(state, events) }
  return journalled(state, { n: state.n, chain }, events, state.id, state.subject, writing)
}

const actedOf = (state: MatterState, events: readonly NewEvent[]): Acted => ({ id: state.id, n: state.n + events.length })

const mergeTarget = async (tx: Sql, input: unknown, actor: Actor): Promise<Circumstances['target']> => {
  const text = (input as { into?: unknown } | undefined)?.into
  const code = typeof text === 'string' ? parseCode(text) : null
  const found = code ? await findByCode(tx, code) : null
  const state = found ? await readState(tx, found.id) : null
  const visible = state && can(actor, matterRules['matter.read'], factsOf(state))
  return visible ? { id: state.id, mergedInto: state.mergedInto, sensitivity: state.sensitivity } : undefined
}

// The other side of a merge: the matter that goes on counts one more resident.
const absorb = async (
  kernel: Kernel,
  tx: Sql,
  targetId: string,
  merged: MatterState,
  actor: Actor,
  now: Date,
  around: Surroundings,
): Promise<void> => {
  const locked = await lockMatter(tx, targetId)
  if (!locked) return
  const circumstances = around.of(actor, now, around.catalogue.procedure(locked.state.procedure.digest), locked.state)
  const events: NewEvent[] = [{ kind: 'absorbed', facts: { matter: merged.id } }]
  await write(kernel, tx, locked, events, circumstances, around, null)
}
