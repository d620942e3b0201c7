import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import { classify, sizeLimit, tooLarge } from './domain.ts'
import type { Evidence, FileKind, FileRules, FileSource, FileType } from './domain.ts'
import { readOleNames } from './ole.ts'
import { readZipDirectory, readZipEntry } from './zip.ts'

/** An upload that arrived whole, lies at `path` and is of an accepted type. */
export interface Received {
  readonly path: string
  /** SHA-256 of the bytes as they came, in hexadecimal. */
  readonly digest: string
  readonly bytes: number
  readonly type: FileType
  /** The type the leading bytes show; `undefined` for Office files. */
  readonly sniffed: string | undefined
}

/** Writes a source to `path` and finds out from its bytes what it is. Refuses what is empty, not accepted, or passes its limit while it comes. */
export const receive = async (source: FileSource, path: string, rules: FileRules): Promise<Result<Received>> => {
  const written = await write(source, path, rules)
  if (!written.ok) return written
  const { bytes, digest } = written.value
  const looked = await look(path, rules)
  if (!looked.ok) return looked
  const type = classify(looked.value, rules)
  if (!type.ok) return type
  const limit = sizeLimit(rules, type.value.kind)
  return bytes > limit ? tooLarge(limit) : ok({ path, digest, bytes, type: type.value, sniffed: looked.value.mime })
}

/** What the library needs to tell a type, by its own documentation. */
const headLength = 4100

const zipMagic = Buffer.from('PK\u0003\u0004', 'latin1')
const oleMagic = Buffer.from('d0cf11e0a1b11ae1', 'hex')

const write = async (source: FileSource, path: string, rules: FileRules): Promise<Result<{ bytes: number; digest: string }>> => {
  const file = await open(path, 'wx', 0o600)
  try {
    return await copy(source, file, rules)
  } finally {
    await file.close()
    if (source instanceof Readable && !source.destroyed) readAway(source)
  }
}

/** After a refusal: the sender may go on or break off, and neither matters any more. */
const readAway = (source: Readable): void => {
  source.on('error', () => undefined)
  source.resume()
}

const copy = async (source: FileSource, file: FileHandle, rules: FileRules): Promise<Result<{ bytes: number; digest: string }>> => {
  const hash = createHash('sha256')
  let head: Buffer | undefined = Buffer.alloc(0)
  let limit = sizeLimit(rules)
  let bytes = 0
  for await (const chunk of chunksOf(source)) {
    bytes += chunk.length
    if (head) {
      head = Buffer.concat([head, chunk.subarray(0, headLength)])
      if (head.length >= headLength) {
        limit = sizeLimit(rules, await likelyKind(head, rules))
        head = undefined
      }
    }
    if (bytes > limit) return tooLarge(limit)
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return bytes === 0 ? refuse('invalid', 'file.empty') : ok({ bytes, digest: hash.digest('hex') })
}

const chunksOf = (source: FileSource): AsyncIterable<Uint8Array> | Iterable<Uint8Array> => {
  if (source instanceof Uint8Array) return [source]
  // A stream that is destroyed halfway would leave the other parts of a multipart form unread.
  return source instanceof Readable ? (source.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) : source
}

/** A first guess, to apply the limit of the kind while the file still comes; the decision is made on the whole file. */
const likelyKind = async (head: Buffer, rules: FileRules): Promise<FileKind | undefined> => {
  if (startsWith(head, zipMagic) || startsWith(head, oleMagic)) return 'document'
  const sniffed = await fileTypeFromBuffer(head)
  const type = classify({ mime: sniffed?.mime }, rules)
  return type.ok ? type.value.kind : undefined
}

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic)

/** Zips and compound files are opened by our own bounded readers; the library sees neither. */
const look = async (path: string, rules: FileRules): Promise<Result<Evidence>> => {
  const head = await readHead(path)
  if (startsWith(head, zipMagic)) return lookIntoZip(await readFile(path), rules)
  if (startsWith(head, oleMagic)) {
    const streams = readOleNames(await readFile(path))
    return streams ? ok({ streams }) : refuse('invalid', 'file.damaged')
  }
  const sniffed = await fileTypeFromFile(path)
  return ok({ mime: sniffed?.mime })
}

const readHead = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Each part is unpacked once: a bomb declares less than it holds. */
const lookIntoZip = async (bytes: Buffer, rules: FileRules): Promise<Result<Evidence>> => {
  const directory = readZipDirectory(bytes, rules.archive)
  if (!directory.ok) return directory
  const parts = directory.value.map((entry) => entry.name)
  const type = classify({ parts }, rules)
  if (!type.ok) return type
  for (const entry of directory.value) {
    const content = await readZipEntry(bytes, entry)
    if (!content.ok) return content
  }
  return ok({ parts })
}
