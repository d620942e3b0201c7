import { z } from 'zod'
import formulaeFile from '../formulae.json' with { type: 'json' }
import { countNames, noCounts, type CountName, type Counts } from './count.ts'

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const countName = z.enum(countNames)

const formulaeSchema = z.strictObject({
  scales: z.record(z.enum(['five', 'three']), z.strictObject({ satisfied: z.number(), basically: z.number() })),
  smallestCell: z.int().min(1),
  rates: z.array(
    z.strictObject({
      id: z.string(),
      top: z.partialRecord(countName, z.number()),
      bottom: z.array(countName).min(1),
      title: text,
      words: text,
      source: z.string(),
    }),
  ),
})

/** How rates are worked out, each with its source. Data, so that a district can word and weigh them as its rules say. */
export type Formulae = z.output<typeof formulaeSchema>
export const formulae: Formulae = formulaeSchema.parse(formulaeFile)

/** A rate: `n` of `of`; `share` is null when nothing could be counted. */
export interface Rate {
  readonly n: number
  readonly of: number
  readonly share: number | null
}

/** Figures of one line: the counts of everything, and every rate raw and without the matters that were excluded. */
export interface Figures {
  readonly counts: Counts
  readonly rates: Readonly<Record<string, { readonly raw: Rate; readonly adjusted: Rate }>>
}

/** The counts of a line, parted by whether the matters were excluded. */
export interface Parted {
  readonly kept: Counts
  readonly excluded: Counts
}

export const nothing: Parted = { kept: noCounts(), excluded: noCounts() }

export const plus = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(countNames.map((name) => [name, a[name] + b[name]])) as Record<CountName, number>

export const together = (lines: readonly Parted[]): Parted =>
  lines.reduce((sum, line) => ({ kept: plus(sum.kept, line.kept), excluded: plus(sum.excluded, line.excluded) }), nothing)

/** Counts with all rates of the formulae. */
export const figuresOf = (line: Parted, { rates }: Formulae): Figures => {
  const all = plus(line.kept, line.excluded)
  return {
    counts: all,
    rates: Object.fromEntries(rates.map((rate) => [rate.id, { raw: rateOf(rate, all), adjusted: rateOf(rate, line.kept) }])),
  }
}

const rateOf = (rate: Formulae['rates'][number], counts: Counts): Rate => {
  const n = Object.entries(rate.top).reduce((sum, [name, weight]) => sum + counts[name as CountName] * weight, 0)
  const of = rate.bottom.reduce((sum, name) => sum + counts[name], 0)
  return { n, of, share: of > 0 ? n / of : null }
}

export interface Line<Id = string> {
  readonly id: Id
  readonly line: Parted
}

/**
 * Lines fit to be published: those with fewer matters received than `smallest` are withheld and shown as one line together (id null), with the next smallest
 * beside them while the rest is still too small, so that a withheld number can't be worked out from the total.
 */
export const published = (lines: readonly Line[], smallest: number): Line<string | null>[] => {
  const received = ({ line }: Line): number => line.kept.received + line.excluded.received
  const ordered = lines.toSorted((a, b) => received(a) - received(b) || (a.id < b.id ? -1 : 1))
  let sum = 0
  let withheld = 0
  while (withheld < ordered.length) {
    const next = received(ordered[withheld] as Line)
    if (next >= smallest && (withheld === 0 || sum >= smallest)) break
    sum += next
    withheld += 1
  }
  const gone = new Set(ordered.slice(0, withheld).map(({ id }) => id))
  const shown = lines.filter(({ id }) => !gone.has(id))
  return gone.size === 0 ? shown : [...shown, { id: null, line: together(lines.filter(({ id }) => gone.has(id)).map(({ line }) => line)) }]
}

/** A rate fit to be published: without what could point to single people. */
export const publishedRate = (rate: Rate, smallest: number): Rate | null => (rate.of >= smallest ? rate : null)
