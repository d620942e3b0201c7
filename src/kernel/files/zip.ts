import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'

/** How much a zip-based file (Office, Excel) may unfold to. Configuration data. */
export interface ZipLimits {
  readonly maxEntries: number
  /** Bytes of all parts together, unpacked. */
  readonly maxUnpacked: number
}

/** One part as the zip's central directory lists it, proven to lie where it says and to overlap no other. */
export interface ZipEntry {
  readonly name: string
  readonly method: 'stored' | 'deflated'
  /** Bytes unpacked. */
  readonly size: number
  readonly crc: number
  /** Where the packed bytes lie in the file. */
  readonly from: number
  readonly to: number
}

/**
 * Reads a zip's central directory (APPNOTE 6.3.10, sections 4.3.7 to 4.3.16) without unpacking. Refused: what is no zip, zip64 and split archives,
 * encrypted parts, methods other than stored and deflated, names that leave the folder or stand twice, parts that overlap or whose local header
 * names another part (how zip bombs and disguises are made), and more than the limits.
 */
export const readZipDirectory = (bytes: Buffer, limits: ZipLimits): Result<readonly ZipEntry[]> => {
  const end = findEnd(bytes)
  if (!end) return refuse('invalid', 'file.damaged')
  if (end.count > limits.maxEntries) return refuse('too-large', 'file.unfolds', { max: megabytes(limits.maxUnpacked) })
  const entries: ZipEntry[] = []
  let at = end.directory
  for (let i = 0; i < end.count; i++) {
    const read = readCentral(bytes, at, end)
    if (!read.ok) return read
    entries.push(read.value.entry)
    at = read.value.next
  }
  if (at !== end.at) return refuse('invalid', 'file.damaged')
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (unpacked > limits.maxUnpacked) return refuse('too-large', 'file.unfolds', { max: megabytes(limits.maxUnpacked) })
  return isOrderly(entries) ? ok(entries) : refuse('invalid', 'file.damaged')
}

/** Unpacks one part; never holds more than its declared size. Refused when the bytes are damaged or are not what the directory declares. */
export const readZipEntry = async (bytes: Buffer, entry: ZipEntry): Promise<Result<Buffer>> => {
  const packed = bytes.subarray(entry.from, entry.to)
  const unpacked = entry.method === 'stored' ? packed : await unpack(packed, entry.size)
  if (!unpacked || unpacked.length !== entry.size || crc32(unpacked) !== entry.crc) return refuse('invalid', 'file.damaged')
  return ok(unpacked)
}

/** Writes parts as a plain zip without compression, under 4 GB and with no dates, so that the same parts give the same bytes. */
export const writeZip = (parts: Iterable<readonly [name: string, content: Buffer]>): Buffer => {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const [name, content] of parts) {
    const label = Buffer.from(name, 'utf8')
    const common = commonHeader(content, label)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(signature.central, 0)
    central.writeUInt16LE(20, 4)
    common.copy(central, 6)
    central.writeUInt32LE(at, 42)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(signature.local, 0)
    common.copy(local, 4)
    locals.push(local, label, content)
    centrals.push(central, label)
    at += 30 + label.length + content.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(signature.end, 0)
  end.writeUInt16LE(centrals.length / 2, 8)
  end.writeUInt16LE(centrals.length / 2, 10)
  end.writeUInt32LE(Buffer.concat(centrals).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, ...centrals, end])
}

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const
const utf8Flag = 0x800
const encryptedFlag = 0x1

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10

const inflate = promisify(inflateRaw)

const unpack = async (packed: Buffer, size: number): Promise<Buffer | undefined> => {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(size, 1) })
  } catch {
    return undefined
  }
}

interface DirectoryEnd {
  readonly at: number
  readonly count: number
  readonly directory: number
}

/** The end record must close the file exactly, so that no second reading of the same bytes is possible. */
const findEnd = (bytes: Buffer): DirectoryEnd | undefined => {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff)
  for (let at = bytes.length - 22; at >= earliest; at--) {
    if (bytes.readUInt32LE(at) !== signature.end || at + 22 + bytes.readUInt16LE(at + 20) !== bytes.length) continue
    const count = bytes.readUInt16LE(at + 10)
    const directory = bytes.readUInt32LE(at + 16)
    const whole = bytes.readUInt16LE(at + 4) === 0 && bytes.readUInt16LE(at + 8) === count
    return whole && directory + bytes.readUInt32LE(at + 12) === at ? { at, count, directory } : undefined
  }
  return undefined
}

const readCentral = (bytes: Buffer, at: number, end: DirectoryEnd): Result<{ entry: ZipEntry; next: number }> => {
  const damaged = refuse('invalid', 'file.damaged')
  if (at + 46 > end.at || bytes.readUInt32LE(at) !== signature.central) return damaged
  const flags = bytes.readUInt16LE(at + 8)
  if (flags & encryptedFlag) return refuse('unsupported', 'file.encrypted')
  const method = ({ 0: 'stored', 8: 'deflated' } as const)[bytes.readUInt16LE(at + 10)]
  const packed = bytes.readUInt32LE(at + 20)
  const size = bytes.readUInt32LE(at + 24)
  const nameLength = bytes.readUInt16LE(at + 28)
  const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  const name = bytes.subarray(at + 46, at + 46 + nameLength)
  const local = bytes.readUInt32LE(at + 42)
  if (!method || packed === 0xffffffff || size === 0xffffffff || next > end.at || local + 30 > end.directory) return damaged
  if (bytes.readUInt32LE(local) !== signature.local) return damaged
  const localLength = bytes.readUInt16LE(local + 26)
  const from = local + 30 + localLength + bytes.readUInt16LE(local + 28)
  if (from + packed > end.directory || !bytes.subarray(local + 30, local + 30 + localLength).equals(name)) return damaged
  if (method === 'stored' && packed !== size) return damaged
  const entry = { name: name.toString('utf8'), method, size, crc: bytes.readUInt32LE(at + 16), from, to: from + packed }
  return ok({ entry, next })
}

const isOrderly = (entries: readonly ZipEntry[]): boolean => {
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()))
  const ordered = entries.toSorted((a, b) => a.from - b.from)
  const apart = ordered.every((entry, i) => entry.from >= (ordered[i - 1]?.to ?? 0))
  return names.size === entries.length && apart && entries.every((entry) => isInside(entry.name))
}

const isInside = (name: string): boolean => name !== '' && !/^[/\\]|\\|^[a-z]:|(^|\/)\.\.(\/|$)|\0/i.test(name)

/** The 26 bytes that a local header and a central one share: version, flags, method, time, date, sum, sizes, lengths. */
const commonHeader = (content: Buffer, label: Buffer): Buffer => {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(utf8Flag, 2)
  header.writeUInt16LE(0x21, 8)
  header.writeUInt32LE(crc32(content), 10)
  header.writeUInt32LE(content.length, 14)
  header.writeUInt32LE(content.length, 18)
  header.writeUInt16LE(label.length, 22)
  return header
}
