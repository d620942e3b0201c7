// The process under measure: the real server and the bare one on the same database, and the work that is measured in the process itself.
import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { systemClock, systemRandom } from '../src/kernel/clock.ts'
import { readConfig } from '../src/kernel/config.ts'
import { createKernel } from '../src/kernel/create.ts'
import { migrate } from '../src/kernel/database/migrate.ts'
import { openEmbedded, openPostgres } from '../src/kernel/database/open.ts'
import { runJobs, type Runner } from '../src/kernel/jobs.ts'
import { jobs } from '../src/jobs.ts'
import { buildServer } from '../src/server.ts'
import { bareServer } from './bare/server.ts'
import { addMatters } from './stage/matters.ts'
import { signIn, stageDistrict } from './stage/district.ts'
import { fileForFiring, fireAll, updatePlainly } from './measures/clocks.ts'
import { monthReport } from './measures/report.ts'
import { searching } from './measures/search.ts'

export interface Ready {
  readonly port: number
  readonly barePort: number
  /** Cookies of signed-in staff: many, for each may send only so much a minute. */
  readonly desk: readonly string[]
  readonly handlers: readonly string[]
  /** Matters filed through the engine, dispatched and signed, with all their journal. */
  readonly filed: readonly string[]
  /** Rows that one filing writes, by table. */
  readonly rows: Readonly<Record<string, number>>
}

const [url = '', folder = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const db = url ? openPostgres(url) : await openEmbedded(join(folder, 'database'))
await migrate(db)
const config = readConfig({ LOG_LEVEL: 'silent', NODE_ENV: 'production', TRUST_PROXY: 'true', LINLI_DATA: folder }, false)
const kernel = createKernel(config, db, systemClock, systemRandom)
const staged = await stageDistrict(kernel)
const server = await buildServer(kernel)
await server.listen({ port: 0, host: '127.0.0.1' })
const desk = await signIn(server, staged.desk)
const handlers = await signIn(server, staged.handlers)
const bare = await bareServer(kernel, url)
await bare.server.listen({ port: 0, host: '127.0.0.1' })

let running: Runner | null = null
let profiling: Session | null = null

// A job that rests for a day is not waited for.
const endJobs = async (): Promise<void> => {
  const stopped = running?.stop()
  running = null
  await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 3000))])
}

const work = {
  /** Brings the number of generated matters up to this. */
  grow: (total: number) => addMatters(kernel, staged.template, total),
  /** Processor time of this process so far, in milliseconds. */
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
  /** Begins a profile of the processor, or ends it and writes it to the file. */
  profile: async (file: string | null) => {
    if (file === null) {
      profiling = new Session()
      profiling.connect()
      await profiling.post('Profiler.enable')
      await profiling.post('Profiler.start')
      return
    }
    const made = await profiling?.post('Profiler.stop')
    profiling?.disconnect()
    profiling = null
    writeFileSync(file, JSON.stringify(made?.profile))
  },
  jobs: async (on: boolean) => {
    if (on) running ??= runJobs(kernel, jobs)
    else await endJobs()
  },
  search: (rounds: number) => searching(kernel, rounds),
  report: (rounds: number) => monthReport(kernel, rounds),
  fileForFiring: (count: number) => fileForFiring(kernel, count),
  fireAll: (count: number) => fireAll(kernel, count),
  updatePlainly: (ids: readonly string[]) => updatePlainly(kernel, ids),
  stop: async () => {
    await endJobs()
    await server.close()
    await bare.server.close()
    await db.close()
  },
} as const

export type Work = typeof work

// Its end is that of the run, however that ends.
process.on('disconnect', () => process.exit(0))

process.on('message', ({ id, name, given }: { id: number; name: keyof Work; given: readonly unknown[] }) => {
  const done = Promise.resolve().then(() => (work[name] as (...all: readonly unknown[]) => unknown)(...given))
  done.then(
    (value) => process.send?.({ id, value }),
    (fault: unknown) => process.send?.({ id, fault: fault instanceof Error ? fault.stack : String(fault) }),
  )
})

const portOf = (app: typeof server): number => (app.server.address() as { port: number }).port
const ready: Ready = { port: portOf(server), barePort: portOf(bare.server), desk, handlers, filed: staged.filed, rows: bare.rows }
process.send?.({ ready })
