import { seeded } from '../corpus/random.ts'
import type { Person } from '../corpus/people.ts'
import { drawPopulation, makePlan } from '../scenario/plan.ts'
import type { PlanRow } from '../scenario/types.ts'
import { uuidOf } from '../settle.ts'
import { hazardLife, opinionLife } from './errands.ts'
import { filingOf } from './filing.ts'
import { besides, requestLife } from './lives.ts'
import { runLives, type Beginning, type Lived } from './run.ts'
import { lastDay } from './span.ts'
import { drawSites, type Site } from './sites.ts'
import { createTeller, instantOf, minute, type Teller } from './teller.ts'
import { buildWorld, type World } from './world.ts'

const days = 98
const count = 3200
const population = { residents: 1900, foreigners: 40 }

interface Stage {
  readonly world: World
  readonly sites: ReturnType<typeof drawSites>
  readonly people: readonly Person[]
  readonly end: number
}

const siteOf = ({ sites }: Stage, row: PlanRow): Site => {
  const list = row.procedure === 'grid-hazard' ? sites.all : sites.homes
  const site = list[row.place % list.length]
  if (!site) throw new Error('the demo county has no buildings')
  return site
}

const tellerOf = (stage: Stage, row: PlanRow): Teller =>
  createTeller({
    world: stage.world,
    row,
    id: uuidOf(`matter:${row.id}`),
    site: siteOf(stage, row),
    person: row.person === null ? null : (stage.people[row.person] ?? null),
    filedAt: instantOf(row.filed) + (row.seed % 60) * 1000,
    end: stage.end,
  })

/** Lives the whole plan through the engine: the matters in order of filing, each with its events and its state on the last day. A few seconds; the same each time. */
export const simulate = (): { readonly lives: readonly Lived[]; readonly plan: readonly PlanRow[] } => {
  const world = buildWorld()
  const sites = drawSites()
  const limitOf = (category: string) => world.limitsOf(category)?.handle ?? { value: 5, unit: 'workday' }
  const options = { corpus: world.corpus, end: lastDay, endTime: '23:00', days, count, places: sites.homes.length, limitOf, ...population }
  const plan = makePlan(options, seeded(20_261_107))
  const stage: Stage = { world, sites, people: drawPopulation(population, seeded(2)), end: instantOf(`${lastDay}T23:00`) + minute }
  const codes = new Map<number, string>()
  const codeOf = (row: number): string => codes.get(row) ?? ''
  const beginnings = plan.map((row): Beginning => {
    const teller = tellerOf(stage, row)
    return {
      at: teller.filedAt,
      id: teller.id,
      file: (now) => {
        const filed = filingOf(teller, now)
        codes.set(row.id, filed.filing.code)
        return filed
      },
      courses: (state) => {
        const main =
          row.procedure === 'grid-hazard'
            ? hazardLife(teller, state)
            : row.procedure === 'station-opinion'
              ? opinionLife(teller, state)
              : requestLife(teller, state, codeOf)
        return [main, ...besides(teller, stage.people)]
      },
    }
  })
  return { lives: runLives(world, beginnings, stage.end), plan }
}
