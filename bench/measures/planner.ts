// The grid planner beside METIS, on the demo district: the same graph, the same number of grids.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeatureCollection, LineString, Polygon } from 'geojson'
import { boundsOf } from '../../src/territory/bounds.ts'
import { areaOf } from '../../src/territory/domain/geometry.ts'
import type { Point } from '../../src/territory/domain/geometry.ts'
import type { PlanBuilding } from '../../src/territory/domain/planner/atoms.ts'
import type { WalkGraph } from '../../src/territory/domain/planner/graph.ts'
import { seeded } from '../../src/territory/domain/planner/heap.ts'
import { measure, roundness, type Measures } from '../../src/territory/domain/planner/measure.ts'
import { networkOf } from '../../src/territory/domain/planner/network.ts'
import { outlinesOf, planGrids, type CommunityPlan, type PlanInput } from '../../src/territory/domain/planner/plan.ts'
import { dealGround } from '../../src/territory/domain/planner/raster.ts'

const bounds = boundsOf('gbt-34300')

/** One way of dividing, summed up over the district. */
export interface PlanFigures {
  readonly who: string
  readonly seconds: number
  readonly grids: number
  readonly apart: number
  readonly within: number
  /** Root mean square of a grid's workload above or below its community's mean. */
  readonly unevenness: number
  /** The busiest grid above its mean, averaged over the communities. */
  readonly busiest: number
  /** Mean metres from a household to its grid's centre. */
  readonly metres: number
  /** Mean Polsby–Popper. */
  readonly roundness: number
  /** Share of ties cut. */
  readonly cut: number
  readonly ways: number
  readonly streets: number
}

const read = (name: string): FeatureCollection =>
  JSON.parse(readFileSync(new URL(`../../demo/geography/${name}.geojson`, import.meta.url), 'utf8')) as FeatureCollection

/** The demo district's real buildings with invented households: by floor area, 110 m² each, as the seed says. */
export const demoInput = (seed: number, metresOfHousehold = 110): PlanInput => {
  const random = seeded(seed)
  const buildings = read('buildings').features.map(({ geometry, properties }): PlanBuilding => {
    const { id, name, aliases, area, use, levels, point } = properties as {
      readonly [key in 'id' | 'name' | 'area' | 'use']: string
    } & { readonly aliases: readonly string[]; readonly levels?: number; readonly point: Point }
    const lived = ['yes', 'residential', 'apartments', 'dormitory'].includes(use) && name.endsWith('号楼')
    const floors = levels ?? 4 + Math.floor(random() * 5)
    const households = lived ? Math.round(Math.min(160, (0.75 * floors * areaOf(geometry as Polygon)) / metresOfHousehold)) : 0
    const persons = Math.round(households * (2 + random() * 0.6))
    // Old houses call more often than new ones; a school or a market calls as well.
    const workload = households * (0.04 + 0.16 * random() ** 2) + (lived ? 0 : 2 * random())
    const street = /^(.+?) ?\d+ 号$/.exec(aliases[0] ?? '')?.[1]
    return { id, point, households, persons, workload, compound: compoundOf(name, area), street }
  })
  const lines = read('roads').features.map(({ geometry }) => (geometry as LineString).coordinates.map(([x = 0, y = 0]): Point => [x, y]))
  const communities = read('areas').features.flatMap(({ geometry, properties }) =>
    properties?.['level'] === 'community' ? [{ code: String(properties['code']), boundary: geometry as Polygon }] : [],
  )
  return { buildings, network: networkOf(lines), communities }
}

// 静苑东区 5 号楼 is of the compound 静苑东区. Large ones have gates of their own for every three houses or so, and what one gate closes off is the compound here.
const compoundOf = (name: string, area: string): string | undefined => {
  const [, compound, number] = /^(.+?) (\d+) 号楼$/.exec(name) ?? []
  return compound && number ? `${area.slice(0, 12)} ${compound} ${Math.floor((Number(number) - 1) / 3)}` : undefined
}

/** The planner and METIS (recursive bisection and k-way, kept together) on the demo district; the planner alone where METIS is not installed. */
export const planning = (seed = 1): readonly PlanFigures[] => {
  const input = demoInput(seed)
  const start = performance.now()
  const plan = planGrids(input, { bounds, seed })
  const seconds = (performance.now() - start) / 1000
  const own = summed('planner', seconds, plan.communities, input, (community) => community.partOf)
  const installed = spawnSync('gpmetis', ['-help']).error === undefined
  if (!installed) return [own]
  const ways = [
    { who: 'METIS k-way', options: ['-ptype=kway', '-objtype=cut'] },
    { who: 'METIS k-way, -contig', options: ['-ptype=kway', '-contig'] },
    { who: 'METIS recursive bisection', options: ['-ptype=rb'] },
  ]
  return [
    own,
    ...ways.map(({ who, options }) => {
      const began = performance.now()
      const parted = new Map(plan.communities.map((community) => [community, metis(community.graph, community.grids.length, options)]))
      const taken = (performance.now() - began) / 1000
      return summed(who, taken, plan.communities, input, (community) => parted.get(community) ?? [])
    }),
  ]
}

const metis = ({ atoms, steps }: WalkGraph, parts: number, options: readonly string[]): readonly number[] => {
  if (parts < 2) return atoms.map(() => 0)
  const folder = mkdtempSync(join(tmpdir(), 'metis-'))
  try {
    const file = join(folder, 'graph')
    const ways = steps.reduce((sum, list) => sum + list.length, 0) / 2
    // Two weights, so that both the work and the households are to be shared out evenly.
    const lines = atoms.map(({ workload, households }, at) => {
      const weights = [Math.max(1, Math.round(workload * 10)), households]
      return [...weights, ...(steps[at] ?? []).flatMap(({ to, tie }) => [to + 1, tie])].join(' ')
    })
    writeFileSync(file, `${atoms.length} ${ways} 011 2\n${lines.join('\n')}\n`)
    const ran = spawnSync('gpmetis', [...options, '-ncuts=20', '-niter=50', '-seed=1', file, String(parts)], { encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(`gpmetis: ${ran.stdout}${ran.stderr}`)
    return readFileSync(`${file}.part.${parts}`, 'utf8').trim().split('\n').map(Number)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const summed = (
  who: string,
  seconds: number,
  communities: readonly CommunityPlan[],
  input: PlanInput,
  partOf: (community: CommunityPlan) => readonly number[],
): PlanFigures => {
  const all = communities.map((community) => measure(community.graph, partOf(community), community.grids.length, bounds))
  const total = (pick: (measures: Measures) => number): number => all.reduce((sum, each) => sum + pick(each), 0)
  const round = communities.flatMap((community) => {
    const boundary = input.communities.find(({ code }) => code === community.community)?.boundary
    if (!boundary) return []
    const { atoms } = community.graph
    return outlinesOf(boundary, dealGround(boundary, atoms), atoms, partOf(community), community.grids.length).flatMap((each) =>
      each ? [roundness(each)] : [],
    )
  })
  return {
    who,
    seconds,
    grids: total(({ grids }) => grids),
    apart: total(({ apart }) => apart),
    within: total(({ within }) => within),
    unevenness: Math.sqrt(total(({ unevenness }) => unevenness) / communities.reduce((sum, { grids }) => sum + grids.length, 0)),
    busiest: total(({ busiest }) => busiest) / all.length,
    metres: total(({ distance }) => distance) / total(({ weight }) => weight),
    roundness: round.reduce((sum, each) => sum + each, 0) / round.length,
    cut: total(({ cut }) => cut) / total(({ ties }) => ties),
    ways: total(({ ways }) => ways),
    streets: total(({ streets }) => streets),
  }
}

/** The figures as a table in Markdown. */
export const planTable = (figures: readonly PlanFigures[]): string => {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  const rows = figures.map((each) => [
    each.who,
    `${each.grids}`,
    `${each.apart}`,
    `${each.within}`,
    percent(each.unevenness),
    percent(each.busiest),
    `${each.metres.toFixed(0)} m`,
    each.roundness.toFixed(3),
    `${percent(each.cut)} (${each.ways})`,
    `${each.streets}`,
    `${each.seconds.toFixed(1)} s`,
  ])
  const head = [
    'by',
    'grids',
    'apart',
    'within bounds',
    'workload ±',
    'busiest',
    'to the centre',
    'Polsby–Popper',
    'ties cut (ways)',
    'streets cut',
    'time',
  ]
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

if (import.meta.main) process.stdout.write(`${planTable(planning(Number(process.argv[2] ?? 1)))}\n`)
