import { sql, type RawBuilder } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import { journalInserts, type SealedEntry } from '../../kernel/journal.ts'
import type { FileRef } from '../domain/events.ts'
import type { MatterRow } from '../domain/row.ts'
import type { MatterState } from '../domain/state.ts'
import type { Task } from '../domain/tasks.ts'

/** One thing to be done after the commit. */
export interface OutboxItem {
  readonly id: string
  readonly topic: string
  readonly body: unknown
}

export interface OperationRow {
  readonly id: string
  readonly actor: string
  readonly digest: Uint8Array
  readonly answer: unknown
}

/** Everything a command writes beside the journal. */
export interface Changes {
  readonly state: MatterState
  readonly row: MatterRow
  readonly chain: Uint8Array
  readonly entries: readonly SealedEntry[]
  readonly tasks: readonly Task[]
  readonly outbox: readonly OutboxItem[]
  readonly operation: OperationRow
  readonly files: readonly FileRef[]
  readonly contact: { readonly n: number; readonly subjectKey: string; readonly sealed: Uint8Array } | null
  readonly now: Date
}

export interface NewMatter extends Changes {
  readonly title: string
  readonly body: string
  readonly address: string | null
  readonly receiptDigest: Uint8Array | null
  readonly contactIndex: Uint8Array | null
  /** The wrapped key of a subject that is new with this matter. */
  readonly subject: { readonly id: string; readonly wrapped: Uint8Array } | null
}

const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`
const texts = (values: readonly string[]): RawBuilder<unknown> => sql`${[...values]}::text[]`

/**
 * Writes a new matter with its journal and all that goes with it in one statement, which is a transaction by itself: all of it is there, or nothing. A code, operation
 * or upstream number that is taken is the database's error 23505.
 */
export const insertMatter = async (db: Sql, matter: NewMatter): Promise<void> => {
  const { row, state, now } = matter
  const subject = matter.subject
    ? sql`key as (insert into subject_key (id, wrapped, created_at) values (${matter.subject.id}::uuid, ${matter.subject.wrapped}::bytea, ${now}::timestamptz)),`
    : sql``
  await sql`
    with ${subject}
    words as (insert into matter_words (matter_id, title, body, address) values (${state.id}::uuid, ${matter.title}, ${matter.body}, ${matter.address})),
    ${sideRows(matter)}
    insert into matter (id, code, n, procedure_id, procedure_digest, stage, outcome, nature, category, sensitivity, restricted, about_unit, door, channel,
      filed_at, filed_by, filer_unit, filed_area, area_code, located, lon, lat, lead_unit, units, known_to, due_at, late, fire_at, returned, reopened, joined,
      excluded, subject_key, receipt_digest, contact_index, upstream_source, upstream_number, chain, listed, state)
    values (${state.id}::uuid, ${state.code}, ${row.n}, ${row.procedure_id}, ${row.procedure_digest}, ${row.stage}, ${row.outcome}, ${row.nature}, ${row.category},
      ${row.sensitivity}, ${row.restricted}, ${row.about_unit}, ${state.door}, ${state.channel}, ${now}::timestamptz, ${state.filedBy}, ${state.filerUnit}, ${state.filedArea},
      ${row.area_code}, ${row.located}, ${row.lon}::float8, ${row.lat}::float8, ${row.lead_unit}, ${texts(row.units)}, ${texts(row.known_to)}, ${row.due_at}::timestamptz, ${row.late},
      ${row.fire_at}::timestamptz, ${row.returned}, ${row.reopened}, ${row.joined}, ${row.excluded}, ${state.subject}::uuid, ${matter.receiptDigest}::bytea, ${matter.contactIndex}::bytea,
      ${state.upstream?.source ?? null}, ${state.upstream?.number ?? null}, ${matter.chain}::bytea, ${json(row.listed)}, ${json(state)})`.execute(db)
}

/** Writes a matter's new entries and brings its row, tasks and the rest up to its new state, in one statement. */
export const updateMatter = async (db: Sql, changes: Changes): Promise<void> => {
  const { row, state } = changes
  const kept = changes.tasks.map((task) => sql`(${task.unit}, ${task.role}, ${task.kind})`)
  const gone = kept.length === 0 ? sql`` : sql`and (unit, role, kind) not in (${sql.join(kept)})`
  await sql`
    with gone as (delete from task where matter_id = ${state.id}::uuid ${gone}),
    ${sideRows(changes)}
    update matter set n = ${row.n}, stage = ${row.stage}, outcome = ${row.outcome}, nature = ${row.nature}, category = ${row.category}, sensitivity = ${row.sensitivity},
      restricted = ${row.restricted}, about_unit = ${row.about_unit}, area_code = ${row.area_code}, located = ${row.located}, lon = ${row.lon}::float8, lat = ${row.lat}::float8,
      lead_unit = ${row.lead_unit}, units = ${texts(row.units)}, known_to = ${texts(row.known_to)}, due_at = ${row.due_at}::timestamptz, late = ${row.late},
      fire_at = ${row.fire_at}::timestamptz, returned = ${row.returned}, reopened = ${row.reopened}, joined = ${row.joined}, solved = ${row.solved}, satisfaction = ${row.satisfaction},
      excluded = ${row.excluded}, answered_at = ${row.answered_at}::timestamptz, closed_at = ${row.closed_at}::timestamptz, released_at = ${row.released_at}::timestamptz,
      merged_into = ${row.merged_into}::uuid, chain = ${changes.chain}::bytea, listed = ${json(row.listed)}, state = ${json(state)}
    where id = ${state.id}::uuid`.execute(db)
}

// Journal, tasks, outbox, operation, attachments and contact: the same for a new matter and a changed one.
const sideRows = (changes: Changes): RawBuilder<unknown> => {
  const id = changes.state.id
  const parts: RawBuilder<unknown>[] = [journalInserts(id, changes.entries)]
  if (changes.tasks.length > 0) {
    const rows = changes.tasks.map((task) => sql`(${id}::uuid, ${task.unit}, ${task.role}, ${task.kind}, ${task.due}::timestamptz)`)
    parts.push(
      sql`tasks as (insert into task (matter_id, unit, role, kind, due_at) values ${sql.join(rows)} on conflict (matter_id, unit, role, kind) do update set due_at = excluded.due_at)`,
    )
  }
  if (changes.outbox.length > 0) {
    const rows = changes.outbox.map(
      (item) =>
        sql`(${item.id}::uuid, ${item.topic}, ${json(item.body)}, ${id}::uuid, ${changes.now}::timestamptz, ${changes.now}::timestamptz)`,
    )
    parts.push(sql`later as (insert into outbox (id, topic, body, matter_id, created_at, due_at) values ${sql.join(rows)})`)
  }
  if (changes.files.length > 0) {
    const rows = changes.files.map((file) => sql`(${id}::uuid, ${changes.row.n}::int, ${file.digest}, ${file.kind}, ${file.shows ?? null})`)
    parts.push(
      sql`attached as (insert into attachment (matter_id, n, digest, kind, shows) values ${sql.join(rows)} on conflict do nothing)`,
    )
  }
  if (changes.contact) {
    const { n, subjectKey, sealed } = changes.contact
    parts.push(
      sql`reached as (insert into matter_contact (matter_id, n, subject_key, sealed) values (${id}::uuid, ${n}::int, ${subjectKey}::uuid, ${sealed}::bytea))`,
    )
  }
  const { operation } = changes
  parts.push(
    sql`done as (insert into operation (id, actor, payload_digest, answer, at) values (${operation.id}::uuid, ${operation.actor}, ${operation.digest}::bytea, ${json(operation.answer)}, ${changes.now}::timestamptz))`,
  )
  return sql.join(parts)
}
