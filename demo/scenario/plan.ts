import { between, chance } from '../corpus/random.ts'
import type { Random } from '../corpus/random.ts'
import type { Corpus } from '../corpus/load.ts'
import { inventPerson } from '../corpus/people.ts'
import type { Person } from '../corpus/people.ts'
import { drawFiling } from './file.ts'
import type { Filing } from './file.ts'
import { drawLife, neededDays, roughDays } from './fate.ts'
import type { Life } from './fate.ts'
import { daysUntil } from './rhythm.ts'
import type { PhotoPlan, PlanRow } from './types.ts'

export interface PlanOptions {
  readonly corpus: Corpus
  /** Last local date of the scenario, included. */
  readonly end: string
  /** Local time of the last day at which the scenario stops, `HH:MM`: nothing is filed after it. */
  readonly endTime: string
  readonly days: number
  readonly count: number
  /** How many places there are to choose from. */
  readonly places: number
  readonly residents: number
  readonly foreigners: number
  /** The limit for handling of a category. */
  readonly limitOf: (category: string) => { readonly value: number; readonly unit: string }
}

/** The invented people of the scenario: foreigners first, so that a row's `person` is an index here. */
export const drawPopulation = (options: Pick<PlanOptions, 'residents' | 'foreigners'>, random: Random): Person[] =>
  Array.from({ length: options.foreigners + options.residents }, (_, n) => inventPerson(random, n < options.foreigners))

const dayMs = 86_400_000
const wallMs = (local: string): number => Date.parse(`${local}:00Z`)

/** An earlier row that the same trouble was told in, and that is still being worked on when this one is read; null: none, or it is not to be a duplicate. */
const originOf = (rows: readonly PlanRow[], ends: readonly number[], own: Filing, random: Random): PlanRow | null => {
  if (own.procedure !== 'resident-request' || own.nature === 'accusation' || own.english || !chance(random, 0.034)) return null
  const at = wallMs(own.filed)
  const near = rows.filter((row, n) => {
    const worked = row.outcome === 'answered' || row.outcome === 'open'
    const told = row.procedure === 'resident-request' && row.nature === 'complaint' && !row.english
    return worked && told && wallMs(row.filed) > at - 4 * dayMs && (ends[n] ?? 0) > at + dayMs / 2
  })
  return near[between(random, 0, near.length - 1)] ?? null
}

const photosOf = (corpus: Corpus, filing: Filing, solved: boolean, random: Random): PhotoPlan | null => {
  const subject = corpus.leaves.get(filing.category)?.photo
  const likely = filing.door === 'field' ? 0.75 : filing.door === 'portal' || filing.door === 'open311' ? 0.55 : 0.12
  if (subject === undefined || !chance(random, likely)) return null
  const after = solved && chance(random, 0.65) ? `${subject}-after-${between(random, 1, 2)}` : null
  return { before: `${subject}-${between(random, 1, 2)}`, after }
}

const joinsOf = (filing: Filing, age: number, random: Random): number[] => {
  if (filing.procedure !== 'resident-request' || filing.nature === 'accusation' || filing.nature === 'consult' || !chance(random, 0.06))
    return []
  const hours = Math.min(96, Math.floor(age * 24) - 1)
  if (hours < 2) return []
  return Array.from({ length: 1 + Math.floor(9 * random() ** 2) }, () => between(random, 1, hours)).toSorted((a, b) => a - b)
}

interface Drawn {
  readonly id: number
  readonly filing: Filing
  readonly life: Life
  readonly origin: PlanRow | null
  readonly age: number
}

const rowOf = (corpus: Corpus, { id, filing, life, origin, age }: Drawn, random: Random): PlanRow => {
  const none = { rating: null, twists: [], reopened: 0, late: false, declineTo: null, stage: null }
  const whole = origin ? { ...life, ...none, outcome: 'merged' as const } : life
  const solved = (whole.outcome === 'answered' || whole.outcome === 'solved-on-spot') && life.answer === 'solved'
  return {
    id,
    ...filing,
    ...whole,
    into: origin?.id ?? null,
    photos: photosOf(corpus, filing, solved, random),
    seed: Math.floor(random() * 2 ** 31),
    joins: origin ? [] : joinsOf(filing, age, random),
    released: whole.outcome === 'answered' && solved && filing.nature !== 'accusation' && chance(random, 0.12),
  }
}

/**
 * The scenario: `count` matters over `days` days, in order of filing, each with what was said, by whom, where and what became of it.
 * Deterministic: the same options and the same random give the same rows.
 */
export const makePlan = (options: PlanOptions, random: Random): PlanRow[] => {
  const days = daysUntil(options.end, options.days, random)
  const stop = `${options.end}T${options.endTime}`
  const filings: Filing[] = []
  while (filings.length < options.count) {
    const filing = drawFiling({ ...options, days }, random)
    if (filing.filed <= stop) filings.push(filing)
  }
  filings.sort((a, b) => (a.filed < b.filed ? -1 : a.filed > b.filed ? 1 : 0))
  const rows: PlanRow[] = []
  const ends: number[] = []
  for (const drawn of filings) {
    const origin = originOf(rows, ends, drawn, random)
    const filing = origin ? { ...drawn, category: origin.category, place: origin.place, nature: origin.nature } : drawn
    const age = (wallMs(stop) - wallMs(filing.filed)) / dayMs
    const limit = roughDays(options.limitOf(filing.category))
    const life = drawLife(filing, age, limit, random)
    rows.push(rowOf(options.corpus, { id: rows.length + 1, filing, life, origin, age }, random))
    ends.push(wallMs(filing.filed) + neededDays(life, limit) * dayMs)
  }
  return rows
}
