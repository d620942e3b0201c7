import { between, pick } from '../../corpus/random.ts'
import type { Random } from '../../corpus/random.ts'
import { ellipse, group, path, rect, repeat, stroke } from './kit.ts'

/** A car seen from the side, about 150 wide, standing on y = 0. */
export const car = (x: number, y: number, colour: string, scale = 1): string =>
  group(
    `translate(${x} ${y}) scale(${scale})`,
    ellipse(75, 2, 80, 8, '#00000033'),
    path('M2 -14Q2 -38 20 -40L38 -42Q54 -66 72 -66L100 -66Q116 -66 128 -42L144 -38Q152 -34 150 -14Z', colour),
    path('M46 -43Q58 -60 72 -60L82 -60L82 -43Z', '#cfdde4'),
    path('M87 -60L100 -60Q110 -60 120 -43L87 -43Z', '#cfdde4'),
    rect(2, -24, 148, 4, '#00000022'),
    rect(142, -34, 8, 7, '#f6e3a1'),
    ...[36, 118].map((at) => ellipse(at, -12, 15, 15, '#2f3437') + ellipse(at, -12, 7, 7, '#aeb4b7')),
  )

/** A bag of rubbish. */
export const bag = (x: number, y: number, size: number, colour: string): string =>
  group(
    `translate(${x} ${y}) scale(${size})`,
    ellipse(0, 0, 22, 5, '#00000030'),
    path('M-20 0Q-26 -26 -6 -34L-2 -40L4 -40L6 -34Q26 -26 20 0Z', colour),
    stroke('M-8 -30Q0 -26 8 -31', '#ffffff55', 2),
    stroke('M-10 -8Q-12 -18 -4 -26', '#ffffff33', 2),
  )

export const box = (x: number, y: number, w: number, h: number, colour = '#c79a63'): string =>
  [
    rect(x, y - h, w, h, colour),
    path(`M${x} ${y - h}l${w * 0.18} ${-h * 0.22}l${w} 0l${-w * 0.18} ${h * 0.22}Z`, '#d9b17d'),
    path(`M${x + w} ${y - h}l${w * 0.18} ${-h * 0.22}l0 ${h}l${-w * 0.18} ${h * 0.22}Z`, '#a97f4c'),
    rect(x + w * 0.42, y - h, w * 0.14, h, '#e7cfa6', 'opacity="0.7"'),
  ].join('')

/** A bicycle, about 90 wide. */
export const bicycle = (x: number, y: number, colour: string, turn = 0): string =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    ...[0, 58].map((at) => `<circle cx="${at}" cy="-18" r="18" fill="none" stroke="#3a3f42" stroke-width="3.5"/>`),
    stroke('M0 -18L20 -44L48 -44L58 -18M20 -44L28 -18L0 -18M28 -18L48 -44M48 -44L46 -56L38 -58', colour, 4),
    stroke('M14 -48L26 -48', '#3a3f42', 5),
  )

/** An electric bicycle with a battery, about 110 wide. */
export const ebike = (x: number, y: number, colour: string): string =>
  group(
    `translate(${x} ${y})`,
    ellipse(50, 1, 66, 6, '#00000033'),
    ...[8, 96].map((at) => ellipse(at, -17, 17, 17, '#2f3437') + ellipse(at, -17, 8, 8, '#b9bfc2')),
    path('M8 -17L26 -48L66 -48L60 -26L88 -24L96 -17L80 -14L30 -14Z', colour),
    path('M20 -58Q40 -66 68 -58L66 -50L24 -50Z', '#3b3f42'),
    stroke('M96 -17L84 -70L72 -76', '#4b5154', 5),
    path('M80 -40L96 -36L92 -20L82 -22Z', colour),
    ellipse(88, -60, 6, 6, '#f6e3a1'),
  )

export const cone = (x: number, y: number, scale = 1): string =>
  group(
    `translate(${x} ${y}) scale(${scale})`,
    ellipse(0, 0, 16, 4, '#00000033'),
    path('M-14 0L14 0L11 -4L4 -34L-4 -34L-11 -4Z', '#e07b39'),
    path('M-8 -14L8 -14L6.5 -21L-6.5 -21Z', '#f6f2ea'),
  )

const binColours = ['#5f8f63', '#7d8285', '#4f7ea8', '#b5524a']

/** A wheeled bin; `full` lets its lid stand open over a heap. */
export const bin = (random: Random, x: number, y: number, n: number, full: boolean): string => {
  const colour = binColours[n % 4] ?? '#7d8285'
  const lid = full
    ? path(`M${x - 4} ${y - 84}l-10 -34l10 -3l14 34Z`, colour, 'opacity="0.85"')
    : path(`M${x - 5} ${y - 84}l62 0l-4 -10l-54 0Z`, colour) + rect(x + 18, y - 98, 16, 5, '#3b3f42')
  const heap = full
    ? repeat(4, (i) =>
        bag(
          x + 8 + i * 12,
          y - 78 + between(random, -6, 4),
          0.5 + random() * 0.25,
          pick(random, ['#3c4145', '#e9e6df', '#4d6b58', '#c9d6dd']),
        ),
      )
    : ''
  return [
    ellipse(x + 26, y + 2, 34, 6, '#00000030'),
    heap,
    path(`M${x} ${y - 84}l52 0l-5 84l-42 0Z`, colour),
    path(`M${x} ${y - 84}l52 0l-1 10l-50 0Z`, '#00000022'),
    `<circle cx="${x + 26}" cy="${y - 46}" r="10" fill="none" stroke="#ffffffaa" stroke-width="3"/>`,
    lid,
    ellipse(x + 10, y - 1, 5, 5, '#2f3437'),
    ellipse(x + 42, y - 1, 5, 5, '#2f3437'),
  ].join('')
}

/** A street lamp with its foot on y; lit or not. */
export const lamp = (x: number, y: number, lit: boolean): string =>
  [
    ellipse(x, y, 14, 4, '#00000044'),
    rect(x - 3, y - 190, 6, 190, '#737a80'),
    stroke(`M${x} ${y - 188}Q${x + 4} ${y - 206} ${x + 44} ${y - 204}`, '#737a80', 6),
    path(`M${x + 34} ${y - 208}l34 4l-2 8l-32 -2Z`, lit ? '#ffe9a8' : '#4a4f54'),
    lit ? path(`M${x + 36} ${y - 198}l28 2l74 198l-186 0Z`, '#ffe9a8', 'opacity="0.28"') : '',
    lit ? ellipse(x + 52, y - 200, 26, 16, '#fff3c9', 'opacity="0.55"') : '',
  ].join('')

/** Striped barrier tape between two points. */
export const tape = (x1: number, y1: number, x2: number, y2: number): string =>
  stroke(`M${x1} ${y1}L${x2} ${y2}`, '#f2efe6', 8) +
  path(`M${x1} ${y1}L${x2} ${y2}`, 'none', 'stroke="#c9503f" stroke-width="8" stroke-dasharray="14 14"')
