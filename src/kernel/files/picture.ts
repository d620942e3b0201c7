import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { ok, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import { pictureFormats } from './domain.ts'
import type { FileRules } from './domain.ts'
import type { Received } from './intake.ts'

/** A picture made anew, with its small copy, in files of the given folder. */
export interface Redrawn {
  readonly mainPath: string
  readonly thumbPath: string
  readonly digest: string
  readonly bytes: number
  readonly width: number
  readonly height: number
}

/**
 * Makes a picture anew from its pixels: first frame, upright, sRGB, on white, at most the long side, as JPEG. Nothing else of the upload survives: no
 * EXIF, XMP, GPS, comments or trailing data. Refuses `file.pixels` (before unpacking), `file.damaged`, `file.heic` and disguised formats.
 */
export const redraw = async (received: Received, folder: string, rules: FileRules): Promise<Result<Redrawn>> => {
  const known = await inspect(received, rules)
  if (!known.ok) return known
  try {
    const main = await draw(received.path, rules.longSide, rules)
    const thumb = await draw(received.path, rules.thumbSide, rules)
    const mainPath = join(folder, 'main')
    const thumbPath = join(folder, 'thumb')
    await writeFile(mainPath, main.data)
    await writeFile(thumbPath, thumb.data)
    const digest = createHash('sha256').update(main.data).digest('hex')
    return ok({ mainPath, thumbPath, digest, bytes: main.data.length, width: main.info.width, height: main.info.height })
  } catch (cause) {
    if (isBrokenPicture(cause)) return unreadable(received)
    throw cause
  }
}

/** Reads the header only. A format other than the sniffed one is a disguise (an SVG behind another type's first bytes). */
const inspect = async (received: Received, rules: FileRules): Promise<Result<void>> => {
  try {
    const { format, width, height } = await sharp(received.path, { limitInputPixels: false, pages: 1 }).metadata()
    if (format !== pictureFormats[received.sniffed ?? '']) return refuse('unsupported', 'file.unsupported')
    if (width * height > rules.maxPixels) return refuse('too-large', 'file.pixels', { max: Math.floor(rules.maxPixels / 1_000_000) })
    return ok(undefined)
  } catch (cause) {
    if (isBrokenPicture(cause)) return unreadable(received)
    throw cause
  }
}

const draw = (path: string, side: number, rules: FileRules) =>
  sharp(path, { limitInputPixels: rules.maxPixels, pages: 1, failOn: 'error' })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: rules.quality, progressive: true })
    .timeout({ seconds: 30 })
    .toBuffer({ resolveWithObject: true })

/** The prebuilt decoder reads AV1 but not HEVC pictures, as iPhones take them; the person is told what to do. */
const unreadable = ({ sniffed }: Received): Result<never> =>
  sniffed === 'image/heic' || sniffed === 'image/heif' ? refuse('unsupported', 'file.heic') : refuse('invalid', 'file.damaged')

/** The library throws plain errors for bad pictures; errors of the system carry a code. */
const isBrokenPicture = (cause: unknown): boolean => cause instanceof Error && !('code' in cause)
