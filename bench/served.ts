// What is measured through the server, on one database.
import { randomUUID } from 'node:crypto'
import type { Child } from './child.ts'
import { flood, median, pace, type Load, type Shot, type Speed } from './load.ts'
import { departments, filing } from './stage/district.ts'
import { figure, type Line } from './table.ts'

export interface Served {
  readonly child: Child
  readonly database: string
  readonly seconds: number
  readonly rounds: number
  readonly say: (line: string) => void
  /** Processor time of the database's own processes so far, in milliseconds; 0 for the embedded one, which is part of the server. */
  readonly databaseCpu: () => number
  /** Folder for a profile of the server under each load, or null. */
  readonly profile: string | null
}

interface Measured extends Speed {
  /** Processor time for one request, in milliseconds: of the server's process, and of PostgreSQL's. */
  readonly cpu: number
  readonly databaseCpu: number
}

const taking = <T>(list: readonly T[]): (() => T) => {
  let at = 0
  return () => list[at++ % list.length] as T
}

const withCpu = async ({ child, databaseCpu, seconds }: Served, load: Load): Promise<Measured> => {
  const before = { server: await child.do('cpu'), database: databaseCpu() }
  const speed = await flood(load, seconds)
  const requests = speed.perSecond * seconds
  return { ...speed, cpu: ((await child.do('cpu')) - before.server) / requests, databaseCpu: (databaseCpu() - before.database) / requests }
}

/** Ours and the bare one by turns, so that a noisy minute falls on both; the median of each. */
const byTurns = async (served: Served, ours: () => Shot, bare: () => Shot): Promise<{ own: Measured; plain: Measured }> => {
  const { child, rounds } = served
  const own: Measured[] = []
  const plain: Measured[] = []
  // The first turn warms both up.
  for (let round = 0; round <= rounds; round++) {
    own.push(await withCpu(served, { port: child.port, next: ours }))
    plain.push(await withCpu(served, { port: child.barePort, next: bare }))
  }
  await profiled(served, ours)
  return { own: middle(own.slice(1)), plain: middle(plain.slice(1)) }
}

let profiles = 0

const profiled = async ({ child, seconds, profile, database }: Served, ours: () => Shot): Promise<void> => {
  if (profile === null) return
  await child.do('profile', null)
  await flood({ port: child.port, next: ours }, seconds)
  await child.do('profile', `${profile}/${database}-${++profiles}.cpuprofile`)
}

const middle = (all: readonly Measured[]): Measured => ({
  perSecond: median(all.map((each) => each.perSecond)),
  p50: median(all.map((each) => each.p50)),
  p99: median(all.map((each) => each.p99)),
  cpu: median(all.map((each) => each.cpu)),
  databaseCpu: median(all.map((each) => each.databaseCpu)),
})

type Spent = Pick<Measured, 'cpu' | 'databaseCpu'>

const spent = ({ cpu, databaseCpu }: Spent): string => `${figure(cpu)}${databaseCpu > 0 ? ` + ${figure(databaseCpu)}` : ''}`
const words = ({ perSecond, p50, p99, ...cpu }: Measured): string =>
  `${figure(perSecond)}/s, p50 ${figure(p50)} p99 ${figure(p99)} ms, cpu ${spent(cpu)} ms`

// On a machine that others use too, processor time tells more than the clock.
const ratioOf = (own: Spent, plain: Spent): number => (plain.cpu + plain.databaseCpu) / (own.cpu + own.databaseCpu)

const line = (work: string, { database }: Served, { own, plain }: { own: Measured; plain: Measured }, goal: string): Line => ({
  work,
  database,
  ours: words(own),
  plain: words(plain),
  ratio: own.perSecond / plain.perSecond,
  cpuRatio: ratioOf(own, plain),
  goal,
})

const shots = (child: Child) => {
  const desk = taking(child.desk)
  const handler = taking(child.handlers)
  const filed = taking(child.filed)
  const department = taking(departments)
  const json = { 'content-type': 'application/json', origin: `http://127.0.0.1:${child.port}` }
  return {
    file: (): Shot => ({
      method: 'POST',
      path: '/api/matters',
      headers: { ...json, cookie: desk() },
      body: JSON.stringify(filing(randomUUID())),
    }),
    bareFile: (): Shot => ({ method: 'POST', path: '/file', headers: json, body: JSON.stringify(filing(randomUUID())) }),
    inbox: (): Shot => ({ method: 'GET', path: '/api/inbox', headers: { cookie: handler() } }),
    bareInbox: (): Shot => ({ method: 'GET', path: `/inbox/${department()}`, headers: {} }),
    read: (): Shot => ({ method: 'GET', path: `/api/matters/${filed()}`, headers: { cookie: desk() } }),
    bareRead: (): Shot => ({ method: 'GET', path: `/matter/${filed()}`, headers: {} }),
  }
}

/** Filing: as fast as it goes, at half of that, and with everything that runs by itself running. */
export const filings = async (served: Served): Promise<Line[]> => {
  const { child, database, seconds } = served
  const { file, bareFile } = shots(child)
  const both = await byTurns(served, file, bareFile)
  const half = await pace({ port: child.port, next: file }, both.own.perSecond / 2, seconds)
  await child.do('jobs', true)
  const busy = await withCpu(served, { port: child.port, next: file })
  await child.do('jobs', false)
  const count = Object.values(child.rows).reduce((sum, each) => sum + each, 0)
  return [
    line(`file a matter (${count} rows)`, served, both, '≥ 0.5×, ≥ 400/s'),
    {
      work: '… at half its maximum',
      database,
      ours: `${figure(half.perSecond)}/s, p50 ${figure(half.p50)} p99 ${figure(half.p99)} ms`,
      plain: '',
      ratio: null,
      cpuRatio: null,
      goal: 'p99 ≤ 50 ms',
    },
    {
      work: '… with all jobs running',
      database,
      ours: words(busy),
      plain: '',
      ratio: busy.perSecond / both.plain.perSecond,
      cpuRatio: ratioOf(busy, both.plain),
      goal: '',
    },
  ]
}

/** The inbox of a department at the present number of matters; gives its times too, to compare sizes. */
export const inboxes = async (served: Served, matters: number): Promise<{ line: Line; p50: number; cpu: number }> => {
  const { inbox, bareInbox } = shots(served.child)
  const both = await byTurns(served, inbox, bareInbox)
  return {
    line: line(`inbox, ${matters.toLocaleString('en')} matters`, served, both, '≥ 1,000/s, p99 ≤ 30 ms'),
    p50: both.own.p50,
    cpu: both.own.cpu + both.own.databaseCpu,
  }
}

export const readings = async (served: Served): Promise<Line> => {
  const { read, bareRead } = shots(served.child)
  return line('read a matter with its timeline', served, await byTurns(served, read, bareRead), '≥ 1,300/s, p99 ≤ 15 ms')
}

/** The portal's first page at 200 a second, from many addresses. */
export const portal = async ({ child, database, seconds, say }: Served): Promise<Line | null> => {
  const address = taking(Array.from({ length: 250 }, (_, index) => `10.2.0.${index + 1}`))
  const home = (): Shot => ({ method: 'GET', path: '/', headers: { 'x-forwarded-for': address(), 'accept-language': 'zh-CN' } })
  const status = (await fetch(`http://127.0.0.1:${child.port}/`)).status
  if (status !== 200) {
    say(`the portal's first page answers ${status}: left out`)
    return null
  }
  const before = await child.do('cpu')
  const own = await pace({ port: child.port, next: home }, 200, seconds)
  const cpu = ((await child.do('cpu')) - before) / (200 * seconds)
  const plain = await pace({ port: child.barePort, next: () => ({ method: 'GET', path: '/nothing', headers: {} }) }, 200, seconds)
  const ours = `p50 ${figure(own.p50)} p99 ${figure(own.p99)} ms, cpu ${figure(cpu)} ms, ${figure(own.bytes / 1024)} KB`
  return {
    work: 'portal, first page at 200/s',
    database,
    ours,
    plain: `p50 ${figure(plain.p50)} p99 ${figure(plain.p99)} ms`,
    ratio: null,
    cpuRatio: null,
    goal: 'p99 ≤ 20 ms, ≤ 60 KB',
  }
}

/** Clocks that fire, and as many plain updates. */
export const firings = async ({ child, database, databaseCpu, profile }: Served): Promise<Line> => {
  const count = 1000
  const ids = await child.do('fileForFiring', count)
  const timed = async (work: () => Promise<number>): Promise<{ perSecond: number; cpu: number; databaseCpu: number }> => {
    const before = { server: await child.do('cpu'), database: databaseCpu() }
    const seconds = await work()
    return {
      perSecond: count / seconds,
      cpu: ((await child.do('cpu')) - before.server) / count,
      databaseCpu: (databaseCpu() - before.database) / count,
    }
  }
  if (profile) await child.do('profile', null)
  const own = await timed(() => child.do('fireAll', count))
  if (profile) await child.do('profile', `${profile}/${database}-clocks.cpuprofile`)
  const plain = await timed(() => child.do('updatePlainly', ids))
  const said = (one: typeof own): string => `${figure(one.perSecond)}/s, cpu ${spent(one)} ms`
  return {
    work: 'clock firings',
    database,
    ours: said(own),
    plain: said(plain),
    ratio: own.perSecond / plain.perSecond,
    cpuRatio: ratioOf(own, plain),
    goal: '≥ 500/s',
  }
}
