import { between, chance, weighted } from '../corpus/random.ts'
import type { Random } from '../corpus/random.ts'
import type { Corpus, Leaf, Nature } from '../corpus/load.ts'
import { timeOfDay } from './rhythm.ts'
import type { Day } from './rhythm.ts'
import type { Channel, Door, Procedure } from './types.ts'

/** What is known when a matter is filed. */
export interface Filing {
  readonly procedure: Procedure
  readonly filed: string
  readonly door: Door
  readonly channel: Channel
  readonly nature: Nature | null
  readonly category: string
  readonly place: number
  readonly person: number | null
  readonly forOther: boolean
  readonly english: boolean
}

export interface FilingContext {
  readonly corpus: Corpus
  readonly days: readonly Day[]
  readonly places: number
  readonly residents: number
  readonly foreigners: number
}

type Pair = readonly [string, number]
const wet = new Set(['drain.flood', 'drain.sewer', 'drain.cellar', 'house.roof', 'green.fallen', 'house.wall', 'ev.0406', 'pt.0402'])
const treeOf = (group: string): Procedure =>
  group === 'hazards' ? 'grid-hazard' : group === 'opinions' ? 'station-opinion' : 'resident-request'

const weightOn = (leaf: Leaf, code: string, day: Day): number => {
  const season = leaf.months && !leaf.months.includes(day.month) ? leaf.off : 1
  return leaf.weight * season * (day.rain && wet.has(code) ? 5 : 1)
}

const categoryOn = (corpus: Corpus, procedure: Procedure, day: Day, random: Random): string => {
  const pairs: Pair[] = [...corpus.leaves]
    .filter(([, leaf]) => treeOf(leaf.group) === procedure)
    .map(([code, leaf]) => [code, weightOn(leaf, code, day)])
  return weighted(random, pairs)
}

const doors: readonly (readonly [Door, number])[] = [
  ['portal', 47],
  ['desk', 24],
  ['upstream', 25],
  ['open311', 4],
]
const channels: Readonly<Record<Door, readonly (readonly [Channel, number])[]>> = {
  portal: [
    ['web', 30],
    ['wechat', 50],
    ['city-app', 20],
  ],
  desk: [
    ['phone', 74],
    ['counter', 20],
    ['letter', 2],
    ['email', 4],
  ],
  upstream: [['city-hotline', 1]],
  open311: [['open311', 1]],
  field: [['field', 1]],
}

const doorFor = (procedure: Procedure, random: Random): readonly [Door, Channel] => {
  if (procedure === 'grid-hazard') return ['field', 'field']
  if (procedure === 'station-opinion') return ['desk', 'station']
  const door = weighted(random, doors)
  return [door, weighted(random, channels[door])]
}

const natureFor = (leaf: Leaf, door: Door, random: Random): Nature => {
  const all = (Object.entries(leaf.natures) as [Nature, number][]).map(
    ([nature, weight]) => [nature, nature === 'accusation' ? weight * 2 : weight] as const,
  )
  // neither the city's hotline nor an open interface is a way for an accusation
  const fit = door === 'upstream' || door === 'open311' ? all.filter(([nature]) => nature !== 'accusation') : all
  return weighted(random, fit)
}

/** A few places are named again and again, most once or twice. */
const placeFor = (places: number, random: Random): number => Math.min(places - 1, Math.floor(places * random() ** 1.35))

const personFor = (
  context: FilingContext,
  filing: { nature: Nature | null; door: Door; english: boolean },
  random: Random,
): number | null => {
  const { nature, door, english } = filing
  if (door === 'field') return null
  if (english) return between(random, 0, context.foreigners - 1)
  const nameless = nature === 'accusation' ? 0.45 : door === 'portal' ? 0.1 : door === 'open311' ? 0.5 : 0.03
  if (chance(random, nameless)) return null
  return context.foreigners + Math.floor(context.residents * random() ** 1.25)
}

/** One filing on one of the days. */
export const drawFiling = (context: FilingContext, random: Random): Filing => {
  const day = weighted(
    random,
    context.days.map((each) => [each, each.weight] as const),
  )
  const procedure = weighted<Procedure>(random, [
    ['resident-request', 79],
    ['grid-hazard', 15.5],
    ['station-opinion', 5.5],
  ])
  const category = categoryOn(context.corpus, procedure, day, random)
  const leaf = context.corpus.leaves.get(category)
  if (!leaf) throw new Error(`no texts for ${category}`)
  const [door, channel] = doorFor(procedure, random)
  const nature = procedure === 'resident-request' ? natureFor(leaf, door, random) : null
  const written = door === 'portal' || door === 'open311' || channel === 'email'
  const english = written && leaf.english !== null && nature !== 'accusation' && chance(random, 0.125)
  return {
    procedure,
    filed: `${day.date}T${timeOfDay(channel, category, random)}`,
    door,
    channel,
    nature,
    category,
    place: placeFor(context.places, random),
    person: personFor(context, { nature, door, english }, random),
    forOther: nature === 'help' && chance(random, 0.15),
    english,
  }
}
