import { between, chance, pick, weighted } from '../corpus/random.ts'
import type { Random } from '../corpus/random.ts'
import type { Filing } from './file.ts'
import type { OpenStage, Outcome, Pace, Rating, Twist } from './types.ts'

/** Days that a limit takes on the wall calendar, about: working days carry their weekends. */
export const roughDays = (limit: { readonly value: number; readonly unit: string }): number => {
  switch (limit.unit) {
    case 'hour':
      return limit.value / 24
    case 'workhour':
      return limit.value / 7
    case 'workday':
      return limit.value * 1.42
    default:
      return limit.value
  }
}

/** Days from filing to the answer, about. */
export const neededDays = (life: Pick<Life, 'twists' | 'pace'>, limit: number): number =>
  limit * (life.twists.includes('extended') ? 1.6 : 1) * life.pace.answer + (life.pace.accept + life.pace.dispatch) / 1440

export interface Life {
  readonly outcome: Outcome
  readonly late: boolean
  readonly twists: readonly Twist[]
  readonly reopened: number
  readonly answer: 'solved' | 'part' | 'no'
  readonly stage: OpenStage | null
  readonly declineTo: string | null
  readonly rating: Rating | null
  readonly pace: Pace
}

const paceOf = (late: boolean, random: Random): Pace => ({
  accept: between(random, 4, 170),
  dispatch: between(random, 1, 50),
  sign: between(random, 10, 600),
  answer: late ? 1.03 + random() ** 2 * 1.6 : 0.12 + 0.85 * Math.sqrt(random()),
  approve: between(random, 12, 240),
  callBack: between(random, 1, 30),
})

const twistShares: readonly (readonly [Twist, number])[] = [
  ['asked', 0.06],
  ['returned', 0.055],
  ['parallel', 0.11],
  ['extended', 0.045],
  ['urged', 0.04],
  ['supervised', 0.022],
  ['sent-back', 0.05],
  ['rework', 0.03],
  ['added', 0.07],
]

const twistsOf = (filing: Filing, late: boolean, random: Random): Twist[] => {
  const boost = (twist: Twist): number => (late && (twist === 'returned' || twist === 'urged' || twist === 'supervised') ? 4 : 1)
  const nameless = filing.person === null
  return twistShares
    .filter(([twist]) => !(nameless && (twist === 'asked' || twist === 'added' || twist === 'rework')))
    .filter(([twist]) => filing.procedure === 'resident-request' || twist === 'returned' || twist === 'parallel' || twist === 'urged')
    .filter(([twist, share]) => chance(random, share * boost(twist)))
    .map(([twist]) => twist)
}

const declineFor = (category: string, random: Random): string => {
  if (category.startsWith('life.wages') || category.startsWith('life.labour')) return 'arbitration'
  if (category.startsWith('serve.staff')) return 'discipline'
  if (category.startsWith('house') || category.startsWith('prop')) return pick(random, ['litigation', 'private'])
  if (category.startsWith('care')) return pick(random, ['reconsideration', 'open-information'])
  return weighted(random, [
    ['other-district', 5],
    ['repeated', 4],
    ['police', 3],
    ['private', 2],
    ['open-information', 1],
    ['petition', 1],
  ])
}

/** About six in a hundred who rate are not content; more when it was late or not done. */
const ratingOf = (hard: boolean, rested: number, random: Random): Rating => {
  const stars = weighted<Rating['stars']>(
    random,
    hard
      ? [
          [5, 30],
          [4, 26],
          [3, 20],
          [2, 8],
          [1, 8],
        ]
      : [
          [5, 64],
          [4, 25],
          [3, 7.5],
          [2, 1.5],
          [1, 1.3],
        ],
  )
  return {
    stars,
    solved: stars >= 4 || (stars === 3 && chance(random, 0.6)),
    after: between(random, 1, Math.max(1, Math.min(120, Math.floor(rested * 24)))),
  }
}

const stageAt = (share: number, filing: Filing, twists: readonly Twist[], random: Random): OpenStage => {
  if (share < 0.03) return 'received'
  if (share < 0.07) return chance(random, 0.5) ? 'received' : 'dispatching'
  if (share < 0.16) return 'unsigned'
  if (twists.includes('asked') && filing.person !== null && chance(random, 0.6)) return 'asked'
  if (share > 0.6 && chance(random, 0.08)) return 'extension-asked'
  if (share > 0.5 && chance(random, 0.22)) return 'approving'
  return share > 0.6 && filing.procedure === 'resident-request' && chance(random, 0.22) ? 'verifying' : 'handling'
}

const shortLife = (filing: Filing, random: Random): Outcome | null => {
  if (filing.procedure === 'grid-hazard') return chance(random, 0.34) ? 'solved-on-spot' : null
  if (filing.procedure === 'station-opinion') return chance(random, 0.5) ? 'answered-at-once' : null
  if (filing.nature === 'consult' && chance(random, 0.5)) return 'answered-at-once'
  if (filing.nature !== 'accusation' && chance(random, 0.028)) return 'declined'
  return filing.person !== null && chance(random, 0.014) ? 'withdrawn' : null
}

/** What the resident did after the answer, `rested` days before the last day: nothing, a rating, or "not fixed". */
const afterwards = (filing: Filing, done: { rested: number; limit: number; hard: boolean }, random: Random): Partial<Life> => {
  const { rested, limit, hard } = done
  if (filing.person === null) return {}
  const again = filing.procedure === 'resident-request' && rested > 1 && chance(random, hard ? 0.11 : 0.042)
  // a second round takes about as long as the first
  const round = 2 + limit * 1.2
  if (again && rested < round) return { outcome: 'open', reopened: 1, stage: 'handling', late: false, rating: null }
  const times = again ? (rested > 2 * round && chance(random, 0.15) ? 2 : 1) : 0
  const quiet = rested - times * round
  return { reopened: times, rating: quiet > 0.5 && chance(random, 0.44) ? ratingOf(hard, quiet, random) : null }
}

/** What became of a matter that is `age` days old on the last day and has about `limit` days for its answer. */
export const drawLife = (filing: Filing, age: number, limit: number, random: Random): Life => {
  const late = chance(random, filing.procedure === 'resident-request' ? 0.085 : 0.06)
  const pace = paceOf(late, random)
  const twists = twistsOf(filing, late, random)
  const answer = weighted<Life['answer']>(random, [
    ['solved', 82],
    ['part', 11],
    ['no', 7],
  ])
  const base: Life = { outcome: 'answered', late, twists, reopened: 0, answer, stage: null, declineTo: null, rating: null, pace }
  const short = shortLife(filing, random)
  if (short !== null && age > 0.2) {
    const declineTo = short === 'declined' ? declineFor(filing.category, random) : null
    const rating = short === 'answered-at-once' && filing.person !== null && chance(random, 0.3) ? ratingOf(false, age - 0.2, random) : null
    return { ...base, outcome: short, late: false, twists: [], answer: 'solved', declineTo, rating }
  }
  const total = limit * (twists.includes('extended') ? 1.6 : 1)
  const needed = neededDays(base, limit)
  // now and then one is simply left lying
  const stuck = age > limit * 1.2 && age < 40 && chance(random, 0.012)
  if (needed > age || stuck) {
    const share = age / total
    return { ...base, outcome: 'open', late: share > 1, stage: stageAt(share, filing, twists, random) }
  }
  return { ...base, ...afterwards(filing, { rested: age - needed, limit, hard: late || answer !== 'solved' }, random) }
}
