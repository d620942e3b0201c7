import { sql } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import type { ClientScope } from '../domain/clients.ts'

/** One act of administration. `subject` names what it was done to: `unit:<id>`, `account:<id>`, `client:<id>`, `setting:<name>`. */
export interface LogLine {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly act: string
  readonly subject: string
  readonly detail: unknown
}

export const insertLog = async (tx: Sql, line: LogLine): Promise<void> => {
  await tx
    .insertInto('administration_log')
    .values({ ...line, detail: JSON.stringify(line.detail) })
    .execute()
}

/** Newest first, before the id (ids sort by time); of one subject when it is given. */
export const listLog = async (db: Sql, filter: { subject: string | null; before: string | null; limit: number }): Promise<LogLine[]> => {
  const { rows } = await sql<LogLine>`select id, at, actor, act, subject, detail from administration_log
    where (${filter.subject}::text is null or subject = ${filter.subject}::text) and (${filter.before}::uuid is null or id < ${filter.before}::uuid)
    order by id desc limit ${filter.limit}`.execute(db)
  return rows
}

export interface ClientRow {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly createdAt: Date
  readonly scopes: readonly ClientScope[]
  /** Calls a minute, at most. */
  readonly perMinute: number
  /** When it last called, to the minute; null when never. */
  readonly usedAt: Date | null
}

const clientColumns = sql`id, name, active, created_at as "createdAt", scopes, per_minute as "perMinute", used_at as "usedAt"`

export const listClients = async (db: Sql): Promise<ClientRow[]> => {
  const { rows } = await sql<ClientRow>`select ${clientColumns} from api_client order by active desc, id limit 500`.execute(db)
  return rows
}

export const findClientByKey = async (db: Sql, keyDigest: Uint8Array): Promise<ClientRow | null> => {
  const { rows } = await sql<ClientRow>`select ${clientColumns} from api_client where key_digest = ${keyDigest} and active`.execute(db)
  return rows[0] ?? null
}

/** Writes a client. False when the id is taken. */
export const insertClient = async (tx: Sql, client: ClientRow, keyDigest: Uint8Array): Promise<boolean> => {
  const written = await tx
    .insertInto('api_client')
    .values({
      id: client.id,
      name: client.name,
      active: client.active,
      created_at: client.createdAt,
      scopes: [...client.scopes],
      per_minute: client.perMinute,
      key_digest: keyDigest,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return written.length === 1
}

/** Changes what a client may do; gives what it was before, or null when there is none. */
export const updateClient = async (
  tx: Sql,
  id: string,
  given: Pick<ClientRow, 'name' | 'scopes' | 'perMinute'>,
): Promise<ClientRow | null> => {
  const { rows } = await sql<ClientRow>`select ${clientColumns} from api_client where id = ${id} for update`.execute(tx)
  await tx
    .updateTable('api_client')
    .set({ name: given.name, scopes: [...given.scopes], per_minute: given.perMinute })
    .where('id', '=', id)
    .execute()
  return rows[0] ?? null
}

export const touchClient = async (db: Sql, id: string, now: Date): Promise<void> => {
  await db.updateTable('api_client').set({ used_at: now }).where('id', '=', id).execute()
}

export const stopClient = async (tx: Sql, id: string): Promise<boolean> => {
  const { rows } = await sql`update api_client set active = false where id = ${id} returning id`.execute(tx)
  return rows.length === 1
}

/** The value of a setting, or null. */
export const readSetting = async (db: Sql, name: string): Promise<unknown> => {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

/** The same, locked until the transaction ends. */
export const lockSetting = async (tx: Sql, name: string): Promise<unknown> => {
  const { rows } = await sql<{ value: unknown }>`select value from setting where name = ${name} for update`.execute(tx)
  return rows[0]?.value ?? null
}

export const writeSetting = async (tx: Sql, name: string, value: unknown, by: string, now: Date): Promise<void> => {
  await sql`insert into setting (name, value, changed_at, changed_by) values (${name}, ${JSON.stringify(value)}::jsonb, ${now}, ${by})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(tx)
}

export const deleteSetting = async (tx: Sql, name: string): Promise<void> => {
  await tx.deleteFrom('setting').where('name', '=', name).execute()
}
