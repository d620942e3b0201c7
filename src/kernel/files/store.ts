import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import { cleanFileName, imageType } from './domain.ts'
import type { FileRules, FileSource, FileVariant, StoredFile } from './domain.ts'
import { receive } from './intake.ts'
import type { Received } from './intake.ts'
import { redraw } from './picture.ts'

/** A file being read. The stream must be read or destroyed. */
export interface OpenedFile {
  readonly stream: Readable
  readonly bytes: number
}

/** Keeps files by the digest of their bytes: the same file kept twice lies there once, so whoever removes one first asks who else refers to it. */
export interface FileStore {
  /**
   * Checks a file by its bytes and keeps it; when this answers, it is on the disk. Pictures are made anew from their pixels (no EXIF, GPS or other
   * trailing data, turned upright, made smaller, with a small copy). `name` is the user's and is cleaned. A refused stream is still read to its end
   * unkept, so that the other parts of the same form arrive. Refusals: `file.*` of texts.ts. Throws when the source breaks off; nothing is left then.
   */
  put(source: FileSource, name: string): Promise<Result<StoredFile>>
  /** Opens a file; refuses `file.not-found`. Only pictures have a `thumb`. */
  open(digest: string, variant?: FileVariant): Promise<Result<OpenedFile>>
  has(digest: string, variant?: FileVariant): Promise<boolean>
  /** Removes a file with its small copy. No refusal when it is not there. */
  remove(digest: string): Promise<void>
  /** Clears what broken uploads (a crash, a cut power line) left behind before that moment; answers how many. */
  sweep(before: Date): Promise<number>
}

/** Where bytes lie under a key such as `<digest>.main`: a local folder, or object storage. The same tests hold for each. */
export interface Shelf {
  /** Takes the finished file at `path` in, whole or not at all, and durably; it may move it. A key that is there already keeps its bytes. */
  take(key: string, path: string): Promise<void>
  open(key: string): Promise<OpenedFile | undefined>
  has(key: string): Promise<boolean>
  remove(key: string): Promise<void>
}

/** A file store on a shelf. `incoming` is a local folder for unfinished uploads; on a local shelf it must lie on the same file system. */
export const createFileStore = (shelf: Shelf, incoming: string, rules: FileRules): FileStore => {
  const inTurn = turns(2)
  return {
    put: async (source, name) => {
      await mkdir(incoming, { recursive: true })
      const folder = await mkdtemp(join(incoming, 'put-'))
      try {
        const received = await receive(source, join(folder, 'original'), rules)
        if (!received.ok) return received
        if (received.value.type.kind !== 'image') return await keepAsIs(shelf, received.value, name)
        return await inTurn(() => keepPicture(shelf, received.value, folder, name, rules))
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    open: async (digest, variant = 'main') => {
      const opened = isDigest(digest) ? await shelf.open(keyOf(digest, variant)) : undefined
      return opened ? ok(opened) : refuse('not-found', 'file.not-found')
    },
    has: async (digest, variant = 'main') => isDigest(digest) && (await shelf.has(keyOf(digest, variant))),
    remove: async (digest) => {
      if (!isDigest(digest)) return
      await shelf.remove(keyOf(digest, 'main'))
      await shelf.remove(keyOf(digest, 'thumb'))
    },
    sweep: (before) => sweepFolder(incoming, before),
  }
}

const keyOf = (digest: string, variant: FileVariant): string => `${digest}.${variant}`

const isDigest = (digest: string): boolean => /^[0-9a-f]{64}$/.test(digest)

const keepAsIs = async (shelf: Shelf, { type, digest, path, bytes }: Received, name: string): Promise<Result<StoredFile>> => {
  await shelf.take(keyOf(digest, 'main'), path)
  return ok({ digest, kind: type.kind, mime: type.mime, name: cleanFileName(name, type.extension), bytes })
}

const keepPicture = async (
  shelf: Shelf,
  received: Received,
  folder: string,
  name: string,
  rules: FileRules,
): Promise<Result<StoredFile>> => {
  const drawn = await redraw(received, folder, rules)
  if (!drawn.ok) return drawn
  const { digest, width, height, bytes } = drawn.value
  // The small copy first: whoever finds the main file finds its copy too.
  await shelf.take(keyOf(digest, 'thumb'), drawn.value.thumbPath)
  await shelf.take(keyOf(digest, 'main'), drawn.value.mainPath)
  return ok({ digest, kind: 'image', mime: imageType.mime, name: cleanFileName(name, imageType.extension), bytes, width, height })
}

const sweepFolder = async (incoming: string, before: Date): Promise<number> => {
  await mkdir(incoming, { recursive: true })
  const names = (await readdir(incoming)).filter((name) => basename(name).startsWith('put-'))
  const swept = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(incoming, name)).catch(() => undefined)
      if (!found || found.mtime >= before) return 0
      await rm(join(incoming, name), { recursive: true, force: true })
      return 1
    }),
  )
  return swept.reduce<number>((sum, one) => sum + one, 0)
}

/** Lets at most `places` pieces of work run at once: an unpacked picture can take 200 MB. */
const turns = (places: number) => {
  const waiting: (() => void)[] = []
  let free = places
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    else free--
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
