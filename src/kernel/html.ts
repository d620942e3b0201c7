/** What may stand in a hole of `html`: text is escaped, `Html` is kept, lists are joined; `false`, `true`, `null`, `undefined` show nothing. */
export type HtmlValue = Html | Attributes | string | number | bigint | boolean | null | undefined | readonly HtmlValue[]

export type AttributeValue = string | number | boolean | null | undefined

/** Markup that is safe to send. Only `html`, `raw` and `join` make it, so a string from a request can never pass for it. */
export class Html {
  readonly #markup: string

  /** Not for use outside this file: take `html` or, for trusted constants, `raw`. */
  constructor(key: symbol, markup: string) {
    if (key !== maker) throw new TypeError('Html is made by html`…` only')
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

/** A run of attributes made by `attributes`, for a hole between a tag's name and its end. */
export class Attributes {
  readonly #markup: string

  /** Not for use outside this file: take `attributes`. */
  constructor(key: symbol, markup: string) {
    if (key !== maker) throw new TypeError('Attributes are made by attributes() only')
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

const maker = Symbol('html')

/**
 * Escaped tagged template. Where a hole stands is read once per template: in text, in a quoted attribute, in an address attribute
 * (`href`, `src`, `action`, `formaction`, `poster`), or between attributes (takes `attributes()` only). A hole anywhere else (unquoted attribute, tag
 * name, event handler, style, comment, script) or a template that ends inside a tag is a fault of the author and throws.
 */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => {
  const holes = holesOf(strings)
  let out = strings[0] ?? ''
  for (let i = 0; i < values.length; i++) {
    out += renderHole(holes[i] ?? 'text', values[i]) + (strings[i + 1] ?? '')
  }
  return new Html(maker, out)
}

/** Markup taken as it is. For constants of the program and drawings that it makes itself; never for anything that a person wrote. */
export const raw = (trusted: string): Html => new Html(maker, trusted)

/** Lays pieces one after the other with a separator between those that show something. */
export const join = (pieces: readonly HtmlValue[], separator: HtmlValue = ''): Html => {
  const between = renderText(separator)
  return new Html(
    maker,
    pieces
      .map(renderText)
      .filter((piece) => piece !== '')
      .join(between),
  )
}

/** Attributes by name: `true` gives the bare name, `false`, `null` and `undefined` leave it out; names and addresses are checked. */
export const attributes = (map: Readonly<Record<string, AttributeValue>>): Attributes => {
  const out: string[] = []
  for (const [name, value] of Object.entries(map)) {
    if (value === false || value === null || value === undefined) continue
    if (!attributeName.test(name) || forbiddenAttribute.test(name)) throw new TypeError(`not an attribute that may be set: ${name}`)
    if (value === true) out.push(name)
    else out.push(`${name}="${addressAttribute.test(name) ? safeAddress(String(value)) : escapeHtml(String(value))}"`)
  }
  return new Attributes(maker, out.join(' '))
}

/** `&`, `<`, `>` and both quotation marks as entities: safe in text and in quoted attributes. */
export const escapeHtml = (text: string): string => (needsEscape.test(text) ? text.replace(escapable, entityOf) : text)

type Hole = 'text' | 'quoted' | 'address' | 'attributes'

const needsEscape = /[&<>"']/
const escapable = /[&<>"']/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const entityOf = (character: string): string => entities[character] ?? ''

const attributeName = /^[a-z][a-z0-9-]*$/
const addressAttribute = /^(?:href|src|action|formaction|poster|cite|data)$/
const forbiddenAttribute = /^(?:on.*|style|srcdoc|srcset)$/

const renderHole = (hole: Hole, value: HtmlValue): string => {
  if (hole === 'text') return renderText(value)
  if (hole === 'attributes') {
    if (value instanceof Attributes) return value.toString()
    if (value === false || value === null || value === undefined) return ''
    throw new TypeError('between attributes only attributes() may stand')
  }
  if (typeof value === 'object' && value !== null) throw new TypeError('an attribute takes text, not markup')
  const text = value === undefined || value === null || value === false || value === true ? '' : String(value)
  return hole === 'address' ? safeAddress(text) : escapeHtml(text)
}

const renderText = (value: HtmlValue): string => {
  if (typeof value === 'string') return escapeHtml(value)
  if (value instanceof Html) return value.toString()
  if (value === null || value === undefined || value === false || value === true) return ''
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) {
    let out = ''
    for (const item of value as readonly HtmlValue[]) out += renderText(item)
    return out
  }
  throw new TypeError('this value cannot stand in text')
}

/** Browsers drop tabs, newlines and leading control characters before they read the scheme, so the scheme is looked for without them. */
const safeAddress = (address: string): string => {
  // oxlint-disable-next-line no-control-regex -- exactly the characters that browsers ignore there
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address.replace(/[\u0000-\u0020\u007f-\u009f]/g, ''))?.[1]?.toLowerCase()
  const harmless =
    scheme === undefined || /^(?:https?|mailto|tel|sms|geo|blob)$/.test(scheme) || (scheme === 'data' && /^data:image\//i.test(address))
  return harmless ? escapeHtml(address) : '#'
}

const known = new WeakMap<TemplateStringsArray, readonly Hole[]>()

const holesOf = (strings: TemplateStringsArray): readonly Hole[] => {
  const found = known.get(strings)
  if (found) return found
  const holes = readHoles(strings)
  known.set(strings, holes)
  return holes
}

const readHoles = (strings: TemplateStringsArray): readonly Hole[] => {
  const holes: Hole[] = []
  let place: Place = { at: 'text' }
  strings.forEach((part, i) => {
    place = readPart(part, place)
    if (i < strings.length - 1) holes.push(holeAt(place, part))
  })
  if (place.at !== 'text') throw new SyntaxError(`template ends inside a tag: ${strings.join('${…}')}`)
  return holes
}

type Place =
  | { readonly at: 'text' | 'comment' | 'name' }
  | { readonly at: 'verbatim'; readonly tag: string }
  | { readonly at: 'tag' | 'unquoted'; readonly tag: string }
  | { readonly at: 'quoted'; readonly tag: string; readonly attribute: string; readonly quote: string; readonly fresh: boolean }

const holeAt = (place: Place, before: string): Hole => {
  if (place.at === 'text') return 'text'
  if (place.at === 'tag' && /\s$/.test(before)) return 'attributes'
  if (place.at === 'quoted' && !forbiddenAttribute.test(place.attribute)) {
    const address = addressAttribute.test(place.attribute)
    // In the middle of an address (`/m/${code}`) the template has already settled the scheme.
    if (!address || !place.fresh) return 'quoted'
    // Two values side by side could make up a scheme together.
    if (before !== '') return 'address'
  }
  throw new SyntaxError(`no value may stand here: ${before.slice(-40)}\${…}`)
}

const readPart = (part: string, start: Place): Place => {
  let place: Place = start
  let rest = part
  while (rest !== '') {
    const [next, used] = readPiece(rest, place)
    place = next
    rest = rest.slice(used)
  }
  return place
}

/** Reads one piece of markup from the start of `rest`: the place after it and how many characters it took. */
const readPiece = (rest: string, place: Place): readonly [Place, number] => {
  switch (place.at) {
    case 'text':
      return readText(rest)
    case 'name':
      return [place, rest.length]
    case 'comment':
      return until(rest, '-->', place)
    case 'verbatim':
      return until(rest, `</${place.tag}>`, place)
    case 'quoted': {
      const end = rest.indexOf(place.quote)
      return end < 0 ? [{ ...place, fresh: false }, rest.length] : [{ at: 'tag', tag: place.tag }, end + 1]
    }
    default:
      return readTag(rest, place.tag)
  }
}

const until = (rest: string, end: string, place: Place): readonly [Place, number] => {
  const found = rest.indexOf(end)
  return found < 0 ? [place, rest.length] : [{ at: 'text' }, found + end.length]
}

const readText = (rest: string): readonly [Place, number] => {
  const open = rest.indexOf('<')
  if (open < 0) return [{ at: 'text' }, rest.length]
  if (rest.startsWith('<!--', open)) return [{ at: 'comment' }, open + 4]
  const tag = /^<([/!]?[a-z][a-z0-9-]*)/i.exec(rest.slice(open))
  if (!tag) return [{ at: 'name' }, rest.length]
  return [{ at: 'tag', tag: tag[1]?.toLowerCase() ?? '' }, open + tag[0].length]
}

const readTag = (rest: string, tag: string): readonly [Place, number] => {
  if (rest.startsWith('>')) return [tag === 'script' || tag === 'style' ? { at: 'verbatim', tag } : { at: 'text' }, 1]
  const quoted = /^([^\s=>"'/]+)=(["'])/.exec(rest)
  if (quoted)
    return [{ at: 'quoted', tag, attribute: quoted[1]?.toLowerCase() ?? '', quote: quoted[2] ?? '"', fresh: true }, quoted[0].length]
  const bare = /^[^\s=>"'/]+(=?)/.exec(rest)
  if (bare) return [{ at: bare[1] === '=' ? 'unquoted' : 'tag', tag }, bare[0].length]
  return [{ at: 'tag', tag }, 1]
}
