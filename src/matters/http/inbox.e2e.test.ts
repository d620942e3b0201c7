import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../../test/support/database.ts'
import { seedDistrict, staff } from '../../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../../test/support/kernel.ts'
import { hasRole, type Actor, type Role } from '../../kernel/actor.ts'
import { formTexts } from '../../kernel/form/texts.ts'
import { createServer } from '../../kernel/http/server.ts'
import { httpTexts } from '../../kernel/http/texts.ts'
import { html } from '../../kernel/html.ts'
import { createTranslator } from '../../kernel/i18n.ts'
import { unwrap } from '../../kernel/result.ts'
import { act } from '../actions/act.ts'
import { fileMatter } from '../actions/file.ts'
import { mattersPermissions, mattersRoutes } from '../http.ts'
import { matterTexts } from '../texts.ts'

const permissions: Readonly<Record<string, 'any staff' | readonly Role[]>> = mattersPermissions
const dispatcher = staff('u-street-1', 'dispatcher')
const people: Readonly<Record<string, Actor>> = { dispatcher, other: staff('u-street-2', 'dispatcher'), roads: staff('u-roads', 'handler') }

const startServer = (kernel: TestKernel): Promise<FastifyInstance> =>
  createServer(kernel, {
    routes: mattersRoutes,
    permissions: {
      has: (name) => Object.hasOwn(permissions, name),
      allows: (name, actor) => {
        const wanted = permissions[name]
        return wanted === 'any staff' ? actor.kind === 'staff' : wanted !== undefined && hasRole(actor, ...wanted)
      },
    },
    resolveActor: async (request) => people[String(request.headers['x-actor'])] ?? { kind: 'anonymous' },
    translator: () => createTranslator(httpTexts, formTexts, matterTexts),
    errorPage: (_, problem) => html`<p>${problem.message}</p>`,
  })

interface Page {
  readonly rows: readonly { readonly id: string; readonly code: string }[]
  readonly next: string | null
  readonly total: number
  readonly capped: boolean
  readonly queues: readonly { readonly id: string; readonly count: number }[]
}

eachDatabase('the inbox route', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  const lamps: string[] = []
  const litter: string[] = []

  const file = async (category: string, text: string, lon: number, place: object = {}): Promise<string> => {
    const input = { text, place: { point: [lon, 40.002], ...place }, contact: { name: '王芳', phone: '19900001234' } }
    const request = { operation: randomUUID(), procedure: 'resident-request', door: 'portal' as const, nature: 'help', category, input }
    return unwrap(await fileMatter(kernel, { kind: 'anonymous' }, request, kernel.clock())).id
  }
  const inbox = async (query: string, who = 'dispatcher'): Promise<Page> => {
    const answer = await app.inject({ url: `/api/inbox?${query}`, headers: { 'x-actor': who } })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }
  const bulk = (body: object, lang = 'zh') =>
    app.inject({
      method: 'POST',
      url: '/api/matters/bulk',
      headers: { 'x-actor': 'dispatcher', cookie: `lang=${lang}`, 'sec-fetch-site': 'same-origin' },
      payload: body,
    })

  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    app = await startServer(kernel)
    for (let n = 0; n < 60; n++) {
      // All of one moment, so that the id alone keeps the pages apart.
      if (n % 2 === 0) lamps.push(await file('road.lamp', `${n} 号楼门口的路灯不亮`, 116.002))
      else litter.push(await file('env.litter', `${n} 号楼下的垃圾没有人收，ＡＢ座旁`, n === 1 ? 116.007 : 116.002))
    }
  }, 180_000)
  afterAll(() => app.close())

  it('filters by category, area and words, with counts of what it found', async () => {
    expect(await inbox('')).toMatchObject({ total: 60, capped: false })
    expect((await inbox('category=road.lamp')).total).toBe(30)
    // A category takes in those below it.
    expect((await inbox('category=env')).total).toBe(30)
    expect((await inbox('area=990101001001002')).rows.map((row) => row.id)).toEqual([litter[0]])
    expect((await inbox(`q=${encodeURIComponent('垃圾')}`)).total).toBe(30)
    expect((await inbox(`q=${encodeURIComponent('ab座 57')}`)).total).toBe(1)
    expect((await inbox(`category=road.lamp&q=${encodeURIComponent('垃圾')}`)).total).toBe(0)
    expect((await inbox('category=road.lamp', 'other')).total).toBe(0)
  })

  it('finds by one letter, by the beginning of a code, and by the name of a category', async () => {
    const { rows } = await inbox('')
    const one = rows[0]
    expect((await inbox(`q=${one?.code.slice(0, 9)}`)).rows.map((row) => row.id)).toEqual([one?.id])
    expect((await inbox(`q=${encodeURIComponent('灯')}`)).total).toBe(30)
    expect((await inbox('q=lamps')).total).toBe(30)
  })

  it('pages by key through all that the filter lets through, each once', async () => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Page = await inbox(`q=${encodeURIComponent('号楼')}${after ? `&after=${encodeURIComponent(after)}` : ''}`)
      expect(page.total).toBe(60)
      seen.push(...page.rows.map((row) => row.id))
      after = page.next
    } while (after)
    expect(seen.toSorted()).toEqual([...lamps, ...litter].toSorted())
  })

  it('takes signs of the query language as what they are', async () => {
    for (const q of ["'; drop table matter; --", '%', '_', '\\', '" or 1=1'])
      expect((await inbox(`q=${encodeURIComponent(q)}`)).total).toBe(0)
  })

  it('refuses keys that are none', async () => {
    for (const after of ['x', '2026~1', "2026-01-01T00:00:00Z~' or true"]) {
      const answer = await app.inject({ url: `/api/inbox?after=${encodeURIComponent(after)}`, headers: { 'x-actor': 'dispatcher' } })
      expect(answer.statusCode).toBe(422)
    }
  })

  it('does a bulk act one by one, and says in the reader’s language why one was refused', async () => {
    const [first = '', second = ''] = lamps
    unwrap(
      await act(kernel, dispatcher, first, { operation: randomUUID(), action: 'accept', input: { category: 'road.lamp' } }, kernel.clock()),
    )
    const body = { operation: randomUUID(), ids: [first, first, second], action: 'dispatch', input: { lead: 'u-roads' } }
    const answer = await bulk(body)
    expect(answer.json()).toEqual({
      done: [first],
      refused: [{ id: second, code: expect.any(String), message: expect.stringMatching(/[一-龥]/) }],
    })
    const english = (await bulk({ ...body, operation: randomUUID(), ids: [second] }, 'en')).json<{ refused: { message: string }[] }>()
    expect(english.refused[0]?.message).toMatch(/^[\x20-\x7e’]+$/)
    // A bulk act sent again does nothing twice.
    expect((await bulk(body)).json()).toMatchObject({ done: [first] })
    const bad = (await bulk({ operation: randomUUID(), ids: [first], action: 'note', input: {} })).json<{
      refused: { message: string }[]
    }>()
    expect(bad.refused[0]?.message).toMatch(/[一-龥]/)
  })

  it('shows earlier matters at the same address, to who may read the matter', async () => {
    const at = { address: '静苑小区3号楼' }
    const [first, second] = [
      await file('env.litter', '第一次说垃圾的事情。', 116.002, at),
      await file('env.litter', '第二次说垃圾的事情。', 116.002, at),
    ]
    const get = async (who: string) => app.inject({ url: `/api/matters/${second}/earlier`, headers: { 'x-actor': who } })
    expect((await get('dispatcher')).json<{ id: string }[]>().map((row) => row.id)).toEqual([first])
    expect((await get('roads')).statusCode).toBe(404)
  })
})
