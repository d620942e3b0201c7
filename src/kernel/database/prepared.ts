import { createHash } from 'node:crypto'
import type pg from 'pg'

// A server keeps every named statement of every connection: only so many texts get a name, and none that is longer than this.
const mostNames = 300
const longest = 12_000

/**
 * Gives the statements that come again a name, so that PostgreSQL parses and plans them once for a connection: a filing writes thirteen rows of nine tables, and
 * finding out how costs a third of doing it. Texts that come once (lists of other lengths, migrations) get none, and neither do those with a `*`, whose meaning changes
 * with the columns.
 */
export const namesForStatements = (): ((text: string) => string | null) => {
  const names = new Map<string, string>()
  const seen = new Map<string, number>()
  return (text) => {
    const known = names.get(text)
    if (known) return known
    if (names.size >= mostNames || text.length > longest || text.includes('*')) return null
    const times = (seen.get(text) ?? 0) + 1
    if (times < 3) {
      if (seen.size >= 10 * mostNames) seen.clear()
      seen.set(text, times)
      return null
    }
    seen.delete(text)
    const name = `s${createHash('sha256').update(text).digest('hex').slice(0, 20)}`
    names.set(text, name)
    return name
  }
}

/** Has a client send what has a name as a prepared statement. */
export const prepareStatements = (client: pg.PoolClient, nameOf: (text: string) => string | null): void => {
  const plain = client.query.bind(client) as (...given: unknown[]) => unknown
  const query = (...given: unknown[]): unknown => {
    const [text, values] = given
    const name = given.length === 2 && typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : null
    return name === null ? plain(...given) : plain({ name, text, values })
  }
  client.query = query as typeof client.query
}
