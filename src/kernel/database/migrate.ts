import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import type { Database } from './open.ts'

const folder = new URL('../../../migrations/', import.meta.url)

/**
 * Brings the schema up to date: runs each plain SQL file of `migrations/` once, in order of its number, each in a transaction.
 * Throws when an applied file was changed afterwards: migrations go forward only.
 * Returns the names it ran.
 */
export const migrate = async (db: Database): Promise<string[]> => {
  await sql`create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())`.execute(
    db.sql,
  )
  const { rows } = await sql<{ name: string; digest: string }>`select name, digest from migration`.execute(db.sql)
  const applied = new Map(rows.map((row) => [row.name, row.digest]))
  const ran: string[] = []
  for (const { name, text, digest } of migrationFiles()) {
    const known = applied.get(name)
    if (known !== undefined && known !== digest)
      throw new Error(`migration ${name} was changed after it had been applied; add a new file instead`)
    if (known !== undefined) continue
    await db.sql.transaction().execute(async (tx) => {
      for (const statement of statementsOf(text)) await sql.raw(statement).execute(tx)
      await sql`insert into migration (name, digest) values (${name}, ${digest})`.execute(tx)
    })
    ran.push(name)
  }
  return ran
}

/** The migration files in order, with their text and digest. */
export const migrationFiles = (): { name: string; text: string; digest: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    })

// PGlite's extended protocol takes one statement at a time; a line that ends in a semicolon ends a statement,
// except inside a $$ body, which is kept whole.
const statementsOf = (text: string): string[] => {
  const statements: string[] = []
  let current = ''
  let inBody = false
  for (const line of text.split('\n')) {
    if (line.trimStart().startsWith('--')) continue
    if ((line.split('$$').length - 1) % 2 === 1) inBody = !inBody
    current += `${line}\n`
    if (!inBody && line.trimEnd().endsWith(';')) {
      statements.push(current)
      current = ''
    }
  }
  if (current.trim()) statements.push(current)
  return statements
}
