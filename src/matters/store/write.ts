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
  /** The command's own id, by which a repetition is known; null for what time does by itself. */
  readonly operation: OperationRow | null
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
    ${sideRows([matter])}
    insert into matter (id, code, n, procedure_id, procedure_digest, stage, outcome, nature, category, sensitivity, restricted, about_unit, door, channel,
      filed_at, filed_by, filer_unit, filed_area, area_code, located, lon, lat, lead_unit, units, known_to, due_at, late, fire_at, returned, reopened, joined,
      excluded, subject_key, receipt_digest, contact_index, upstream_source, upstream_number, chain, listed, state)
    values (${state.id}::uuid, ${state.code}, ${row.n}, ${row.procedure_id}, ${row.procedure_digest}, ${row.stage}, ${row.outcome}, ${row.nature}, ${row.category},
      ${row.sensitivity}, ${row.restricted}, ${row.about_unit}, ${state.door}, ${state.channel}, ${now}::timestamptz, ${state.filedBy}, ${state.filerUnit}, ${state.filedArea},
      ${row.area_code}, ${row.located}, ${row.lon}::float8, ${row.lat}::float8, ${row.lead_unit}, ${texts(row.units)}, ${texts(row.known_to)}, ${row.due_at}::timestamptz, ${row.late},
      ${row.fire_at}::timestamptz, ${row.returned}, ${row.reopened}, ${row.joined}, ${row.excluded}, ${state.subject}::uuid, ${matter.receiptDigest}::bytea, ${matter.contactIndex}::bytea,
      ${state.upstream?.source ?? null}, ${state.upstream?.number ?? null}, ${matter.chain}::bytea, ${json(row.listed)}, ${json(state)})`.execute(
    db,
  )
}

/** Writes the new entries of matters and brings their rows, tasks and the rest up to their new states, in one statement for all of them. */
export const updateMatters = async (db: Sql, many: readonly Changes[]): Promise<void> => {
  if (many.length === 0) return
  const ids = many.map(({ state }) => state.id)
  const kept = many.flatMap(({ state, tasks }) => tasks.map((task) => sql`(${state.id}::uuid, ${task.unit}, ${task.role}, ${task.kind})`))
  const gone = kept.length === 0 ? sql`` : sql`and (matter_id, unit, role, kind) not in (values ${sql.join(kept)})`
  await sql`
    with gone as (delete from task where matter_id = any(${ids}::uuid[]) ${gone}),
    ${sideRows(many)}
    update matter m set n = v.n, stage = v.stage, outcome = v.outcome, nature = v.nature, category = v.category, sensitivity = v.sensitivity, restricted = v.restricted,
      about_unit = v.about_unit, area_code = v.area_code, located = v.located, lon = v.lon, lat = v.lat, lead_unit = v.lead_unit, units = v.units, known_to = v.known_to,
      due_at = v.due_at, late = v.late, fire_at = v.fire_at, returned = v.returned, reopened = v.reopened, joined = v.joined, solved = v.solved,
      satisfaction = v.satisfaction, excluded = v.excluded, answered_at = v.answered_at, closed_at = v.closed_at, released_at = v.released_at,
      merged_into = v.merged_into, chain = v.chain, listed = v.listed, state = v.state
    from (values ${sql.join(many.map(rowValues))}) as v (id, n, stage, outcome, nature, category, sensitivity, restricted, about_unit, area_code, located, lon, lat, lead_unit,
      units, known_to, due_at, late, fire_at, returned, reopened, joined, solved, satisfaction, excluded, answered_at, closed_at, released_at, merged_into, chain, listed, state)
    where m.id = v.id`.execute(db)
}

const rowValues = ({ row, state, chain }: Changes): RawBuilder<unknown> =>
  sql`(${state.id}::uuid, ${row.n}::int, ${row.stage}::text, ${row.outcome}::text, ${row.nature}::text, ${row.category}::text, ${row.sensitivity}::text, ${row.restricted}::boolean,
    ${row.about_unit}::text, ${row.area_code}::text, ${row.located}::boolean, ${row.lon}::float8, ${row.lat}::float8, ${row.lead_unit}::text, ${texts(row.units)},
    ${texts(row.known_to)}, ${row.due_at}::timestamptz, ${row.late}::boolean, ${row.fire_at}::timestamptz, ${row.returned}::smallint, ${row.reopened}::smallint, ${row.joined}::int,
    ${row.solved}::boolean, ${row.satisfaction}::smallint, ${row.excluded}::boolean, ${row.answered_at}::timestamptz, ${row.closed_at}::timestamptz, ${row.released_at}::timestamptz,
    ${row.merged_into}::uuid, ${chain}::bytea, ${json(row.listed)}, ${json(state)})`

// Journal, tasks, outbox, operations, attachments and contacts: the same for new matters and changed ones.
const sideRows = (many: readonly Changes[]): RawBuilder<unknown> => {
  const inserts = [
    [
      'task (matter_id, unit, role, kind, due_at)',
      many.flatMap(taskRows),
      'on conflict (matter_id, unit, role, kind) do update set due_at = excluded.due_at',
    ],
    ['outbox (id, topic, body, matter_id, created_at, due_at)', many.flatMap(outboxRows), ''],
    ['attachment (matter_id, n, digest, kind, shows)', many.flatMap(fileRows), 'on conflict do nothing'],
    ['matter_contact (matter_id, n, subject_key, sealed)', many.flatMap(contactRows), ''],
    ['operation (id, actor, payload_digest, answer, at)', many.flatMap(operationRows), ''],
  ] as const
  const filled = inserts.filter(([, rows]) => rows.length > 0)
  const parts = filled.map(
    ([into, rows, conflict], index) =>
      sql`${sql.raw(`side${index}`)} as (insert into ${sql.raw(into)} values ${sql.join(rows)} ${sql.raw(conflict)})`,
  )
  return sql.join([journalInserts(many.map(({ state, entries }) => ({ id: state.id, entries }))), ...parts])
}

const taskRows = ({ state, tasks }: Changes): RawBuilder<unknown>[] =>
  tasks.map((task) => sql`(${state.id}::uuid, ${task.unit}, ${task.role}, ${task.kind}, ${task.due}::timestamptz)`)

const outboxRows = ({ state, outbox, now }: Changes): RawBuilder<unknown>[] =>
  outbox.map(
    (item) => sql`(${item.id}::uuid, ${item.topic}, ${json(item.body)}, ${state.id}::uuid, ${now}::timestamptz, ${now}::timestamptz)`,
  )

const fileRows = ({ state, row, files }: Changes): RawBuilder<unknown>[] =>
  files.map((file) => sql`(${state.id}::uuid, ${row.n}::int, ${file.digest}, ${file.kind}, ${file.shows ?? null})`)

const contactRows = ({ state, contact }: Changes): RawBuilder<unknown>[] =>
  contact ? [sql`(${state.id}::uuid, ${contact.n}::int, ${contact.subjectKey}::uuid, ${contact.sealed}::bytea)`] : []

const operationRows = ({ operation, now }: Changes): RawBuilder<unknown>[] =>
  operation
    ? [sql`(${operation.id}::uuid, ${operation.actor}, ${operation.digest}::bytea, ${json(operation.answer)}, ${now}::timestamptz)`]
    : []
