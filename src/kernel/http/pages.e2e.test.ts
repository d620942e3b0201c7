import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { formTexts } from '../form/texts.ts'
import { html } from '../html.ts'
import { ok, refuse } from '../result.ts'
import { route, type RouteTable } from './route.ts'
import { startBench, type Bench } from './testing.ts'

const routes = {
  'page.report': route({
    method: 'POST',
    path: '/report',
    summary: 'A form',
    permission: 'public',
    body: z.object({
      text: z.string().min(1),
      photos: z.array(z.string()).optional(),
      floor: z.coerce.number().int().optional(),
      other: z.string().optional(),
    }),
    output: 'page',
    handle: async (_call, { body }) => ok({ page: html`${JSON.stringify(body)}` }),
  }),
  'page.list': route({
    method: 'GET',
    path: '/list/:area',
    summary: 'A list',
    permission: 'public',
    params: z.object({ area: z.string().regex(/^\d{9}$/) }),
    query: z.object({ from: z.iso.date().optional() }),
    output: 'page',
    handle: async (call, { query }) =>
      ok({
        page: html`<p>${call.lang} ${call.url} ${query.from ?? 'any'} ${'<script>'} ${'邻'.repeat(1200)}</p>`,
        cookies: { lang: { value: call.lang, maxAge: 60 }, old: '' },
      }),
  }),
  'page.go': route({
    method: 'POST',
    path: '/go',
    summary: 'A redirect',
    permission: 'public',
    body: z.object({ to: z.string() }),
    output: 'page',
    handle: async (_call, { body }) => ok({ redirect: body.to, cookies: { session: 's' } }),
  }),
  'page.file': route({
    method: 'GET',
    path: '/file',
    summary: 'A file',
    permission: 'staff.only',
    output: 'page',
    handle: async () => ok({ bytes: new TextEncoder().encode('a,b'), type: 'text/csv', headers: { 'content-disposition': 'attachment' } }),
  }),
  'page.upload': route({
    method: 'POST',
    path: '/upload',
    summary: 'Photos',
    permission: 'public',
    bodyBytes: 2000,
    output: 'page',
    handle: async (call) => {
      const names: string[] = []
      for await (const part of call.request.parts({ limits: { fileSize: 500 } })) {
        names.push(part.fieldname)
        if (part.type === 'file') await part.toBuffer()
      }
      return ok({ page: html`${names.join(',')}` })
    },
  }),
  'page.raw': route({
    method: 'POST',
    path: '/raw',
    summary: 'XML',
    permission: 'public',
    output: 'page',
    handle: async (call) =>
      Buffer.isBuffer(call.request.body) ? ok({ page: html`${call.request.body.length}` }) : refuse('invalid', 'http.malformed'),
    problem: (_call, problem) => ({ bytes: Buffer.from(`<error>${problem.code}</error>`), type: 'application/xml' }),
  }),
  'page.workbench': route({
    method: 'GET',
    path: '/workbench/*',
    summary: 'Workbench',
    permission: 'public',
    inlineStyles: true,
    output: 'page',
    handle: async () => ok({ page: html`<div id="root"></div>` }),
  }),
} satisfies RouteTable

const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('page routes', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await startBench(routes)
  })
  afterAll(() => bench.app.close())

  it('reads forms: one tick becomes a list, blank optional fields are absent, blank needed ones are missing', async () => {
    const one = await bench.call({ method: 'POST', url: '/report', headers: form, payload: 'text=%E8%B7%AF&photos=a&floor=' })
    expect(one.body).toBe('{&quot;text&quot;:&quot;路&quot;,&quot;photos&quot;:[&quot;a&quot;]}')
    const two = await bench.call({ method: 'POST', url: '/report', headers: form, payload: 'text=x&photos=a&photos=b&floor=3' })
    expect(two.body).toContain('[&quot;a&quot;,&quot;b&quot;],&quot;floor&quot;:3')
    for (const payload of ['text=', '', 'text=a&text=b', 'text=a&__proto__=x', 'text=a&extra=1']) {
      const refused = await bench.call({ method: 'POST', url: '/report', headers: form, payload })
      expect([payload, refused.statusCode, refused.headers['content-type']]).toEqual([payload, 422, 'text/html; charset=utf-8'])
      expect(refused.body).toContain(formTexts['input.invalid'].zh)
    }
    expect((await bench.call({ method: 'POST', url: '/report', payload: { text: 'x' } })).statusCode).toBe(415)
  })

  it('takes the language from the address, then the cookie, then the browser', async () => {
    const url = '/list/990101001?from='
    const lang = async (query: string, headers: Record<string, string>): Promise<string> =>
      (await bench.call({ url: url + query, headers })).body.slice(3, 5)
    expect(await lang('&lang=en', { cookie: 'lang=zh' })).toBe('en')
    expect(await lang('', { cookie: 'lang=en', 'accept-language': 'zh' })).toBe('en')
    expect(await lang('', { 'accept-language': 'en' })).toBe('en')
    expect(await lang('&lang=%3Cx%3E', {})).toBe('zh')
  })

  it('sends pages escaped, compressed when asked, with a strict policy and cookies that scripts cannot read', async () => {
    const plain = await bench.call({ url: '/list/990101001' })
    expect(plain.body).toContain('&lt;script&gt;')
    const answer = await bench.call({ url: '/list/990101001', headers: { 'accept-encoding': 'gzip, br' } })
    expect([answer.headers['content-encoding'], answer.rawPayload.length < 500]).toEqual(['gzip', true])
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("style-src 'self';")
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(answer.headers['referrer-policy']).toBe('same-origin')
    const [lang, old] = answer.headers['set-cookie'] as string[]
    expect(lang).toBe('lang=zh; Max-Age=60; Path=/; HttpOnly; SameSite=Lax')
    expect(old).toContain('old=; ')
  })

  it('allows inline styles only where a route says so, inline scripts nowhere', async () => {
    const policy = String((await bench.call({ url: '/workbench/matters/1' })).headers['content-security-policy'])
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("worker-src 'self' blob:")
  })

  it('treats a malformed address as a page that is not there', async () => {
    const answer = await bench.call({ url: '/list/abc?from=yesterday' })
    expect([answer.statusCode, answer.body]).toEqual([404, expect.stringContaining('没有找到')])
  })

  it('redirects within the site only', async () => {
    const go = (to: string) => bench.call({ method: 'POST', url: '/go', headers: form, payload: new URLSearchParams({ to }).toString() })
    const answer = await go('/search?q=路灯&a=%E8%B7%AF')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/search?q=%E8%B7%AF%E7%81%AF&a=%E8%B7%AF'])
    expect((await go('http://linli.test/x')).headers.location).toBe('/x')
    for (const to of [
      '//evil.test',
      '/\\evil.test',
      'http://evil.test/',
      'http://linli.test.evil.test/',
      '/\t/evil.test',
      'javascript:alert(1)',
      'x',
    ]) {
      const refused = await go(to)
      expect([to, refused.statusCode, refused.headers.location]).toEqual([to, 500, undefined])
    }
  })

  it('sends files, and asks for a sign-in with a page', async () => {
    const file = await bench.call({ url: '/file', headers: { 'x-actor': 'staff' } })
    expect([file.body, file.headers['content-type'], file.headers['x-content-type-options']]).toEqual(['a,b', 'text/csv', 'nosniff'])
    const refused = await bench.call({ url: '/file' })
    expect([refused.statusCode, refused.body]).toEqual([401, expect.stringContaining('请先登录')])
  })

  it('leaves uploads to the handler and refuses broken and large ones clearly', async () => {
    const type = { 'content-type': 'multipart/form-data; boundary=x' }
    const part = (bytes: number): string =>
      `--x\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n${'y'.repeat(bytes)}\r\n`
    const send = (payload: string, headers: Record<string, string> = type) =>
      bench.call({ method: 'POST', url: '/upload', headers, payload })
    expect((await send(`${part(10)}--x--\r\n`)).body).toBe('photo')
    expect((await send(`${part(600)}--x--\r\n`)).statusCode).toBe(413)
    expect((await send(`${part(3000)}--x--\r\n`)).statusCode).toBe(413)
    expect((await send(part(10))).statusCode).toBe(400)
    expect((await send(`${part(10)}--x--\r\n`, { 'content-type': 'multipart/form-data' })).statusCode).toBe(400)
    expect((await send('{}', { 'content-type': 'application/json' })).statusCode).toBe(415)
  })

  it('gives other types as bytes to routes that read their body, and lets a route word its own refusals', async () => {
    const send = (type: string, payload: string) => bench.call({ method: 'POST', url: '/raw', headers: { 'content-type': type }, payload })
    expect((await send('text/xml', '<a/>')).body).toBe('4')
    const refused = await send('application/json', '{')
    expect([refused.statusCode, refused.headers['content-type'], refused.body]).toEqual([
      400,
      'application/xml',
      '<error>http.malformed</error>',
    ])
  })

  it('still tells of a problem when the error page itself fails', async () => {
    const broken = await startBench(routes, {
      options: {
        errorPage: () => {
          throw new Error('no template')
        },
      },
    })
    const answer = await broken.call({ url: '/file' })
    expect([answer.statusCode, answer.json().error.code]).toEqual([401, 'http.unauthenticated'])
    await broken.app.close()
  })
})

describe('over https', () => {
  it('keeps browsers to it', async () => {
    const bench = await startBench(routes, { config: { publicUrl: 'https://linli.test' } })
    const answer = await bench.call({ url: '/list/990101001' })
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
    expect(answer.headers['content-security-policy']).toContain('upgrade-insecure-requests')
    expect((answer.headers['set-cookie'] as string[])[0]).toContain('; Secure')
    await bench.app.close()
  })
})
