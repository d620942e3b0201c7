import { z } from 'zod'
import type { FileRules } from './domain.ts'

const count = z.int().positive()

const rulesSchema = z.strictObject({
  maxBytes: z.strictObject({ image: count, document: count, audio: count, video: count }).partial(),
  maxPixels: count,
  longSide: count.max(10_000),
  thumbSide: count.max(2000),
  quality: count.max(100),
  archive: z.strictObject({ maxEntries: count.max(65_535), maxUnpacked: count }),
})

/** Checks file limits from configuration (`rules.json` beside this file holds the usual ones); throws with every fault at once. */
export const parseFileRules = (given: unknown): FileRules => {
  const parsed = rulesSchema.safeParse(given)
  if (!parsed.success) throw new Error(`The file limits have faults:\n${z.prettifyError(parsed.error)}`)
  const { image, document, audio, video } = parsed.data.maxBytes
  const maxBytes = { ...(image && { image }), ...(document && { document }), ...(audio && { audio }), ...(video && { video }) }
  return { ...parsed.data, maxBytes }
}
