/** The languages of every screen. Chinese is the district's; English is for those who do not read it. */
export type Lang = 'zh' | 'en'

/** One text in every language. Placeholders stand as `{name}`. */
export interface Text {
  readonly zh: string
  readonly en: string
  /** Placeholders among which another wording may choose freely; without it another wording has the same as this one. */
  readonly also?: readonly string[]
}

export type Texts<K extends string = string> = Readonly<Record<K, Text>>

export type TextParams = Readonly<Record<string, string | number>>

/** Says a text by key in a language, in the office's own words where it has any (`sayInOfficeWords`). */
export interface Translator {
  (lang: Lang, key: string, params?: TextParams): string
  /** Whether the key is known. */
  readonly has: (key: string) => boolean
  /** All texts as they come with the program, for the screen that words them anew. */
  readonly all: () => Texts
}

/** Texts of one capability. Throws at start when a language is empty or the placeholders of the two differ. */
export const defineTexts = <const K extends string>(map: Record<K, Text>): Texts<K> => {
  for (const [key, text] of Object.entries<Text>(map)) {
    if (text.zh.trim() === '' || text.en.trim() === '') throw new Error(`text ${key} is empty in one language`)
    const zh = placeholders(text.zh)
    const en = placeholders(text.en)
    if (zh !== en) throw new Error(`text ${key} has placeholders {${zh}} in zh but {${en}} in en`)
  }
  return map
}

/** Joins the texts of all capabilities. Throws when two of them give the same key different words. */
export const createTranslator = (...maps: readonly Texts[]): Translator => translatorOf(joined(maps))

let officeWords: ReadonlyMap<string, Text> = new Map()

/**
 * From now on every translator of this process, whenever it was made, says these texts instead of its own: one process serves one district. A wording that does
 * not fit a text (its placeholders are other ones since an upgrade) is passed over.
 */
export const sayInOfficeWords = (words: Texts): void => {
  officeWords = new Map(Object.entries(words))
}

/** What is wrong with another wording of a text: a language is empty, or its placeholders are not those it may have. Null when it fits. */
export const misfitOf = (wording: string, original: Text, lang: Lang): 'empty' | 'placeholders' | null => {
  if (wording.trim() === '') return 'empty'
  const { also } = original
  if (!also) return placeholders(wording) === placeholders(original[lang]) ? null : 'placeholders'
  const allowed = new Set([...also, ...holesIn(original.zh)])
  return holesIn(wording).every((hole) => allowed.has(hole)) ? null : 'placeholders'
}

/** The placeholders of a text, in order, as people read them: `due, name`. */
export const placeholders = (template: string): string =>
  holesIn(template)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(', ')

/** Puts params into `{name}`; a placeholder without a value stays visible, so that it is noticed and nothing is lost. */
export const fill = (template: string, params: TextParams = {}): string =>
  template.includes('{')
    ? template.replace(placeholder, (whole, name: string) => String(Object.hasOwn(params, name) ? params[name] : whole))
    : template

/** The language for a request: what the address asks for, then what the person chose before, then the browser's wish, then Chinese. */
export const pickLang = (acceptLanguage: string | undefined, cookie?: string, query?: string): Lang =>
  asLang(query) ?? asLang(cookie) ?? fromHeader(acceptLanguage) ?? 'zh'

/** The BCP 47 tag for `<html lang>`. */
export const langTag = (lang: Lang): string => (lang === 'zh' ? 'zh-CN' : 'en')

const placeholder = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g

const holesIn = (template: string): string[] => [...new Set(Array.from(template.matchAll(placeholder), (match) => match[1] ?? ''))]

const joined = (maps: readonly Texts[]): ReadonlyMap<string, Text> => {
  const all = new Map<string, Text>()
  for (const map of maps) {
    for (const [key, text] of Object.entries(map)) {
      const known = all.get(key)
      if (known && (known.zh !== text.zh || known.en !== text.en)) throw new Error(`text ${key} is defined twice`)
      all.set(key, text)
    }
  }
  return all
}

const translatorOf = (all: ReadonlyMap<string, Text>): Translator => {
  const say = (lang: Lang, key: string, params?: TextParams): string => {
    const text = all.get(key)
    if (text) return fill(wordingOf(key, text, lang), params)
    if (inTests()) throw new Error(`no text for ${key}`)
    return key
  }
  return Object.assign(say, {
    has: (key: string) => all.has(key),
    all: () => Object.fromEntries(all),
  })
}

const wordingOf = (key: string, text: Text, lang: Lang): string => {
  const own = officeWords.get(key)?.[lang]
  return own !== undefined && misfitOf(own, text, lang) === null ? own : text[lang]
}

/** A missing text must fail a test, but must never take a page away from a resident. The browser has no `process`. */
const inTests = (): boolean => typeof process !== 'undefined' && (process.env['NODE_ENV'] === 'test' || process.env['VITEST'] !== undefined)

const asLang = (value: string | undefined): Lang | undefined => {
  const tag = value?.trim().toLowerCase() ?? ''
  if (/^zh(?:[-_]|$)/.test(tag)) return 'zh'
  if (/^en(?:[-_]|$)/.test(tag)) return 'en'
  return undefined
}

/** RFC 9110, 12.5.4: ranges with weights; a weight of 0 means "not this one". */
const fromHeader = (header: string | undefined): Lang | undefined => {
  const wishes = (header ?? '').slice(0, 500).split(',')
  const ranked = wishes
    .map((wish) => {
      const [range = '', ...params] = wish.split(';')
      const weight = params.map((param) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(param)?.[1]).find((found) => found !== undefined)
      return { lang: asLang(range), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter((wish) => wish.lang !== undefined && wish.weight > 0)
  return ranked.toSorted((a, b) => b.weight - a.weight)[0]?.lang
}
