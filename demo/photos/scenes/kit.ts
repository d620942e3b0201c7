import { between } from '../../corpus/random.ts'
import type { Random } from '../../corpus/random.ts'

export const width = 480
export const height = 360

/** The colours of one weather. */
export interface Palette {
  readonly sky: readonly [string, string]
  readonly far: string
  readonly wall: string
  readonly wallShade: string
  readonly window: string
  readonly paving: string
  readonly kerb: string
  readonly road: string
  readonly line: string
  readonly leaf: string
  readonly leafDark: string
  readonly trunk: string
  readonly shade: string
}

export const day: Palette = {
  sky: ['#cfe3ef', '#f3f0e6'],
  far: '#b9c9d2',
  wall: '#e6d8c3',
  wallShade: '#d3c2a8',
  window: '#8fb0c2',
  paving: '#d2cabd',
  kerb: '#b3aa9b',
  road: '#8d949a',
  line: '#f2efe6',
  leaf: '#86ab72',
  leafDark: '#6b9159',
  trunk: '#8a6b4f',
  shade: '#00000022',
}

export const overcast: Palette = {
  sky: ['#aebdc9', '#dcdfe0'],
  far: '#98a7b3',
  wall: '#c9b2a0',
  wallShade: '#b49a86',
  window: '#7d93a3',
  paving: '#b7b3ac',
  kerb: '#9a958c',
  road: '#737b83',
  line: '#dedcd4',
  leaf: '#779a72',
  leafDark: '#5d8059',
  trunk: '#715a47',
  shade: '#00000033',
}

export const dusk: Palette = {
  sky: ['#2c3a57', '#6b6f8c'],
  far: '#39465f',
  wall: '#57576b',
  wallShade: '#484a60',
  window: '#e7c987',
  paving: '#5a5d6b',
  kerb: '#474a58',
  road: '#3d424f',
  line: '#8e909b',
  leaf: '#3f5650',
  leafDark: '#314640',
  trunk: '#3c3431',
  shade: '#00000055',
}

/** One drawing: which of the two variants, whether the trouble is mended, in which colours. */
export interface Brush {
  readonly variant: 1 | 2
  readonly mended: boolean
  readonly palette: Palette
  readonly random: Random
}

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`
export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`
export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`
export const stroke = (d: string, colour: string, thick: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${thick}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
export const group = (transform: string, ...parts: readonly string[]): string => `<g transform="${transform}">${parts.join('')}</g>`
export const repeat = (count: number, draw: (n: number) => string): string => Array.from({ length: count }, (_, n) => draw(n)).join('')

/** A closed, uneven outline round a point, like a puddle or a hole. */
export const blob = (random: Random, at: readonly [number, number], size: readonly [number, number], fill: string, more = ''): string => {
  const points = Array.from({ length: 12 }, (_, n) => {
    const angle = (n / 12) * Math.PI * 2
    const reach = 0.8 + random() * 0.3
    return [at[0] + Math.cos(angle) * size[0] * reach, at[1] + Math.sin(angle) * size[1] * reach] as const
  })
  const middle = (n: number): string => {
    const [ax, ay] = points[n % 12] ?? at
    const [bx, by] = points[(n + 1) % 12] ?? at
    return `${((ax + bx) / 2).toFixed(1)} ${((ay + by) / 2).toFixed(1)}`
  }
  const curve = points.map(([x, y], n) => `Q${x.toFixed(1)} ${y.toFixed(1)} ${middle(n)}`).join('')
  return path(`M${middle(11)}${curve}Z`, fill, more)
}

export const tree = (p: Palette, x: number, y: number, scale: number): string =>
  group(
    `translate(${x} ${y}) scale(${scale})`,
    ellipse(0, 2, 34, 7, p.shade),
    path('M-6 0L-3 -60L3 -60L6 0Z', p.trunk),
    ellipse(0, -92, 42, 40, p.leaf),
    ellipse(-24, -74, 26, 24, p.leafDark),
    ellipse(22, -78, 28, 26, p.leaf),
    ellipse(6, -112, 24, 20, p.leafDark, 'opacity="0.5"'),
  )

const windows = (p: Palette, x: number, y: number, columns: number, rows: number, lit: Random): string =>
  repeat(columns * rows, (n) => {
    const left = x + (n % columns) * 26
    const top = y + Math.floor(n / columns) * 30
    return rect(left, top, 15, 18, p.window, `opacity="${lit() < 0.7 ? 1 : 0.55}" rx="1"`)
  })

/** A block of flats with its windows. */
export const block = (brush: Brush, x: number, y: number, columns: number, rows: number): string => {
  const { palette: p, random } = brush
  const wide = columns * 26 + 12
  const high = rows * 30 + 14
  return [
    rect(x, y - high, wide, high, brush.variant === 1 ? p.wall : p.wallShade),
    rect(x, y - high, wide, 5, p.wallShade),
    windows(p, x + 12, y - high + 14, columns, rows, random),
  ].join('')
}

const sky = (p: Palette): string =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${p.sky[0]}"/><stop offset="1" stop-color="${p.sky[1]}"/></linearGradient></defs>` +
  rect(0, 0, width, height, 'url(#sky)')

const skyline = (p: Palette, random: Random): string =>
  repeat(9, (n) => {
    const high = between(random, 40, 105)
    return rect(n * 56 - 10, 176 - high, 48, high, p.far, 'opacity="0.65"')
  })

/** A street: houses behind, trees, a pavement, and the road in front (from y = 214). */
export const street = (brush: Brush): string => {
  const { palette: p, random } = brush
  const from = between(random, -20, 30)
  return [
    sky(p),
    skyline(p, random),
    block(brush, from, 180, 6, 4),
    block(brush, from + 200, 180, 4, 3),
    block(brush, from + 340, 180, 5, 4),
    repeat(4, (n) => tree(p, 40 + n * 130 + between(random, -16, 16), 184, 0.62)),
    rect(0, 180, width, 34, p.paving),
    repeat(16, (n) => rect(n * 32, 180, 1.5, 34, p.kerb, 'opacity="0.5"')),
    rect(0, 210, width, 6, p.kerb),
    rect(0, 216, width, 144, p.road),
    repeat(5, (n) => path(`M${n * 120 - 50} 296l62 0l-6 8l-64 0Z`, p.line, 'opacity="0.75"')),
  ].join('')
}

/** A yard: one house with a door, paving in front (from y = 210). */
export const yard = (brush: Brush): string => {
  const { palette: p, random } = brush
  return [
    sky(p),
    skyline(p, random),
    rect(30, 20, 420, 190, p.wall),
    rect(30, 20, 420, 8, p.wallShade),
    windows(p, 56, 46, 5, 4, random),
    windows(p, 318, 46, 5, 4, random),
    rect(206, 118, 74, 92, p.wallShade),
    rect(214, 126, 58, 84, '#6e7f7a'),
    rect(242, 126, 2, 84, '#4e5d59'),
    path('M196 118L290 118L280 106L206 106Z', '#9b8d78'),
    repeat(2, (n) => ellipse(76 + n * 330, 208, 58, 18, p.leafDark)),
    rect(0, 210, width, 150, p.paving),
    repeat(6, (n) => rect(0, 222 + n * n * 5, width, 1.4, p.kerb, 'opacity="0.55"')),
    repeat(9, (n) => stroke(`M${n * 60} 210L${(n - 4) * 110 + 240} 360`, p.kerb, 1.2, 'opacity="0.45"')),
  ].join('')
}

/** A corridor in a house: two walls, a floor, a door at its end. */
export const corridor = (brush: Brush): string => {
  const warm = brush.variant === 1
  const [light, side, floor] = warm ? ['#efe8da', '#ded3bf', '#b8aa93'] : ['#e3e7e6', '#ccd3d1', '#a3a8a4']
  return [
    rect(0, 0, width, height, light),
    path('M0 0L150 70L150 250L0 360Z', side),
    path('M480 0L330 70L330 250L480 360Z', side),
    path('M0 360L150 250L330 250L480 360Z', floor),
    path('M0 0L150 70L330 70L480 0Z', '#f7f4ec'),
    rect(150, 70, 180, 180, light),
    rect(212, 128, 58, 122, '#8a6f55'),
    ellipse(262, 192, 3, 3, '#e6cf9a'),
    path('M360 84L440 48L440 330L360 272Z', '#97775a'),
    path('M366 92L434 62L434 320L366 268Z', '#a98767'),
    path('M0 300L150 226L150 250L0 360Z', warm ? '#9fb59a' : '#9aaebb', 'opacity="0.55"'),
    ellipse(240, 40, 34, 9, '#fff8dc'),
    ellipse(240, 40, 70, 22, '#fff8dc', 'opacity="0.35"'),
  ].join('')
}

/** The whole picture as SVG. The second variant is also mirrored, so that the two do not look alike. */
export const picture = (brush: Brush, ...parts: readonly string[]): string => {
  const turn = brush.variant === 2 ? `<g transform="translate(${width} 0) scale(-1 1)">${parts.join('')}</g>` : parts.join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${turn}</svg>`
}
