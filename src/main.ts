import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { issueSetUpToken } from './access/api.ts'
import { seedDemo } from '../demo/seed.ts'
import { systemClock, systemRandom } from './kernel/clock.ts'
import { readConfig, type Config } from './kernel/config.ts'
import { createKernel } from './kernel/create.ts'
import { migrate } from './kernel/database/migrate.ts'
import { openEmbedded, openPostgres, type Database } from './kernel/database/open.ts'
import { runJobs } from './kernel/jobs.ts'
import type { Kernel } from './kernel/kernel.ts'
import { storeProcedures } from './matters/api.ts'
import { jobs } from './jobs.ts'
import { buildServer } from './server.ts'
import { seedCategories } from './set-up.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const openDatabase = (config: Config): Promise<Database> | Database => {
  if (config.databaseUrl) return openPostgres(config.databaseUrl)
  mkdirSync(config.dataFolder, { recursive: true })
  return openEmbedded(join(config.dataFolder, 'database'))
}

/** Opens everything and listens; the returned function ends it in order: no new requests, jobs finish, the database closes. */
const start = async (config: Config): Promise<() => Promise<void>> => {
  const db = await openDatabase(config)
  await migrate(db)
  const kernel = createKernel(config, db, systemClock, systemRandom)
  await seedCategories(kernel, kernel.clock())
  await storeProcedures(kernel, kernel.clock())
  if (config.demo) await seedDemo(kernel, say)
  const server = await buildServer(kernel)
  await server.listen({ port: config.port, host: config.host })
  const running = runJobs(kernel, jobs)
  await greet(kernel)
  return async () => {
    await server.close()
    await running.stop()
    await db.close()
  }
}

const greet = async (kernel: Kernel): Promise<void> => {
  const address = kernel.config.publicUrl
  const token = await issueSetUpToken(kernel, kernel.clock())
  say('')
  say(`  邻里 Linli  ${address}`)
  if (token) say(`  第一次启动：请打开 ${address}/setup ，口令 ${token}\n  First start: open ${address}/setup with the token ${token}`)
  else say(`  居民端 portal     ${address}/\n  工作台 workbench  ${address}/workbench`)
  if (!kernel.config.databaseUrl) say('  内置数据库，仅供试用：断电可能丢失最后的数据。Embedded database, for trying it out: fsync is off.')
  say('')
}

const main = async (): Promise<void> => {
  const version = Number(process.versions.node.split('.')[0])
  if (version < 24) {
    process.stderr.write(
      `Linli needs Node 24 and this is ${process.versions.node}. Run it through npm (npm run demo, npm start): npm ci brings its own Node 24.\n`,
    )
    process.exit(1)
  }
  const stop = await start(readConfig(process.env, process.argv.includes('--demo')))
  let stopping = false
  const end = (): void => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        process.stderr.write(`${String(fault)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
})
