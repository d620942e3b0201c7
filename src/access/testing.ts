import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../kernel/actor.ts'
import { createCaches } from '../kernel/caches.ts'
import { createZone } from '../kernel/calendar/day.ts'
import type { Database } from '../kernel/database/open.ts'
import { systemRandom } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createMetrics } from '../kernel/metrics.ts'
import { inTransaction, type Kernel } from '../kernel/kernel.ts'
import { openKeyRing } from '../kernel/keys.ts'
import type { Role } from '../kernel/actor.ts'
import { addAccount, addMembership } from './actions/staff.ts'
import { createUnit } from './actions/units.ts'
import { unwrap } from '../kernel/result.ts'
import { authorityOf } from './authority.ts'
import type { UnitDraft } from './domain/units.ts'
import { hashPassword } from './passwords.ts'

/** A kernel on a real database with a clock that tests move. Passwords are hashed at the lowest cost that argon2 allows. */
export interface TestKernel extends Kernel {
  /** Moves the clock on. */
  pass(minutes: number): void
}

export const startTime = new Date('2026-03-02T01:30:00Z')
export const system: Actor = { kind: 'system', name: 'test' }
export const goodPassword = 'Plum-blossom-7'

export const testKernel = async (db: Database): Promise<TestKernel> => {
  let time = startTime.getTime()
  const clock = (): Date => new Date(time)
  await sql`update setting set value = jsonb_set(value, '{argon2}', '{"memoryKiB": 8, "passes": 1}') where name = 'access.security'`.execute(
    db.sql,
  )
  const zone = createZone('Asia/Shanghai')
  return {
    db,
    log: createLog('silent'),
    metrics: createMetrics(),
    config: readConfig({ PUBLIC_URL: 'http://linli.test' }, false),
    // Nothing here stores files.
    files: {} as Kernel['files'],
    clock,
    random: systemRandom,
    keys: openKeyRing(randomBytes(32)),
    caches: createCaches(db, clock),
    // Of the district only the zone is asked for here.
    district: async () => ({ zone }) as Awaited<ReturnType<Kernel['district']>>,
    pass: (minutes) => void (time += minutes * 60_000),
  }
}

/** A unit to be made; what a test does not care about has a plain value. */
export const unitDraft = (draft: Partial<UnitDraft> & { id: string }): UnitDraft => ({
  name: `单位${draft.id}`,
  nameEn: '',
  kind: 'department',
  parent: 'u-county',
  scopes: [],
  validFrom: '2026-01-01',
  validTo: null,
  ...draft,
})

/** A county with two streets, and a department below the first. */
export const seedUnits = async (kernel: TestKernel): Promise<void> => {
  const drafts = [
    unitDraft({ id: 'u-county', kind: 'county', parent: null, scopes: [{ prefix: '990101', kinds: [] }] }),
    unitDraft({ id: 'u-street-1', kind: 'street', scopes: [{ prefix: '990101001', kinds: [] }] }),
    unitDraft({ id: 'u-street-2', kind: 'street', scopes: [{ prefix: '990101002', kinds: [] }] }),
    unitDraft({ id: 'u-city-1', parent: 'u-street-1' }),
  ]
  for (const draft of drafts) unwrap(await createUnit(kernel, system, draft, kernel.clock()))
}

let count = 0

/** An account with `goodPassword` and one role; gives its id. */
export const seedPerson = async (kernel: TestKernel, unit: string, role: Role, login = `person${++count}`): Promise<string> => {
  const passwordHash = await hashPassword(goodPassword, { memoryKiB: 8, passes: 1 })
  return inTransaction(kernel, async (tx) => {
    const id = await addAccount(kernel, tx, { login, name: `人${login}`, phone: null, passwordHash, mustChange: false }, kernel.clock())
    if (id === null) throw new Error(`the login ${login} is taken`)
    await addMembership(kernel, tx, { account: id, unit, role, since: '2026-01-01', until: null }, kernel.clock())
    return id
  })
}

/** The actor of an account at this moment. */
export const actorOf = async (kernel: TestKernel, account: string): Promise<Actor> =>
  (await authorityOf(kernel, account, kernel.clock()))?.actor ?? { kind: 'anonymous' }
