import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { seeded } from '../corpus/random.ts'
import { ceiling, charging, clutter, lift, wall } from './scenes/indoors.ts'
import { day, dusk, overcast } from './scenes/kit.ts'
import type { Brush } from './scenes/kit.ts'
import { bikes, cable, flood, manhole, parking, pothole, streetLamp, treefall } from './scenes/road.ts'
import { bins, firelane, litter, rubble, sewer, shading, shed, stall, swing } from './scenes/yard.ts'

/** What can be seen on the pictures, by the name that the corpus uses. */
const subjects: Readonly<Record<string, (brush: Brush) => string>> = {
  bikes,
  bins,
  cable,
  ceiling,
  ebike: charging,
  firelane,
  flood,
  hall: clutter,
  lamp: streetLamp,
  lift,
  litter,
  manhole,
  parking,
  pothole,
  rubble,
  sewer,
  shed,
  stall,
  swing,
  tree: shading,
  treefall,
  wall,
}

/** Names of all pictures: `<subject>-1`, `-2`, and `<subject>-after-1`, `-2` once it is mended. */
export const pictureNames = (): string[] =>
  Object.keys(subjects).flatMap((subject) => [1, 2].flatMap((variant) => [`${subject}-${variant}`, `${subject}-after-${variant}`]))

/** The picture of that name as SVG, 480 × 360. The same name always gives the same picture. */
export const drawPicture = (name: string): string => {
  const [subject = '', ...rest] = name.split('-')
  const draw = subjects[subject]
  if (!draw) throw new Error(`no picture ${name}`)
  const variant = rest.at(-1) === '2' ? 2 : 1
  const palette = subject === 'lamp' ? dusk : variant === 1 ? day : overcast
  const seed = Array.from(subject).reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), variant)
  return draw({ variant, mended: rest[0] === 'after', palette, random: seeded(seed) })
}

/** Draws every picture anew into demo/photos/pictures as WebP of at most 15 KB. */
const drawAll = async (): Promise<void> => {
  const folder = new URL('pictures/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const name of pictureNames()) {
    const picture = await sharp(Buffer.from(drawPicture(name)))
      .webp({ quality: 74, effort: 6 })
      .toBuffer()
    writeFileSync(new URL(`${name}.webp`, folder), picture)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await drawAll()
