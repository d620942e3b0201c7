// npm run bench [-- --only file,inbox,search,read,report,clocks,portal,locate,due,addresses,demo,planner] [--matters 100000] [--database postgres|embedded] [--seconds 4] [--rounds 3] [--profile folder]
import { parseArgs } from 'node:util'
import { openPostgres } from '../src/kernel/database/open.ts'
import { sql } from 'kysely'
import { startCluster } from '../test/support/postgres.ts'
import { startChild } from './child.ts'
import { filings, firings, inboxes, portal, readings, type Served } from './served.ts'
import { figure, tableOf, type Line } from './table.ts'
import { cpuOfChildren } from './measures/processor.ts'
import { demoStarts } from './measures/demo.ts'
import { planning, planTable } from './measures/planner.ts'
import { addressLines } from './measures/addresses.ts'
import { dueTimes, locating } from './measures/pure.ts'
import type { Times } from './measures/timing.ts'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    matters: { type: 'string', default: '100000' },
    database: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    profile: { type: 'string' },
  },
})
const chosen = options.only?.split(',')
const wanted = (...names: readonly string[]): boolean => !chosen || names.some((name) => chosen.includes(name))
const matters = Number(options.matters)
const [seconds, rounds] = [Number(options.seconds), Number(options.rounds)]
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const measured = async (lines: Line[], name: string, measure: () => Promise<readonly (Line | null)[]>): Promise<void> => {
  if (!wanted(name)) return
  const start = performance.now()
  const found = (await measure()).filter((line) => line !== null)
  lines.push(...found)
  say(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s\n${tableOf(found)}`)
}

const taken = ({ p50, p99 }: Times): string => `p50 ${figure(p50)} p99 ${figure(p99)} ms`
const compared = (work: string, database: string, { own, plain }: { own: Times; plain: Times }, goal: string): Line => ({
  work,
  database,
  ours: taken(own),
  plain: taken(plain),
  ratio: plain.p50 / own.p50,
  cpuRatio: null,
  goal,
})

const onDatabase = async (database: string, url: string | null, databaseCpu: () => number): Promise<Line[]> => {
  const lines: Line[] = []
  say(`${database}: staging …`)
  const child = await startChild(url)
  try {
    await inChild({ child, database, seconds, rounds, say, databaseCpu, profile: options.profile ?? null }, lines)
  } finally {
    await child.stop()
  }
  return lines
}

const inChild = async (served: Served, lines: Line[]): Promise<void> => {
  const { child, database } = served
  const small = Math.round(matters / 10)
  await measured(lines, 'inbox', async () => {
    await child.do('grow', small)
    const before = await inboxes(served, small)
    await child.do('grow', matters)
    const after = await inboxes(served, matters)
    const growth = {
      work: '… time against ten times fewer',
      database,
      ours: figure(after.p50),
      plain: figure(before.p50),
      ratio: after.p50 / before.p50,
      cpuRatio: after.cpu / before.cpu,
      goal: '≤ 1.5×',
    }
    return [before.line, after.line, growth]
  })
  if (!wanted('inbox') && wanted('file', 'search', 'read', 'report')) await child.do('grow', matters)
  await measured(lines, 'read', async () => [await readings(served)])
  await measured(lines, 'portal', async () => [await portal(served)])
  await measured(lines, 'search', async () => [
    compared(`search, ${matters.toLocaleString('en')} matters`, database, await child.do('search', 400), 'p99 ≤ 150 ms'),
  ])
  await measured(lines, 'report', async () => [compared('report of a month', database, await child.do('report', 100), '≤ 100 ms')])
  await measured(lines, 'file', () => filings(served))
  await measured(lines, 'clocks', async () => [await firings(served)])
}

const onPostgres = async (): Promise<Line[]> => {
  const cluster = await startCluster(true)
  if (!cluster) {
    say('PostgreSQL is not installed here: measured on the embedded database only')
    return []
  }
  try {
    const admin = openPostgres(cluster.url('postgres'), 1)
    await sql`create database bench`.execute(admin.sql)
    await admin.close()
    return await onDatabase('PostgreSQL', cluster.url('bench'), () => cpuOfChildren(cluster.process.pid ?? 0))
  } finally {
    await cluster.stop()
  }
}

const withoutDatabase = async (): Promise<Line[]> => {
  const lines: Line[] = []
  const pure = (work: string, { own, plain }: { own: number; plain: number }, goal: string): Line => ({
    work,
    database: '',
    ours: `${figure(own)}/s`,
    plain: `${figure(plain)}/s`,
    ratio: null,
    cpuRatio: own / plain,
    goal,
  })
  await measured(lines, 'locate', async () => [pure('locate among 10,000 grids', locating(), '≥ 250,000/s')])
  await measured(lines, 'due', async () => [pure('due time, 10 working days', dueTimes(), '≥ 1,000,000/s')])
  await measured(lines, 'addresses', async () => addressLines())
  await measured(lines, 'planner', async () => {
    const figures = planning()
    say(planTable(figures))
    const shown = (who: (name: string) => boolean): string =>
      figures.flatMap((each) => (who(each.who) ? `±${(100 * each.unevenness).toFixed(1)} %, ${each.apart} apart` : [])).join('; ')
    const [ours, plain] = [shown((who) => who === 'planner'), shown((who) => who !== 'planner')]
    return [{ work: 'grids planned: workload, grids apart', database: '', ours, plain, ratio: null, cpuRatio: null, goal: '0 apart' }]
  })
  await measured(lines, 'demo', async () => {
    const { first, again } = await demoStarts()
    return [
      {
        work: 'start of the demo',
        database: 'embedded',
        ours: `${figure(first)} s first, ${figure(again)} s again`,
        plain: '',
        ratio: null,
        cpuRatio: null,
        goal: '≤ 15 s',
      },
    ]
  })
  return lines
}

const needsDatabase = wanted('file', 'inbox', 'search', 'read', 'report', 'clocks', 'portal')
const lines = [
  ...(await withoutDatabase()),
  ...(needsDatabase && options.database !== 'embedded' ? await onPostgres() : []),
  ...(needsDatabase && options.database !== 'postgres' ? await onDatabase('embedded', null, () => 0) : []),
]
process.stdout.write(`\n${tableOf(lines)}\n`)
