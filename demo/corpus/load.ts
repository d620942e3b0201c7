import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const lines = z.string().transform((text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
)
const nature = z.enum(['consult', 'help', 'complaint', 'suggestion', 'accusation'])

const leaf = z.strictObject({
  weight: z.number().positive(),
  /** Months of the year in which this is common; elsewhere its weight is multiplied by `off`. */
  months: z.array(z.number().int().min(1).max(12)).optional(),
  off: z.number().min(0).max(1).default(0),
  natures: z.partialRecord(nature, z.number().positive()).default({ complaint: 1 }),
  photo: z.string().optional(),
  facts: lines,
  shorts: lines,
  answers: lines,
  measures: lines,
})
const groupFile = z.strictObject({ group: z.string(), en: z.record(z.string(), z.string()), leaves: z.record(z.string(), leaf) })

export type Nature = z.infer<typeof nature>
export type Leaf = z.infer<typeof leaf> & {
  /** A text by someone who writes English; null: nobody does about this. */ readonly english: string | null
  readonly group: string
}

/** All templates: by leaf category, and by kind of remark (`tone`). */
export interface Corpus {
  readonly leaves: ReadonlyMap<string, Leaf>
  readonly tone: Readonly<Record<string, readonly string[]>>
}

const text = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

/** Reads and checks every file of templates. Throws at the first that has another shape. */
export const loadCorpus = (): Corpus => {
  const leaves = new Map<string, Leaf>()
  for (const name of readdirSync(new URL('texts/', import.meta.url)).toSorted()) {
    const file = groupFile.parse(text(`texts/${name}`))
    for (const [code, own] of Object.entries(file.leaves)) leaves.set(code, { ...own, english: file.en[code] ?? null, group: file.group })
  }
  return { leaves, tone: z.record(z.string(), lines).parse(text('tone.yaml')) }
}
