import sharp from 'sharp'
import { expect, it } from 'vitest'
import { qrPng, qrSvg } from './qr.ts'

const link = 'https://example.org/m/1234-5678-9012?r=abc'

/** Dark (1) or light (0) at the middle of each module. */
const modulesOf = async (picture: Buffer, side: number): Promise<string> => {
  const scale = 8
  const { data } = await sharp(picture)
    .resize(side * scale, side * scale, { kernel: 'nearest' })
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)]
    return (data[(y * scale + 4) * side * scale + x * scale + 4] ?? 255) < 128 ? 1 : 0
  }).join('')
}

it('SVG and PNG draw the same modules, with the finder patterns and the quiet zone', async () => {
  const svg = qrSvg(link)
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const drawn = await modulesOf(Buffer.from(svg.replace('<svg ', `<svg width="${side * 8}" height="${side * 8}" `)), side)
  expect(drawn).toBe(await modulesOf(await qrPng(link, side * 8), side))
  expect(drawn.slice(0, side * 4)).toBe('0'.repeat(side * 4))
  expect(drawn.slice(side * 4, side * 4 + 12)).toBe('000011111110')
})

it('is named for those who do not see it, without letting markup in', () => {
  expect(qrSvg(link)).toContain('aria-hidden="true"')
  const svg = qrSvg(link, { label: '扫码<查看"进度&' })
  expect(svg).toContain('role="img" aria-label="扫码&#60;查看&#34;进度&#38;"')
})

it('the poster has more correction, and too long a text is a fault', () => {
  const sideOf = (svg: string) => Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  expect(sideOf(qrSvg(link, { correction: 'Q' }))).toBeGreaterThan(sideOf(qrSvg(link)))
  expect(() => qrSvg('x'.repeat(3000))).toThrow()
})
