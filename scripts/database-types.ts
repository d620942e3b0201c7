// Writes src/kernel/database/tables.ts from the migrations: what Kysely checks every query against.
// `--check` only compares, for CI: a migration without its types must not land.
import { readFileSync, writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { migrate } from '../src/kernel/database/migrate.ts'
import { openEmbedded } from '../src/kernel/database/open.ts'

const target = new URL('../src/kernel/database/tables.ts', import.meta.url)

const typeOf: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  xid8: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  date: 'Date',
  timestamptz: 'Date',
  jsonb: 'unknown',
  bytea: 'Uint8Array',
  tsvector: 'string',
  _text: 'string[]',
  _int4: 'number[]',
}

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  defaulted: boolean
}

const readColumns = async (): Promise<Column[]> => {
  const db = await openEmbedded(null)
  await migrate(db)
  const { rows } = await sql<Column>`
    select c.table_name as table, c.column_name as name, c.udt_name as type, c.is_nullable = 'YES' as nullable,
      c.column_default is not null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS' as defaulted
    from information_schema.columns c
    join pg_class k on k.relname = c.table_name and k.relnamespace = 'public'::regnamespace and not k.relispartition
    where c.table_schema = 'public' and k.relkind in ('r', 'p')
    order by c.table_name, c.ordinal_position`.execute(db.sql)
  await db.close()
  return rows
}

const pascal = (name: string): string => name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())

const columnLine = (column: Column): string => {
  const base = typeOf[column.type]
  if (!base) throw new Error(`no TypeScript type for ${column.table}.${column.name}: ${column.type}`)
  const full = column.nullable ? `${base} | null` : base
  return `  ${column.name}: ${column.defaulted && !column.nullable ? `Generated<${full}>` : full}`
}

const columns = await readColumns()
const names = [...new Set(columns.map((column) => column.table))]
const bodies = names.map((table) => {
  const lines = columns.filter((column) => column.table === table).map(columnLine)
  return `export interface ${pascal(table)}Table {\n${lines.join('\n')}\n}`
})
const text = `// Made by \`npm run db:types\` from migrations/; do not edit.
import type { Generated } from 'kysely'

${bodies.join('\n\n')}

export interface Tables {
${names.map((table) => `  ${table}: ${pascal(table)}Table`).join('\n')}
}
`
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/kernel/database/tables.ts does not match migrations/: run npm run db:types')
    process.exit(1)
  }
} else writeFileSync(target, text)
