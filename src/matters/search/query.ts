import { sql, type RawBuilder } from 'kysely'
import { postsOf, type Actor, type Post } from '../../kernel/actor.ts'
import { isId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { ok, refuseFields, type Result } from '../../kernel/result.ts'
import { matterRules, noMatter, relations, roleRelations, scope, type RelationName } from '../domain/relations.ts'
import { findHits, type Hit, type Question } from './store.ts'
import { areaLexeme, monthLexeme, pairsOf, queryText, termsOf, unitLexeme, unlocatedLexeme } from './words.ts'

export interface SearchRequest {
  /** What was typed: terms parted by blanks, all of which must stand in the matter's words or address. */
  readonly q: string
  /** Only matters in this area: any code, a prefix of theirs. */
  readonly area?: string | undefined
  /** Further conditions of the list, over `matter m`. */
  readonly also?: RawBuilder<boolean> | undefined
  /** `next` of the page before. */
  readonly after?: string | null | undefined
  /** Rows of a page; 50 unless said. */
  readonly limit?: number | undefined
}

export interface SearchPage {
  /** Newest first. */
  readonly ids: readonly string[]
  readonly next: string | null
  /** How many there are; with `capped`, at least so many. */
  readonly total: number
  readonly capped: boolean
}

/** Counting stops here: nobody reads on, and the exact number would cost more than all the rest. */
const cap = 1000

/**
 * Matters whose words hold what was typed, as far as the actor may read them, newest first. Names and telephones of complainants are no part of it. A code is
 * looked up apart. Refuses `search.too-short` (no two letters or digits side by side: the index holds pairs) and `search.bad-page`.
 */
export const searchMatters = async (kernel: Kernel, actor: Actor, request: SearchRequest): Promise<Result<SearchPage>> => {
  const terms = termsOf(request.q)
  const pairs = [...new Set(terms.flatMap(pairsOf))].slice(0, 40)
  if (pairs.length === 0) return refuseFields([{ path: 'q', code: 'search.too-short' }])
  const after = request.after ? readKey(request.after) : null
  if (request.after && !after) return refuseFields([{ path: 'after', code: 'search.bad-page' }])
  const reach = reachLexemes(actor)
  const groups = [...(reach ? [reach] : []), ...(request.area && request.area.length > 6 ? [[areaLexeme(request.area)]] : [])]
  // Someone who may see nothing needs no query, and an empty group would be no tsquery.
  if (reach?.length === 0) return ok({ ids: [], next: null, total: 0, capped: false })
  const question = { terms, where: condition(actor, request), lexemes: queryText(pairs, groups) }
  const limit = Math.min(request.limit ?? 50, 200)

  const any = await findHits(kernel.db.sql, question, cap + 1, false, null)
  const capped = any.length > cap
  const page = capped
    ? await newestOf(kernel, question, pairs, groups, after, limit + 1)
    : any.filter((hit) => !after || compare(hit, after) > 0).toSorted(compare)
  const shown = page.slice(0, limit)
  const last = shown.at(-1)
  return ok({
    ids: shown.map((hit) => hit.id),
    next: page.length > limit && last ? writeKey(last) : null,
    total: Math.min(any.length, cap),
    capped,
  })
}

// Newest first.
const compare = (a: Hit, b: Hit): number => b.filedAt.getTime() - a.filedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/**
 * The newest of very many: by months from the newest back, each step twice as many months as the one before, until the page is full. A frequent term
 * fills it from the first steps; sorting all its matters would read a hundred thousand rows.
 */
const newestOf = async (
  kernel: Kernel,
  question: Question,
  pairs: readonly string[],
  groups: readonly (readonly string[])[],
  after: Hit | null,
  wanted: number,
): Promise<Hit[]> => {
  const found: Hit[] = []
  // A day ahead, for a clock that was wrong once.
  const newest = after?.filedAt ?? new Date(kernel.clock().getTime() + 86_400_000)
  let back = 0
  for (let size = 1; size <= 256 && found.length < wanted; size *= 2) {
    const months = Array.from({ length: size }, (_, i) =>
      monthLexeme(new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() - back - i, 1))),
    )
    back += size
    const lexemes = queryText(pairs, [...groups, months])
    found.push(...(await findHits(kernel.db.sql, { ...question, lexemes }, wanted - found.length, true, after)))
  }
  return found
}

const condition = (actor: Actor, { area, also }: SearchRequest): RawBuilder<boolean> => {
  const within = area ? sql<boolean>`(m.area_code >= ${area} and m.area_code < ${area + ':'})` : sql<boolean>`true`
  return sql<boolean>`${scope(actor, matterRules['matter.read'])} and ${within} and ${also ?? sql<boolean>`true`}`
}

/**
 * Lexemes one of which every matter has that the actor may read: areas, units. Null when there is no such bound (a county's staff, a resident); empty
 * when nothing may be read. Only to read fewer candidates: what may be seen is decided by `scope`, on the matter as it is now.
 */
const reachLexemes = (actor: Actor): string[] | null => {
  if (actor.kind === 'resident' || actor.kind === 'receipt') return null
  const lexemes = new Set<string>()
  for (const post of postsOf(actor)) {
    for (const all of matterRules['matter.read'].anyOf as readonly (readonly RelationName[])[]) {
      if (!all.every((name) => !roleRelations.has(name) || relations[name].test(post, noMatter))) continue
      const bound = all.map((name) => boundOf(name, post)).find((each) => each !== null)
      if (!bound) return null
      for (const lexeme of bound) lexemes.add(lexeme)
    }
  }
  return lexemes.has('') ? null : [...lexemes]
}

// What one relation alone says about the matter's lexemes; an empty lexeme stands for a whole county, which is no bound.
const boundOf = (relation: RelationName, post: Post): readonly string[] | null => {
  if (relation === 'in-area') return post.prefixes.map((prefix) => (prefix.length > 6 ? areaLexeme(prefix) : ''))
  if (relation === 'unlocated-near') return post.prefixes.length > 0 ? [unlocatedLexeme] : []
  return relation === 'known-unit' || relation === 'filer-unit' ? [unitLexeme(post.unit)] : null
}

const writeKey = (hit: Hit): string => `${hit.filedAt.getTime()}.${hit.id}`

const readKey = (text: string): Hit | null => {
  const [, time = '', id = ''] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? []
  return isId(id) ? { filedAt: new Date(Number(time)), id } : null
}
