import { emptyHead, prepareRows } from '../../src/kernel/journal.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { seal } from '../../src/kernel/keys.ts'
import { secretFrom } from '../../src/kernel/ids.ts'
import { receiptDigest, rowOf, titleOf, type MatterState, type Procedure } from '../../src/matters/api.ts'
import { evolve, type FoldedEvent } from '../../src/matters/domain/evolve.ts'
import { tasksOf, type DutyUnit } from '../../src/matters/domain/tasks.ts'
import type { DemoEvent, DemoMatter } from '../events.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows by the table they go to. */
export type Rows = Record<
  'subject_key' | 'journal' | 'payload' | 'matter' | 'matter_words' | 'matter_contact' | 'task' | 'attachment',
  Row[]
>

export const noRows = (): Rows => ({
  subject_key: [],
  journal: [],
  payload: [],
  matter: [],
  matter_words: [],
  matter_contact: [],
  task: [],
  attachment: [],
})

export interface Surroundings {
  readonly kernel: Kernel
  readonly dutyUnit: DutyUnit
  readonly procedures: ReadonlyMap<string, { readonly digest: string; readonly procedure: Procedure }>
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
const iso = (at: number): string => new Date(at).toISOString()
const word = (words: Readonly<Record<string, unknown>> | undefined, name: string): string | null =>
  typeof words?.[name] === 'string' ? (words[name] as string) : null

// The procedure is named in the file by its id: the version it began with is the one in force when the demo starts.
const withDigest = (event: DemoEvent, { procedures }: Surroundings): DemoEvent => {
  if (event.kind !== 'filed') return event
  const { id } = event.facts.procedure
  return { ...event, facts: { ...event.facts, procedure: { id, digest: procedures.get(id)?.digest ?? id } } }
}

const foldOf = (matter: DemoMatter, events: readonly DemoEvent[]): MatterState => {
  let state: MatterState | null = null
  for (const event of events)
    state = evolve(
      state,
      { kind: event.kind, facts: event.facts, n: event.n, actor: event.actor, at: iso(event.at) } as FoldedEvent,
      matter.id,
    )
  if (!state) throw new Error(`matter ${matter.id} has no events`)
  return state
}

/** Adds all rows of one matter, as the real actions would have left them: journal and payload sealed and chained, the projection, its words, contacts, tasks and files. */
export const addRows = (rows: Rows, matter: DemoMatter, around: Surroundings): void => {
  const { kernel } = around
  const events = matter.events.map((event) => withDigest(event, around))
  const state = foldOf(matter, events)
  const procedure = around.procedures.get(state.procedure.id)?.procedure
  if (!procedure) throw new Error(`no procedure ${state.procedure.id} is in force`)
  const { key, wrapped } = kernel.keys.make()
  const { id, subject } = state
  rows.subject_key.push({ id: subject, wrapped: hex(wrapped), created_at: state.filedAt })
  const entries = events.map(({ kind, actor, at, facts, text, contact }) => ({
    kind,
    version: 1,
    actor,
    at: new Date(at),
    parts: { facts, ...(text ? { text } : {}), ...(contact ? { contact } : {}) },
  }))
  const prepared = prepareRows(emptyHead, entries, { platform: kernel.keys.platform(), subject: key, subjectId: subject })
  for (const { envelope, parts } of prepared.rows) {
    const { n, kind, version, actor, prev, digest } = envelope
    const at = envelope.at.toISOString()
    rows.journal.push({ matter_id: id, n, kind, version, actor, at, prev: hex(prev), digest: hex(digest) })
    for (const part of parts)
      rows.payload.push({
        matter_id: id,
        n,
        part: part.part,
        at,
        subject_key: part.subjectKey,
        digest: hex(part.digest),
        ciphertext: hex(part.ciphertext),
      })
  }
  rows.matter.push(matterRow(kernel, state, procedure, hex(prepared.head.chain), events))
  rows.matter_words.push({ matter_id: id, ...wordsOf(events) })
  for (const { n, contact } of events)
    if (contact)
      rows.matter_contact.push({ matter_id: id, n, subject_key: subject, sealed: hex(seal(key, Buffer.from(JSON.stringify(contact)))) })
  for (const { unit, role, kind, due } of tasksOf(state, procedure, around.dutyUnit))
    rows.task.push({ matter_id: id, unit, role, kind, due_at: due })
  rows.attachment.push(...filesOf(id, events))
}

const matterRow = (kernel: Kernel, state: MatterState, procedure: Procedure, chain: string, events: readonly DemoEvent[]): Row => {
  const phone = (events[0]?.contact?.['contact'] as { phone?: string } | undefined)?.phone
  const { code } = state
  const secret = secretFrom(kernel.keys.blindIndex('receipt-secret', code))
  return {
    ...rowOf(state, procedure),
    id: state.id,
    code,
    door: state.door,
    channel: state.channel,
    filed_at: state.filedAt,
    filed_by: state.filedBy,
    filer_unit: state.filerUnit,
    filed_area: state.filedArea,
    subject_key: state.subject,
    receipt_digest: hex(receiptDigest(kernel, code, secret)),
    contact_index: phone ? hex(kernel.keys.blindIndex('phone', phone)) : null,
    upstream_source: state.upstream?.source ?? null,
    upstream_number: state.upstream?.number ?? null,
    chain,
    state,
  }
}

const wordsOf = (events: readonly DemoEvent[]): Row => {
  const filed = events[0]?.text
  const body = word(filed, 'text') ?? ''
  const released = events.findLast((event) => event.kind === 'acted' && event.facts.action === 'release')?.text
  return {
    title: titleOf(body),
    body,
    address: (filed?.['place'] as { address?: string } | undefined)?.address ?? null,
    public_title: word(released, 'publicTitle'),
    public_text: word(released, 'publicText'),
    public_answer: word(released, 'publicAnswer'),
  }
}

// A file stands under the last entry of the act that brought it.
const filesOf = (id: string, events: readonly DemoEvent[]): Row[] =>
  events.flatMap((event) => {
    if (event.kind !== 'filed' && event.kind !== 'acted') return []
    const last = events.findLast((other) => other.at === event.at && other.actor === event.actor)?.n ?? event.n
    return event.facts.files.map((file) => ({ matter_id: id, n: last, digest: file.digest, kind: file.kind, shows: file.shows ?? null }))
  })
