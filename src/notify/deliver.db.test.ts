import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { askPhoneCode } from '../access/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { inTransaction } from '../kernel/kernel.ts'
import { deliverOutbox } from '../kernel/outbox.ts'
import { unwrap } from '../kernel/result.ts'
import { rewordingsCache, rewordingSetting } from '../kernel/wording.ts'
import { act, fileMatter, joinMatter } from '../matters/api.ts'
import { demoMessages } from './channels/demo.ts'
import { httpGateway } from './channels/sms.ts'
import { notifyTopics } from './deliver.ts'
import { notifyPermissions, notifyRoutes } from './http.ts'
import { startRoutes } from './testing.ts'

const morning = '2026-03-02T01:30:00Z'
const text = '张三家楼下的垃圾三天没有人收了。'

const fileWith = async (kernel: Kernel, contact: object | null, more: object = {}) => {
  const input = { text, place: { point: [116.002, 40.002] }, ...(contact ? { contact } : {}) }
  const request = {
    operation: randomUUID(),
    procedure: 'resident-request',
    door: 'portal',
    nature: 'complaint',
    category: 'env.litter',
    input,
    ...more,
  } as const
  return unwrap(await fileMatter(kernel, { kind: 'anonymous' }, request, kernel.clock()))
}

const deliverAll = async (kernel: Kernel): Promise<void> => {
  while ((await deliverOutbox(kernel, notifyTopics, kernel.clock())) > 0);
}

const dispatcher = staff('u-street-1', 'dispatcher', '00000000-0000-4000-8000-000000000001')
const handler = staff('u-roads', 'handler', '00000000-0000-4000-8000-000000000002')
const other = staff('u-water', 'handler', '00000000-0000-4000-8000-000000000003')
const administrator = staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000004')

eachDatabase('notices', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    const base = createTestKernel(await open(), morning)
    kernel = { ...base, config: { ...base.config, demo: true, publicUrl: 'https://linli.test' } }
    await seedDistrict(kernel)
  })
  const does = async (id: string, action: string, input: object, actor = dispatcher) =>
    unwrap(await act(kernel, actor, id, { operation: randomUUID(), action, input }, kernel.clock()))

  it('reach the resident by the ways they gave, with code and link, once', async () => {
    const { code, secret } = await fileWith(kernel, { name: '王芳', phone: '19900001234', email: 'fang@example.test', wish: 'sms' })
    await deliverAll(kernel)
    const sent = await demoMessages(kernel)
    expect(sent.map((each) => `${each.channel} ${each.to}`).toSorted()).toEqual(['email fang@example.test', 'sms 19900001234'])
    const sms = sent.find((each) => each.channel === 'sms')
    expect(sms?.text).toBe(`【邻里】您的诉求收到了，编号${code}，查询码${secret}。看进度：https://linli.test/track?code=${code}`)
    // Delivered again, as after a crash between sending and noting: nothing is sent twice.
    const entries = await kernel.db.sql.selectFrom('outbox').selectAll().execute()
    for (const entry of entries) {
      const deliver = notifyTopics[entry.topic as keyof typeof notifyTopics]
      await deliver(
        kernel,
        { id: entry.id, topic: entry.topic, body: entry.body, matterId: entry.matter_id, tries: 1, createdAt: entry.created_at },
        kernel.clock(),
      )
    }
    await deliverAll(kernel)
    expect(await demoMessages(kernel)).toHaveLength(2)
  })

  it('are not sent to who wants none, wants to be called, or left no contact', async () => {
    const before = (await demoMessages(kernel)).length
    await fileWith(kernel, { name: '李', phone: '19900001111', email: 'li@example.test', wish: 'none' })
    await fileWith(kernel, { name: '赵', phone: '19900002222', wish: 'phone' })
    await fileWith(kernel, null)
    await fileWith(kernel, { phone: '19900003333' }, { anonymous: true })
    await deliverAll(kernel)
    expect(await demoMessages(kernel)).toHaveLength(before)
  })

  it('wait for the morning, but sign-in codes do not, and run out', async () => {
    kernel.at('2026-03-02T14:30:00Z')
    const before = (await demoMessages(kernel)).length
    await fileWith(kernel, { phone: '19900004444', wish: 'sms' })
    unwrap(await askPhoneCode(kernel, '19900005555', kernel.clock()))
    await deliverAll(kernel)
    const [newest] = await demoMessages(kernel)
    expect(newest?.to).toBe('19900005555')
    expect(newest?.text).toMatch(/验证码是\d{6}，5分钟内有效/)
    kernel.at('2026-03-03T00:01:00Z')
    await deliverAll(kernel)
    expect((await demoMessages(kernel))[0]?.to).toBe('19900004444')
    expect(await demoMessages(kernel)).toHaveLength(before + 2)
    unwrap(await askPhoneCode(kernel, '19900006666', kernel.clock()))
    kernel.at('2026-03-03T00:10:00Z')
    await deliverAll(kernel)
    expect(await demoMessages(kernel)).toHaveLength(before + 2)
  })

  it('stand on the screens of the offices they are for, without a word of who filed, and can be read away', async () => {
    const app = await startRoutes(kernel, notifyRoutes, notifyPermissions, { handler, other, dispatcher })
    const { id, code } = await fileWith(kernel, { name: '欧阳明月', phone: '19900007777', wish: 'sms' }, { aboutUnit: 'u-roads' })
    await does(id, 'accept', { category: 'env.litter' })
    await does(id, 'dispatch', { lead: 'u-roads', listItem: '1' })
    await deliverAll(kernel)
    const get = async (actor: string, query = '') =>
      (await app.inject({ url: `/api/notices${query}`, headers: { 'x-actor': actor } })).json<{
        rows: { id: string; read: boolean; title: string; body: string; matterId: string }[]
      }>().rows
    const rows = await get('handler')
    expect(rows).toEqual([expect.objectContaining({ title: '新派单', matterId: id, read: false })])
    expect(rows[0]?.body).toBe(`${code} 派给了您单位，请签收，3月10日 24:00 到期。`)
    const stored = JSON.stringify(await kernel.db.sql.selectFrom('notice').selectAll().execute())
    for (const secret of ['欧阳', '19900007777', '张三', '垃圾']) expect(stored).not.toContain(secret)
    const post = (url: string, actor: string) =>
      app.inject({ method: 'POST', url, headers: { 'x-actor': actor, origin: kernel.config.publicUrl } })
    expect([(await get('other')).length, (await post(`/api/notices/${rows[0]?.id}/read`, 'other')).statusCode]).toEqual([0, 404])
    expect((await post(`/api/notices/${rows[0]?.id}/read`, 'handler')).statusCode).toBe(200)
    expect([(await get('handler', '?unread=true')).length, (await get('handler'))[0]?.read]).toEqual([0, true])
    expect((await post('/api/notices/read-all', 'handler')).statusCode).toBe(200)
    expect((await app.inject({ url: '/api/notices' })).statusCode).toBe(401)
    await app.close()
  })

  it('tell those who joined of the answer only', async () => {
    const { id } = await fileWith(kernel, { phone: '19900008881', wish: 'sms' }, { nature: 'consult' })
    unwrap(
      await joinMatter(
        kernel,
        { kind: 'anonymous' },
        id,
        { operation: randomUUID(), input: { contact: { phone: '19900008882', wish: 'sms' } } },
        kernel.clock(),
      ),
    )
    await does(id, 'answer-at-once', { category: 'env.litter', answer: '周二、周五收，明天会加派一次。' })
    await deliverAll(kernel)
    const to = (phone: string) =>
      demoMessages(kernel).then((all) =>
        all.filter((each) => each.to === phone).map((each) => (each.text.includes('答复') ? 'answered' : 'received')),
      )
    expect([(await to('19900008881')).toSorted(), await to('19900008882')]).toEqual([['answered', 'received'], ['answered']])
  })

  it('say what an administrator makes them say, from the next one on, and nothing of a sealed matter', async () => {
    await inTransaction(kernel, async (tx) => {
      const value = JSON.stringify({ zh: '{code}：{question}', en: '{code}: {question}' })
      await tx
        .insertInto('setting')
        .values({ name: rewordingSetting('notice.asked.sms'), value, changed_at: kernel.clock(), changed_by: 'staff:1' })
        .execute()
      await kernel.caches.changed(tx, rewordingsCache, kernel.clock())
    })
    for (const [nature, shown] of [
      ['help', '是哪一栋？'],
      ['accusation', '（请点开查看）'],
    ] as const) {
      const { id, code } = await fileWith(kernel, { phone: '19900009991', wish: 'sms' }, { nature })
      await does(id, 'ask', { question: '是哪一栋？' })
      await deliverAll(kernel)
      expect((await demoMessages(kernel)).map((each) => each.text)).toContain(`${code}：${shown}`)
    }
  })

  it('show messages on the demonstration’s page, and nowhere else', async () => {
    const app = await startRoutes(kernel, notifyRoutes, notifyPermissions, {})
    const page = await app.inject({ url: '/demo/messages?lang=en' })
    expect([page.statusCode, page.body.includes('<html lang="en">')]).toEqual([200, true])
    expect([page.body.includes('199****1234'), page.body.includes('19900001234')]).toEqual([true, false])
    await app.close()
    const real = await startRoutes({ ...kernel, config: { ...kernel.config, demo: false } }, notifyRoutes, notifyPermissions, {})
    expect((await real.inject({ url: '/demo/messages' })).statusCode).toBe(404)
    await real.close()
  })
})

eachDatabase('notices by real ways', (open) => {
  let kernel: TestKernel
  let mails: { to: string; content: string }[] = []
  let refuseMail = false
  const texts: { headers: object; body: { id: string; to: string; text: string } }[] = []
  let refuseSms = false
  let smtp: SMTPServer
  let gateway: Server

  beforeAll(async () => {
    smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => done(refuseMail ? new Error(`no such user ${address}`) : null),
      onData: (stream, session, done) => {
        let content = ''
        stream.on('data', (chunk: Buffer) => void (content += chunk.toString()))
        stream.on('end', () => {
          mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', content })
          done()
        })
      },
    })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    gateway = createHttpServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => void (body += chunk.toString()))
      request.on('end', () => {
        if (!refuseSms) texts.push({ headers: request.headers, body: JSON.parse(body) as { id: string; to: string; text: string } })
        response.writeHead(refuseSms ? 503 : 200).end()
      })
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const base = createTestKernel(await open(), morning)
    const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
    const smsUrl = `http://linli:p%40ss@127.0.0.1:${(gateway.address() as AddressInfo).port}/send`
    kernel = { ...base, config: { ...base.config, smtpUrl, smsUrl, mailFrom: 'linli@qingyuan.test' } }
    await seedDistrict(kernel)
  })
  afterAll(async () => {
    await new Promise<void>((resolve) => smtp.close(resolve))
    gateway.close()
  })

  it('go out by SMTP and by the gateway', async () => {
    const { code } = await fileWith(kernel, { phone: '19900001234', email: 'fang@example.test', wish: 'sms' })
    await deliverAll(kernel)
    expect(texts.map((each) => each.body.to)).toEqual(['19900001234'])
    expect(texts[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('linli:p@ss').toString('base64')}`,
      'idempotency-key': texts[0]?.body.id,
    })
    expect(mails.map((each) => each.to)).toEqual(['fang@example.test'])
    expect(mails[0]?.content).toMatch(/Message-ID: <[0-9a-f-]{36}@qingyuan\.test>/)
    expect(mails[0]?.content).toContain('From: linli@qingyuan.test')
    expect(Buffer.from(mails[0]?.content.split('\r\n\r\n')[1] ?? '', 'base64').toString()).toContain(code)
  })

  it('that fail are seen with their fault, block no matter, and can be tried again', async () => {
    refuseMail = refuseSms = true
    mails = []
    const { id, code } = await fileWith(kernel, { phone: '19900004321', email: 'li@example.test', wish: 'sms' })
    await deliverAll(kernel)
    unwrap(
      await act(kernel, dispatcher, id, { operation: randomUUID(), action: 'accept', input: { category: 'env.litter' } }, kernel.clock()),
    )
    const app = await startRoutes(kernel, notifyRoutes, notifyPermissions, { administrator, handler })
    const failed = async () =>
      (await app.inject({ url: '/api/admin/failed-notices', headers: { 'x-actor': 'administrator' } })).json<{
        rows: { id: string; topic: string; code: string; fault: string; tries: number }[]
      }>().rows
    const rows = (await failed()).filter((row) => row.code === code).toSorted((a, b) => (a.topic < b.topic ? -1 : 1))
    expect(rows.map((row) => [row.topic, row.tries])).toEqual([
      ['notice-email', 1],
      ['notice-sms', 1],
    ])
    expect(rows[1]?.fault).toBe('the SMS gateway answered 503')
    expect(JSON.stringify(rows)).not.toMatch(/li@example|19900004321/)
    expect((await app.inject({ url: '/api/admin/failed-notices', headers: { 'x-actor': 'handler' } })).statusCode).toBe(403)
    refuseMail = refuseSms = false
    for (const row of rows) {
      const retry = () =>
        app.inject({
          method: 'POST',
          url: `/api/admin/failed-notices/${row.id}/retry`,
          headers: { 'x-actor': 'administrator', origin: kernel.config.publicUrl },
        })
      expect((await retry()).statusCode).toBe(200)
    }
    await deliverAll(kernel)
    expect((await failed()).filter((row) => rows.some((each) => each.id === row.id))).toEqual([])
    // That it was received, and that it was accepted in the meantime.
    expect([mails.map((each) => each.to), texts.at(-1)?.body.to]).toEqual([['li@example.test', 'li@example.test'], '19900004321'])
    await app.close()
  })

  it('that fail again and again are tried many at once, or given up with a reason that is kept', async () => {
    refuseSms = true
    await fileWith(kernel, { phone: '19900004322', wish: 'sms' })
    await fileWith(kernel, { phone: '19900004323', wish: 'sms' })
    await deliverAll(kernel)
    const app = await startRoutes(kernel, notifyRoutes, notifyPermissions, { administrator, handler })
    const headers = { 'x-actor': 'administrator', origin: kernel.config.publicUrl }
    const failed = async () =>
      (await app.inject({ url: '/api/admin/failed-notices', headers })).json<{ rows: { id: string }[] }>().rows.map((row) => row.id)
    const post = (path: string, payload: object, actor = 'administrator') =>
      app.inject({ method: 'POST', url: `/api/admin/failed-notices/${path}`, payload, headers: { ...headers, 'x-actor': actor } })
    const ids = await failed()
    expect(ids).toHaveLength(2)
    expect((await post('retry', { ids }, 'handler')).statusCode).toBe(403)
    expect((await post('retry', { ids })).json()).toEqual({ count: 2 })
    await deliverAll(kernel)
    expect(await failed()).toHaveLength(2)
    expect((await post('give-up', { ids: ids.slice(0, 1), reason: ' ' })).statusCode).toBe(422)
    expect((await post('give-up', { ids: ids.slice(0, 1), reason: '号码已停机' })).json()).toEqual({ count: 1 })
    expect(await failed()).toEqual(ids.slice(1))
    expect((await post('give-up', { ids: ids.slice(0, 1), reason: '再来' })).statusCode).toBe(404)
    refuseSms = false
    expect((await post('retry', { ids })).json()).toEqual({ count: 1 })
    await deliverAll(kernel)
    expect(await failed()).toEqual([])
    const kept = await kernel.db.sql.selectFrom('administration_log').select(['act', 'detail']).execute()
    expect(kept.at(-1)).toMatchObject({ act: 'notices.give-up', detail: { reason: '号码已停机' } })
    await app.close()
  })

  it('know their topic’s body', async () => {
    await expect(
      notifyTopics.notice(
        kernel,
        { id: randomUUID(), topic: 'notice', body: {}, matterId: null, tries: 1, createdAt: new Date() },
        new Date(),
      ),
    ).rejects.toThrow()
  })
})

describe('the gateway', () => {
  it('is not followed elsewhere, and a broken connection is a fault', async () => {
    await expect(httpGateway('http://127.0.0.1:1/').send({ id: 'x', to: '1', text: '' })).rejects.toThrow()
  })
})
