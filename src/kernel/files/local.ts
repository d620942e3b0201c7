import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileRules } from './domain.ts'
import { createFileStore } from './store.ts'
import type { FileStore, Shelf } from './store.ts'

/** A file store in one local folder: `incoming/` for unfinished uploads, the others fanned out by the first digits of the digest. */
export const createLocalFileStore = (folder: string, rules: FileRules): FileStore =>
  createFileStore(createLocalShelf(folder), join(folder, 'incoming'), rules)

/**
 * A shelf in a local folder, fanned out twice (`ab/cd/abcd….main`) so that no folder grows past some thousand entries. A file is flushed before it gets
 * its name, and the folders after, so a power cut leaves it whole or absent.
 */
export const createLocalShelf = (folder: string): Shelf => {
  const pathOf = (key: string): string => join(folder, key.slice(0, 2), key.slice(2, 4), key)
  return {
    take: async (key, path) => {
      const target = pathOf(key)
      if (await exists(target)) return
      await flush(path)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await rename(path, target)
      for (const parent of [dirname(target), dirname(dirname(target)), folder]) await flush(parent)
    },
    open: async (key) => {
      const path = pathOf(key)
      const file = await open(path, 'r').catch(absent)
      if (!file) return undefined
      const { size } = await file.stat()
      return { stream: file.createReadStream(), bytes: size }
    },
    has: (key) => exists(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(absent)) !== undefined

const absent = (cause: unknown): undefined => {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
  throw cause
}

const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
