import { createHash, type KeyObject } from 'node:crypto'
import { actorRef, type Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { newId } from '../../kernel/ids.ts'
import { prepareRows, type By, type Head, type NewEntry } from '../../kernel/journal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { seal } from '../../kernel/keys.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { noticesFor } from '../domain/effects.ts'
import type { EventFacts, NewEvent } from '../domain/events.ts'
import { evolve, type FoldedEvent } from '../domain/evolve.ts'
import type { Procedure } from '../domain/procedure.ts'
import { rowOf } from '../domain/row.ts'
import type { MatterState } from '../domain/state.ts'
import { tasksOf, type DutyUnit } from '../domain/tasks.ts'
import { findOperation } from '../store/read.ts'
import type { Changes, OutboxItem } from '../store/write.ts'

/** Version of the event shapes written now; older ones are upcast on reading. */
const eventVersion = 1

export interface Operation {
  readonly id: string
  readonly digest: Buffer
}

/** Digest of a command's content, so that the same operation id with another payload is noticed. */
export const operationOf = (id: string, payload: unknown): Operation => ({
  id,
  digest: createHash('sha256').update(JSON.stringify(payload)).digest(),
})

/**
 * The answer given before under this operation id: null when it is new; refused when it was used for something else, or by somebody else.
 */
export const answeredBefore = async (db: Sql, operation: Operation, actor: Actor): Promise<Result<unknown>> => {
  const known = await findOperation(db, operation.id)
  if (!known) return ok(null)
  const same = known.actor === actorRef(actor) && operation.digest.equals(known.digest)
  return same ? ok(known.answer) : refuse('conflict', 'operation.reused')
}

export interface Writing {
  readonly kernel: Kernel
  readonly actor: Actor
  readonly now: Date
  readonly procedure: Procedure
  readonly dutyUnit: DutyUnit
  /** Null for what time does by itself: nobody sends it twice. */
  readonly operation: Operation | null
  readonly answer: unknown
  /** Key of the personal parts; null after the subject was erased. */
  readonly subjectKey: KeyObject | null
}

/** What time and the calendar do by themselves: no command stands behind it, and nothing personal is written. */
export const bySystem: Pick<Writing, 'operation' | 'subjectKey'> = { operation: null, subjectKey: null }

/** Seals the events for the journal and works out everything else that must be written with them. Writes nothing yet. */
export const journalled = (
  before: MatterState | null,
  head: Head,
  events: readonly NewEvent[],
  matterId: string,
  subjectId: string,
  writing: Writing,
): Changes => {
  const { actor, now, procedure, operation } = writing
  const by = { actor: actorRef(actor), at: now }
  const keys = { platform: writing.kernel.keys.platform(), subject: writing.subjectKey, subjectId }
  const prepared = prepareRows(
    head,
    events.map((event) => entryOf(event, by)),
    keys,
  )
  let state = before
  for (const [index, event] of events.entries()) {
    state = evolve(
      state,
      { kind: event.kind, facts: event.facts, n: head.n + index + 1, actor: by.actor, at: now.toISOString() } as FoldedEvent,
      matterId,
    )
  }
  if (!state) throw new Error('a matter begins with its filing')
  return {
    state,
    row: rowOf(state, procedure),
    chain: prepared.head.chain,
    entries: prepared.rows,
    tasks: tasksOf(state, procedure, writing.dutyUnit),
    outbox: outboxFor(events, state, writing),
    operation: operation && { ...operation, actor: by.actor, answer: writing.answer },
    files: events.flatMap(filesOf),
    contact: contactOf(events, head.n, subjectId, writing.subjectKey),
    now,
  }
}

const entryOf = (event: NewEvent, by: By): NewEntry & By => ({
  ...by,
  kind: event.kind,
  version: eventVersion,
  parts: { facts: event.facts, ...(event.text ? { text: event.text } : {}), ...(event.contact ? { contact: event.contact } : {}) },
})

const outboxFor = (events: readonly NewEvent[], state: MatterState, { kernel, now, procedure }: Writing): OutboxItem[] =>
  noticesFor(events, procedure, state).map((notice) => ({
    id: newId(now, kernel.random),
    topic: 'notice',
    body: { ...notice, matter: state.id, n: state.n },
  }))

const filesOf = (event: NewEvent): EventFacts['filed']['files'] =>
  event.kind === 'filed' || event.kind === 'acted' ? event.facts.files : []

const contactOf = (events: readonly NewEvent[], headN: number, subjectKey: string, key: KeyObject | null): Changes['contact'] => {
  const index = events.findIndex((event) => event.contact && Object.keys(event.contact).length > 0)
  const contact = events[index]?.contact
  return contact && key ? { n: headN + index + 1, subjectKey, sealed: seal(key, Buffer.from(JSON.stringify(contact))) } : null
}
