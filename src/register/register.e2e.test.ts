import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel } from '../../test/support/kernel.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import { formTexts } from '../kernel/form/texts.ts'
import { raw } from '../kernel/html.ts'
import { createServer } from '../kernel/http/server.ts'
import { httpTexts } from '../kernel/http/texts.ts'
import { createTranslator } from '../kernel/i18n.ts'
import { registerPermissions, registerRoutes } from './http.ts'
import { registerTexts } from './texts.ts'
import type { RegisterPermission } from './permissions.ts'

const actors: Readonly<Record<string, Actor>> = {
  worker: staff('u-community-1', 'community-worker', '00000000-0000-4000-8000-000000000001'),
  grid: staff('u-community-1', 'grid-worker', '00000000-0000-4000-8000-000000000002'),
  other: staff('u-street-2', 'desk', '00000000-0000-4000-8000-000000000003'),
  handler: staff('u-roads', 'handler', '00000000-0000-4000-8000-000000000004'),
  admin: staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000005'),
}

eachDatabase('registers over HTTP', (open) => {
  let app: FastifyInstance
  beforeAll(async () => {
    const kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    app = await createServer(kernel, {
      routes: registerRoutes,
      permissions: {
        has: (name) => Object.hasOwn(registerPermissions, name),
        allows: (name, actor) => hasRole(actor, ...registerPermissions[name as RegisterPermission]),
      },
      resolveActor: async (request) => actors[String(request.headers['x-actor'] ?? 'worker')] ?? { kind: 'anonymous' },
      translator: () => createTranslator(httpTexts, formTexts, registerTexts),
      errorPage: (_call, problem) => raw(problem.message),
    })
  })
  afterAll(() => app.close())
  const send = (method: 'GET' | 'POST' | 'PUT', url: string, body?: object, who = 'worker') =>
    app.inject({
      method,
      url,
      headers: { 'x-actor': who, 'accept-language': 'zh', 'sec-fetch-site': 'same-origin' },
      ...(body && { payload: body }),
    })
  const create = async (register: string, body: object): Promise<string> => {
    const made = await send('POST', `/api/registers/${register}`, { operation: randomUUID(), ...body })
    expect(made.statusCode, made.body).toBe(200)
    return made.json<{ records: { id: string }[] }>().records[0]?.id ?? ''
  }

  it('creates, lists, shows masked, corrects, looks back, reveals', async () => {
    const home = await create('dwelling', {
      values: { number: '1-101', use: 'let' },
      place: { areaCode: '990101001001001' },
      since: '2026-01-01',
    })
    const links = [{ role: 'tenant', to: home, since: '2026-02-01' }]
    const id = await create('person', { values: { name: '王芳', phone: '13800138000' }, since: '2026-02-01', links })
    expect((await send('GET', '/api/registers')).json<unknown[]>()).toHaveLength(6)
    const listed = (await send('GET', `/api/registers/person?q=${encodeURIComponent('王芳')}`)).json<{ records: object[] }>()
    expect(listed.records).toMatchObject([{ id, title: '王芳', n: 1 }])
    const shown = await send('GET', `/api/registers/person/${id}`)
    expect(shown.json()).toMatchObject({
      values: { name: '王芳', phone: '138••••••00' },
      links: [{ role: 'tenant', title: '1-101', register: 'dwelling' }],
      mayWrite: true,
    })
    expect((await send('GET', `/api/registers/dwelling/${home}?on=2026-01-15`)).json()).toMatchObject({ back: [] })
    expect((await send('GET', `/api/registers/dwelling/${home}`)).json()).toMatchObject({ back: [{ record: id, title: '王芳' }] })
    const acts = `/api/registers/person/${id}/acts`
    const correct = { act: 'correct', operation: randomUUID(), seen: 1, reason: '换了号码', values: { phone: '13800138001' } }
    expect((await send('POST', acts, correct)).json()).toMatchObject({ records: [{ id, n: 2 }], warnings: [] })
    const stale = await send('POST', acts, { ...correct, operation: randomUUID(), values: { phone: '1' } })
    expect([stale.statusCode, stale.json<{ error: { message: string } }>().error.message]).toEqual([
      409,
      '这条记录刚被别人改过，请看过最新内容再改',
    ])
    const versions = await send('GET', `/api/registers/person/${id}/versions`)
    expect(versions.json()).toMatchObject([
      { n: 2, act: 'correct', reason: '换了号码', changes: [{ field: 'phone', masked: true }] },
      { n: 1, act: 'create' },
    ])
    expect(versions.body).not.toContain('1380013')
    expect((await send('GET', `/api/registers/person/${id}?on=2026-02-15`)).json()).toMatchObject({ n: 1 })
    const reveal = `/api/registers/person/${id}/reveal`
    expect((await send('POST', reveal, { fields: ['phone'], purpose: '' })).statusCode).toBe(422)
    expect((await send('POST', reveal, { fields: ['phone'], purpose: '上门前联系' })).json()).toEqual({
      values: { phone: '13800138001' },
      seconds: 60,
    })
    expect((await send('POST', reveal, { fields: ['phone'], purpose: '上门前联系' }, 'grid')).statusCode).toBe(403)
    expect((await send('GET', `/api/registers/person/${id}`, undefined, 'grid')).json()).toMatchObject({
      mayWrite: false,
      mayReveal: false,
    })
    expect((await send('GET', `/api/registers/person/${id}`, undefined, 'other')).statusCode).toBe(404)
    expect((await send('GET', '/api/registers/person', undefined, 'handler')).statusCode).toBe(403)
    expect((await send('POST', `/api/registers/dwelling/${id}/acts`, { ...correct, operation: randomUUID() })).statusCode).toBe(404)
  })

  it('tells bad input by its field, and why a field is refused', async () => {
    const bad = await send('POST', '/api/registers/dwelling', {
      operation: randomUUID(),
      values: { use: 'castle', ghost: 1 },
      place: { areaCode: '990101001001001' },
    })
    expect(bad.statusCode).toBe(422)
    expect(bad.json<{ error: { fields: { path: string }[] } }>().error.fields.map(({ path }) => path)).toEqual(['number', 'use', 'ghost'])
    expect(
      (await send('POST', '/api/registers/dwelling', { operation: randomUUID(), values: { number: '1', use: 'let' } })).statusCode,
    ).toBe(422)
    expect((await send('POST', '/api/registers/castle', { operation: randomUUID(), values: {} })).statusCode).toBe(404)
    const fields = [{ field: 'faith', kind: 'text', label: { zh: '备注', en: 'Note' } }]
    const refused = await send('PUT', '/api/registers/person/fields', { fields }, 'admin')
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('个人信息保护法第二十八条') as string])
    expect((await send('PUT', '/api/registers/person/fields', { fields: [] })).statusCode).toBe(403)
  })
})
