import { sql, type RawBuilder } from 'kysely'
import type { Sql } from '../../kernel/database/open.ts'
import { lexemesOf } from './words.ts'

/**
 * Brings the search up to date with these matters. One without words any more (its subject was erased) goes out of it. A row whose lexemes are the same is not
 * written: each writing costs the index two milliseconds.
 */
export const indexMatters = async (db: Sql, ids: readonly string[]): Promise<void> => {
  const rows = await db
    .selectFrom('matter as m')
    .leftJoin('matter_words as w', 'w.matter_id', 'm.id')
    .select(['m.id', 'm.area_code', 'm.located', 'm.known_to', 'm.filer_unit', 'm.filed_at', 'w.title', 'w.body', 'w.address'])
    .where('m.id', 'in', [...ids])
    .orderBy('m.id')
    .execute()
  const hasWords = (row: (typeof rows)[number]): boolean =>
    [row.title, row.body, row.address].some((words) => words !== null && words !== '')
  const gone = rows.filter((row) => !hasWords(row)).map((row) => row.id)
  if (gone.length > 0) await db.deleteFrom('matter_search').where('matter_id', 'in', gone).execute()
  const values = rows.filter(hasWords).map((row) => {
    const facts = { areaCode: row.area_code, located: row.located, knownTo: row.known_to, filerUnit: row.filer_unit, filedAt: row.filed_at }
    const lexemes = lexemesOf({ ...facts, words: [row.title, row.body, row.address] })
    return sql`(${row.id}::uuid, ${row.area_code}, ${row.filed_at}::timestamptz, array_to_tsvector(${lexemes}::text[]))`
  })
  if (values.length === 0) return
  await sql`insert into matter_search as s (matter_id, area_code, filed_at, terms) values ${sql.join(values)}
    on conflict (matter_id) do update set area_code = excluded.area_code, filed_at = excluded.filed_at, terms = excluded.terms
    where s.terms is distinct from excluded.terms or s.area_code <> excluded.area_code`.execute(db)
}

export interface Hit {
  readonly id: string
  readonly filedAt: Date
}

export interface Question {
  /** A tsquery's text. */
  readonly lexemes: string
  /** Normalised words, each of which must stand in the matter's words. */
  readonly terms: readonly string[]
  /** What the reader may see and asked for, over `matter m`. */
  readonly where: RawBuilder<boolean>
}

// The same folding as in words.ts: NFKC, and small letters for ASCII only, which is what collation "C" does.
const folded = sql`lower(normalize(concat_ws(chr(10), w.title, w.body, w.address), NFKC) collate "C")`

/** That a normalised term stands in the words of `matter_words w`. */
export const standsIn = (term: string): RawBuilder<boolean> => sql<boolean>`position(${term} in ${folded}) > 0`

/**
 * Matters that answer the question, at most `limit`: newest first when `ordered`, and then only those before `before`; else any.
 *
 * The plan is fixed by its shape. The index gives the candidates; each then costs one look-up by key in `matter` and in `matter_words` ("offset 0" keeps
 * the planner from joining the whole tables instead, which it does when it misjudges a term), and reading stops at the limit. So a question costs what its
 * candidates cost up to the limit, whether there are 100,000 matters or 10,000,000.
 */
export const findHits = async (
  db: Sql,
  { lexemes, terms, where }: Question,
  limit: number,
  ordered: boolean,
  before: Hit | null,
): Promise<Hit[]> => {
  const newest = ordered ? sql`order by s.filed_at desc, s.matter_id desc` : sql``
  const earlier = before ? sql`and (filed_at, matter_id) < (${before.filedAt}::timestamptz, ${before.id}::uuid)` : sql``
  const found = terms.map(standsIn)
  const { rows } = await sql<{ id: string; filed_at: Date }>`
    select s.matter_id as id, s.filed_at
    from (select matter_id, filed_at from matter_search s where terms @@ ${lexemes}::tsquery ${earlier} ${newest} offset 0) s
    cross join lateral (select * from matter where id = s.matter_id offset 0) m
    cross join lateral (select * from matter_words where matter_id = s.matter_id offset 0) w
    where ${where} and ${sql.join(found, sql` and `)}
    ${newest} limit ${limit}`.execute(db)
  return rows.map((row) => ({ id: row.id, filedAt: row.filed_at }))
}
