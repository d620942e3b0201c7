import { sql } from 'kysely'
import type { Sql } from '../../src/kernel/database/open.ts'
import type { StoredFile } from '../../src/kernel/files/domain.ts'
import type { Rows } from './rows.ts'

const columns: Readonly<Record<keyof Rows, string>> = {
  subject_key: 'id uuid, wrapped bytea, created_at timestamptz',
  journal: 'matter_id uuid, n int, kind text, version smallint, actor text, at timestamptz, prev bytea, digest bytea',
  payload: 'matter_id uuid, n int, part text, at timestamptz, subject_key uuid, digest bytea, ciphertext bytea',
  matter: `id uuid, code text, n int, procedure_id text, procedure_digest text, stage text, outcome text, nature text, category text, sensitivity text, restricted boolean, about_unit text, door text,
    channel text, filed_at timestamptz, filed_by text, filer_unit text, filed_area text, area_code text, located boolean, lon float8, lat float8, lead_unit text, units text[], known_to text[],
    due_at timestamptz, late boolean, fire_at timestamptz, returned smallint, reopened smallint, joined int, solved boolean, satisfaction smallint, excluded boolean, answered_at timestamptz,
    closed_at timestamptz, released_at timestamptz, merged_into uuid, subject_key uuid, receipt_digest bytea, contact_index bytea, upstream_source text, upstream_number text, chain bytea, listed jsonb, state jsonb`,
  matter_words: 'matter_id uuid, title text, body text, address text, public_title text, public_text text, public_answer text',
  matter_contact: 'matter_id uuid, n int, subject_key uuid, sealed bytea',
  task: 'matter_id uuid, unit text, role text, kind text, due_at timestamptz',
  attachment: 'matter_id uuid, n int, digest text, kind text, shows text',
}

/** Writes the rows, one statement a table: they travel as one JSON text, which both databases unpack faster than they bind values one by one. */
export const insertAll = async (tx: Sql, rows: Rows): Promise<void> => {
  for (const [table, shape] of Object.entries(columns)) {
    const own = rows[table as keyof Rows]
    if (own.length === 0) continue
    const names = shape
      .split(',')
      .map((column) => column.trim().split(' ')[0])
      .join(', ')
    await sql`insert into ${sql.ref(table)} (${sql.raw(names)}) select ${sql.raw(names)} from json_to_recordset(${JSON.stringify(own)}::json) as r(${sql.raw(shape)})`.execute(
      tx,
    )
  }
}

/** Ids of the matters that are there already. */
export const presentMatters = async (db: Sql): Promise<Set<string>> =>
  new Set((await db.selectFrom('matter').select('id').execute()).map((row) => row.id))

/** How far the demo's matters are. `days` the scenario was moved by, `until` the moment up to which it is told. */
export interface Progress {
  readonly days: number
  readonly until: string
  readonly done: boolean
}

const name = 'demo.matters'

export const readProgress = async (db: Sql): Promise<Progress | null> => {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row ? (row.value as Progress) : null
}

export const saveProgress = async (db: Sql, progress: Progress, now: Date): Promise<void> => {
  const row = { value: JSON.stringify(progress), changed_at: now, changed_by: 'system:demo' }
  await db
    .insertInto('setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}

/** Writes down the files of the pictures. */
export const insertFiles = async (db: Sql, files: readonly StoredFile[], now: Date): Promise<void> => {
  const rows = files.map((file) => ({
    digest: file.digest,
    media_type: file.mime,
    kind: file.kind,
    bytes: file.bytes,
    width: file.width ?? null,
    height: file.height ?? null,
    stored_at: now,
  }))
  await db
    .insertInto('file')
    .values(rows)
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}
