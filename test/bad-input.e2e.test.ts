// Bad input through HTTP on the whole server: a clear refusal with the right status, in the reader's language, without a trace of the inside, and nothing half
// written.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadDistrict } from '../demo/district/load.ts'
import { areaNames, settlePlaces } from '../demo/places.ts'
import { demoPassword, demoPasswordHash, settle } from '../demo/settle.ts'
import { ensureDemoClient } from '../src/exchange/api.ts'
import { inTransaction } from '../src/kernel/kernel.ts'
import { storeProcedures } from '../src/matters/api.ts'
import { buildServer } from '../src/server.ts'
import { seedCategories } from '../src/set-up.ts'
import { visitorOf, type Visitor } from '../web/portal/testing/site.ts'
import { freshDatabase } from './support/database.ts'
import { createTestKernel, type TestKernel } from './support/kernel.ts'

const text = '楼下垃圾三天没有人收了，味道很大。'
const place = { address: '学苑街道书院里3号楼', areaCode: '990101001001' }
const contact = { name: '王芳', phone: '19900001234' }

describe('bad input', () => {
  let kernel: TestKernel
  let app: FastifyInstance
  let before: Record<string, number>
  /** Whether the test means to write. */
  let writes: boolean
  const sessions: Record<string, string> = {}
  let address = 0

  const rows = async (): Promise<Record<string, number>> => {
    const tables = [
      'matter',
      'matter_words',
      'matter_contact',
      'journal',
      'payload',
      'task',
      'outbox',
      'operation',
      'area',
      'unit',
      'file',
    ] as const
    const counts = tables.map((table) => sql`(select count(*)::int from ${sql.table(table)}) as ${sql.ref(table)}`)
    return (await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(kernel.db.sql)).rows[0] ?? {}
  }
  // Each caller comes from an address of its own, so that one test's calls are not counted against another's.
  const from = (): string => `198.51.100.${(address = (address % 250) + 1)}`
  const as = async (login: string, lang = 'zh'): Promise<Record<string, string>> => {
    sessions[login] ??= await signIn(login)
    return { cookie: `${sessions[login]}; lang=${lang}`, 'sec-fetch-site': 'same-origin' }
  }
  const signIn = async (login: string): Promise<string> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { login, password: demoPassword },
      remoteAddress: from(),
    })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  }
  const send = async (
    login: string,
    url: string,
    payload: object | string,
    lang = 'zh',
    type = 'application/json',
  ): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'POST', url, payload, headers: { ...(await as(login, lang)), 'content-type': type } })
  const filing = (more: object = {}) => ({
    operation: randomUUID(),
    procedure: 'resident-request',
    door: 'desk',
    channel: 'phone',
    nature: 'help',
    category: 'env.litter',
    input: { text, place, contact },
    ...more,
  })
  const filed = async (more: object = {}): Promise<{ id: string; code: string; secret: string }> => {
    writes = true
    const answer = await send('linxiuzhi', '/api/matters', filing(more))
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }

  // Nothing that tells how the platform is built, and no bare code where words belong.
  const clean = (answer: LightMyRequestResponse): void => {
    expect(answer.body).not.toMatch(
      /\bat [\w.]+ \(|node_modules|\/src\/|select .* from|insert into|duplicate key|violates|ZodError|pglite|postgres/i,
    )
  }
  const refused = (
    answer: LightMyRequestResponse,
    status: number,
    lang: 'zh' | 'en' = 'zh',
  ): { code: string; message: string; fields: { path: string; message: string }[] } => {
    expect(answer.statusCode, `${answer.raw.req.url} ${answer.body}`).toBe(status)
    clean(answer)
    const { error } = answer.json<{ error: { code: string; message: string; fields: { path: string; message: string }[] } }>()
    for (const message of [error.message, ...error.fields.map((fault) => fault.message)])
      if (lang === 'zh') expect(message).toMatch(/[一-龥]/)
      else expect(message).toMatch(/^[^一-龥]+$/)
    return error
  }

  beforeAll(async () => {
    kernel = createTestKernel(await freshDatabase('pglite'), '2026-03-02T01:30:00Z')
    const now = kernel.clock()
    await seedCategories(kernel, now)
    await storeProcedures(kernel, now)
    const passwordHash = await demoPasswordHash(kernel)
    await inTransaction(kernel, async (tx) => {
      await settlePlaces(tx)
      await settle(kernel, tx, loadDistrict(areaNames()), passwordHash, now)
      for (const cache of ['access.directory', 'triage.rules', 'territory.places']) await kernel.caches.changed(tx, cache, now)
    })
    await ensureDemoClient(kernel, now)
    app = await buildServer(kernel)
  }, 180_000)
  afterAll(async () => {
    await app.close()
    await kernel.db.close()
  })
  beforeEach(async () => {
    writes = false
    before = await rows()
  })
  afterEach(async () => {
    if (!writes) expect(await rows()).toEqual(before)
  })

  describe('a form with many faults', () => {
    it('tells all of them at once through the interface, in the reader’s language', async () => {
      const bad = filing({ category: 'no.such', input: { text: '短', place: { point: [999, 40] }, contact: { phone: '12' }, extra: 1 } })
      const paths = refused(await send('linxiuzhi', '/api/matters', bad), 422).fields.map((fault) => fault.path.split('.')[0])
      for (const path of ['text', 'contact']) expect(paths).toContain(path)
      expect(paths.length).toBeGreaterThanOrEqual(3)
      refused(await send('linxiuzhi', '/api/matters', bad, 'en'), 422, 'en')
    })

    it('tells all of them at once on the portal without JavaScript, next to the fields, and keeps what was typed', async () => {
      const visitor = visitorOf(app, from())
      const answer = await visitor.submit(await visitor.get('/report'), { text: `<b>${'长'.repeat(2100)}` })
      expect(answer.statusCode).toBe(422)
      clean(answer)
      // The kind of request is missing and the text too long: both are said, each with its field, and again on top.
      for (const field of ['nature', 'text']) expect(answer.body).toMatch(new RegExp(`id="[^"]*${field}[^"]*-(?:error|fault)`))
      expect(answer.body).toContain('&lt;b&gt;长')
      expect(answer.body).not.toContain('<b>长')
    })
  })

  describe('codes', () => {
    it('of unknown categories, procedures, units, places and areas are refused', async () => {
      const bad = [
        [filing({ category: 'gone.away' }), 422],
        [filing({ procedure: 'no-such' }), 403],
        [filing({ nature: 'gossip' }), 422],
        [filing({ aboutUnit: 'nobody' }), 422],
        [filing({ nature: 'complaint', input: { text, place, contact, aboutUnit: 'nobody' } }), 422],
        [filing({ input: { text, place: { areaCode: '990101999999' }, contact } }), 422],
        [filing({ input: { text, place: { placeId: 'nowhere' }, contact } }), 422],
      ] as const
      for (const [body, status] of bad) refused(await send('linxiuzhi', '/api/matters', body), status)
      const english = await send('linxiuzhi', '/api/matters', filing({ category: 'gone.away' }), 'en')
      refused(english, 422, 'en')
    })

    it('of categories that were withdrawn are refused', async () => {
      await kernel.db.sql
        .updateTable('category')
        .set({ valid_to: new Date('2026-03-01') })
        .where('code', '=', 'dog')
        .execute()
      await kernel.db.sql
        .updateTable('category')
        .set({ valid_to: new Date('2026-03-01') })
        .where('code', 'like', 'dog.%')
        .execute()
      await inTransaction(kernel, (tx) => kernel.caches.changed(tx, 'matters.catalogue', kernel.clock()))
      const error = refused(await send('linxiuzhi', '/api/matters', filing({ category: 'dog' })), 422)
      expect(error.fields.map((fault) => fault.path)).toEqual(['category'])
    })

    it('of matters that do not exist, or are none, tell nothing', async () => {
      const headers = await as('weihongxia')
      refused(await app.inject({ url: '/api/matters/by-code/123456789012', headers }), 404)
      refused(await app.inject({ url: `/api/matters/${randomUUID()}`, headers }), 404)
      refused(await app.inject({ url: '/api/matters/1', headers }), 422)
      expect((await visitorOf(app, from()).get('/track?code=123456789012')).statusCode).toBe(422)
    })
  })

  it('wrong receipts are refused, and soon not even read', async () => {
    const { code } = await filed()
    writes = false
    before = await rows()
    const visitor = visitorOf(app, from())
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) statuses.push((await visitor.post('/track', { code, secret: `AAAA-BBBB-CCC${n % 10}` })).statusCode)
    expect(new Set(statuses.slice(0, 5))).toEqual(new Set([403]))
    expect(statuses.at(-1)).toBe(429)
  })

  describe('files', () => {
    const upload = async (bytes: Uint8Array, name: string, type: string): Promise<LightMyRequestResponse> => {
      const head = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
      const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--edge--\r\n')])
      return app.inject({
        method: 'POST',
        url: '/api/files',
        payload,
        headers: { ...(await as('linxiuzhi')), 'content-type': 'multipart/form-data; boundary=edge' },
      })
    }

    it('in disguise are refused by what is in them', async () => {
      const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000)])
      refused(await upload(program, 'photo.jpg', 'image/jpeg'), 415)
      refused(await upload(Buffer.from('<html><script>alert(1)</script></html>'), 'photo.png', 'image/png'), 415)
      refused(await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg', 'image/svg+xml'), 415)
      const half = (
        await sharp({ create: { width: 40, height: 40, channels: 3, background: '#888' } })
          .jpeg()
          .toBuffer()
      ).subarray(0, 200)
      const broken = await upload(half, 'half.jpg', 'image/jpeg')
      expect([415, 422]).toContain(broken.statusCode)
      clean(broken)
    })

    it('that are too large are refused', async () => {
      const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#888' } })
        .jpeg()
        .toBuffer()
      const large = Buffer.concat([picture, Buffer.alloc(70 * 1024 * 1024)])
      refused(await upload(large, 'large.jpg', 'image/jpeg'), 413)
    })

    it('that were never uploaded cannot be attached', async () => {
      const bad = filing({ input: { text, place, contact, photos: [`${'a'.repeat(64)}.${'b'.repeat(32)}`] } })
      refused(await send('linxiuzhi', '/api/matters', bad), 422)
    })
  })

  it('impossible times and limits are refused', async () => {
    const headers = await as('weihongxia')
    for (const query of [
      'from=2026-02-30T00:00:00Z',
      'from=yesterday',
      'to=2026-13-01T00:00:00.000Z',
      'after=no~key',
      'area=99',
      'scope=mine',
    ])
      refused(await app.inject({ url: `/api/matters?${query}`, headers }), 422)
    refused(await app.inject({ url: '/api/map/matters?bbox=1,2,3', headers }), 422)
    refused(await app.inject({ url: '/api/map/matters?bbox=9,9,1,1', headers }), 422)
  })

  it('invalid polygons are refused, feature by feature', async () => {
    const bow = [
      [116, 40],
      [116.01, 40.01],
      [116.01, 40],
      [116, 40.01],
      [116, 40],
    ]
    const feature = {
      type: 'Feature',
      properties: { code: '990101001', name: '学苑街道' },
      geometry: { type: 'Polygon', coordinates: [bow] },
    }
    const payload = Buffer.from(
      `--edge\r\ncontent-disposition: form-data; name="file"; filename="a.geojson"\r\ncontent-type: application/geo+json\r\n\r\n${JSON.stringify(
        {
          type: 'FeatureCollection',
          features: [feature],
        },
      )}\r\n--edge--\r\n`,
    )
    const answer = await app.inject({
      method: 'POST',
      url: '/api/admin/areas/boundaries',
      payload,
      headers: { ...(await as('gumingyuan')), 'content-type': 'multipart/form-data; boundary=edge' },
    })
    clean(answer)
    const { faults, error } = answer.json<{ faults?: { message: string }[]; error?: { message: string } }>()
    expect(faults?.[0]?.message ?? error?.message ?? '').toMatch(/[一-龥]/)
  })

  describe('what is sent twice', () => {
    it('is done once when it is the same, and refused when it is not', async () => {
      const body = filing()
      const first = await filed(body)
      const count = await rows()
      expect((await send('linxiuzhi', '/api/matters', body)).json()).toEqual(first)
      const other = { ...body, input: { text: '另外一件事：路灯不亮了三天。', place, contact } }
      refused(await send('linxiuzhi', '/api/matters', other), 409)
      expect(await rows()).toEqual(count)
    })

    it('on an old picture of the matter is told', async () => {
      const { id } = await filed()
      const headers = await as('weihongxia')
      const { seen } = (await app.inject({ url: `/api/matters/${id}`, headers })).json<{ seen: number }>()
      const act = (action: string, input: object, operation = randomUUID()) =>
        send('weihongxia', `/api/matters/${id}/actions/${action}`, { operation, seen, input })
      expect((await act('note', { note: '已经联系物业。' })).statusCode).toBe(200)
      const count = await rows()
      refused(await act('accept', { category: 'env.litter' }), 409)
      expect(await rows()).toEqual(count)
    })
  })

  it('other people’s matters are as if they were not there', async () => {
    const { id, code } = await filed()
    writes = false
    before = await rows()
    // A handler of a unit that has no share in it.
    const headers = await as('fanzhiqiang')
    refused(await app.inject({ url: `/api/matters/${id}`, headers }), 404)
    refused(await app.inject({ url: `/api/matters/by-code/${code}`, headers }), 404)
    refused(await app.inject({ url: `/api/matters/${id}/suggestions`, headers }), 404)
    refused(await app.inject({ url: `/api/matters/${id}/nearby`, headers }), 404)
    refused(await send('fanzhiqiang', `/api/matters/${id}/actions/note`, { operation: randomUUID(), input: { note: '看一看' } }), 404)
    refused(await send('fanzhiqiang', `/api/matters/${id}/reveal`, { purpose: '核实情况' }), 404)
    refused(await app.inject({ url: `/api/matters/${id}` }), 401)
    // The code alone shows a stage and nothing of what was said.
    const page = await visitorOf(app, from()).get(`/track?code=${code}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain(text)
    expect(page.body).not.toContain('王芳')
    const withoutReceipt = await visitorOf(app, from()).get(`/track/${code}/withdraw`)
    expect(withoutReceipt.statusCode).toBe(302)
  })

  describe('broken documents', () => {
    it('in JSON are refused', async () => {
      for (const body of ['{', '[]', '"text"', 'null', '{"operation":1}', '{"__proto__":{"a":1}}', `{"a":${'['.repeat(20_000)}`]) {
        const answer = await send('linxiuzhi', '/api/matters', body)
        expect([400, 422]).toContain(answer.statusCode)
        refused(answer, answer.statusCode)
      }
      refused(await send('linxiuzhi', '/api/matters', '<a/>', 'zh', 'application/xml'), 415)
      refused(await send('linxiuzhi', '/api/matters', JSON.stringify({ a: 'x'.repeat(2 * 1024 * 1024) })), 413)
    })

    it('in XML are never read with entities', async () => {
      const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
      const answer = await app.inject({
        method: 'POST',
        url: '/open311/v2/requests.xml?api_key=demo',
        payload: bomb,
        headers: { 'content-type': 'text/xml' },
      })
      expect([400, 415]).toContain(answer.statusCode)
      clean(answer)
      expect(answer.body).not.toContain('root:')
      expect(answer.headers['content-type']).toContain('xml')
    })

    it('of an Open311 client are refused in the form it asked for', async () => {
      const post = (path: string, body: string) =>
        app.inject({
          method: 'POST',
          url: `/open311/v2/${path}`,
          payload: body,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      const noKey = await post('requests.json', 'service_code=env.litter&lat=40&long=116&description=x')
      expect([401, 403]).toContain(noKey.statusCode)
      const bad = await post('requests.json', 'api_key=demo&service_code=no.such&lat=999&long=abc&description=')
      expect(bad.statusCode).toBeGreaterThanOrEqual(400)
      expect(bad.statusCode).toBeLessThan(500)
      clean(bad)
    })
  })

  it('HTML in what people write is shown as text', async () => {
    writes = true
    const nasty = '<script>alert(1)</script><img src=x onerror=alert(2)> 楼下垃圾没有人收'
    const { id, code, secret } = await filed({ input: { text: nasty, place: { ...place, address: '"><svg onload=alert(3)>' }, contact } })
    const visitor: Visitor = visitorOf(app, from())
    expect((await visitor.post('/track', { code, secret })).statusCode).toBe(303)
    const page = await visitor.get(`/track?code=${code}`)
    expect(page.body).toContain('&lt;script&gt;')
    const order = await app.inject({ url: `/api/matters/${id}/work-order`, headers: await as('weihongxia') })
    for (const { body } of [page, order]) expect(body).not.toMatch(/<script>alert|<img src=x|<svg onload/)
    // It is JSON for the workbench, which never takes it for markup, and a browser that opens it sees no page.
    const read = await app.inject({ url: `/api/matters/${id}`, headers: await as('weihongxia') })
    expect(read.headers['content-type']).toMatch(/^application\/json/)
    expect(read.headers['x-content-type-options']).toBe('nosniff')
  })

  it('forms from another site are not carried out', async () => {
    const headers = { ...(await as('linxiuzhi')), 'sec-fetch-site': 'cross-site' }
    refused(await app.inject({ method: 'POST', url: '/api/matters', payload: filing(), headers }), 403)
  })
})
