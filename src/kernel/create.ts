import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCaches } from './caches.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database/open.ts'
import { districtCache, readDistrict } from './district.ts'
import { createLocalFileStore } from './files/local.ts'
import { parseFileRules } from './files/rules.ts'
import fileRules from './files/rules.json' with { type: 'json' }
import type { Random } from './ids.ts'
import type { Kernel } from './kernel.ts'
import { openKeyRing } from './keys.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'

/** Puts the kernel together on an open, migrated database. */
export const createKernel = (config: Config, db: Database, clock: Clock, random: Random): Kernel => {
  const caches = createCaches(db, clock)
  return {
    db,
    clock,
    random,
    config,
    caches,
    keys: openKeyRing(masterKey(config, random)),
    files: createLocalFileStore(join(config.dataFolder, 'files'), parseFileRules(fileRules)),
    log: createLog(config.logLevel),
    metrics: createMetrics(),
    district: () => caches.get(districtCache, () => readDistrict(db.sql)),
  }
}

// From the environment, else a file beside the data that only this user may read; made at the first start.
const masterKey = (config: Config, random: Random): Buffer => {
  if (config.masterKey) return Buffer.from(config.masterKey, 'hex')
  const file = join(config.dataFolder, 'master.key')
  if (!existsSync(file)) {
    mkdirSync(config.dataFolder, { recursive: true })
    writeFileSync(file, Buffer.from(random(32)).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}
