import { between, pick } from '../../corpus/random.ts'
import { blob, corridor, ellipse, group, path, picture, rect, repeat, stroke } from './kit.ts'
import type { Brush } from './kit.ts'
import { bag, box, ebike, tape } from './things.ts'

const room = (b: Brush): string =>
  [
    rect(0, 0, 480, 360, b.variant === 1 ? '#e9e1d0' : '#d9e1e2'),
    path('M0 0L480 0L430 96L50 96Z', '#f6f3ea'),
    path('M0 0L50 96L50 290L0 360Z', b.variant === 1 ? '#d9cfb9' : '#c5d0d2'),
    path('M480 0L430 96L430 290L480 360Z', b.variant === 1 ? '#d9cfb9' : '#c5d0d2'),
    path('M0 360L50 290L430 290L480 360Z', '#b99a73'),
    rect(300, 140, 96, 104, '#cfdde4'),
    rect(300, 140, 96, 104, 'none', 'stroke="#f6f3ea" stroke-width="8"'),
    rect(345, 140, 5, 104, '#f6f3ea'),
    rect(84, 214, 140, 76, b.variant === 1 ? '#7f9a8b' : '#94788a', 'rx="10"'),
    rect(84, 188, 140, 44, b.variant === 1 ? '#8fab9b' : '#a68aa0', 'rx="10"'),
  ].join('')

export const ceiling = (b: Brush): string => {
  const stain = [
    blob(b.random, [200, 44], [108, 34], '#c7a97a', 'opacity="0.65"'),
    blob(b.random, [204, 46], [76, 22], '#a9875a', 'opacity="0.65"'),
    blob(b.random, [200, 48], [40, 11], '#8a6a42', 'opacity="0.7"'),
    path('M120 96Q150 150 132 200L112 180Q120 140 100 96Z', '#c7a97a', 'opacity="0.5"'),
    stroke('M150 40l26 14l20 -8M230 52l24 -10', '#7d6340', 2.5),
    repeat(5, (n) => path(`M${184 + n * 9} ${120 + n * 30}q-5 10 0 14q5 -4 0 -14Z`, '#7fa3b8')),
    path('M176 326L182 284L238 284L244 326Z', '#4f7ea8') + ellipse(210, 284, 28, 6, '#9fc0d6'),
  ].join('')
  const lampOn = ellipse(230, 50, 36, 9, '#fff8dc') + ellipse(230, 50, 80, 22, '#fff8dc', 'opacity="0.5"')
  return picture(b, room(b), b.mended ? lampOn : stain)
}

export const wall = (b: Brush): string => {
  const base = b.variant === 1 ? '#d9c8ac' : '#b9c2c0'
  const face = [
    rect(0, 0, 480, 360, base),
    repeat(8, (n) => rect(0, n * 46, 480, 1.6, '#00000014')),
    rect(40, 50, 100, 120, '#8fb0c2') +
      rect(40, 50, 100, 120, 'none', 'stroke="#f2efe6" stroke-width="8"') +
      rect(88, 50, 5, 120, '#f2efe6'),
    rect(350, 50, 100, 120, '#8fb0c2') +
      rect(350, 50, 100, 120, 'none', 'stroke="#f2efe6" stroke-width="8"') +
      rect(398, 50, 5, 120, '#f2efe6'),
    rect(30, 176, 120, 10, '#00000018') + rect(340, 176, 120, 10, '#00000018'),
    rect(0, 318, 480, 42, '#8d8578'),
  ].join('')
  const broken = [
    blob(b.random, [238, 190], [78, 86], '#b8a488'),
    blob(b.random, [238, 192], [62, 70], '#9a5f4a'),
    repeat(15, (n) =>
      rect(
        190 + (n % 3) * 34 + (Math.floor(n / 3) % 2) * 12,
        142 + Math.floor(n / 3) * 22,
        30,
        17,
        pick(b.random, ['#a8674f', '#b5745b', '#925844']),
      ),
    ),
    stroke('M226 108l-14 -34l10 -26l-8 -40M268 268l18 26l-6 24M300 176l34 -12l20 10', '#6f5a48', 4),
    repeat(12, () => path(`M${between(b.random, 150, 340)} ${between(b.random, 318, 346)}l12 -10l14 6l-6 9Z`, '#b8a488')),
    b.variant === 1 ? tape(120, 300, 370, 304) : '',
  ].join('')
  const patched =
    blob(b.random, [238, 190], [84, 92], b.variant === 1 ? '#e0d1b7' : '#c6cecc') +
    stroke('M226 100l-10 -40l6 -50', b.variant === 1 ? '#e0d1b7' : '#c6cecc', 10)
  return picture(b, face, b.mended ? patched : broken)
}

export const lift = (b: Brush): string => {
  const frame = rect(164, 84, 152, 172, '#8d949a') + rect(172, 92, 136, 164, b.mended ? '#f4ecd6' : '#bfc6ca')
  const doors = b.mended
    ? rect(172, 92, 22, 164, '#aab2b7') +
      rect(286, 92, 22, 164, '#aab2b7') +
      rect(200, 110, 80, 96, '#e2ebee') +
      stroke('M204 224L276 224', '#8d949a', 5)
    : rect(172, 92, 67, 164, '#b4bcc1') +
      rect(241, 92, 67, 164, '#aab2b7') +
      rect(206, 136, 62, 46, '#f6f3ea', 'transform="rotate(-3 237 160)"') +
      rect(214, 146, 44, 4, '#b5524a') +
      rect(214, 156, 38, 3, '#9a9a94') +
      rect(214, 164, 42, 3, '#9a9a94') +
      tape(160, 206, 320, b.variant === 1 ? 230 : 196)
  const panel =
    rect(214, 64, 52, 16, '#2f3437', 'rx="2"') +
    ellipse(240, 72, 5, 5, b.mended ? '#7fbf7a' : '#c9503f') +
    rect(330, 150, 16, 34, '#d5d9db', 'rx="3"') +
    ellipse(338, 160, 4, 4, b.mended ? '#f6d98a' : '#8d949a') +
    ellipse(338, 174, 4, 4, '#8d949a')
  const hall = [
    rect(0, 0, 480, 360, b.variant === 1 ? '#ece5d6' : '#dfe5e4'),
    path('M0 360L60 256L420 256L480 360Z', '#b3a893'),
    repeat(7, (n) => stroke(`M${90 + n * 50} 256L${n * 80} 360`, '#9d927e', 1.5)),
    rect(0, 250, 480, 8, '#a0957f'),
    rect(28, 120, 60, 80, '#f6f3ea') + rect(36, 130, 44, 4, '#8d949a') + rect(36, 142, 36, 4, '#8d949a') + rect(36, 154, 40, 4, '#8d949a'),
  ].join('')
  const waiting =
    b.mended || b.variant === 1
      ? ''
      : group(
          'translate(380 330)',
          ellipse(0, 0, 24, 5, '#00000033'),
          ellipse(0, -98, 13, 14, '#d8b190'),
          path('M-13 -108Q0 -118 13 -108L12 -102Q0 -110 -12 -102Z', '#e9e6df'),
          path('M-18 -84L18 -84L22 -26L-22 -26Z', '#7b5f6d'),
          stroke('M-8 -26L-9 0M8 -26L10 0', '#3b3f42', 8),
          stroke('M24 -60L34 0', '#8a6f55', 4),
          bag(-34, 0, 0.7, '#c9d6dd'),
        )
  return picture(b, hall, frame, doors, panel, waiting)
}

export const charging = (b: Brush): string => {
  const bike = b.variant === 1 ? ebike(150, 322, '#5c6f82') : ebike(40, 330, '#b0584c') + ebike(230, 306, '#5f8f63')
  const wire =
    b.variant === 1
      ? stroke('M250 282Q320 330 352 232L352 190', '#d9803f', 4) + rect(344, 172, 18, 22, '#f6f3ea', 'rx="2"')
      : stroke('M140 292Q180 200 150 120L156 92', '#33373a', 4) + stroke('M330 268Q350 220 356 190', '#33373a', 4)
  const notice = rect(88, 130, 36, 52, '#f6f3ea', 'transform="skewY(-18) translate(0 38)"')
  return picture(b, corridor(b), b.mended ? notice : bike + wire)
}

export const clutter = (b: Brush): string => {
  const things = [
    box(20, 350, 84, 62),
    box(40, 288, 62, 44, '#b98b57'),
    box(96, 336, 54, 40),
    group(
      'translate(108 206)',
      rect(0, 0, 62, 96, '#8a6f55'),
      repeat(
        3,
        (n) =>
          rect(4, 6 + n * 30, 54, 24, '#6f5742') + ellipse(18, 26 + n * 30, 9, 4, '#b5524a') + ellipse(40, 26 + n * 30, 9, 4, '#4b5057'),
      ),
    ),
    b.variant === 1
      ? group(
          'translate(286 230) rotate(8)',
          rect(0, 0, 50, 8, '#a98763'),
          stroke('M4 8L0 62M46 8L52 62M4 0L2 -48L44 -48L46 0', '#8a6f55', 5),
        )
      : `<circle cx="320" cy="292" r="26" fill="none" stroke="#3a3f42" stroke-width="5"/><circle cx="388" cy="318" r="30" fill="none" stroke="#3a3f42" stroke-width="5"/>${stroke('M320 292L346 246L384 258L388 318M346 246L352 300L320 292', '#4f9db5', 6)}`,
    bag(200, 346, 1.1, '#e9e6df'),
    bag(246, 350, 0.9, '#4d6b58'),
    rect(150, 300, 40, 10, '#d9a441', 'rx="3"'),
  ].join('')
  return picture(b, corridor(b), b.mended ? path('M150 250L330 250L380 290L100 290Z', '#ffffff', 'opacity="0.16"') : things)
}
