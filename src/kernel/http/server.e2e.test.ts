import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { html } from '../html.ts'
import { ok, refuse, type RefusalKind } from '../result.ts'
import { route, type RouteTable } from './route.ts'
import { createServer } from './server.ts'
import { startBench, stubKernel, stubOptions, type Bench } from './testing.ts'

const matterSchema = z.object({ id: z.uuid(), title: z.string() })
const matter = { id: '019c8f00-0000-7000-8000-000000000001', title: '路灯不亮' }
const kinds: RefusalKind[] = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'gone',
  'too-large',
  'unsupported',
  'too-many',
]

const routes = {
  'matters.read': route({
    method: 'GET',
    path: '/api/matters/:id',
    summary: 'One matter',
    permission: 'public',
    params: z.object({ id: z.uuid() }),
    query: z.object({ depth: z.coerce.number().int().min(1).max(3).optional() }),
    output: matterSchema,
    handle: async () => ok(matter),
  }),
  'matters.file': route({
    method: 'POST',
    path: '/api/matters/:id',
    summary: 'File',
    permission: 'public',
    params: z.object({ id: z.uuid() }),
    query: z.object({ notify: z.enum(['sms', 'mail']) }),
    body: z.object({
      title: z.string().min(2).max(5),
      contact: z.object({ phone: z.string().regex(/^\d{11}$/, 'contact.bad-phone') }),
      tags: z.array(z.string()).min(1),
    }),
    output: z.object({ title: z.string() }),
    handle: async (_call, { body }) => ok({ title: body.title }),
  }),
  'staff.read': route({
    method: 'GET',
    path: '/api/staff',
    summary: 'Staff',
    permission: 'staff.only',
    output: z.object({}),
    handle: async () => ok({}),
  }),
  'staff.nobody': route({
    method: 'GET',
    path: '/api/nobody',
    summary: 'Nobody',
    permission: 'nobody',
    output: z.object({}),
    handle: async () => ok({}),
  }),
  'refuse.read': route({
    method: 'GET',
    path: '/api/refuse/:kind',
    summary: 'Refuses',
    permission: 'public',
    params: z.object({ kind: z.enum(kinds as [RefusalKind, ...RefusalKind[]]) }),
    output: z.object({}),
    handle: async (_call, { params }) => refuse(params.kind, 'matter.refused', { n: 3 }),
  }),
  'bad.throw': route({
    method: 'GET',
    path: '/api/throw/:name',
    summary: 'Throws',
    permission: 'public',
    params: z.object({ name: z.string() }),
    output: z.object({}),
    handle: async () => {
      throw Object.assign(new Error('duplicate key (phone)=(13800138000) of 张三 "secret"'), { code: '23505', statusCode: 400 })
    },
  }),
  'bad.leak': route({
    method: 'GET',
    path: '/api/leak',
    summary: 'Answers a field too many',
    permission: 'public',
    output: matterSchema,
    handle: async () => ok({ ...matter, phone: '13800138000' }),
  }),
  'bad.shape': route({
    method: 'GET',
    path: '/api/shape',
    summary: 'Answers what it must not',
    permission: 'public',
    output: matterSchema,
    handle: async () => ok({ id: 'x', title: '路灯' }),
  }),
  'few.read': route({
    method: 'GET',
    path: '/api/few',
    summary: 'Few',
    permission: 'public',
    perMinute: 2,
    output: z.object({}),
    handle: async () => ok({}),
  }),
  'few.page': route({
    method: 'GET',
    path: '/few',
    summary: 'Few',
    permission: 'public',
    perMinute: 1,
    output: 'page',
    handle: async () => ok({ page: html`<p>x</p>` }),
  }),
  'nothing.do': route({
    method: 'PUT',
    path: '/api/nothing',
    summary: 'Nothing',
    permission: 'public',
    output: z.undefined(),
    handle: async () => ok(undefined),
  }),
} satisfies RouteTable

const texts = {
  'matter.refused': { zh: '不行，第 {n} 次', en: 'Refused, time {n}' },
  'contact.bad-phone': { zh: '请填写 11 位手机号', en: 'Please enter 11 digits' },
}

const filePath = `/api/matters/${matter.id}?notify=sms`
const goodBody = { title: '路灯不亮', contact: { phone: '13800138000' }, tags: ['a'] }

describe('createServer', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await startBench(routes, { texts })
  })
  afterAll(() => bench.app.close())

  it('answers by the schema, and is kept by nobody', async () => {
    const answer = await bench.call({ url: `/api/matters/${matter.id}?depth=2` })
    expect([answer.statusCode, answer.json()]).toEqual([200, matter])
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('tells every fault of params, query and body at once, with text codes in both languages', async () => {
    const call = {
      method: 'POST',
      url: '/api/matters/12?notify=fax&page=2',
      payload: { title: '一', contact: { phone: '1', fax: '2' }, tags: [] },
    } as const
    const zh = await bench.call(call)
    expect(zh.statusCode).toBe(422)
    expect(zh.json().error.fields).toEqual([
      { path: 'id', code: 'input.id', message: '这个编号不正确。' },
      { path: 'notify', code: 'input.choice', message: '请从给出的选项中选择。' },
      { path: 'page', code: 'input.unknown', message: '这里没有名为“page”的项目。' },
      { path: 'title', code: 'input.too-short', message: '请至少填写 2 个字。' },
      { path: 'contact.phone', code: 'contact.bad-phone', message: '请填写 11 位手机号' },
      { path: 'contact.fax', code: 'input.unknown', message: '这里没有名为“fax”的项目。' },
      { path: 'tags', code: 'input.too-few', message: '请至少选择 1 项。' },
    ])
    const en = await bench.call({ ...call, headers: { 'accept-language': 'en' } })
    expect(en.json().error.code).toBe('input.invalid')
    expect(en.json().error.fields[3].message).toBe('Please enter at least 2 characters.')
    expect(en.body).not.toMatch(/expected|invalid input|unrecognized/i)
  })

  it('asks for what is missing when the whole body is', async () => {
    const answer = await bench.call({ method: 'POST', url: filePath })
    expect([answer.statusCode, answer.json().error.fields]).toEqual([
      422,
      [{ path: '', code: 'input.required', message: '请填写这一项。' }],
    ])
  })

  it.each([
    ['invalid', 422],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['gone', 410],
    ['too-large', 413],
    ['unsupported', 415],
    ['too-many', 429],
  ])('maps the refusal %s to %i', async (kind, status) => {
    const answer = await bench.call({ url: `/api/refuse/${kind}?lang=en` })
    expect([answer.statusCode, answer.json()]).toEqual([
      status,
      { error: { code: 'matter.refused', message: 'Refused, time 3', fields: [] } },
    ])
  })

  it('asks the anonymous to sign in and refuses others without the permission', async () => {
    expect((await bench.call({ url: '/api/staff' })).statusCode).toBe(401)
    expect((await bench.call({ url: '/api/staff', headers: { 'x-actor': 'resident' } })).statusCode).toBe(403)
    expect((await bench.call({ url: '/api/nobody', headers: { 'x-actor': 'staff' } })).statusCode).toBe(403)
    expect((await bench.call({ url: '/api/staff', headers: { 'x-actor': 'staff' } })).statusCode).toBe(200)
  })

  it('refuses malformed JSON, other types and bodies over the limit', async () => {
    const headers = { 'content-type': 'application/json' }
    const malformed = await bench.call({ method: 'POST', url: filePath, headers, payload: '{"title": ' })
    expect([malformed.statusCode, malformed.json().error.code]).toEqual([400, 'http.malformed'])
    const poisoned = await bench.call({ method: 'POST', url: filePath, headers, payload: '{"__proto__": {"a": 1}}' })
    expect([poisoned.statusCode, poisoned.json().error.code]).toEqual([400, 'http.malformed'])
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const other = await bench.call({ method: 'POST', url: filePath, headers: { 'content-type': type }, payload: 'title=1' })
      expect([other.statusCode, other.json().error.code]).toEqual([415, 'http.unsupported'])
    }
    const large = await bench.call({ method: 'POST', url: filePath, headers, payload: JSON.stringify({ title: 'x'.repeat(1_100_000) }) })
    expect([large.statusCode, large.json().error.code]).toEqual([413, 'http.too-large'])
  })

  it('tells an unknown path from a method that a path does not take', async () => {
    expect((await bench.call({ url: '/api/nowhere' })).json().error.code).toBe('http.not-found')
    const wrong = await bench.call({ method: 'DELETE', url: `/api/matters/${matter.id}` })
    expect([wrong.statusCode, wrong.headers.allow, wrong.json().error.code]).toEqual([405, 'GET, POST', 'http.method'])
    const page = await bench.call({ url: '/nowhere', headers: { accept: 'text/html' } })
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    const undecodable = await bench.call({ url: '/api/matters/%E0%A4%A?lang=en' })
    expect([undecodable.statusCode, undecodable.json().error.code]).toEqual([400, 'http.malformed'])
    expect(undecodable.body).not.toMatch(/FST_|%E0/)
    expect((await bench.call({ url: `/api/matters/${matter.id}/` })).statusCode).toBe(200)
  })

  it('shows nothing of a fault but a number, and logs nothing about people', async () => {
    bench.logged.length = 0
    const answer = await bench.call({ url: '/api/throw/%E5%BC%A0%E4%B8%89?phone=13800138000' })
    expect(answer.statusCode).toBe(500)
    expect(answer.json().error).toMatchObject({ code: 'http.fault', requestId: answer.headers['x-request-id'] })
    expect(answer.body).not.toMatch(/duplicate|23505|secret|\.ts/)
    const failed = bench.logged.find((line) => line.level === 'error')
    expect(failed?.fields).toMatchObject({
      id: answer.headers['x-request-id'],
      route: '/api/throw/:name',
      code: '23505',
      message: 'duplicate key (phone)=(…) of … "…"',
    })
    expect(JSON.stringify(bench.logged)).not.toMatch(/13800138000|张三|%E5|secret/)
    const broken = await bench.call({ url: '/api/staff', headers: { 'x-actor': 'broken' } })
    expect([broken.statusCode, broken.json().error.code]).toEqual([500, 'http.fault'])
  })

  it('fails outside production when an answer breaks its schema or holds a field too many', async () => {
    expect((await bench.call({ url: '/api/leak' })).statusCode).toBe(500)
    expect((await bench.call({ url: '/api/shape' })).statusCode).toBe(500)
  })

  it('holds off more calls than a route allows, apart by actor', async () => {
    const call = (actor: string) => bench.call({ url: '/api/few', headers: { 'x-actor': actor } })
    expect([(await call('')).statusCode, (await call('')).statusCode]).toEqual([200, 200])
    const third = await call('')
    expect([third.statusCode, third.json().error.code, third.headers['retry-after']]).toEqual([429, 'http.too-many-wait', '60'])
    expect(third.json().error.message).toContain('60 秒')
    expect((await call('staff')).statusCode).toBe(200)
    await bench.call({ url: '/few' })
    const page = await bench.call({ url: '/few', headers: { 'accept-language': 'en' } })
    expect([page.statusCode, page.body]).toEqual([429, expect.stringContaining('try again in 60 seconds')])
  })

  it('answers 204 when there is nothing to say', async () => {
    const answer = await bench.call({ method: 'PUT', url: '/api/nothing' })
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
  })

  it('carries out a form only when it comes from this site', async () => {
    const send = (headers: Record<string, string>) =>
      bench
        .call({ method: 'POST', url: filePath, headers: { host: 'linli.test', ...headers }, payload: goodBody })
        .then((answer) => answer.statusCode)
    expect(await send({ cookie: 's=1', origin: 'http://linli.test' })).toBe(200)
    expect(await send({ cookie: 's=1', 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(200)
    expect(await send({ cookie: 's=1', referer: 'http://linli.test/report' })).toBe(200)
    expect(await send({})).toBe(200)
    expect(await send({ cookie: 's=1' })).toBe(403)
    expect(await send({ origin: 'http://evil.test' })).toBe(403)
    expect(await send({ cookie: 's=1', origin: 'null' })).toBe(403)
    expect(await send({ cookie: 's=1', 'sec-fetch-site': 'cross-site', origin: 'http://linli.test' })).toBe(403)
    expect(await send({ cookie: 's=1', 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await send({ cookie: 's=1', origin: 'http://evil.test', 'x-actor': 'client' })).toBe(200)
    const told = await bench.call({ method: 'POST', url: filePath, headers: { origin: 'http://evil.test' }, payload: goodBody })
    expect(told.json().error.code).toBe('http.foreign-origin')
  })
})

describe('in production', () => {
  it('sends answers as they are, and never a bare code', async () => {
    const bench = await startBench(routes, { config: { production: true } })
    expect((await bench.call({ url: '/api/shape' })).json()).toEqual({ id: 'x', title: '路灯' })
    const refused = await bench.call({ url: '/api/refuse/gone' })
    expect(refused.json().error).toEqual({ code: 'matter.refused', message: '这项内容已经撤下。', fields: [] })
    await bench.app.close()
  })
})

describe('probes', () => {
  it('tells health by a ping of the database', async () => {
    const up = await startBench(routes)
    const down = await startBench(routes, { databaseDown: true })
    expect((await up.call({ url: '/health' })).json()).toEqual({ status: 'ok' })
    const answer = await down.call({ url: '/health' })
    expect([answer.statusCode, answer.body]).toEqual([503, '{"status":"database-down"}'])
    await Promise.all([up.app.close(), down.app.close()])
  })

  it('measures requests by pattern and shows figures to private networks only', async () => {
    const bench = await startBench(routes)
    await bench.call({ url: `/api/matters/${matter.id}?depth=1` })
    const figures = await bench.call({ url: '/metrics' })
    expect(figures.body).toContain('linli_http_seconds_count{method="GET",route="/api/matters/:id",status="200"} 1')
    expect(figures.body).not.toContain(matter.id)
    expect((await bench.call({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
    expect((await bench.call({ url: '/metrics', remoteAddress: '::ffff:10.1.2.3' })).statusCode).toBe(200)
    expect(bench.logged.find((line) => line.message === 'request')?.fields).toMatchObject({
      route: '/api/matters/:id',
      status: 200,
      actor: 'anonymous',
    })
    await bench.app.close()
  })
})

describe('a faulty table', () => {
  const good = routes['matters.read']
  const start = (table: object) => createServer(stubKernel().kernel, stubOptions(table as RouteTable))

  it('keeps the server from starting, with every fault told', async () => {
    const table = {
      a: { ...good, permission: undefined },
      b: { ...good, path: '/api/matters/:code', params: z.object({ code: z.string() }), permission: 'matter.raed' },
      c: { ...good, path: '/api/c/:id/:x', method: 'GET', handle: undefined, output: 'json' },
      d: { ...good, path: 'd', method: 'FETCH', params: undefined, body: z.string() },
      e: { ...good, path: '/e', params: undefined, body: z.object({}) },
    }
    const fault = await start(table).catch((error: unknown) => String(error))
    for (const told of [
      'route a: permission is missing',
      'route b: permission matter.raed is not in the permission table',
      'route b: GET /api/matters/: is already the route a',
      'route c: handle is missing',
      'route c: output is neither page nor a schema',
      'route c: params does not describe :x',
      'route d: method FETCH is not known',
      'route d: path must begin with /',
      'route e: GET takes no body',
    ]) {
      expect(fault).toContain(told)
    }
  })

  it('does not take a blank permission for public', async () => {
    await expect(start({ a: { ...good, permission: '' } })).rejects.toThrow('permission is missing')
  })

  it('runs plugins of the start before the routes', async () => {
    const plugin = vi.fn(async () => undefined)
    const bench = await startBench(routes, { options: { plugins: [plugin] } })
    expect(plugin).toHaveBeenCalledOnce()
    await bench.app.close()
  })
})
