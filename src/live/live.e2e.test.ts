import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Call } from '../kernel/http/route.ts'
import { deliverOutbox } from '../kernel/outbox.ts'
import { unwrap } from '../kernel/result.ts'
import { act, fileMatter } from '../matters/api.ts'
import { notifyTopics } from '../notify/api.ts'
import { startRoutes } from '../notify/testing.ts'
import { feedOf } from './feed.ts'
import { livePermissions, liveRoutes, stillThere } from './http.ts'

interface Told {
  readonly id: string | null
  readonly data: { type: string; id: string; units?: string[]; area?: string; matter?: string }
}

const street1 = staff('u-street-1', 'dispatcher')
const street2 = staff('u-street-2', 'dispatcher')
const handler = staff('u-roads', 'handler')
const actors: Readonly<Record<string, Actor>> = { street1, street2, handler, resident: { kind: 'resident', id: '9' } }

eachDatabase('live updates', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    app = await startRoutes(kernel, liveRoutes, livePermissions, actors)
    await app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => app.close())

  const file = async (place: readonly [number, number] = [116.002, 40.002], nature = 'help'): Promise<string> => {
    const input = { text: '楼下垃圾三天没有人收了。', place: { point: place } }
    const request = {
      operation: randomUUID(),
      procedure: 'resident-request',
      door: 'portal',
      nature,
      category: 'env.litter',
      input,
    } as const
    return unwrap(await fileMatter(kernel, { kind: 'anonymous' }, request, kernel.clock())).id
  }

  const listen = async (actor: string, lastId?: string): Promise<{ told: Told[]; stop: () => void }> => {
    const leave = new AbortController()
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/live`
    const headers = { 'x-actor': actor, ...(lastId ? { 'last-event-id': lastId } : {}) }
    const response = await fetch(url, { headers, signal: leave.signal })
    expect(response.status).toBe(200)
    const told: Told[] = []
    const read = async (): Promise<void> => {
      let rest = ''
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const parts = (rest + chunk).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) {
          const data = /^data: (.*)$/m.exec(part)?.[1]
          if (data) told.push({ id: /^id: (.*)$/m.exec(part)?.[1] ?? null, data: JSON.parse(data) as Told['data'] })
        }
      }
    }
    void read().catch(() => undefined)
    return { told, stop: () => leave.abort() }
  }
  const idsOf = (told: readonly Told[]): string[] => [
    ...new Set(told.filter((each) => each.data.type === 'matter').map((each) => each.data.id)),
  ]

  it('tell each reader what they may read, and nobody else', async () => {
    expect((await app.inject({ url: '/api/live' })).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/live', headers: { 'x-actor': 'resident' } })).statusCode).toBe(403)
    const [one, two, roads] = [await listen('street1'), await listen('street2'), await listen('handler')]
    const first = await file()
    const second = await file([116.022, 40.002])
    const sealed = await file([116.002, 40.002], 'accusation')
    const does = (action: string, input: object) => act(kernel, street1, first, { operation: randomUUID(), action, input }, kernel.clock())
    unwrap(await does('accept', { category: 'env.litter' }))
    unwrap(await does('dispatch', { lead: 'u-roads', listItem: '1' }))
    await vi.waitFor(
      () =>
        expect([idsOf(one.told).toSorted(), idsOf(two.told), idsOf(roads.told)]).toEqual([[first, sealed].toSorted(), [second], [first]]),
      10_000,
    )
    expect(roads.told.at(-1)?.data).toMatchObject({ units: ['u-roads'], area: '990101001001001' })
    await deliverOutbox(kernel, notifyTopics, kernel.clock())
    await vi.waitFor(() => expect(roads.told.some((each) => each.data.type === 'notice' && each.data.matter === first)).toBe(true), 10_000)
    expect(two.told.some((each) => each.data.type === 'notice' && each.data.matter === first)).toBe(false)
    for (const each of [one, two, roads]) each.stop()
    await vi.waitFor(() => expect(feedOf(kernel).hub.size).toBe(0))
  })

  it('tell a reader who comes back what happened in between', async () => {
    const before = await listen('street1')
    const first = await file()
    await vi.waitFor(() => expect(idsOf(before.told)).toContain(first), 10_000)
    before.stop()
    const missed = await file()
    const other = await file([116.022, 40.002])
    // An entry is told when no older transaction runs any more, on the whole server.
    await vi.waitFor(async () => {
      const again = await listen('street1', before.told.at(-1)?.id ?? '')
      await vi.waitFor(() => expect(idsOf(again.told)).toContain(missed), 500)
      expect(idsOf(again.told)).not.toContain(other)
      again.stop()
    }, 10_000)
    const forged = await listen('street1', '9999999999999999999999.x.y')
    forged.stop()
  })

  it('end when the reader has signed out, was idle, or has left', async () => {
    const account = randomUUID()
    const call = { kernel, request: { session: { sessionId: 's-1' } } } as unknown as Call
    expect(await stillThere(call, account)).toBe(null)
    await sql`insert into account (id, login, name, subject_key, must_change, created_at, changed_at) values (${account}, 'x', 'x', ${account}, false, now(), now())`.execute(
      kernel.db.sql,
    )
    await sql`insert into session (id_digest, account, data, created_at, seen_at, idle_until, expires_at)
      values (sha256('s-1'::bytea), ${account}, '{}', now(), now(), '2026-03-02T01:40:00Z', '2026-03-02T03:00:00Z')`.execute(kernel.db.sql)
    expect(await stillThere(call, account)).toMatchObject({ kind: 'staff', id: account })
    kernel.at('2026-03-02T01:41:00Z')
    expect(await stillThere(call, account)).toBe(null)
    kernel.at('2026-03-02T01:30:00Z')
    await sql`update account set state = 'left' where id = ${account}`.execute(kernel.db.sql)
    kernel.at('2026-03-02T01:31:00Z')
    expect(await stillThere(call, account)).toBe(null)
  })

  it('miss nothing while a transaction is held open and later ones commit', async ({ skip }) => {
    if (kernel.db.engine === 'pglite') skip('the embedded database has one connection')
    const reader = await listen('street1')
    const early = await file()
    await vi.waitFor(() => expect(idsOf(reader.told)).toContain(early), 10_000)
    let release = (): void => undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    // Stands for a slow act: it has written its entry before the others, and commits after them.
    const held = kernel.db.sql.transaction().execute(async (tx) => {
      await sql`insert into journal (matter_id, n, kind, version, actor, at, prev, digest) values (${early}, 90, 'joined', 1, 'system:test', now(), '', '')`.execute(
        tx,
      )
      await gate
    })
    reader.told.length = 0
    await new Promise((resolve) => setTimeout(resolve, 100))
    const later: string[] = []
    for (let k = 0; k < 20; k++) later.push(await file())
    await new Promise((resolve) => setTimeout(resolve, 700))
    release()
    await held
    await vi.waitFor(() => expect(idsOf(reader.told).toSorted()).toEqual([early, ...later].toSorted()), 10_000)
    reader.stop()
  })
})
