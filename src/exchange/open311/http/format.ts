import type { PageReply } from '../../../kernel/http/route.ts'
import { element, writeXml, type XmlNode } from '../../../kernel/xml.ts'
import type { Fields, Items, Part } from '../domain/parts.ts'

export type Format = 'xml' | 'json'

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
  if (isItems(part))
    return element(
      name,
      part.of.map((each) => toXml(part.items, each)),
    )
  return element(
    name,
    Object.entries(part).map(([key, value]) => toXml(key, value)),
  )
}

const toJson = (part: Part): unknown => {
  if (part === null || typeof part !== 'object') return part
  if (isItems(part)) return part.of.map(toJson)
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, toJson(value)]))
}
