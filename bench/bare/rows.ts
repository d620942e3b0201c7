import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { fileMatter } from '../../src/matters/api.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { filing, officer } from '../stage/district.ts'

/** The rows of one filing as a statement that writes them again under other ids. */
export interface FilingRows {
  readonly rows: Readonly<Record<string, number>>
  readonly statement: string
  readonly values: (id: string) => readonly unknown[]
}

interface Captured {
  readonly table: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

// By which column a table's rows belong to a matter; the others are found by their own ids.
const tables: readonly (readonly [table: string, column: string])[] = [
  ['journal', 'matter_id'],
  ['payload', 'matter_id'],
  ['matter', 'id'],
  ['matter_words', 'matter_id'],
  ['matter_contact', 'matter_id'],
  ['task', 'matter_id'],
  ['outbox', 'matter_id'],
  ['operation', 'id'],
  ['subject_key', 'id'],
]

/** Files one matter through the engine, reads back every row that it wrote, and makes one statement of them. */
export const rowsOfFiling = async (kernel: Kernel): Promise<FilingRows> => {
  const operation = randomUUID()
  const { procedure, nature, category, input } = filing(operation)
  const request = { operation, procedure, door: 'desk', nature, category, input, filerUnit: 'u-county' } as const
  const { id } = unwrap(await fileMatter(kernel, officer('u-county', 'desk'), request, kernel.clock()))
  const { rows: found } = await sql<{
    subject: string
    code: string
  }>`select subject_key as subject, code from matter where id = ${id}::uuid`.execute(kernel.db.sql)
  const keys: Readonly<Record<string, string>> = { operation, subject_key: found[0]?.subject ?? '' }
  const captured: Captured[] = []
  for (const [table, column] of tables) captured.push(await capture(kernel, table, column, keys[table] ?? id))
  return statementOf(captured, { id, operation, subject: found[0]?.subject ?? '', code: found[0]?.code ?? '' })
}

const capture = async (kernel: Kernel, table: string, column: string, key: string): Promise<Captured> => {
  const db = kernel.db.sql
  const { rows: columns } = await sql<{
    name: string
    type: string
  }>`select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attname <> 'tx' order by attnum`.execute(db)
  const { rows } = await sql<
    Record<string, unknown>
  >`select ${sql.join(columns.map(({ name }) => sql.ref(name)))} from ${sql.table(table)} where ${sql.ref(column)} = ${key}::uuid`.execute(
    db,
  )
  return { table, columns, rows }
}

const statementOf = (captured: readonly Captured[], own: Readonly<Record<'id' | 'operation' | 'subject' | 'code', string>>): FilingRows => {
  const fixed: unknown[] = []
  const parts: string[] = []
  for (const { table, columns, rows } of captured.filter((each) => each.rows.length > 0)) {
    const lists = rows.map((row) => {
      const cells = columns.map(({ name, type }) => `$${fixed.push(cellOf(row[name], type))}::${type}`)
      return `(${cells.join(', ')})`
    })
    parts.push(`insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values ${lists.join(', ')}`)
  }
  const last = parts.pop() ?? ''
  const statement = `with ${parts.map((part, index) => `p${index} as (${part})`).join(', ')} ${last}`
  const outbox = new Set(captured.find((each) => each.table === 'outbox')?.rows.map((row) => row['id']))
  const values = (id: string): unknown[] => {
    const fresh = new Map<unknown, unknown>([
      [own.id, id],
      [own.operation, randomUUID()],
      [own.subject, randomUUID()],
      [own.code, randomBytes(6).toString('hex')],
      ...[...outbox].map((each) => [each, randomUUID()] as const),
    ])
    return fixed.map((value) => fresh.get(value) ?? value)
  }
  return { rows: Object.fromEntries(captured.map(({ table, rows }) => [table, rows.length])), statement, values }
}

const cellOf = (value: unknown, type: string): unknown => (type === 'jsonb' && value !== null ? JSON.stringify(value) : value)
