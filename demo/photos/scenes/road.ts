import { between, pick } from '../../corpus/random.ts'
import { blob, ellipse, group, path, rect, repeat, stroke, street, picture, tree } from './kit.ts'
import type { Brush } from './kit.ts'
import { bicycle, car, cone, lamp, tape } from './things.ts'

const colours = ['#c6cfd4', '#5c6f82', '#b0584c', '#e7e3da', '#4b5057', '#7f9a8b']

export const pothole = (b: Brush): string => {
  const hole = [
    blob(b.random, [236, 288], [104, 36], '#6b7075'),
    blob(b.random, [236, 291], [86, 27], '#4a4e52'),
    blob(b.random, [238, 296], [64, 18], b.variant === 1 ? '#35383b' : '#8fa6b3'),
    repeat(9, () => ellipse(between(b.random, 120, 360), between(b.random, 262, 330), between(b.random, 2, 6), 2.5, '#5a5f63')),
    stroke('M130 286l-30 10l-22 -4M340 292l34 -8l18 8M250 322l8 16l22 4', '#5b6064', 3),
  ].join('')
  const patch =
    path('M138 258L350 258L372 326L112 326Z', '#55595d') +
    path('M138 258L350 258L372 326L112 326Z', 'none', 'stroke="#3f4346" stroke-width="3"')
  return picture(b, street(b), b.mended ? patch : hole, b.mended ? '' : b.variant === 1 ? cone(356, 330, 1.3) : '')
}

export const manhole = (b: Brush): string => {
  const rim = ellipse(240, 290, 66, 26, '#5d6266') + ellipse(240, 290, 58, 22, '#474b4f')
  const cover =
    ellipse(240, 288, 56, 21, '#6a6f73') +
    repeat(5, (n) => stroke(`M${200 + n * 20} 274l0 28`, '#55595d', 4)) +
    stroke('M190 288L290 288', '#55595d', 4)
  const gone = [
    ellipse(240, 292, 54, 20, '#17191b'),
    stroke('M246 296L262 196', '#7a6046', 7),
    stroke('M258 222L284 200M256 236L236 214', '#7a6046', 4),
    path('M262 198l26 8l-20 12Z', '#c9503f'),
  ].join('')
  const loose = [ellipse(240, 292, 54, 20, '#17191b'), group('rotate(-14 240 288)', cover), cone(320, 312, 1.2)].join('')
  return picture(b, street(b), rim, b.mended ? cover : b.variant === 1 ? gone : loose)
}

export const flood = (b: Brush): string => {
  const grate = rect(204, 226, 72, 18, '#4a4e52', 'rx="2"') + repeat(7, (n) => rect(209 + n * 9.4, 229, 5, 12, '#24272a'))
  if (b.mended) return picture(b, street(b), grate, blob(b.random, [330, 262], [60, 7], '#7b8389'))
  const water = [
    path('M0 228Q120 216 240 226T480 222L480 360L0 360Z', '#8aa3ae', 'opacity="0.93"'),
    group('translate(0 0)', car(b.variant === 1 ? 190 : 60, 292, pick(b.random, colours), 1.15)),
    path('M0 268Q120 258 240 266T480 262L480 360L0 360Z', '#7d98a5', 'opacity="0.9"'),
    repeat(14, () => stroke(`M${between(b.random, 0, 440)} ${between(b.random, 236, 350)}q14 -5 28 0`, '#c9d8de', 2.2, 'opacity="0.8"')),
    repeat(34, () => {
      const x = between(b.random, 0, 480)
      const y = between(b.random, 0, 330)
      return stroke(`M${x} ${y}l-5 18`, '#e8eff2', 1.6, 'opacity="0.55"')
    }),
  ]
  return picture(b, street(b), ...water)
}

export const parking = (b: Brush): string => {
  const bollards = repeat(7, (n) => rect(36 + n * 68, 186, 7, 30, '#d9a441', 'rx="3"') + rect(36 + n * 68, 194, 7, 5, '#3b3f42'))
  const walker = group(
    'translate(300 208)',
    ellipse(0, 2, 12, 3, '#00000033'),
    ellipse(0, -52, 8, 9, '#d8b190'),
    path('M-9 -42L9 -42L11 -14L-11 -14Z', '#58789a'),
    stroke('M-4 -14L-6 0M4 -14L7 0', '#3b3f42', 5),
  )
  const cars = [
    car(14, 226, pick(b.random, colours), 1),
    car(172, 228, pick(b.random, colours), 1.04),
    car(338, 226, pick(b.random, colours), 1),
    b.variant === 2 ? car(110, 282, '#e7e3da', 1.2) : '',
  ]
  return picture(b, street(b), ...(b.mended ? [bollards, walker] : cars))
}

export const bikes = (b: Brush): string => {
  const paints = b.variant === 1 ? ['#e0b53f', '#4f9db5'] : ['#4f9db5', '#72a863']
  const row =
    rect(36, 184, 400, 34, 'none', 'stroke="#f2efe6" stroke-width="4"') + repeat(8, (n) => bicycle(48 + n * 46, 214, paints[0] ?? '', 0))
  const heap = repeat(17, (n) =>
    bicycle(10 + n * 25 + between(b.random, -12, 12), 214 + between(b.random, -8, 34), pick(b.random, paints), between(b.random, -38, 38)),
  )
  return picture(b, street(b), b.mended ? row : heap)
}

export const cable = (b: Brush): string => {
  const pole = (x: number): string => rect(x - 5, 30, 10, 188, '#8a8378') + rect(x - 30, 44, 60, 6, '#6f6a61')
  const taut = repeat(4, (n) => stroke(`M-20 ${40 + n * 9}Q130 ${56 + n * 9} 260 ${40 + n * 9}T520 ${40 + n * 9}`, '#33373a', 2.2))
  const slack = [
    stroke('M92 48Q180 330 392 46', '#26292b', 4),
    stroke('M92 54Q150 250 240 262Q320 250 392 52', '#33373a', 3),
    stroke('M92 60Q120 200 96 240q-20 18 -2 34', '#26292b', 3),
    b.variant === 1
      ? tape(150, 250, 330, 256) + cone(150, 262) + cone(332, 266)
      : stroke('M250 262q30 20 10 44q-24 12 -34 -6', '#26292b', 4),
  ].join('')
  return picture(b, street(b), pole(92), pole(392), taut, b.mended ? '' : slack)
}

export const treefall = (b: Brush): string => {
  const p = b.palette
  const clear = tree(p, 120, 196, 0.85) + ellipse(300, 204, 16, 6, '#a98763') + ellipse(300, 203, 9, 3.4, '#d2b48d')
  const fallen = [
    ellipse(270, 306, 190, 20, p.shade),
    path('M60 232Q200 262 330 300L326 312Q190 282 58 250Z', p.trunk),
    stroke('M62 232l-26 -22M60 242l-34 0M62 250l-22 22M70 236l-6 -26', p.trunk, 7),
    ellipse(350, 296, 92, 42, p.leafDark),
    ellipse(400, 282, 60, 40, p.leaf),
    ellipse(316, 278, 52, 30, p.leaf),
    ellipse(372, 320, 66, 26, p.leaf),
    repeat(22, () =>
      ellipse(
        between(b.random, 210, 470),
        between(b.random, 262, 350),
        6,
        2.5,
        p.leafDark,
        `transform="rotate(${between(b.random, -40, 40)} 340 300)"`,
      ),
    ),
    b.variant === 1 ? '' : tape(20, 300, 200, 330) + cone(24, 312, 1.2) + cone(204, 344, 1.2),
  ].join('')
  return picture(b, street(b), b.mended ? clear : fallen)
}

export const streetLamp = (b: Brush): string =>
  picture(
    b,
    street(b),
    rect(0, 0, 480, 360, '#0a1020', b.mended ? 'opacity="0.12"' : 'opacity="0.42"'),
    group('translate(250 60) scale(0.6)', lamp(300, 220, true)),
    lamp(130, 232, b.mended),
    b.mended ? ellipse(186, 300, 150, 44, '#ffe9a8', 'opacity="0.2"') : '',
    b.variant === 2 && !b.mended
      ? group(
          'translate(300 330)',
          ellipse(0, 0, 20, 4, '#00000055'),
          ellipse(0, -74, 10, 11, '#3a3f4a'),
          path('M-13 -62L13 -62L15 -22L-15 -22Z', '#2e333e'),
          stroke('M-5 -22L-8 0M5 -22L9 0', '#22262f', 7),
          path('M20 -48L90 -70L96 -30Z', '#fff3c9', 'opacity="0.35"'),
        )
      : '',
  )
