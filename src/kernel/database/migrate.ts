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
    const isNew = await db.sql.transaction().execute(async (tx) => {
      // Of two processes that start at once the second waits here, and finds it done.
      await sql`lock table migration in exclusive mode`.execute(tx)
      const { rows: done } = await sql`select 1 from migration where name = ${name}`.execute(tx)
      if (done.length > 0) return false
      for (const statement of statementsOf(text)) await sql.raw(statement).execute(tx)
      await sql`insert into migration (name, digest) values (${name}, ${digest})`.execute(tx)
      return true
    })
    if (isNew) ran.push(name)
  }
  await refuseUnmendedRestore(db)
  return ran
}

// A dump restored into another cluster keeps the old transaction numbers, which are above all new ones: followers would never see what comes.
const refuseUnmendedRestore = async (db: Database): Promise<void> => {
  const { rows } = await sql<{ ahead: boolean }>`
    select tx >= pg_snapshot_xmax(pg_current_snapshot()) as ahead from journal order by tx desc limit 1`.execute(db.sql)
  if (rows[0]?.ahead)
    throw new Error('this database was restored from a dump into another cluster: run docs/after-restore.sql on it once before starting')
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
