import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../result.ts'
import { readOleNames } from './ole.ts'
import { bomb, officeFile, oleFile } from './samples.ts'
import { readZipDirectory, readZipEntry, writeZip } from './zip.ts'

const limits = { maxEntries: 50, maxUnpacked: 100_000 }
const code = (bytes: Buffer) => {
  const result = readZipDirectory(bytes, limits)
  return result.ok ? 'read' : result.error.code
}

describe('zip', () => {
  it('gives back any parts that it wrote', async () => {
    const name = fc.stringMatching(/^[a-z\u4e00-\u4e20]{1,10}(\/[a-z]{1,5})?$/)
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.uint8Array({ maxLength: 200 }), { maxKeys: 10 }), async (parts) => {
        const zip = writeZip(Object.entries(parts).map(([key, bytes]) => [key, Buffer.from(bytes)]))
        const entries = unwrap(readZipDirectory(zip, limits))
        expect(entries.map((entry) => entry.name)).toEqual(Object.keys(parts))
        for (const entry of entries) {
          const bytes = unwrap(await readZipEntry(zip, entry))
          expect(bytes.equals(Buffer.from(parts[entry.name] ?? []))).toBe(true)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('refuses names that leave the folder or stand twice', () => {
    for (const name of ['../a', '/a', 'a/../../b', 'a\\b', 'C:a', ''])
      expect(code(writeZip([[name, Buffer.from('x')]]))).toBe('file.damaged')
    expect(
      code(
        writeZip([
          ['a', Buffer.from('x')],
          ['A', Buffer.from('y')],
        ]),
      ),
    ).toBe('file.damaged')
  })

  it('refuses what the end record, the directory or a local header tell otherwise', () => {
    const zip = writeZip([
      ['a.xml', Buffer.from('x')],
      ['b.xml', Buffer.from('y')],
    ])
    expect(code(zip)).toBe('read')
    expect(code(Buffer.concat([zip, Buffer.from('more')]))).toBe('file.damaged')
    expect(code(zip.subarray(0, -1))).toBe('file.damaged')
    const renamed = Buffer.from(zip)
    renamed.write('z', 30)
    expect(code(renamed)).toBe('file.damaged')
    const central = zip.readUInt32LE(zip.length - 6)
    const overlapping = Buffer.from(zip)
    overlapping.writeUInt32LE(40, central + 20)
    overlapping.writeUInt32LE(40, central + 24)
    expect(code(overlapping)).toBe('file.damaged')
    const encrypted = Buffer.from(zip)
    encrypted.writeUInt16LE(1, central + 8)
    expect(code(encrypted)).toBe('file.encrypted')
  })

  it('never unpacks more than declared, and finds changed bytes', async () => {
    const zip = bomb(50_000_000, 500)
    const entry = unwrap(readZipDirectory(zip, limits)).at(-1)
    if (!entry) throw new Error('no entry')
    expect(await readZipEntry(zip, entry)).toMatchObject({ ok: false, error: { code: 'file.damaged' } })
    const changed = writeZip([['a', Buffer.from('hello')]])
    changed[32] = 0
    const [first] = unwrap(readZipDirectory(changed, limits))
    expect(first && (await readZipEntry(changed, first)).ok).toBe(false)
  })
})

it('hostile bytes are answered, never a throw', () => {
  const zip = officeFile('word/document.xml')
  const ole = oleFile('WordDocument')
  const change = fc.tuple(fc.nat(), fc.nat(255))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.nat(2100), (changes, length) => {
      for (const whole of [zip, ole]) {
        const bytes = Buffer.from(whole.subarray(0, length))
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
        readZipDirectory(bytes, limits)
        readOleNames(bytes)
      }
    }),
    { numRuns: 3000 },
  )
})

it('an OLE directory that runs in a circle is refused', () => {
  const ole = oleFile('WordDocument')
  expect(readOleNames(ole)).toEqual(['Root Entry', 'WordDocument'])
  ole.writeUInt32LE(1, 516)
  expect(readOleNames(ole)).toBeUndefined()
})
