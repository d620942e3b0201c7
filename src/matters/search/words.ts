// How texts are cut for the search, the same way for what is stored and for what is asked. Pure.

/** Everything as it is compared: full-width forms made plain, capitals made small, no control characters. The database does the same in its recheck. */
export const normalised = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKC')
    // oxlint-disable-next-line no-control-regex -- the database takes no NUL, and nobody searches for control characters
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    // ASCII only: the two sides have different ideas of the capitals of other alphabets.
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/**
 * Pairs of neighbouring letters or digits, each once. Every text that holds a term holds its pairs, so they find all; that it holds the term itself
 * is checked afterwards. Cutting into words would lose some: 望京街道路灯不亮 is cut 望京/街道/路/灯不亮 and 路灯 finds nothing.
 */
export const pairsOf = (text: string): string[] => {
  const pairs = new Set<string>()
  let before = ''
  for (const character of normalised(text)) {
    const counts = /[\p{L}\p{N}\p{M}]/u.test(character)
    if (counts && before !== '') pairs.add(before + character)
    before = counts ? character : ''
  }
  return [...pairs]
}

/** The terms of a question: parted by blanks, all of which must be found. At most five of at most forty characters. */
export const termsOf = (question: string): string[] =>
  normalised(question)
    .split(/\s+/u)
    .filter((term) => term !== '')
    .slice(0, 5)
    .map((term) => Array.from(term).slice(0, 40).join(''))

/** Lexeme of an area: of the county, a street or a community; a grid's matters are found under its community. */
export const areaLexeme = (code: string): string => `@${code.slice(0, 12)}`
/** Lexeme of matters that are not known to lie in a community, which more people may see than those of their area. */
export const unlocatedLexeme = '@?'
/** Lexeme of a unit that has a share in the matter, or filed it. */
export const unitLexeme = (unit: string): string => `#${unit}`

/** Lexeme of the month of filing (of UTC), by which the newest of very many are found without reading all. */
export const monthLexeme = (month: Date): string => `~${month.toISOString().slice(0, 7)}`

/** What a matter is found by. */
export interface Indexed {
  readonly filedAt: Date
  readonly areaCode: string
  readonly located: boolean
  readonly knownTo: readonly string[]
  readonly filerUnit: string | null
  readonly words: readonly (string | null)[]
}

/** All lexemes of a matter: pairs of its words, its month, its areas from the county down to the community, and the units that know it. */
export const lexemesOf = (matter: Indexed): string[] => {
  const areas = [6, 9, 12]
    .filter((length) => length <= matter.areaCode.length)
    .map((length) => areaLexeme(matter.areaCode.slice(0, length)))
  const units = [...matter.knownTo, ...(matter.filerUnit ? [matter.filerUnit] : [])].map(unitLexeme)
  const pairs = matter.words.flatMap((words) => (words ? pairsOf(words) : []))
  return [...new Set([...pairs, monthLexeme(matter.filedAt), ...areas, ...(matter.located ? [] : [unlocatedLexeme]), ...units])]
}

/** A tsquery's text: all of the lexemes, and one at least of each group. Lexemes are quoted, so that no sign in them is read as an operator. */
export const queryText = (all: readonly string[], groups: readonly (readonly string[])[]): string => {
  const either = groups.map((group) => `(${group.map(quoted).join(' | ')})`)
  return [...all.map(quoted), ...either].join(' & ')
}

const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
