import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { loadDistrict } from '../../demo/district/load.ts'
import { areaNames, settlePlaces } from '../../demo/places.ts'
import { accountId, demoPassword, demoPasswordHash, settle } from '../../demo/settle.ts'
import { authorityOf, loadDirectory } from '../../src/access/api.ts'
import { jobs } from '../../src/jobs.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Database } from '../../src/kernel/database/open.ts'
import { inTransaction } from '../../src/kernel/kernel.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { act, fileMatter, storeProcedures, type FileRequest } from '../../src/matters/api.ts'
import { buildServer } from '../../src/server.ts'
import { seedCategories } from '../../src/set-up.ts'
import { freshDatabase } from '../support/database.ts'
import { createTestKernel, type TestKernel } from '../support/kernel.ts'
import { openBrowser } from './browser.ts'
import { ensureBundles } from '../support/bundles.ts'

/** Monday morning, half past nine in the district. */
export const monday = '2026-03-02T01:30:00Z'

export interface Filed {
  readonly id: string
  readonly code: string
  readonly secret: string
}

/** Milliseconds that a person would wait for what they expect to see, on a machine that is busy with other tests. */
const patience = 15_000

/** The whole server over the demo district, without any matter, with a browser; the test moves its clock and runs its jobs. */
export interface Office {
  readonly kernel: TestKernel
  readonly address: string
  readonly browser: Browser
  /** A member of staff at a machine of their own, signed in, with the screen of a path open. */
  person(login: string, path?: string, width?: number): Promise<Person>
  /** A resident on a phone. */
  resident(path: string): Promise<Page>
  /** What a test does not play itself: a resident's request, as the portal would file it. */
  filed(more?: Partial<FileRequest>): Promise<Filed>
  /** What a test does not play itself: an act of a member of staff, or of the holder of the receipt. */
  done(who: string, id: string, action: string, input?: object): Promise<void>
  /** Runs every job until none has more to do. */
  work(): Promise<void>
  close(): Promise<void>
}

export interface Person {
  readonly page: Page
  /** Opens a screen anew, signing in again when the session has ended in the meantime. */
  readonly open: (path: string) => Promise<void>
}

const seed = async (kernel: TestKernel): Promise<void> => {
  const now = kernel.clock()
  await seedCategories(kernel, now)
  await storeProcedures(kernel, now)
  const passwordHash = await demoPasswordHash(kernel)
  await inTransaction(kernel, async (tx) => {
    await settlePlaces(tx)
    await settle(kernel, tx, loadDistrict(areaNames()), passwordHash, now)
    for (const cache of ['access.directory', 'triage.rules', 'territory.places']) await kernel.caches.changed(tx, cache, now)
  })
  await loadDirectory(kernel)
}

/** Litter before a house of the first street, said by a resident who may be called. */
export const litter: FileRequest = {
  operation: '',
  procedure: 'resident-request',
  door: 'portal',
  nature: 'help',
  category: 'env.litter',
  input: {
    text: '楼下垃圾三天没有人收了，味道很大。',
    place: { address: '学苑街道书院里3号楼', areaCode: '990101001001' },
    contact: { name: '王芳', phone: '19900001234' },
  },
}

/** Opens the office; `maps` when its browser must draw maps. */
export const openOffice = async ({ start = monday, maps = false } = {}): Promise<Office> => {
  await ensureBundles()
  const db = await freshDatabase('pglite')
  const kernel = createTestKernel(db, start)
  await seed(kernel)
  const app = await buildServer(kernel)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const browser = await openBrowser(maps)
  const faults: string[] = []
  const actorOf = async (who: string): Promise<Actor> => {
    const authority = await authorityOf(kernel, accountId(who), kernel.clock())
    if (!authority) throw new Error(`nobody signs in as ${who}`)
    return authority.actor
  }
  return {
    kernel,
    address,
    browser,
    async person(login, path = '/', width = 1440) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', acceptDownloads: true })
      const page = watched(await context.newPage(), faults)
      const open = async (next: string): Promise<void> => {
        await signIn(context, address, login)
        await page.goto(`${address}/workbench${next}`)
      }
      await open(path)
      return { page, open }
    },
    async resident(path) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
      const page = watched(await context.newPage(), faults)
      await page.goto(address + path)
      return page
    },
    filed: async (more = {}) =>
      unwrap(await fileMatter(kernel, { kind: 'anonymous' }, { ...litter, ...more, operation: randomUUID() }, kernel.clock())),
    async done(who, id, action, input = {}) {
      const actor: Actor = who === 'receipt' ? { kind: 'receipt', matterId: id } : await actorOf(who)
      unwrap(await act(kernel, actor, id, { operation: randomUUID(), action, input }, kernel.clock()))
    },
    work: () => runAll(kernel),
    close: () => closeAll(browser, app, db, faults),
  }
}

const closeAll = async (browser: Browser, app: FastifyInstance, db: Database, faults: readonly string[]): Promise<void> => {
  await browser.close()
  await app.close()
  await db.close()
  expect(faults, 'faults in the browser').toEqual([])
}

// Faults of scripts, and what the content policy stops, are nobody's to see on the screen: they are gathered and told at the end.
const watched = (page: Page, faults: string[]): Page => {
  page.setDefaultTimeout(patience)
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (line) => {
    if (/Content Security Policy|React|Warning:/.test(line.text())) faults.push(line.text())
  })
  return page
}

const signIn = async (context: BrowserContext, address: string, login: string): Promise<void> => {
  const answer = await context.request.post(`${address}/api/sign-in`, {
    data: { login, password: demoPassword },
    headers: { origin: address },
  })
  expect(answer.ok(), `sign-in of ${login}`).toBe(true)
}

const runAll = async (kernel: TestKernel): Promise<void> => {
  // Twice: a clock that fires fills the outbox.
  for (let round = 0; round < 2; round++) {
    for (const job of jobs) for (let more = true; more;) more = await job.run(kernel, kernel.clock())
  }
}
