/** The languages of every screen. Chinese is the district's; English is for those who do not read it. */
export type Lang = 'zh' | 'en'

/** One text in every language. Placeholders stand as `{name}`. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Texts<K extends string = string> = Readonly<Record<K, Text>>

export type TextParams = Readonly<Record<string, string | number>>

/** Says a text by key in a language. */
export interface Translator {
  (lang: Lang, key: string, params?: TextParams): string
  /** Whether the key is known. */
  readonly has: (key: string) => boolean
  /** The same texts with some replaced, as an administrator words them. Keys that are not known are refused by a throw. */
  readonly reworded: (changes: Texts) => Translator
  /** All texts as they stand, for the screen that edits them and for the browser's bundle. */
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

const placeholders = (template: string): string =>
  [...new Set(Array.from(template.matchAll(placeholder), (match) => match[1] ?? ''))].toSorted((a, b) => (a < b ? -1 : 1)).join(', ')

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
    if (text) return fill(text[lang], params)
    if (inTests()) throw new Error(`no text for ${key}`)
    return key
  }
  return Object.assign(say, {
    has: (key: string) => all.has(key),
    reworded: (changes: Texts) => {
      const unknown = Object.keys(changes).filter((key) => !all.has(key))
      if (unknown.length > 0) throw new Error(`no texts to reword: ${unknown.join(', ')}`)
      return translatorOf(new Map([...all, ...Object.entries(defineTexts(changes))]))
    },
    all: () => Object.fromEntries(all),
  })
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
