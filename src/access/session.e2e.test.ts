import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { type Actor, hasRole, type Role } from '../kernel/actor.ts'
import { formTexts } from '../kernel/form/texts.ts'
import { raw } from '../kernel/html.ts'
import { createServer } from '../kernel/http/server.ts'
import { httpTexts } from '../kernel/http/texts.ts'
import { createTranslator } from '../kernel/i18n.ts'
import { inTransaction } from '../kernel/kernel.ts'
import { ok, refuse, unwrap } from '../kernel/result.ts'
import { addClient, admitClient, changeClient, endClient, findClient, readClients } from './actions/clients.ts'
import { openSmsAddress, phoneOfResident } from './actions/residents.ts'
import { issueSetUpToken } from './actions/set-up.ts'
import { endAccount, guardAccount } from './actions/staff.ts'
import { resolveActor } from './authority.ts'
import { accessRoutes } from './http.ts'
import { setUpRoutes } from './http/set-up.ts'
import { tidyAccess } from './jobs.ts'
import { accessPermissions } from './permissions.ts'
import { sessionCookie, sessionPlugin } from './sessions.ts'
import { goodPassword, seedPerson, system, type TestKernel, testKernel } from './testing.ts'
import { accessTexts } from './texts.ts'

const permissions: Readonly<Record<string, 'any staff' | readonly Role[]>> = accessPermissions
const allows = (name: string, actor: Actor): boolean => {
  const wanted = permissions[name]
  return wanted === 'any staff' ? actor.kind === 'staff' : wanted !== undefined && hasRole(actor, ...wanted)
}

let portRefuses = true
const setUpPort = async () => (portRefuses ? refuse('conflict', 'access.stale') : ok(null))

const startServer = (kernel: TestKernel): Promise<FastifyInstance> =>
  createServer(kernel, {
    routes: { ...accessRoutes, ...setUpRoutes(setUpPort) },
    permissions: { has: (name) => Object.hasOwn(permissions, name), allows },
    resolveActor: (request, now) => resolveActor(kernel, request, now),
    translator: () => createTranslator(httpTexts, formTexts, accessTexts),
    errorPage: (_call, problem) => raw(String(problem.status)),
    plugins: [sessionPlugin(kernel)],
  })

const cookieOf = (answer: LightMyRequestResponse) => answer.cookies.find((cookie) => cookie.name === sessionCookie)

eachDatabase('sessions', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  beforeAll(async () => {
    portRefuses = true
    kernel = await testKernel(await open())
    app = await startServer(kernel)
  })
  afterAll(() => app.close())

  const call = (method: 'GET' | 'POST' | 'PUT', url: string, body: object | null = null, cookie = ''): Promise<LightMyRequestResponse> =>
    app.inject({
      method,
      url,
      headers: { 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie: `${sessionCookie}=${cookie}` }) },
      ...(body === null ? {} : { payload: body }),
    })
  const signIn = async (login: string, remember = false): Promise<string> => {
    const answer = await call('POST', '/api/sign-in', { login, password: goodPassword, remember })
    expect(answer.statusCode, answer.body).toBe(200)
    return cookieOf(answer)?.value ?? ''
  }
  const kindOf = async (cookie: string): Promise<string> => (await call('GET', '/api/me', null, cookie)).json<{ kind: string }>().kind

  describe('the first set-up', () => {
    const body = {
      token: '',
      administrator: { login: 'admin', name: '管理员', password: goodPassword },
      county: { code: '990101', name: '清源区', nameEn: 'Qingyuan' },
      units: [
        { row: 2, id: 'u-street-1', name: '学苑街道', nameEn: 'Xueyuan', kind: '街道办事处', parent: '', areas: '990101001', kinds: '' },
      ],
    }

    it('asks for the token that the server printed, tells all faults, and is done once', async () => {
      expect((await call('GET', '/api/set-up')).json()).toEqual({ needed: true })
      const token = (await issueSetUpToken(kernel, kernel.clock())) ?? ''
      expect((await call('POST', '/api/set-up', { ...body, token: 'AAAA-BBBB' })).json()).toMatchObject({
        error: { code: 'access.set-up-token' },
      })
      const bad = {
        ...body,
        token,
        administrator: { ...body.administrator, password: 'x' },
        county: { ...body.county, code: '99' },
        units: [{ ...body.units[0], kind: '宫殿' }],
      }
      const faults = (await call('POST', '/api/set-up', bad)).json<{ error: { fields: { path: string }[] } }>().error.fields
      expect(new Set(faults.map((field) => field.path))).toEqual(new Set(['administrator.password', 'county.code', 'units.2.kind']))
      // What another capability refuses undoes the whole.
      expect((await call('POST', '/api/set-up', { ...body, token })).statusCode).toBe(409)
      expect((await call('GET', '/api/set-up')).json()).toEqual({ needed: true })
      portRefuses = false
      const done = await call('POST', '/api/set-up', { ...body, token: token.toLowerCase() })
      expect(done.statusCode, done.body).toBe(200)
      const me = (await call('GET', '/api/me', null, cookieOf(done)?.value)).json()
      expect(me).toMatchObject({
        login: 'admin',
        posts: [{ unit: 'u-990101', unitName: '清源区', role: 'administrator', roleName: '系统管理员', prefixes: ['990101'] }],
      })
      expect((await call('POST', '/api/set-up', { ...body, token })).statusCode).toBe(410)
      expect(await issueSetUpToken(kernel, kernel.clock())).toBeNull()
    })
  })

  describe('staff', () => {
    it('sign in with a cookie that scripts can\u2019t read, under a new id each time, and sign out', async () => {
      const answer = await call('POST', '/api/sign-in', { login: 'admin', password: goodPassword })
      expect(cookieOf(answer)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
      expect(cookieOf(answer)?.expires).toBeUndefined()
      const first = cookieOf(answer)?.value ?? ''
      const again = cookieOf(await call('POST', '/api/sign-in', { login: 'admin', password: goodPassword }, first))?.value ?? ''
      expect(again).not.toBe(first)
      expect([await kindOf(first), await kindOf(again)]).toEqual(['anonymous', 'staff'])
      await call('POST', '/api/sign-out', null, again)
      expect(await kindOf(again)).toBe('anonymous')
      const { rows } = await sql<{
        found: boolean
      }>`select exists (select 1 from session where position(${again.split('.')[0]} in data::text) > 0) as found`.execute(kernel.db.sql)
      expect(rows[0]?.found).toBe(false)
    })

    it('are signed out after 30 idle minutes, unless remembered, and after 12 hours in any case', async () => {
      const idle = await signIn('admin')
      const remembered = await signIn('admin', true)
      kernel.pass(29)
      expect(await kindOf(idle)).toBe('staff')
      kernel.pass(29)
      expect(await kindOf(idle)).toBe('staff')
      kernel.pass(30)
      expect([await kindOf(idle), await kindOf(remembered)]).toEqual(['anonymous', 'staff'])
      kernel.pass(12 * 60 - 89)
      expect(await kindOf(remembered)).toBe('staff')
      kernel.pass(1)
      expect(await kindOf(remembered)).toBe('anonymous')
    })

    it('lose all sessions at once on leaving, or when the security officer ends them', async () => {
      const id = await seedPerson(kernel, 'u-street-1', 'handler', 'leaver')
      const cookies = [await signIn('leaver'), await signIn('leaver', true)]
      expect(await kindOf(cookies[0] ?? '')).toBe('staff')
      unwrap(await guardAccount(kernel, system, id, 'end-sessions', kernel.clock()))
      expect(await Promise.all(cookies.map(kindOf))).toEqual(['anonymous', 'anonymous'])
      const last = await signIn('leaver')
      unwrap(await endAccount(kernel, system, id, kernel.clock()))
      expect(await kindOf(last)).toBe('anonymous')
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from session where account = ${id}`.execute(kernel.db.sql)
      expect(rows[0]?.count).toBe(0)
      expect((await call('POST', '/api/sign-in', { login: 'leaver', password: goodPassword })).statusCode).toBe(401)
    })

    it('keep the present session when they change the password, and lose the others', async () => {
      await seedPerson(kernel, 'u-street-1', 'handler', 'changer')
      const [here, there] = [await signIn('changer'), await signIn('changer')]
      const answer = await call('POST', '/api/me/password', { current: goodPassword, next: 'Osmanthus-2026' }, here)
      expect(answer.statusCode, answer.body).toBe(200)
      expect([await kindOf(here), await kindOf(there)]).toEqual(['staff', 'anonymous'])
      const history = (await call('GET', '/api/me/sign-ins', null, here)).json<{ signIns: { outcome: string }[] }>()
      expect(history.signIns.map((line) => line.outcome)).toEqual(['ok', 'ok'])
    })

    it('are told the same words for a wrong login and a wrong password, in the reader\u2019s language', async () => {
      const wrong = await call('POST', '/api/sign-in?lang=en', { login: 'admin', password: 'x' })
      const unknown = await call('POST', '/api/sign-in?lang=en', { login: 'nobody', password: 'x' })
      expect(wrong.statusCode).toBe(401)
      expect(wrong.body).toBe(unknown.body)
      expect(wrong.json<{ error: { message: string } }>().error.message).toContain('locked for 15 minutes')
    })
  })

  describe('routes', () => {
    it('let the administrator set up, the auditor check, and nobody else', async () => {
      await seedPerson(kernel, 'u-street-1', 'handler', 'plain')
      await seedPerson(kernel, 'u-990101', 'auditor', 'checker')
      const [admin, plain, checker] = [await signIn('admin'), await signIn('plain'), await signIn('checker')]
      const person = { login: 'desk1', name: '窗口', phone: '', unit: 'u-street-1', role: 'desk', since: '2026-03-01' }
      // Lines of one millisecond stand in no order.
      kernel.pass(1)
      expect((await call('POST', '/api/staff', person)).statusCode).toBe(401)
      expect((await call('POST', '/api/staff', person, plain)).statusCode).toBe(403)
      const made = await call('POST', '/api/staff', person, admin)
      expect(made.statusCode, made.body).toBe(200)
      expect((await call('POST', '/api/staff', person, admin)).json()).toMatchObject({
        error: { fields: [{ path: 'login', code: 'access.login-taken' }] },
      })
      const staff = (await call('GET', '/api/staff?unit=u-street-1', null, admin)).json<{
        staff: { login: string; memberships: object[] }[]
      }>().staff
      expect(staff.find((one) => one.login === 'desk1')).toMatchObject({
        mustChange: true,
        memberships: [{ unit: 'u-street-1', role: 'desk' }],
      })
      expect((await call('GET', '/api/administration-log', null, admin)).statusCode).toBe(403)
      const lines = (await call('GET', '/api/administration-log', null, checker)).json<{ lines: { act: string }[] }>().lines
      expect(lines[0]?.act).toBe('account.create')
      expect(JSON.stringify(lines)).not.toContain(made.json<{ password: string }>().password)
      expect((await call('GET', '/api/units', null, plain)).json<{ units: object[] }>().units).toHaveLength(2)
      const unit = {
        id: 'u-new',
        name: '新单位',
        nameEn: '',
        kind: 'department',
        parent: 'u-990101',
        scopes: [],
        validFrom: '2026-03-01',
        validTo: null,
      }
      expect((await call('POST', '/api/units', unit, admin)).json()).toMatchObject({ id: 'u-new', version: 1 })
      expect((await call('POST', '/api/units', unit, plain)).statusCode).toBe(403)
    })
  })

  describe('residents', () => {
    const lastSms = async (): Promise<{ to: string; params: { code: string } }> => {
      const { rows } = await sql<{
        body: { to: string; params: { code: string } }
      }>`select body from outbox where topic = 'sms' order by created_at desc, id desc limit 1`.execute(kernel.db.sql)
      if (!rows[0]) throw new Error('no message')
      return rows[0].body
    }
    const enter = (code: string) => call('POST', '/api/resident/sign-in', { phone: '13800138000', code })

    it('sign in by a code that goes to the sealed telephone, works once, and stands three tries', async () => {
      expect((await call('POST', '/api/resident/code', { phone: '138 0013 8000' })).json()).toEqual({ minutes: 5 })
      expect((await call('POST', '/api/resident/code', { phone: '13800138000' })).statusCode).toBe(429)
      const message = await lastSms()
      expect(message.to).not.toContain('138')
      expect(openSmsAddress(kernel.keys, message.to)).toBe('13800138000')
      const wrong = message.params.code === '000000' ? '000001' : '000000'
      expect((await enter(wrong)).statusCode).toBe(401)
      const answer = await enter(message.params.code)
      const resident = answer.json<{ kind: string; id: string }>()
      expect(resident.kind).toBe('resident')
      expect(await kindOf(cookieOf(answer)?.value ?? '')).toBe('resident')
      expect(await phoneOfResident(kernel, kernel.db.sql, resident.id)).toBe('13800138000')
      expect((await enter(message.params.code)).statusCode).toBe(401)
      kernel.pass(1)
      await call('POST', '/api/resident/code', { phone: '13800138000' })
      const next = (await lastSms()).params.code
      const bad = next === '000000' ? '000001' : '000000'
      for (let index = 0; index < 3; index++) await enter(bad)
      expect((await enter(next)).json()).toMatchObject({ error: { code: 'access.code-refused' } })
    })

    it('find a code run out after five minutes, and are the same person the next time', async () => {
      kernel.pass(1)
      await call('POST', '/api/resident/code', { phone: '13800138000' })
      kernel.pass(5)
      expect((await enter((await lastSms()).params.code)).statusCode).toBe(401)
      await call('POST', '/api/resident/code', { phone: '13800138000' })
      expect((await enter((await lastSms()).params.code)).statusCode).toBe(200)
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from resident`.execute(kernel.db.sql)
      expect(rows[0]?.count).toBe(1)
    })
  })

  describe('clients and tidying', () => {
    it('finds a client by its key until the key is taken away', async () => {
      const now = kernel.clock()
      expect(
        await inTransaction(kernel, (tx) => addClient(tx, { id: 'demo', name: '演示', key: 'demo', scopes: ['read'], perMinute: 3 }, now)),
      ).toBe(true)
      expect(await findClient(kernel, 'demo')).toMatchObject({ id: 'demo', name: '演示' })
      expect([await findClient(kernel, 'Demo'), await findClient(kernel, '')]).toEqual([null, null])
      expect(await admitClient(kernel, 'demo', 'submit', now)).toMatchObject({ ok: false, error: { code: 'access.client-scope' } })
      const calls = [await admitClient(kernel, 'demo', 'read', now), await admitClient(kernel, 'demo', 'read', now)]
      expect(calls.every((each) => each.ok)).toBe(true)
      await admitClient(kernel, 'demo', 'read', now)
      expect(await admitClient(kernel, 'demo', 'read', now)).toMatchObject({ ok: false, error: { kind: 'too-many' } })
      expect((await admitClient(kernel, 'demo', 'read', new Date(now.getTime() + 61_000))).ok).toBe(true)
      expect((await readClients(kernel))[0]).toMatchObject({ usedAt: new Date(now.getTime() + 61_000), perMinute: 3 })
      unwrap(await changeClient(kernel, system, { id: 'demo', name: '演示', scopes: [], perMinute: 3 }, now))
      expect(await admitClient(kernel, 'demo', 'read', now)).toMatchObject({ error: { code: 'access.client-scope' } })
      unwrap(await endClient(kernel, system, 'demo', now))
      expect(await findClient(kernel, 'demo')).toBeNull()
      expect(await admitClient(kernel, 'demo', 'read', now)).toMatchObject({ error: { code: 'access.client-key' } })
    })

    it('deletes what has run out and keeps the rest', async () => {
      const cookie = await signIn('admin', true)
      kernel.pass(31)
      await tidyAccess(kernel, kernel.clock())
      expect(await kindOf(cookie)).toBe('staff')
      const { rows } = await sql<{
        idle: number
        history: number
      }>`select (select count(*)::int from session where idle_until is not null) as idle, (select count(*)::int from sign_in) as history`.execute(
        kernel.db.sql,
      )
      expect(rows[0]?.idle).toBe(0)
      expect(rows[0]?.history).toBeGreaterThan(5)
    })
  })
})
