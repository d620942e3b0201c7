import { between, pick } from '../../corpus/random.ts'
import { blob, block, ellipse, group, path, picture, rect, repeat, street, stroke, tree, yard } from './kit.ts'
import type { Brush } from './kit.ts'
import { bag, bin, box, car, cone, tape } from './things.ts'

const sacks = ['#3c4145', '#e9e6df', '#4d6b58', '#c9d6dd', '#b5524a', '#3c4145']
const paints = ['#c6cfd4', '#5c6f82', '#b0584c', '#e7e3da', '#4b5057']

export const litter = (b: Brush): string => {
  const sign =
    rect(372, 200, 5, 62, '#737a80') +
    rect(346, 176, 58, 36, '#5f8f63', 'rx="3"') +
    rect(354, 186, 42, 4, '#f2efe6') +
    rect(354, 196, 30, 4, '#f2efe6')
  const pile = [
    blob(b.random, [230, 316], [150, 20], '#6f675c', 'opacity="0.5"'),
    repeat(11, (n) =>
      bag(120 + (n % 6) * 44 + between(b.random, -10, 10), 296 + Math.floor(n / 6) * 26, 0.9 + b.random() * 0.5, pick(b.random, sacks)),
    ),
    box(70, 330, 50, 36),
    repeat(16, () =>
      rect(
        between(b.random, 60, 420),
        between(b.random, 300, 350),
        between(b.random, 6, 14),
        6,
        pick(b.random, ['#f2efe6', '#d9a441', '#8fb0c2', '#b5524a']),
        `transform="rotate(${between(b.random, -30, 30)} 240 320)"`,
      ),
    ),
    b.variant === 1 ? '' : stroke('M300 268q6 -12 0 -24t4 -22M240 262q6 -12 0 -24t4 -20', '#8d9a6a', 3, 'opacity="0.7"'),
  ].join('')
  return picture(b, yard(b), b.mended ? sign + ellipse(220, 316, 120, 12, '#ffffff', 'opacity="0.18"') : pile)
}

export const rubble = (b: Brush): string => {
  const heap = [
    ellipse(240, 330, 170, 18, '#00000030'),
    path('M90 330Q120 262 190 262Q240 226 300 262Q370 260 400 330Z', '#a59b8e'),
    repeat(13, (n) =>
      group(
        `translate(${112 + (n % 7) * 42} ${318 - Math.floor(n / 7) * 34}) rotate(${between(b.random, -12, 12)})`,
        rect(-22, -24, 46, 30, pick(b.random, ['#ddd6c8', '#c8bfae', '#e6e0d4']), 'rx="9"'),
        stroke('M-10 -20l4 18', '#a59b8e', 2),
      ),
    ),
    path('M300 258L420 210L428 222L308 270Z', '#a98763'),
    path('M90 300L40 246L50 238L104 296Z', '#8a6f55'),
    b.variant === 1
      ? rect(330, 250, 70, 76, '#ece8df', 'rx="4" transform="rotate(12 360 290)"')
      : path('M60 330L60 282Q60 272 74 272L150 272Q162 272 162 284L162 330Z', '#7b5f6d') + rect(72, 290, 78, 24, '#94788a', 'rx="5"'),
  ].join('')
  return picture(b, yard(b), b.mended ? ellipse(240, 322, 130, 10, '#ffffff', 'opacity="0.2"') : heap)
}

export const bins = (b: Brush): string => {
  const roof = path('M70 190L410 190L430 208L50 208Z', '#5f7f79') + rect(74, 208, 8, 120, '#737a80') + rect(398, 208, 8, 120, '#737a80')
  const around = b.mended
    ? ''
    : repeat(6, (n) => bag(100 + n * 54 + between(b.random, -14, 14), 344, 0.8 + b.random() * 0.4, pick(b.random, sacks)))
  return picture(
    b,
    yard(b),
    roof,
    repeat(4, (n) => bin(b.random, 104 + n * 72, 326, n + b.variant - 1, !b.mended && (n !== 2 || b.variant === 2))),
    around,
  )
}

export const firelane = (b: Brush): string => {
  const mark = [
    path('M120 226L360 226L440 356L40 356Z', '#c9503f', 'opacity="0.16"'),
    path('M120 226L360 226L440 356L40 356Z', 'none', 'stroke="#c9503f" stroke-width="5"'),
    repeat(5, (n) => stroke(`M${132 + n * 52} 228L${64 + n * 92} 354`, '#d9a441', 4, 'opacity="0.8"')),
  ].join('')
  const cars = [
    car(70, 268, pick(b.random, paints), 0.95),
    car(250, 270, pick(b.random, paints), 0.95),
    car(b.variant === 1 ? 130 : 30, 338, pick(b.random, paints), 1.25),
    b.variant === 2 ? car(262, 344, '#e7e3da', 1.2) : '',
  ]
  return picture(b, yard(b), mark, ...(b.mended ? [] : cars))
}

export const sewer = (b: Brush): string => {
  const cover =
    ellipse(240, 274, 44, 15, '#5d6266') +
    ellipse(240, 272, 38, 12, '#6f7478') +
    stroke('M212 272L268 272M224 264L224 280M240 262L240 282M256 264L256 280', '#55595d', 3)
  const flow = [
    blob(b.random, [250, 312], [190, 42], '#6a5f48', 'opacity="0.9"'),
    blob(b.random, [260, 308], [140, 26], '#7d7054', 'opacity="0.9"'),
    ellipse(240, 274, 44, 15, '#43392a'),
    stroke('M222 270q4 -18 10 -2M238 268q6 -26 12 0M256 270q4 -16 10 0', '#8a7c5c', 6),
    repeat(8, () => stroke(`M${between(b.random, 110, 340)} ${between(b.random, 296, 338)}q10 -4 20 0`, '#9b8d6c', 2)),
    b.variant === 1
      ? stroke('M330 258q8 -14 0 -28t6 -26M170 262q8 -14 0 -26t6 -24', '#8d9a6a', 3, 'opacity="0.7"')
      : cone(380, 330, 1.2) + cone(90, 320, 1.2),
  ].join('')
  return picture(b, yard(b), b.mended ? blob(b.random, [250, 308], [150, 26], '#ffffff', 'opacity="0.13"') + cover : flow)
}

export const shading = (b: Brush): string => {
  const p = b.palette
  const big = [
    rect(150, 150, 22, 130, p.trunk),
    rect(320, 160, 20, 120, p.trunk),
    ellipse(160, 110, 120, 96, p.leafDark),
    ellipse(110, 70, 84, 60, p.leaf),
    ellipse(230, 64, 86, 66, p.leaf),
    ellipse(330, 116, 104, 84, p.leafDark),
    ellipse(360, 66, 76, 52, p.leaf),
    ellipse(250, 142, 70, 40, p.leaf),
  ].join('')
  const small =
    tree(p, 110, 268, 1.05) +
    tree(p, 380, 268, 1) +
    repeat(5, () => stroke(`M${between(b.random, 190, 300)} ${between(b.random, 300, 330)}l26 -8`, p.trunk, 4))
  return picture(b, yard(b), b.mended ? small : big)
}

export const swing = (b: Brush): string => {
  const p = b.palette
  const seat = (x: number, broken: boolean): string =>
    broken
      ? stroke(`M${x - 18} 118L${x - 30} 262`, '#737a80', 3) +
        stroke(`M${x + 18} 118L${x + 20} 168`, '#737a80', 3) +
        group(`rotate(62 ${x - 30} 264)`, rect(x - 34, 260, 52, 8, '#b5524a', 'rx="3"'))
      : stroke(`M${x - 18} 118L${x - 18} 256M${x + 18} 118L${x + 18} 256`, '#737a80', 3) + rect(x - 26, 254, 52, 8, '#b5524a', 'rx="3"')
  const frame = stroke('M96 318L130 112L164 318M316 318L350 112L384 318M130 112L350 112', b.variant === 1 ? '#4f7ea8' : '#d9a441', 9)
  return picture(
    b,
    yard(b),
    rect(0, 246, 480, 114, p.leaf, 'opacity="0.55"'),
    ellipse(240, 322, 190, 26, '#d8c59a'),
    frame,
    seat(194, !b.mended),
    seat(288, !b.mended && b.variant === 2),
    b.mended ? '' : tape(104, 286, 376, 290),
  )
}

export const shed = (b: Brush): string => {
  const p = b.palette
  const rooms = [
    rect(160, 62, 150, 70, '#6f97b5'),
    repeat(10, (n) => rect(160 + n * 15, 62, 2, 70, '#5b83a1')),
    path('M150 62L320 62L306 44L164 44Z', '#8a4f45'),
    rect(180, 82, 30, 50, '#4b5057'),
    rect(232, 82, 50, 28, '#cfdde4'),
    b.variant === 2
      ? rect(318, 88, 70, 44, '#b8b0a3') + stroke('M318 88l70 44M388 88l-70 44', '#8f887c', 3)
      : stroke('M330 132L330 70M360 132L360 70M324 96L366 96', '#8a6f55', 5),
  ].join('')
  const rail = stroke('M60 118L420 118M60 104L420 104', p.kerb, 3) + repeat(10, (n) => rect(60 + n * 40, 100, 3, 32, p.kerb))
  return picture(
    b,
    street(b),
    rect(30, 132, 420, 228, p.wall),
    rect(30, 132, 420, 8, p.wallShade),
    block({ ...b, random: b.random }, 60, 360, 5, 5),
    block(b, 270, 360, 5, 5),
    rail,
    b.mended ? rect(100, 120, 60, 12, p.wallShade) : rooms,
  )
}

export const stall = (b: Brush): string => {
  const canopy = (x: number, colour: string): string =>
    [
      ellipse(x + 60, 268, 84, 9, '#00000033'),
      rect(x + 56, 122, 5, 100, '#737a80'),
      path(`M${x - 20} 142Q${x + 58} 86 ${x + 138} 142Z`, colour),
      path(`M${x + 20} 142Q${x + 58} 86 ${x + 60} 110Q${x + 62} 86 ${x + 98} 142Z`, '#f2efe6', 'opacity="0.75"'),
      rect(x - 6, 206, 132, 34, '#8a6f55'),
      rect(x - 12, 198, 144, 10, '#a98763'),
      repeat(10, (n) => ellipse(x + 4 + n * 12.5, 193 - (n % 2) * 7, 8, 8, pick(b.random, ['#d9803f', '#c9503f', '#e0b53f', '#86ab72']))),
      ellipse(x + 14, 252, 15, 15, '#2f3437'),
      ellipse(x + 104, 252, 15, 15, '#2f3437'),
    ].join('')
  const pots = repeat(
    6,
    (n) =>
      rect(44 + n * 76, 192, 34, 22, '#a5795c', 'rx="2"') +
      ellipse(61 + n * 76, 186, 20, 13, b.palette.leafDark) +
      repeat(3, (i) => ellipse(53 + n * 76 + i * 8, 182, 3, 3, '#d98a9a')),
  )
  return picture(
    b,
    street(b),
    ...(b.mended
      ? [pots]
      : [
          canopy(40, '#b5524a'),
          canopy(226, '#4f7ea8'),
          b.variant === 2 ? canopy(380, '#5f8f63') : box(400, 262, 40, 30) + box(410, 234, 30, 24),
        ]),
  )
}
