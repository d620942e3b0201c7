import type { PageReply } from '../../kernel/http/route.ts'
import { element, writeXml, type XmlNode } from '../../kernel/xml.ts'

/** What an answer is made of, before it is known whether it goes out as XML or JSON (the Spark convention of the protocol maps one to the other). */
export type Part = string | number | boolean | null | Items | Fields

/** A list; in XML each entry stands in an element of this name, in JSON it is a plain array. */
export interface Items {
  readonly items: string
  readonly of: readonly Part[]
}

export interface Fields {
  readonly [name: string]: Part
}

export type Format = 'xml' | 'json'

export const list = (items: string, of: readonly Part[]): Items => ({ items, of })

const isItems = (part: Items | Fields): part is Items => typeof part['items'] === 'string' && Array.isArray(part['of'])

/** XML unless the address ends in .json, or has no ending and JSON is what the client accepts. */
export const formatOf = (url: string, accept: string | undefined): Format => {
  const ending = /\.(xml|json)$/.exec(url.split('?')[0] ?? '')?.[1]
  if (ending === 'xml' || ending === 'json') return ending
  return /\bjson\b/.test(accept ?? '') && !/\bxml\b/.test(accept ?? '') ? 'json' : 'xml'
}

/** A name in a path without its format's ending. */
export const bare = (name: string): string => name.replace(/\.(?:xml|json)$/, '')

const types: Readonly<Record<Format, string>> = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' }

/** An answer of the protocol. Anyone's page may read it: it holds nothing that cookies open. */
export const answer = (format: Format, root: string, part: Part, status = 200): PageReply => ({
  bytes: Buffer.from(format === 'json' ? JSON.stringify(toJson(part)) : writeXml(toXml(root, part))),
  type: types[format],
  headers: { 'access-control-allow-origin': '*', 'cache-control': 'no-store', vary: 'accept, accept-language' },
  status,
})

const toXml = (name: string, part: Part): XmlNode => {
  if (part === null || part === '') return element(name)
  if (typeof part !== 'object') return element(name, String(part))
  if (isItems(part)) return element(name, part.of.map((each) => toXml(part.items, each)))
  return element(name, Object.entries(part).map(([key, value]) => toXml(key, value)))
}

const toJson = (part: Part): unknown => {
  if (part === null || typeof part !== 'object') return part
  if (isItems(part)) return part.of.map(toJson)
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, toJson(value)]))
}
