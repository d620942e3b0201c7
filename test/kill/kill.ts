// Kills the real server with -9 while it is being filed to, again and again, and looks whether everything it acknowledged is there once.
import { randomUUID } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { addAccount, addMembership, hashPassword } from '../../src/access/api.ts'
import { systemClock, systemRandom } from '../../src/kernel/clock.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { createKernel } from '../../src/kernel/create.ts'
import { migrate } from '../../src/kernel/database/migrate.ts'
import { openEmbedded, openPostgres, type Database } from '../../src/kernel/database/open.ts'
import { inTransaction, type Kernel } from '../../src/kernel/kernel.ts'
import { freePort } from '../support/postgres.ts'
import { seedDistrict } from '../support/district.ts'

export interface KillFigures {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  /** Acknowledged or not, sent again under the same operation id after the restart: answered with the same code. */
  readonly resent: number
}

const main = new URL('../../src/main.ts', import.meta.url).pathname
const login = 'kill-test'
const password = 'Kill-test-pass-1'

/** Where the server under test keeps its data: PostgreSQL by URL, or the embedded database in the folder. */
interface Place {
  readonly folder: string
  readonly url: string | null
}

const openAt = (place: Place): Promise<Database> | Database => {
  mkdirSync(place.folder, { recursive: true })
  return place.url ? openPostgres(place.url, 4) : openEmbedded(join(place.folder, 'database'))
}

/** Runs `rounds` of load and kill -9; `url` is an empty PostgreSQL database, null for the embedded one. */
export const killUnderLoad = async (rounds: number, url: string | null): Promise<KillFigures> => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-kill-'))
  const place = { folder, url }
  await prepare(place)
  const port = await freePort()
  const sent = new Map<string, string | null>()
  let resent = 0
  try {
    for (let round = 0; round < rounds; round++) {
      const server = startServer(place, port)
      await untilReady(port)
      const cookie = await signIn(port)
      resent += await sendAgain(port, cookie, sent)
      const load = [1, 2, 3, 4].map(() => fileUntilGone(port, cookie, sent))
      await wait(700 + Math.random() * 1500)
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await Promise.all([...load, gone])
    }
    return { ...(await count(place, sent)), resent }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const kernelOn = (place: Place, db: Database): Kernel =>
  createKernel({ ...readConfig({ LOG_LEVEL: 'error' }, false), dataFolder: place.folder }, db, systemClock, systemRandom)

const prepare = async (place: Place): Promise<void> => {
  const db = await openAt(place)
  await migrate(db)
  const kernel = kernelOn(place, db)
  await seedDistrict(kernel)
  const passwordHash = await hashPassword(password, { memoryKiB: 8, passes: 1 })
  await inTransaction(kernel, async (tx) => {
    const now = kernel.clock()
    const account = await addAccount(kernel, tx, { login, name: '测试', phone: null, passwordHash, mustChange: false }, now)
    await addMembership(kernel, tx, { account: account ?? '', unit: 'u-county', role: 'desk', since: '2026-01-01', until: null }, now)
  })
  await db.close()
}

const startServer = (place: Place, port: number): ChildProcess => {
  const environment = { ...process.env, PORT: String(port), LINLI_DATA: place.folder, LOG_LEVEL: 'silent', DATABASE_URL: place.url ?? '' }
  return spawn(process.execPath, [main], { env: environment, stdio: 'ignore' })
}

const untilReady = async (port: number): Promise<void> => {
  for (let attempt = 0; attempt < 600; attempt++) {
    const up = await fetch(`http://127.0.0.1:${port}/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (up) return
    await wait(100)
  }
  throw new Error('the server did not come up within a minute')
}

const post = (port: number, path: string, body: unknown, cookie: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}`, cookie },
    body: JSON.stringify(body),
  })

const signIn = async (port: number): Promise<string> => {
  const answer = await post(port, '/api/sign-in', { login, password }, '')
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const filing = (operation: string) => ({
  operation,
  procedure: 'resident-request',
  door: 'desk',
  nature: 'complaint',
  category: 'env.litter',
  input: {
    text: `楼道里的垃圾没有人清理 ${operation}`,
    place: { point: [116.002, 40.002] },
    contact: { name: '王芳', phone: '19900001234' },
  },
})

// Files without pause until the server is gone; keeps the code of each that was acknowledged.
const fileUntilGone = async (port: number, cookie: string, sent: Map<string, string | null>): Promise<void> => {
  for (;;) {
    const operation = randomUUID()
    sent.set(operation, null)
    try {
      const answer = await post(port, '/api/matters', filing(operation), cookie)
      if (answer.ok) sent.set(operation, ((await answer.json()) as { code: string }).code)
    } catch {
      return
    }
  }
}

// What a client does that never heard back: the same operation again. Whatever was acknowledged must answer with the same code.
const sendAgain = async (port: number, cookie: string, sent: Map<string, string | null>): Promise<number> => {
  const unanswered = [...sent].filter(([, code]) => code === null).map(([operation]) => operation)
  const some = [...sent]
    .filter(([, code]) => code !== null)
    .slice(-3)
    .map(([operation]) => operation)
  for (const operation of [...unanswered, ...some]) {
    const answer = await post(port, '/api/matters', filing(operation), cookie)
    if (!answer.ok) throw new Error(`sent again: ${answer.status} ${await answer.text()}`)
    const { code } = (await answer.json()) as { code: string }
    const before = sent.get(operation)
    if (before && before !== code) throw new Error(`operation ${operation} was answered with ${before} and then with ${code}`)
    sent.set(operation, code)
  }
  return unanswered.length + some.length
}

const count = async (place: Place, sent: ReadonlyMap<string, string | null>): Promise<Omit<KillFigures, 'resent'>> => {
  const db = await openAt(place)
  const matters = await db.sql.selectFrom('matter').select(['code', 'id']).execute()
  const words = await db.sql.selectFrom('matter_words').select('body').execute()
  await db.close()
  const codes = new Set(matters.map((row) => row.code))
  const acknowledged = [...sent.values()].filter((code) => code !== null)
  const bodies = new Map<string, number>()
  for (const { body } of words) bodies.set(body, (bodies.get(body) ?? 0) + 1)
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((code) => !codes.has(code)).length,
    doubled: [...bodies.values()].filter((times) => times > 1).length,
  }
}
