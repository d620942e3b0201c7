import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { defineTexts } from './i18n.ts'
import { ok, refuse } from './result.ts'
import type { Result } from './result.ts'

/** An element. Names keep their prefix as written; children are elements and texts in their order. */
export interface XmlNode {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly (XmlNode | string)[]
}

/** Bounds of what is read. Configuration data. */
export interface XmlLimits {
  readonly maxCharacters: number
  readonly maxDepth: number
  readonly maxNodes: number
}

/**
 * Reads an XML document. Document types and entities are off: any `<!DOCTYPE` or `<!ENTITY` and any entity but the five of XML is refused, so nothing is
 * fetched or expanded. Refusals: `xml.too-large` (characters, depth or nodes), `xml.doctype`, `xml.malformed` with the line where known.
 */
export const parseXml = (text: string, limits: XmlLimits): Result<XmlNode> => {
  if (text.length > limits.maxCharacters) return tooLarge
  if (/<!\s*(?:doctype|entity)/i.test(text)) return refuse('invalid', 'xml.doctype')
  if (!withinTags(text, limits)) return tooLarge
  const valid = XMLValidator.validate(text)
  if (valid !== true) return malformed(valid.err.line)
  // The validator lets text after the root pass.
  if (!text.replace(setApart, '').trimEnd().endsWith('>')) return malformed()
  try {
    const tree = parser.parse(text) as RawNode[]
    const roots = tree.filter(isElement)
    const [root] = roots
    if (!root || roots.length > 1) return malformed()
    return ok(toNode(root))
  } catch {
    // The parser throws for names that would shadow object properties, and for what the validator missed.
    return malformed()
  }
}

/** Writes a document with its declaration. Text and attributes are escaped; characters that XML 1.0 forbids are left out. Throws for an ill-formed name. */
export const writeXml = (root: XmlNode): string => `<?xml version="1.0" encoding="UTF-8"?>\n${writeNode(root)}\n`

/** An element, written short: `element('code', '001')`. */
export const element = (name: string, children: XmlNode['children'] | string = [], attributes: XmlNode['attributes'] = {}): XmlNode => ({
  name,
  attributes,
  children: typeof children === 'string' ? [children] : children,
})

/** The child elements, of one local name if given, whatever their prefix. */
export const elementsOf = (node: XmlNode, localName?: string): readonly XmlNode[] =>
  (node.children ?? []).filter((child) => typeof child !== 'string').filter((child) => !localName || localNameOf(child.name) === localName)

/** The first child element of a local name. */
export const elementOf = (node: XmlNode, localName: string): XmlNode | undefined => elementsOf(node, localName)[0]

/** All text in an element and below, trimmed. */
export const textOf = (node: XmlNode | undefined): string => gather(node).trim()

/** A name without its prefix. */
export const localNameOf = (name: string): string => name.slice(name.indexOf(':') + 1)

/** What is said when a document is refused. */
export const xmlTexts = defineTexts({
  'xml.too-large': { zh: 'XML 内容太大或层次太深。', en: 'The XML is too large or too deeply nested.' },
  'xml.doctype': { zh: 'XML 不能带文档类型或实体声明。', en: 'XML with a document type or entity declarations is not accepted.' },
  'xml.malformed': { zh: 'XML 格式不对（第 {line} 行附近）。', en: 'The XML is malformed (near line {line}).' },
})

const tooLarge = refuse('too-large', 'xml.too-large')

const malformed = (line?: number): Result<never> => refuse('invalid', 'xml.malformed', { line: line ?? 1 })

const gather = (node: XmlNode | undefined): string =>
  (node?.children ?? []).map((child) => (typeof child === 'string' ? child : gather(child))).join('')

/** Counted before parsing, where the parser would already have spent the memory. Attributes count as nodes: `=` bounds them from above. */
const withinTags = (text: string, limits: XmlLimits): boolean => {
  let depth = 0
  let nodes = 0
  for (const [mark] of text.matchAll(/<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)|<\/|\/>|<|=/g)) {
    if (mark === '</' || mark === '/>') depth--
    else if (mark === '<') depth++
    if (++nodes > limits.maxNodes * 2 || depth > limits.maxDepth) return false
  }
  return true
}

/** CDATA, comments and processing instructions. */
const setApart = /<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<\?[^]*?\?>/g

type RawNode = Readonly<Record<string, unknown>>

const attributesKey = ':@'
const textKey = '#text'
const cdataKey = '#cdata'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: cdataKey,
  maxNestedTags: 1000,
})

const nameOf = (raw: RawNode): string => Object.keys(raw).find((key) => key !== attributesKey) ?? ''

const isElement = (raw: RawNode): boolean => !/^[#?]/.test(nameOf(raw))

const toNode = (raw: RawNode): XmlNode => {
  const name = nameOf(raw)
  const attributes = (raw[attributesKey] ?? {}) as Record<string, string>
  const children = raw[name] as RawNode[]
  return {
    name,
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, decode(value)])),
    children: children.flatMap(toChild).filter((child) => child !== ''),
  }
}

const toChild = (raw: RawNode): XmlNode | string => {
  if (textKey in raw) return decode(String(raw[textKey]))
  if (cdataKey in raw) return (raw[cdataKey] as Record<string, string>[]).map((text) => text[textKey] ?? '').join('')
  return isElement(raw) ? toNode(raw) : ''
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }

const decode = (text: string): string =>
  text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
    const point = number ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : undefined
    const char = point === undefined ? named[name] : pointToText(point)
    if (char === undefined || !whole.endsWith(';')) throw new Error('unknown entity')
    return char
  })

const pointToText = (point: number): string | undefined => {
  const char = point <= 0x10ffff ? String.fromCodePoint(point) : ''
  return char === '' || forbidden.test(char) ? undefined : char
}

// XML 1.0, production 2: all but these may stand in a document.
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const everyForbidden = new RegExp(forbidden, 'gu')
const properName = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*(?::[\p{L}_][\p{L}\p{N}\p{M}_.·-]*)?$/u

const writeNode = (node: XmlNode): string => {
  const name = checkName(node.name)
  const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => ` ${checkName(key)}="${escapeAttribute(value)}"`)
  const children = (node.children ?? []).map((child) => (typeof child === 'string' ? escapeText(child) : writeNode(child)))
  return children.length === 0 ? `<${name}${attributes.join('')}/>` : `<${name}${attributes.join('')}>${children.join('')}</${name}>`
}

const checkName = (name: string): string => {
  if (!properName.test(name)) throw new Error('not an XML name')
  return name
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

const escapeText = (text: string): string => text.replace(everyForbidden, '').replace(/[&<>\r]/g, (char) => escapes[char] ?? char)

/** In attributes readers turn line ends and tabs into spaces unless they are written as numbers. */
const escapeAttribute = (text: string): string => escapeText(text).replace(/["\n\t]/g, (char) => escapes[char] ?? char)
