import type { Sql } from '../../kernel/database/open.ts'
import type { Change, Rules } from '../domain/thing.ts'

/** One kind of thing: its rules, and how its rows stand in the database. */
export interface Thing<Row> extends Rules<Row> {
  readonly read: (db: Sql) => Promise<Row[]>
  /** Writes the changes; `all` is every row as it stands afterwards, in order. */
  readonly write: (tx: Sql, changes: readonly Change<Row>[], all: readonly Row[], now: Date, by: string) => Promise<void>
  /** Caches that hold what it says. */
  readonly caches: readonly string[]
}
