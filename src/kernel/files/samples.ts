import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import type { FileRules } from './domain.ts'
import { writeZip } from './zip.ts'

/** Files made for tests. */
export const sampleRules: FileRules = {
  maxBytes: { image: 2_000_000, document: 1_000_000, audio: 300_000, video: 400_000 },
  maxPixels: 20_000_000,
  longSide: 2000,
  thumbSide: 320,
  quality: 82,
  archive: { maxEntries: 100, maxUnpacked: 3_000_000 },
}

/** A photo as a telephone takes it: turned by EXIF, with a place in it. Left half red, right half blue before turning. */
export const phonePhoto = async (width: number, height: number, orientation = 6): Promise<Buffer> => {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const }
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
    .composite([{ input: { create: { ...half, background: '#ff0000' } }, left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: 'TestPhone', ImageDescription: 'secret-description' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 59/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '116/1 20/1 0/1' },
    })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer()
}

/** A PNG of a few bytes whose header claims any size. */
export const pngClaiming = (width: number, height: number): Buffer => {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const chunks = [pngChunk('IHDR', size), pngChunk('IDAT', deflateRawSync(Buffer.alloc(100))), pngChunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks])
}

const pngChunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(content.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

const contentTypes = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

/** The least that passes for an Office file: its main part and others. */
export const officeFile = (mainPart: string, others: Readonly<Record<string, string>> = {}): Buffer =>
  writeZip(
    Object.entries({ '[Content_Types].xml': contentTypes, [mainPart]: '<x/>', ...others }).map(([name, text]) => [name, Buffer.from(text)]),
  )

/** An Office file with one deflated part that holds `real` bytes and declares `declared`. */
export const bomb = (real: number, declared: number): Buffer => {
  const content = Buffer.alloc(real)
  const packed = deflateRawSync(content, { level: 9 })
  const zip = writeZip([
    ['[Content_Types].xml', Buffer.from(contentTypes)],
    ['word/document.xml', packed],
  ])
  const directory = zip.readUInt32LE(zip.length - 6)
  const central = zip.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'), directory + 4)
  const local = zip.readUInt32LE(central + 42)
  for (const [at, shift] of [
    [local, 0],
    [central, 2],
  ] as const) {
    zip.writeUInt16LE(8, at + 8 + shift)
    zip.writeUInt32LE(crc32(content), at + 14 + shift)
    zip.writeUInt32LE(declared, at + 22 + shift)
  }
  return zip
}

/** An OLE compound file with empty streams of these names: header, allocation table, directory. */
export const oleFile = (...streams: readonly string[]): Buffer => {
  const file = Buffer.alloc(512 * 4)
  file.set(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 0)
  file.writeUInt16LE(3, 26)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 44)
  file.writeUInt32LE(1, 48)
  file.writeUInt32LE(0xfffffffe, 68)
  file.fill(0xff, 76, 512)
  file.writeUInt32LE(0, 76)
  file.fill(0xff, 512, 1024)
  file.writeUInt32LE(0xfffffffd, 512)
  file.writeUInt32LE(2, 516)
  file.writeUInt32LE(0xfffffffe, 520)
  for (const [i, name] of ['Root Entry', ...streams].entries()) {
    const at = 1024 + i * 128
    file.write(name, at, 'utf16le')
    file.writeUInt16LE(name.length * 2 + 2, at + 64)
    file[at + 66] = i === 0 ? 5 : 2
  }
  return file
}

const boxed = (brand: string): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0${brand}mp42`, 'latin1'), Buffer.alloc(200)])

/** The beginnings of recordings and videos, by the extension they are to get. */
export const recordings: Readonly<Record<string, Buffer>> = {
  mp3: Buffer.concat([
    Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1'),
    ...Array.from({ length: 8 }, () => Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)])),
  ]),
  m4a: boxed('M4A '),
  wav: Buffer.concat([Buffer.from('RIFF\u0024\u0001\0\0WAVEfmt \u0010\0\0\0', 'latin1'), Buffer.alloc(280)]),
  ogg: Buffer.concat([Buffer.from('OggS\0\u0002', 'latin1'), Buffer.alloc(22), Buffer.from('OpusHead', 'latin1'), Buffer.alloc(100)]),
  amr: Buffer.concat([Buffer.from('#!AMR\n', 'latin1'), Buffer.alloc(100)]),
  mp4: boxed('isom'),
  '3gp': boxed('3gp4'),
  mov: boxed('qt  '),
  webm: Buffer.concat([
    Buffer.from('1a45dfa38742828477656264'.slice(0, 8), 'hex'),
    Buffer.from('874282847765626d', 'hex'),
    Buffer.alloc(100),
  ]),
}
