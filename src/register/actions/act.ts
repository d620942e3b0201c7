import { createHash } from 'node:crypto'
import { actorRef, type Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type FieldFault, type Result } from '../../kernel/result.ts'
import type { Change, Command } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { RecordPlace } from '../domain/record.ts'
import { codeOf as codeIn, warningsOf } from '../domain/values.ts'
import { prefixesFor, reaches } from '../permissions.ts'
import { codeTaken, readVersions, type Stored } from '../store/read.ts'
import { findOperation, insertOperation } from '../store/write.ts'
import { loadFor, locateIn, namedIn, surroundings, type Loaded, type Surroundings } from './loading.ts'
import { writeChanges } from './writing.ts'

/** An act as somebody asks for it. `seen` is the version they looked at; `cause` the matter or import it comes from. */
export interface Asked {
  readonly operation: string
  readonly command: Command
  readonly reason?: string | undefined
  readonly cause?: string | undefined
  readonly seen?: number | undefined
}

/** What was written: the records with their new versions, the one the act is about first, and what is odd about the numbers given. */
export interface Done {
  readonly records: readonly { readonly id: string; readonly register: string; readonly n: number }[]
  readonly warnings: readonly FieldFault[]
}

// Acts that change what was recorded, so that the next reader will ask why.
const needsReason: ReadonlySet<Command['act']> = new Set(['correct', 'end', 'reopen', 'unlink', 'undo'])

/**
 * Does an act on records in one transaction: loads and locks them, decides, writes a version of each, their links, places and indexes. Records beyond the actor's
 * areas are answered like unknown ones (`register.not-found`). The same operation with the same content gives the same answer again; a version that is no
 * longer the one seen is refused (`register.stale`).
 */
export const actOnRecords = async (kernel: Kernel, actor: Actor, asked: Asked, now: Date): Promise<Result<Done>> => {
  const { command, reason } = asked
  if (namedIn(command).some((id) => !isId(id))) return refuse('not-found', 'register.not-found')
  if (needsReason.has(command.act) && !reason?.trim()) return refuse('invalid', 'register.reason-needed')
  const around = await surroundings(kernel, now)
  if (command.act === 'create' && !around.registers.some(({ id }) => id === command.register))
    return refuse('not-found', 'register.unknown')
  try {
    return await inTransaction(kernel, (tx) => perform(kernel, tx, actor, asked, around, now))
  } catch (fault) {
    // Two that give the same code at the same moment: the second hears what it would have heard a moment later.
    const { code, constraint } = fault as { code?: string; constraint?: string }
    if (code === '23505' && constraint === 'record_code') return refuse('conflict', 'register.code-taken')
    throw fault
  }
}

const perform = async (kernel: Kernel, tx: Sql, actor: Actor, asked: Asked, around: Surroundings, now: Date): Promise<Result<Done>> => {
  const { command } = asked
  const payload = { command, reason: asked.reason ?? null, cause: asked.cause ?? null }
  const digest = createHash('sha256').update(JSON.stringify(payload)).digest()
  const known = await findOperation(tx, asked.operation)
  if (known) {
    const same = known.actor === actorRef(actor) && digest.equals(known.payload_digest)
    return same ? ok(known.answer as Done) : refuse('conflict', 'operation.reused')
  }
  const loaded = await loadFor(kernel, tx, command, around.registers)
  const refused = refusedBefore(actor, asked, loaded)
  if (refused) return refused
  const decided = decide(command, {
    today: around.today,
    registers: around.registers,
    records: new Map([...loaded.records].map(([id, { state }]) => [id, state])),
    incoming: loaded.incoming,
    versions: command.act === 'undo' ? await readVersions(tx, kernel.keys, command.id) : [],
    locate: locateIn(around.places),
    placeOf: (id) => placeOf(loaded.records.get(id)),
    newId: () => newId(now, kernel.random),
  })
  if (!decided.ok) return decided
  const unfit = await refusedAfter(tx, actor, decided.value, around)
  if (unfit) return unfit
  const because = { actor: actorRef(actor), at: now, act: command.act, reason: asked.reason?.trim() || null, cause: asked.cause ?? null }
  await writeChanges(kernel, tx, decided.value, loaded.records, around.registers, because)
  const done = doneOf(command, decided.value, around)
  await insertOperation(tx, { id: asked.operation, actor: actorRef(actor), digest, answer: done, at: now })
  return ok(done)
}

const placeOf = (stored: Stored | undefined): RecordPlace | null => (stored ? { areaCode: stored.areaCode } : null)

const refusedBefore = (actor: Actor, { command, seen }: Asked, { records }: Loaded): Result<never> | null => {
  const prefixes = prefixesFor(actor, 'registers.write')
  for (const id of namedIn(command)) {
    const stored = records.get(id)
    if (!stored || (actor.kind !== 'system' && !reaches(prefixes, stored.areaCode))) return refuse('not-found', 'register.not-found')
    if (stored.erased) return refuse('gone', 'register.erased')
  }
  if (command.act === 'create' || seen === undefined) return null
  return records.get(command.id)?.state.n === seen ? null : refuse('conflict', 'register.stale')
}

const refusedAfter = async (
  tx: Sql,
  actor: Actor,
  changes: readonly Change[],
  { registers }: Surroundings,
): Promise<Result<never> | null> => {
  const prefixes = prefixesFor(actor, 'registers.write')
  for (const { id, register, content } of changes) {
    if (content.place && actor.kind !== 'system' && !reaches(prefixes, content.place.areaCode))
      return refuse('forbidden', 'register.out-of-area')
    const definition = registers.find((each) => each.id === register)
    const code = definition && content.state === 'current' ? codeIn(definition, content.values) : null
    if (code !== null && (await codeTaken(tx, register, code, id))) return refuse('conflict', 'register.code-taken')
  }
  return null
}

const doneOf = (command: Command, changes: readonly Change[], { registers, places, today }: Surroundings): Done => {
  const subject = command.act === 'create' ? changes[0]?.id : command.id
  const ordered = changes.toSorted((a, b) => Number(b.id === subject) - Number(a.id === subject))
  return {
    records: ordered.map(({ id, register, n }) => ({ id, register, n })),
    warnings: ordered.flatMap(({ register, content }) => {
      const definition = registers.find((each) => each.id === register)
      return definition ? warningsOf(definition, content.values, today, places.county) : []
    }),
  }
}
