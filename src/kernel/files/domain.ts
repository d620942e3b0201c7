import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import type { ZipLimits } from './zip.ts'

/** Images are made anew from their pixels; the other kinds are kept untouched and only ever served as downloads. */
export type FileKind = 'image' | 'document' | 'audio' | 'video'

/** Bytes to be kept: whole, or as they come over the network. */
export type FileSource = Uint8Array | AsyncIterable<Uint8Array>

/** What is accepted, as configuration data. */
export interface FileRules {
  /** Bytes by kind; a kind that is not named is not accepted. */
  readonly maxBytes: Readonly<Partial<Record<FileKind, number>>>
  /** Pixels of an uploaded picture, width × height. */
  readonly maxPixels: number
  /** Long side of the stored picture and of its small copy, in pixels. */
  readonly longSide: number
  readonly thumbSide: number
  /** JPEG quality, 1 to 100. */
  readonly quality: number
  /** Bounds of what Office files unfold to. */
  readonly archive: ZipLimits
}

/** `main` is the file itself; pictures also have a small copy, `thumb`. */
export type FileVariant = 'main' | 'thumb'

/** A file as it lies in the store. Its digest (SHA-256 of the stored main bytes, in hexadecimal) is its address. */
export interface StoredFile {
  readonly digest: string
  readonly kind: FileKind
  readonly mime: string
  /** Cleaned name with the true extension, to show and to offer for saving. */
  readonly name: string
  readonly bytes: number
  /** Pixels; pictures only. */
  readonly width?: number
  readonly height?: number
}

/** A type the store accepts. */
export interface FileType {
  readonly kind: FileKind
  readonly mime: string
  readonly extension: string
}

/** What the bytes themselves say; nothing here comes from the name or the sender's content type. */
export interface Evidence {
  /** By the leading bytes. */
  readonly mime?: string | undefined
  /** Parts of a zip-based file. */
  readonly parts?: readonly string[]
  /** Streams and storages of an OLE compound file. */
  readonly streams?: readonly string[]
}

/** Decides what a file is and whether that is accepted. Refuses `file.unsupported`, `file.encrypted`, `file.macros`. */
export const classify = (evidence: Evidence, rules: FileRules): Result<FileType> => {
  const found = typeOf(evidence)
  if (!found.ok) return found
  return rules.maxBytes[found.value.kind] === undefined ? refuse('unsupported', 'file.unsupported') : found
}

/** Bytes that a file of this kind may have; of any accepted kind while the kind is not known yet. */
export const sizeLimit = (rules: FileRules, kind?: FileKind): number =>
  kind ? (rules.maxBytes[kind] ?? 0) : Math.max(0, ...Object.values(rules.maxBytes))

/** The refusal of a file above its limit, in megabytes as people say them. */
export const tooLarge = (limit: number): Result<never> =>
  refuse('too-large', 'file.too-large', { max: Math.round((limit / 1024 / 1024) * 10) / 10 })

/**
 * A name from a user, made safe to show and to save on any system: no folders, control, zero-width or direction characters (which hide a true
 * extension), no characters that Windows refuses, at most 80 characters, and the extension of what the bytes are.
 */
export const cleanFileName = (name: string, extension: string): string => {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const base = last
    .replace(hidden, '')
    .replace(/[<>:"|?*\uFFFD]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/^[. ]+|[. ]+$/g, '')
  const short = Array.from(base).slice(0, 80).join('').trim()
  const usable = short === '' || windowsDevice.test(short) ? `file${short === '' ? '' : `-${short}`}` : short
  return `${usable}.${extension}`
}

/**
 * Headers under which a stored file is served. Only pictures, made anew by the store, may be shown in the page; all else is a download. The name is
 * given by RFC 6266 and RFC 8187. Nothing is kept by shared caches; the digest is the validator.
 */
export const servingHeaders = (file: StoredFile, variant: FileVariant): Readonly<Record<string, string>> => ({
  'content-type': file.kind === 'image' ? imageType.mime : file.mime,
  'content-disposition': `${file.kind === 'image' ? 'inline' : 'attachment'}; filename="file.${file.name.split('.').at(-1)}"; filename*=UTF-8''${encodeName(file.name)}`,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-cache',
  etag: `"${file.digest}-${variant}"`,
})

/** Every stored picture is a JPEG: what any phone, printer and Office version opens. */
export const imageType: FileType = { kind: 'image', mime: 'image/jpeg', extension: 'jpg' }

/** Formats that the picture library may find behind each sniffed type; another one means a disguise. */
export const pictureFormats: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heif',
  'image/heif': 'heif',
  'image/avif': 'heif',
}

// Controls; zero-width and direction marks, fillers, selectors, tags; line separators; annotations.
const hidden = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFF9-\uFFFB]/gu
const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const media: Readonly<Record<string, FileType>> = {
  'application/pdf': { kind: 'document', mime: 'application/pdf', extension: 'pdf' },
  'audio/mpeg': { kind: 'audio', mime: 'audio/mpeg', extension: 'mp3' },
  'audio/mp4': { kind: 'audio', mime: 'audio/mp4', extension: 'm4a' },
  'audio/x-m4a': { kind: 'audio', mime: 'audio/mp4', extension: 'm4a' },
  'audio/wav': { kind: 'audio', mime: 'audio/wav', extension: 'wav' },
  'audio/ogg': { kind: 'audio', mime: 'audio/ogg', extension: 'ogg' },
  'audio/ogg; codecs=opus': { kind: 'audio', mime: 'audio/ogg', extension: 'ogg' },
  'audio/amr': { kind: 'audio', mime: 'audio/amr', extension: 'amr' },
  'video/mp4': { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  'video/x-m4v': { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  'video/webm': { kind: 'video', mime: 'video/webm', extension: 'webm' },
  'video/3gpp': { kind: 'video', mime: 'video/3gpp', extension: '3gp' },
  'video/3gpp2': { kind: 'video', mime: 'video/3gpp2', extension: '3g2' },
  'video/quicktime': { kind: 'video', mime: 'video/quicktime', extension: 'mov' },
}

const openXml = 'application/vnd.openxmlformats-officedocument'

/** By the part that makes a zip an Office file (ECMA-376 part 2; the parts' usual places, which Office and WPS both write). */
const office: readonly (FileType & { readonly part: string })[] = [
  { part: 'word/document.xml', kind: 'document', mime: `${openXml}.wordprocessingml.document`, extension: 'docx' },
  { part: 'xl/workbook.xml', kind: 'document', mime: `${openXml}.spreadsheetml.sheet`, extension: 'xlsx' },
  { part: 'ppt/presentation.xml', kind: 'document', mime: `${openXml}.presentationml.presentation`, extension: 'pptx' },
]

/** By the stream that makes an OLE file an Office file ([MS-DOC], [MS-XLS], [MS-PPT]); WPS writes the same streams in wps, et and dps. */
const oldOffice: readonly (FileType & { readonly stream: string })[] = [
  { stream: 'WordDocument', kind: 'document', mime: 'application/msword', extension: 'doc' },
  { stream: 'Workbook', kind: 'document', mime: 'application/vnd.ms-excel', extension: 'xls' },
  { stream: 'Book', kind: 'document', mime: 'application/vnd.ms-excel', extension: 'xls' },
  { stream: 'PowerPoint Document', kind: 'document', mime: 'application/vnd.ms-powerpoint', extension: 'ppt' },
]

const typeOf = ({ mime, parts, streams }: Evidence): Result<FileType> => {
  if (parts) return officeType(parts)
  if (streams) return oldOfficeType(streams)
  if (mime && Object.hasOwn(pictureFormats, mime)) return ok(imageType)
  const known = mime && Object.hasOwn(media, mime) ? media[mime] : undefined
  return known ? ok(known) : refuse('unsupported', 'file.unsupported')
}

const officeType = (parts: readonly string[]): Result<FileType> => {
  const found = office.filter((type) => parts.includes(type.part))
  const [type] = found
  if (!type || found.length > 1 || !parts.includes('[Content_Types].xml')) return refuse('unsupported', 'file.unsupported')
  if (parts.some((part) => /(^|\/)(vbaproject\.bin|vbadata\.xml)$|\/activex\//i.test(part))) return refuse('unsupported', 'file.macros')
  return ok({ kind: type.kind, mime: type.mime, extension: type.extension })
}

const oldOfficeType = (streams: readonly string[]): Result<FileType> => {
  if (streams.includes('EncryptedPackage')) return refuse('unsupported', 'file.encrypted')
  const type = oldOffice.find((each) => streams.includes(each.stream))
  if (!type) return refuse('unsupported', 'file.unsupported')
  if (streams.some((name) => name === '_VBA_PROJECT' || name === '_VBA_PROJECT_CUR')) return refuse('unsupported', 'file.macros')
  return ok({ kind: type.kind, mime: type.mime, extension: type.extension })
}
