// What a replay runs on: an empty district of its own, a clock that follows the file, and the real intake and acts.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createUnit, setDuty } from '../../src/access/api.ts'
import type { Actor, Post } from '../../src/kernel/actor.ts'
import { systemRandom } from '../../src/kernel/clock.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { createKernel } from '../../src/kernel/create.ts'
import { migrate } from '../../src/kernel/database/migrate.ts'
import { openEmbedded, openPostgres, type Database } from '../../src/kernel/database/open.ts'
import { districtCache } from '../../src/kernel/district.ts'
import { inTransaction, type Kernel } from '../../src/kernel/kernel.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { digestOf } from '../../src/matters/procedures.ts'
import { putInForce } from '../../src/matters/store/procedures.ts'
import { cacheName as placesCache, saveAreas, type Area } from '../../src/territory/api.ts'
import { startCluster } from '../support/postgres.ts'

export interface Stage {
  readonly kernel: Kernel
  readonly dispatcher: Actor
  readonly handler: (unit: string) => Actor
  /** Moves the clock to a moment of the file. */
  readonly at: (moment: Date) => void
  readonly end: () => Promise<void>
}

const system: Actor = { kind: 'system', name: 'replay' }
export const county = '990201'

/** Opens PostgreSQL (a cluster of its own) where there is a server, else the embedded database, and puts an empty district on it. */
export const openStage = async (options: {
  procedure: string
  zone: string
  areas: readonly string[]
  units: readonly string[]
  start: Date
}): Promise<Stage> => {
  const cluster = await startCluster()
  const db: Database = cluster ? openPostgres(cluster.url('postgres'), 4) : await openEmbedded(null)
  await migrate(db)
  let now = options.start
  const dataFolder = mkdtempSync(join(tmpdir(), 'linli-replay-'))
  const kernel = createKernel({ ...readConfig({ LOG_LEVEL: 'error' }, false), dataFolder }, db, () => now, systemRandom)
  await settle(kernel, options)
  const post = (unit: string, role: Post['role']): Post => ({ unit, role, prefixes: [county], kinds: [] })
  return {
    kernel,
    dispatcher: { kind: 'staff', id: 'replay-dispatcher', name: 'dispatcher', posts: [post('u-centre', 'dispatcher')] },
    handler: (unit) => ({ kind: 'staff', id: `replay-${unit}`, name: unit, posts: [post(unit, 'handler')] }),
    at: (moment) => (now = moment),
    async end() {
      await db.close()
      await cluster?.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

const settle = async (
  kernel: Kernel,
  options: { procedure: string; zone: string; areas: readonly string[]; units: readonly string[] },
): Promise<void> => {
  const now = kernel.clock()
  const validFrom = '2000-01-01'
  await inTransaction(kernel, async (tx) => {
    await tx
      .insertInto('setting')
      .values({ name: 'district.zone', value: JSON.stringify(options.zone), changed_at: now, changed_by: 'system:replay' })
      .execute()
    const area = (code: string, name: string, level: Area['level']): Area => ({
      code,
      name,
      level,
      kind: 'ordinary',
      boundary: null,
      validFrom,
      validTo: null,
      predecessors: [],
    })
    await saveAreas(tx, [
      area(county, 'county', 'county'),
      area(`${county}001`, 'street', 'street'),
      ...options.areas.map((name, index) => area(areaCode(index), name, 'community')),
    ])
    const body = readFileSync(new URL(`procedures/${options.procedure}.yaml`, import.meta.url), 'utf8')
    const id = /^id: (.+)$/m.exec(body)?.[1] ?? ''
    await putInForce(tx, { id, digest: digestOf(body), body, now })
    await kernel.caches.changed(tx, districtCache, now)
    await kernel.caches.changed(tx, placesCache, now)
  })
  const unit = (id: string, parent: string | null) => ({
    id,
    name: id,
    nameEn: id,
    kind: parent ? ('department' as const) : ('county' as const),
    parent,
    scopes: [{ prefix: county, kinds: [] }],
    validFrom,
    validTo: null,
  })
  unwrap(await createUnit(kernel, system, unit('u-centre', null), now))
  for (const id of options.units) unwrap(await createUnit(kernel, system, unit(id, 'u-centre'), now))
  unwrap(await setDuty(kernel, system, { role: 'dispatcher', prefix: county, unit: 'u-centre' }, now))
}

/** Communities have three digits each; a thousandth neighbourhood goes to the next street. */
export const areaCode = (index: number): string =>
  `${county}${String(1 + Math.floor(index / 999)).padStart(3, '0')}${String(1 + (index % 999)).padStart(3, '0')}`

/** The same operation id for the same row and act, so that a replay that is run twice does nothing twice. */
export const operationId = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
