import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../result.ts'
import { createLocalFileStore } from './local.ts'
import { bomb, officeFile, oleFile, phonePhoto, pngClaiming, recordings, sampleRules } from './samples.ts'
import type { FileStore } from './store.ts'

let folder: string
let store: FileStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-files-'))
  store = createLocalFileStore(folder, sampleRules)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const refusal = async (source: Parameters<FileStore['put']>[0], name = 'a.jpg') => {
  const result = await store.put(source, name)
  return result.ok ? 'kept' : `${result.error.kind} ${result.error.code}`
}

const read = async (digest: string, variant?: 'main' | 'thumb') => buffer(unwrap(await store.open(digest, variant)).stream)

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('pictures', () => {
  it('are turned upright, made smaller and keep nothing of the telephone', async () => {
    const photo = await phonePhoto(2600, 1200)
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const file = unwrap(await store.put(photo, 'C:\\DCIM\\IMG_1.PNG'))
    expect(file).toMatchObject({ kind: 'image', mime: 'image/jpeg', name: 'IMG_1.jpg', width: 923, height: 2000 })
    const main = await read(file.digest)
    expect(sha(main)).toBe(file.digest)
    expect(main.length).toBe(file.bytes)
    const meta = await sharp(main).metadata()
    expect([meta.exif, meta.xmp, meta.iptc, meta.orientation]).toEqual([undefined, undefined, undefined, undefined])
    expect(main.includes('secret-description')).toBe(false)
    // Orientation 6 turns a quarter to the right: the red left half comes to the top.
    const top = await sharp(main).extract({ left: 400, top: 100, width: 1, height: 1 }).raw().toBuffer()
    expect(top[0]).toBeGreaterThan(200)
    expect(await sharp(await read(file.digest, 'thumb')).metadata()).toMatchObject({ width: 148, height: 320, format: 'jpeg' })
  })

  it.each(['png', 'webp', 'gif', 'avif'] as const)('%s becomes JPEG on white, small ones are not made larger', async (format) => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .toFormat(format)
      .toBuffer()
    const file = unwrap(await store.put(picture, 'x'))
    expect(file).toMatchObject({ mime: 'image/jpeg', name: 'x.jpg', width: 40, height: 30 })
    expect(
      (
        await sharp(await read(file.digest))
          .raw()
          .toBuffer()
      )[0],
    ).toBeGreaterThan(250)
  })

  it('an animated GIF gives its first frame', async () => {
    const frames = [0, 255].map((grey) => Buffer.alloc(20 * 10 * 3, grey))
    const animated = await sharp(Buffer.concat(frames), { raw: { width: 20, height: 20, channels: 3, pageHeight: 10 } })
      .gif({ delay: [100, 100], loop: 0 })
      .toBuffer()
    expect((await sharp(animated).metadata()).pages).toBe(2)
    const file = unwrap(await store.put(animated, 'a.gif'))
    expect(file).toMatchObject({ width: 20, height: 10 })
    expect(
      (
        await sharp(await read(file.digest))
          .raw()
          .toBuffer()
      )[0],
    ).toBeLessThan(10)
  })

  it('a picture with a script behind it loses the script', async () => {
    const gif = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#123456' } })
      .gif()
      .toBuffer()
    const polyglot = Buffer.concat([gif, Buffer.from('<script>alert(1)</script>'), officeFile('word/document.xml')])
    const main = await read(unwrap(await store.put(polyglot, 'x.gif.html')).digest)
    expect(main.includes('script')).toBe(false)
    expect(main.includes('PK')).toBe(false)
  })

  it('refuses bombs before unpacking, broken pictures and HEIC that cannot be read', async () => {
    expect(await refusal(pngClaiming(60_000, 60_000))).toBe('too-large file.pixels')
    expect(await refusal(pngClaiming(100, 100))).toBe('invalid file.damaged')
    const photo = await phonePhoto(600, 400)
    expect(await refusal(photo.subarray(0, photo.length / 2))).toBe('invalid file.damaged')
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(300)])
    expect(await refusal(heic)).toBe('unsupported file.heic')
  })
})

describe('documents, recordings, videos', () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
  it.each([
    ['pdf', pdf],
    ['docx', officeFile('word/document.xml')],
    ['xlsx', officeFile('xl/workbook.xml')],
    ['pptx', officeFile('ppt/presentation.xml')],
    ['doc', oleFile('WordDocument', '1Table')],
    ['xls', oleFile('Workbook')],
    ['ppt', oleFile('PowerPoint Document')],
    ...Object.entries(recordings),
  ])('%s is kept untouched under its own digest', async (extension, bytes) => {
    const file = unwrap(await store.put(Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]), '情况说明.exe'))
    expect(file).toMatchObject({ digest: sha(bytes), name: `情况说明.${extension}`, bytes: bytes.length })
    expect((await read(file.digest)).equals(bytes)).toBe(true)
    expect(await store.has(file.digest, 'thumb')).toBe(false)
  })

  it('refuses disguises and what is not on the list', async () => {
    expect(await refusal(Buffer.from('<!DOCTYPE html><script>alert(1)</script>'))).toBe('unsupported file.unsupported')
    expect(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).toBe('unsupported file.unsupported')
    expect(await refusal(Buffer.from('#!/bin/sh\nrm -rf /\n'))).toBe('unsupported file.unsupported')
    expect(await refusal(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000)]))).toBe('unsupported file.unsupported')
    expect(await refusal(officeFile('META-INF/MANIFEST.MF'), 'a.docx')).toBe('unsupported file.unsupported')
    expect(await refusal(officeFile('word/document.xml', { 'word/vbaProject.bin': 'x' }))).toBe('unsupported file.macros')
    expect(await refusal(oleFile('EncryptedPackage'), 'a.docx')).toBe('unsupported file.encrypted')
    expect(await refusal(oleFile('Workbook', '_VBA_PROJECT_CUR'))).toBe('unsupported file.macros')
    expect(await refusal(oleFile('__properties_version1.0'), 'mail.doc')).toBe('unsupported file.unsupported')
    expect(await refusal(Buffer.alloc(0))).toBe('invalid file.empty')
  })

  it('refuses zip bombs: declared, hidden, and with many parts', async () => {
    expect(await refusal(bomb(100_000, 100_000))).toBe('kept')
    expect(await refusal(bomb(4_000_000, 4_000_000))).toBe('too-large file.unfolds')
    expect(await refusal(bomb(400_000_000, 1000))).toBe('invalid file.damaged')
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`word/${i}.xml`, 'x']))
    expect(await refusal(officeFile('word/document.xml', many))).toBe('too-large file.unfolds')
  })

  it('refuses only kinds that the rules do not name', async () => {
    const photosOnly = createLocalFileStore(folder, { ...sampleRules, maxBytes: { image: 1_000_000 } })
    expect(await photosOnly.put(pdf, 'a.pdf')).toMatchObject({ ok: false, error: { code: 'file.unsupported' } })
  })
})

describe('size', () => {
  const endless = async function* (count: { sent: number }) {
    yield Buffer.concat([recordings['amr'] ?? Buffer.alloc(0), Buffer.alloc(5000)])
    for (; count.sent < 200; count.sent++) yield Buffer.alloc(10_000)
  }

  it('is refused while it comes, by kind', async () => {
    const count = { sent: 0 }
    const result = await store.put(endless(count), 'a.amr')
    expect(result).toMatchObject({ ok: false, error: { kind: 'too-large', code: 'file.too-large', params: { max: 0.3 } } })
    expect(count.sent).toBeLessThan(40)
  })

  it('the rest of a refused stream is read away, also when it breaks off', async () => {
    const count = { sent: 0 }
    const stream = Readable.from(endless(count))
    expect(await refusal(stream)).toBe('too-large file.too-large')
    await finished(stream)
    expect(count.sent).toBe(200)
    const broken = Readable.from(
      (async function* () {
        yield* endless({ sent: 150 })
        throw new Error('connection lost')
      })(),
    )
    expect(await refusal(broken)).toBe('too-large file.too-large')
    await finished(broken).catch(() => undefined)
    expect(broken.errored?.message).toBe('connection lost')
  })

  it('is checked again once the kind is sure', async () => {
    const big = Buffer.concat([
      Buffer.from('ID3\u0003\0\0\0\u0013\0\0', 'latin1'),
      Buffer.alloc(0x13 * 16384),
      recordings['mp3']?.subarray(10) ?? Buffer.alloc(0),
    ])
    expect(await refusal(big, 'a.mp3')).toBe('too-large file.too-large')
  })
})

describe('the folder', () => {
  it('keeps the same file once, also when sent at the same time, and leaves no unfinished uploads', async () => {
    const photo = await phonePhoto(300, 200)
    const files = await Promise.all(Array.from({ length: 8 }, async () => unwrap(await store.put(photo, 'p'))))
    expect(new Set(files.map((file) => file.digest)).size).toBe(1)
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(10_000)
        throw new Error('connection lost')
      })(),
    )
    await expect(store.put(broken, 'x')).rejects.toThrow('connection lost')
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  it('removes both variants; unknown and ill-formed digests are not found', async () => {
    const { digest } = unwrap(await store.put(await phonePhoto(100, 50), 'p'))
    await store.remove(digest)
    for (const variant of ['main', 'thumb'] as const) expect(await store.has(digest, variant)).toBe(false)
    for (const bad of [digest, '../../etc/passwd', `${digest}/..`]) {
      expect(await store.open(bad)).toMatchObject({ ok: false, error: { kind: 'not-found', code: 'file.not-found' } })
      await store.remove(bad)
    }
  })

  it('sweeps old unfinished uploads only', async () => {
    for (const name of ['put-old', 'put-new']) await mkdir(join(folder, 'incoming', name), { recursive: true })
    await utimes(join(folder, 'incoming', 'put-old'), 1, 1)
    expect(await store.sweep(new Date(Date.UTC(2001, 0, 1)))).toBe(1)
    expect(await readdir(join(folder, 'incoming'))).toEqual(['put-new'])
    await rm(join(folder, 'incoming', 'put-new'), { recursive: true })
  })
})
