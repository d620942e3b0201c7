// `npm run recompute [-- --write]`: folds every journal and compares the projection and the figures with it. Ends with 1 when something differs and was not set right.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock, systemRandom } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { createKernel } from '../kernel/create.ts'
import { openEmbedded, openPostgres } from '../kernel/database/open.ts'
import { recompute } from './actions/recompute.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const main = async (): Promise<number> => {
  const write = process.argv.includes('--write')
  const config = readConfig(process.env, process.argv.includes('--demo'))
  const folder = join(config.dataFolder, 'database')
  if (!config.databaseUrl && !existsSync(folder)) throw new Error(`there is no database in ${folder}: set DATABASE_URL or LINLI_DATA`)
  const db = config.databaseUrl ? openPostgres(config.databaseUrl, 4) : await openEmbedded(folder)
  try {
    const kernel = createKernel(config, db, systemClock, systemRandom)
    const began = performance.now()
    const { matters, wrongMatters, wrongCells } = await recompute(kernel, { write, now: kernel.clock(), tell: say })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const wrong = wrongMatters + wrongCells
    const end =
      wrong === 0
        ? 'all equal'
        : `${wrongMatters} matters and ${wrongCells} figures differ${write ? ', set right' : '; --write sets them right'}`
    say(`recompute: ${matters} matters folded in ${seconds} s, ${end}`)
    return wrong === 0 || write ? 0 : 1
  } finally {
    await db.close()
  }
}

process.exitCode = await main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  return 2
})
