import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { accessTexts } from '../access/texts.ts'
import { type Actor, hasRole, type Role } from '../kernel/actor.ts'
import { calendarTexts } from '../kernel/calendar/texts.ts'
import { formTexts } from '../kernel/form/texts.ts'
import { raw } from '../kernel/html.ts'
import { createServer } from '../kernel/http/server.ts'
import { httpTexts } from '../kernel/http/texts.ts'
import { createTranslator } from '../kernel/i18n.ts'
import { sheetTexts } from '../kernel/sheets/texts.ts'
import { administrationPermissions, administrationRoutes } from './http.ts'
import { administrationTexts } from './texts.ts'

const shipped = createTranslator(httpTexts, formTexts, sheetTexts, calendarTexts, accessTexts, administrationTexts)
const permissions: Readonly<Record<string, readonly Role[]>> = administrationPermissions
const actors: Readonly<Record<string, Actor>> = {
  admin: staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000001'),
  auditor: staff('u-county', 'auditor'),
  street: staff('u-street-1', 'administrator'),
  handler: staff('u-roads', 'handler'),
}

eachDatabase('administration over HTTP', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    app = await createServer(kernel, {
      routes: administrationRoutes(shipped.all),
      permissions: {
        has: (name) => Object.hasOwn(permissions, name),
        allows: (name, actor) => hasRole(actor, ...(permissions[name] ?? [])),
      },
      resolveActor: async (request) => actors[String(request.headers['x-actor'] ?? 'admin')] ?? { kind: 'anonymous' },
      translator: () => shipped,
      errorPage: (_call, problem) => raw(problem.message),
    })
  })
  afterAll(() => app.close())

  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, who = 'admin'): Promise<LightMyRequestResponse> =>
    app.inject({
      method,
      url,
      headers: { 'x-actor': who, 'accept-language': 'zh', 'sec-fetch-site': 'same-origin' },
      ...(body ? { payload: body } : {}),
    })
  const upload = (url: string, bytes: Buffer): Promise<LightMyRequestResponse> => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), 'x.xlsx')
    return app.inject({ method: 'POST', url, headers: { 'accept-language': 'zh', 'sec-fetch-site': 'same-origin' }, payload: form })
  }
  interface List {
    readonly rows: readonly { readonly key: string; readonly version: string; readonly value: Record<string, unknown> }[]
    readonly total: number
  }
  const things = ['categories', 'routing', 'hours', 'holidays', 'texts', 'settings', 'areas']

  it('lists every thing and gives it as a sheet that comes back unchanged', async () => {
    for (const thing of things) {
      const list = await call('GET', `/api/admin/${thing}`)
      expect(list.statusCode, `${thing} ${list.body}`).toBe(200)
      const sheet = await call('GET', `/api/admin/${thing}/sheet.xlsx`)
      expect(sheet.headers['content-disposition']).toContain(`${thing}.xlsx`)
      const back = await upload(`/api/admin/${thing}/sheet?dry=true`, sheet.rawPayload)
      expect(back.json(), thing).toMatchObject({ added: 0, changed: 0, removed: 0, faults: [] })
      expect((await call('GET', `/api/admin/${thing}/history`)).json()).toEqual({ entries: [] })
    }
    for (const people of ['units', 'staff']) {
      const sheet = await call('GET', `/api/admin/${people}/sheet`)
      expect(sheet.statusCode).toBe(200)
    }
  })

  it('lets auditors read and administrators of the whole district change', async () => {
    expect((await call('GET', '/api/admin/settings', undefined, 'auditor')).statusCode).toBe(200)
    expect((await call('GET', '/api/admin/settings', undefined, 'handler')).statusCode).toBe(403)
    const value = {
      category: 'env',
      prefix: '',
      condition: null,
      lead: 'u-parks',
      assistants: [],
      listItem: null,
      handle: null,
      reason: '绿化',
    }
    for (const [who, status] of [
      ['auditor', 403],
      ['street', 403],
      ['admin', 200],
    ] as const)
      expect((await call('POST', '/api/admin/routing', { value }, who)).statusCode, who).toBe(status)
  })

  it('changes, refuses the stale, tells history and undoes', async () => {
    const [row] = (await call('GET', '/api/admin/routing?q=u-parks')).json<List>().rows
    const path = `/api/admin/routing/${row?.key}`
    const value = { ...row?.value, reason: '绿化归园林', condition: 'hour >= 8' }
    expect((await call('PUT', path, { version: row?.version, value })).statusCode).toBe(200)
    const stale = await call('PUT', path, { version: row?.version, value })
    expect([stale.statusCode, stale.json<{ error: { message: string } }>().error.message]).toEqual([
      409,
      '刚才有人改过这一项，请看过最新内容再改',
    ])
    const faulty = await call('PUT', path, { version: 'x', value: { ...value, lead: 'nobody' } })
    expect(faulty.statusCode).toBe(409)
    const { entries } = (await call('GET', '/api/admin/routing/history')).json<{ entries: { id: string; how: string; count: number }[] }>()
    expect(entries.map((entry) => [entry.how, entry.count])).toContainEqual(['edit', 1])
    const newest = entries[0]?.id ?? ''
    expect((await call('POST', `/api/admin/routing/history/${newest}/undo`)).statusCode).toBeLessThan(410)
  })

  it('tells the faults of a sheet in words with row and heading', async () => {
    const csv = Buffer.from('类别代码,主办单位代码,理由,条件\nnone,u-none,为什么,colour\n')
    const judged = await upload('/api/admin/routing/sheet?dry=true', csv)
    const { faults } = judged.json<{ faults: { row: number; column: string; message: string }[] }>()
    expect(faults.map(({ row, column }) => `${row} ${column}`)).toEqual(['2 类别代码', '2 条件', '2 主办单位代码'])
    expect(faults[0]?.message).toBe('没有在用的类别“none”')
    const applied = await upload('/api/admin/routing/sheet', csv)
    expect(applied.statusCode).toBe(422)
    expect((await upload('/api/admin/routing/sheet', Buffer.from('%PDF-1.4 nothing'))).statusCode).toBeGreaterThanOrEqual(415)
    expect((await call('POST', '/api/admin/routing/sheet', {})).statusCode).toBe(415)
  })

  it('loads a notice and tells which years are announced', async () => {
    const years = async () =>
      (await call('GET', '/api/admin/holidays/years')).json<{ years: { year: number; announced: boolean }[] }>().years
    expect(await years()).toContainEqual({ year: 2027, announced: false })
    const notice = { year: 2027, papers: ['国办发明电〔2026〕1号'], days: [{ name: '元旦', date: '2027-01-01', isOffDay: true }] }
    expect((await call('POST', '/api/admin/holidays/notice', notice)).statusCode).toBe(200)
    expect(await years()).toContainEqual({ year: 2027, announced: true })
    const bad = await call('POST', '/api/admin/holidays/notice', { year: 2027, papers: [], days: [{ name: '', date: '2027-02-30' }] })
    expect(bad.json<{ error: { fields: { path: string }[] } }>().error.fields.map(({ path }) => path)).toEqual([
      'papers',
      'days.0.name',
      'days.0.date',
      'days.0.isOffDay',
    ])
  })
})
