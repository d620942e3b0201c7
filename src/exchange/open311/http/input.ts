import type { Call } from '../../../kernel/http/route.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { elementOf, elementsOf, localNameOf, parseXml, textOf, type XmlNode } from '../../../kernel/xml.ts'
import { storeUpload } from '../../../matters/api.ts'
import { clientOf, type Client } from '../actions/client.ts'
import type { SentFields } from '../domain/composing.ts'
import limits from '../domain/limits.json' with { type: 'json' }

/** What a client sent, and who it is. */
export interface Sent extends SentFields {
  readonly client: Client
}

type Collected = Map<string, string[]>

/**
 * Reads a POST of the protocol: a form, a multipart form, or (beyond the protocol) JSON or XML of the same names. The key is known before anything is
 * kept, so a multipart form must name it before its files. Refuses `open311.key`, `open311.malformed`, `xml.*`, and files as the file store does.
 */
export const readSent = async (call: Call, queryKey: string | undefined): Promise<Result<Sent>> => {
  const type = (call.request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'multipart/form-data') return readMultipart(call, queryKey)
  const read = type === 'text/xml' || type === 'application/xml' ? fromXml(call.request.body) : fromObject(call.request.body)
  if (!read.ok) return read
  const client = await clientOf(call, read.value.get('api_key')?.[0] ?? queryKey, 'submit')
  return client.ok ? ok({ client: client.value, fields: read.value, files: [] }) : client
}

const readMultipart = async (call: Call, queryKey: string | undefined): Promise<Result<Sent>> => {
  const fields: Collected = new Map()
  const files: string[] = []
  let client: Client | null = null
  for await (const part of call.request.parts({ limits: { files: limits.files } })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') add(fields, part.fieldname, part.value)
      continue
    }
    if (!client) {
      const known = await clientOf(call, fields.get('api_key')?.[0] ?? queryKey, 'submit')
      if (!known.ok) {
        part.file.resume()
        return known
      }
      client = known.value
    }
    // A file field that was left empty arrives as a file of no bytes and no name.
    if (part.filename === '') {
      part.file.resume()
      continue
    }
    const stored = await storeUpload(call, part.file, part.filename)
    if (!stored.ok) return stored
    if (stored.value.kind !== 'image') return refuse('unsupported', 'open311.not-a-picture')
    files.push(stored.value.ticket)
  }
  if (!client) {
    const known = await clientOf(call, fields.get('api_key')?.[0] ?? queryKey, 'submit')
    if (!known.ok) return known
    client = known.value
  }
  return ok({ client, fields, files })
}

const add = (fields: Collected, name: string, value: string): void => {
  const before = fields.get(name) ?? []
  if (before.length < limits.valuesPerField) fields.set(name, [...before, value])
}

/** A parsed form or JSON. `attribute` may be an object of its own. */
const fromObject = (body: unknown): Result<Collected> => {
  const fields: Collected = new Map()
  if (body === undefined || body === null) return ok(fields)
  if (typeof body !== 'object' || Array.isArray(body) || Buffer.isBuffer(body)) return refuse('invalid', 'open311.malformed')
  for (const [name, given] of Object.entries(body)) {
    const nested = typeof given === 'object' && given !== null && !Array.isArray(given)
    const entries: [string, unknown][] = nested ? Object.entries(given).map(([key, value]) => [`${name}[${key}]`, value]) : [[name, given]]
    for (const [key, values] of entries)
      for (const value of Array.isArray(values) ? values : [values]) if (isPlain(value)) add(fields, key, String(value))
  }
  return ok(fields)
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)

/** Elements by their names; `<attributes><attribute><code/><value/></attribute></attributes>` for what a form writes as `attribute[CODE]`. */
const fromXml = (body: unknown): Result<Collected> => {
  if (!Buffer.isBuffer(body)) return refuse('invalid', 'open311.malformed')
  const parsed = parseXml(body.toString('utf8'), limits.xml)
  if (!parsed.ok) return parsed
  const fields: Collected = new Map()
  const root: XmlNode = elementOf(parsed.value, 'request') ?? elementOf(parsed.value, 'request_update') ?? parsed.value
  for (const node of elementsOf(root)) {
    const name = localNameOf(node.name)
    if (name !== 'attributes') add(fields, name, textOf(node))
    else
      for (const each of elementsOf(node, 'attribute'))
        for (const value of elementsOf(each, 'value')) add(fields, `attribute[${textOf(elementOf(each, 'code'))}]`, textOf(value))
  }
  return ok(fields)
}
