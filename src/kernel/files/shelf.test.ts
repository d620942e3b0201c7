import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalShelf } from './local.ts'
import type { Shelf } from './store.ts'

/** The contract of every shelf: an adapter is added to this list and must pass all. */
const adapters: readonly (readonly [name: string, create: (folder: string) => Shelf])[] = [
  ['local folder', (folder) => createLocalShelf(join(folder, 'shelf'))],
  ['memory', () => createMemoryShelf()],
]

const createMemoryShelf = (): Shelf => {
  const kept = new Map<string, Buffer>()
  return {
    take: async (key, path) => {
      const bytes = await readFile(path)
      if (!kept.has(key)) kept.set(key, bytes)
    },
    open: async (key) => {
      const bytes = kept.get(key)
      return bytes && { stream: Readable.from([bytes]), bytes: bytes.length }
    },
    has: async (key) => kept.has(key),
    remove: async (key) => {
      kept.delete(key)
    },
  }
}

describe.each(adapters)('shelf: %s', (_name, create) => {
  let folder: string
  let shelf: Shelf
  const key = `${'ab'.repeat(32)}.main`

  const unfinished = async (text: string): Promise<string> => {
    const path = join(folder, `in-${text.length}`)
    await writeFile(path, text)
    return path
  }

  const read = async (): Promise<string | undefined> => {
    const opened = await shelf.open(key)
    return opened && (await buffer(opened.stream)).toString()
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linli-shelf-'))
    shelf = create(folder)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('gives back what it took, with its size', async () => {
    await shelf.take(key, await unfinished('正文'))
    expect(await shelf.has(key)).toBe(true)
    const opened = await shelf.open(key)
    expect(opened?.bytes).toBe(6)
    opened?.stream.destroy()
    expect(await read()).toBe('正文')
  })

  it('keeps the first bytes of a key', async () => {
    await shelf.take(key, await unfinished('first'))
    await shelf.take(key, await unfinished('second'))
    expect(await read()).toBe('first')
  })

  it('knows nothing of other keys, and forgets what is removed', async () => {
    expect(await shelf.has(key)).toBe(false)
    expect(await read()).toBeUndefined()
    await shelf.take(key, await unfinished('x'))
    await shelf.remove(key)
    await shelf.remove(key)
    expect(await shelf.has(key)).toBe(false)
    expect(await read()).toBeUndefined()
  })

  it('takes the same key twenty times at once', async () => {
    const paths = await Promise.all(Array.from({ length: 20 }, (_, i) => unfinished('a'.repeat(i + 1))))
    await Promise.all(paths.map((path) => shelf.take(key, path)))
    expect((await read())?.[0]).toBe('a')
  })
})

it('fans files out in the local folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linli-shelf-'))
  const path = join(folder, 'in')
  await writeFile(path, 'x')
  await createLocalShelf(join(folder, 'shelf')).take(`12ab${'0'.repeat(60)}.main`, path)
  expect(await readdir(join(folder, 'shelf', '12', 'ab'))).toEqual([`12ab${'0'.repeat(60)}.main`])
  await rm(folder, { recursive: true })
})
