import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { createClient, type Client } from './client.ts'
import { formTexts } from './form/texts.ts'
import { html } from './html.ts'
import { route, type RouteTable } from './http/route.ts'
import { startBench, type Bench } from './http/testing.ts'
import { ok } from './result.ts'

const routes = {
  'matters.list': route({
    method: 'GET',
    path: '/api/areas/:area/matters',
    summary: 'Matters',
    permission: 'public',
    params: z.object({ area: z.string() }),
    query: z.object({ kind: z.array(z.string()).optional(), after: z.iso.datetime().optional() }),
    output: z.object({ area: z.string(), kinds: z.array(z.string()), at: z.date() }),
    handle: async (call, { params, query }) => ok({ area: params.area, kinds: query.kind ?? [], at: call.now }),
  }),
  'matters.note': route({
    method: 'POST',
    path: '/api/notes',
    summary: 'Note',
    permission: 'public',
    body: z.object({ text: z.string().min(2) }),
    output: z.undefined(),
    handle: async () => ok(undefined),
  }),
  'me.read': route({
    method: 'GET',
    path: '/api/me',
    summary: 'Me',
    permission: 'staff.only',
    output: z.object({ name: z.string() }),
    handle: async (call) => ok({ name: call.actor.kind }),
  }),
  'page.home': route({
    method: 'GET',
    path: '/',
    summary: 'Home',
    permission: 'public',
    output: 'page',
    handle: async () => ok({ page: html`x` }),
  }),
} satisfies RouteTable

let bench: Bench
let client: Client<typeof routes>
let base: string

beforeAll(async () => {
  bench = await startBench(routes)
  await bench.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(bench.app.server.address() as AddressInfo).port}`
  client = createClient<typeof routes>(fetch, { lang: () => 'en', base })
})
afterAll(() => bench.app.close())

describe('createClient', () => {
  it('calls a route by name with params and query, and types the answer as it arrives', async () => {
    const result = await client.call('matters.list', { params: { area: '清源/1' }, query: { kind: ['a'] } })
    expect(result).toEqual({ ok: true, value: { area: '清源/1', kinds: ['a'], at: '2026-03-02T01:30:00.000Z' } })
    if (result.ok) expectTypeOf(result.value).toEqualTypeOf<{ area: string; kinds: string[]; at: string }>()
  })

  it('gives refusals as values, with every field, in the language of the screen', async () => {
    expect(await client.call('matters.note', { body: { text: 'x' } })).toEqual({
      ok: false,
      error: {
        status: 422,
        code: 'input.invalid',
        message: formTexts['input.invalid'].en,
        fields: [{ path: 'text', code: 'input.too-short', message: 'Please enter at least 2 characters.' }],
      },
    })
    expect(await client.call('me.read')).toMatchObject({ ok: false, error: { status: 401, code: 'http.unauthenticated' } })
    expect(await client.call('matters.note', { body: { text: 'xyz' } })).toEqual({ ok: true, value: undefined })
  })

  it('sends what every call carries', async () => {
    const staff = createClient<typeof routes>(fetch, { lang: () => 'zh', base, headers: { 'x-actor': 'staff' } })
    expect(await staff.call('me.read')).toEqual({ ok: true, value: { name: 'staff' } })
  })

  it('does not compile with the wrong name, part or type', () => {
    const wrong = (): unknown => [
      // @ts-expect-error -- a page is no call
      client.call('page.home'),
      // @ts-expect-error -- no such route
      client.call('matters.raed'),
      // @ts-expect-error -- params are needed
      client.call('matters.list', { query: {} }),
      // @ts-expect-error -- the route has no body
      client.call('matters.list', { params: { area: 'x' }, body: {} }),
      // @ts-expect-error -- text is a string
      client.call('matters.note', { body: { text: 1 } }),
    ]
    expect(wrong).toBeTypeOf('function')
  })

  it('tells a missing network in words, asks for the paths again, and passes an abort on', async () => {
    let up = false
    const shaky: typeof fetch = (...args) => (up ? fetch(...args) : Promise.reject(new TypeError('fetch failed')))
    const far = createClient<typeof routes>(shaky, { lang: () => 'zh', base })
    expect(await far.call('me.read')).toMatchObject({
      ok: false,
      error: { status: 0, code: 'http.unreachable', message: expect.stringContaining('网络') },
    })
    up = true
    expect(await far.call('me.read')).toMatchObject({ ok: false, error: { status: 401 } })
    await expect(far.call('me.read', {}, AbortSignal.abort())).rejects.toThrow(/abort/i)
  })

  it('shows the words of neither a proxy nor a captive network', async () => {
    const answering = (answer: () => Response) =>
      createClient<typeof routes>(async (url) => (typeof url === 'string' && url.endsWith('routes.json') ? fetch(url) : answer()), {
        lang: () => 'zh',
        base,
      })
    const gateway = answering(() => new Response('<h1>502 nginx</h1>', { status: 502 }))
    expect(await gateway.call('me.read')).toMatchObject({
      ok: false,
      error: { status: 502, code: 'http.fault', message: expect.stringContaining('暂时不可用') },
    })
    const captive = createClient<typeof routes>(async () => new Response('<html>'), { lang: () => 'zh', base })
    expect(await captive.call('me.read')).toMatchObject({ ok: false, error: { status: 0 } })
  })
})
