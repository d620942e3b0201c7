import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { eachDatabase } from '../../../test/support/database.ts'
import { seedDistrict, staff } from '../../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../../test/support/kernel.ts'
import { addClient } from '../../access/api.ts'
import type { Actor } from '../../kernel/actor.ts'
import { inTransaction } from '../../kernel/kernel.ts'
import { unwrap } from '../../kernel/result.ts'
import { elementOf, elementsOf, parseXml, textOf, type XmlNode } from '../../kernel/xml.ts'
import { act, fileMatter, findByCode } from '../../matters/api.ts'
import { startExchange } from '../testing.ts'
import { ensureDemoClient } from './actions/client.ts'

const xml = (answer: LightMyRequestResponse): XmlNode => unwrap(parseXml(answer.body, { maxCharacters: 1e6, maxDepth: 20, maxNodes: 1e5 }))
const textsOf = (answer: LightMyRequestResponse, item: string): Record<string, string>[] =>
  elementsOf(xml(answer), item).map((node) => Object.fromEntries(elementsOf(node).map((each) => [each.name, textOf(each)])))

eachDatabase('an Open311 client', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  beforeAll(async () => {
    kernel = createTestKernel(await open(), '2026-03-04T02:30:00Z')
    await seedDistrict(kernel)
    await ensureDemoClient(kernel, kernel.clock())
    await ensureDemoClient(kernel, kernel.clock())
    for (const [id, scopes] of [
      ['other', ['read', 'submit']],
      ['reader', ['read']],
      ['sender', ['submit']],
      ['nothing', []],
    ] as const)
      await inTransaction(kernel, (tx) => addClient(tx, { id, name: id, key: `${id}-key`, scopes, perMinute: 240 }, kernel.clock()))
    app = await startExchange(kernel, () => ({ kind: 'anonymous' }))
  })
  afterAll(() => app.close())

  const get = (path: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'GET', url: `/open311/v2/${path}`, headers })
  const post = (path: string, fields: Record<string, string | string[]>, more: InjectOptions = {}): Promise<LightMyRequestResponse> => {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    )
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...more.headers }
    return app.inject({ method: 'POST', url: `/open311/v2/${path}`, payload: body.toString(), ...more, headers })
  }
  const lamp = (more: Record<string, string | string[]> = {}): Record<string, string | string[]> => ({
    api_key: 'demo',
    jurisdiction_id: 'qingyuan',
    service_code: 'road.lamp',
    lat: '40.002',
    long: '116.002',
    description: '路灯坏了三天，晚上很黑。',
    ...more,
  })
  const file = async (more: Record<string, string | string[]> = {}): Promise<string> => {
    const answer = await post('requests.json', lamp(more))
    expect(answer.statusCode, answer.body).toBe(200)
    return (answer.json() as { service_request_id: string }[])[0]?.service_request_id ?? ''
  }
  const idOf = async (code: string): Promise<string> => (await findByCode(kernel.db.sql, code))?.id ?? ''
  const does = async (actor: Actor, code: string, action: string, input: object = {}): Promise<void> =>
    void unwrap(await act(kernel, actor, await idOf(code), { operation: randomUUID(), action, input }, kernel.clock()))
  const answerIt = async (code: string): Promise<void> => {
    await does(staff('u-street-1', 'dispatcher'), code, 'accept', { category: 'road.lamp' })
    await does(staff('u-street-1', 'dispatcher'), code, 'dispatch', { lead: 'u-roads' })
    await does(staff('u-roads', 'handler'), code, 'sign')
    await does(staff('u-roads', 'handler'), code, 'note', { note: '内部：线路老化。' })
    await does(staff('u-roads', 'handler'), code, 'submit-answer', { answer: '路灯已经修好，换了新的灯泡。', result: 'solved' })
    await does(staff('u-roads', 'approver'), code, 'approve')
    await does(staff('u-county', 'desk'), code, 'confirm', { reached: true, solved: true, satisfied: true })
  }
  const matters = async (): Promise<number> =>
    Number(
      (
        await kernel.db.sql
          .selectFrom('matter')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirst()
      )?.n,
    )

  describe('looks around', () => {
    it('finds at least two endpoints', async () => {
      const answer = await get('discovery')
      expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8')
      expect(answer.body).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>/)
      expect(elementsOf(elementOf(xml(answer), 'endpoints') ?? xml(answer), 'endpoint')).toHaveLength(2)
      expect((await get('discovery.json')).json()).toMatchObject({
        endpoints: [{ formats: ['text/xml'] }, { formats: ['application/json'] }],
        key_service: '密钥由本区管理员发放',
      })
    })

    it('gets the whole list of leaf categories, each with attributes in ASCII', async () => {
      const services = (await get('services.json?jurisdiction_id=x')).json() as { service_code: string; metadata: boolean; group: string }[]
      expect(services.map((each) => each.service_code)).toEqual(['env.litter', 'road.lamp'])
      expect(services[0]).toMatchObject({ service_name: '垃圾', group: '市容环境', keywords: '垃圾', type: 'realtime', metadata: true })
      expect(textsOf(await get('services'), 'service').map((each) => each['service_code'])).toEqual(['env.litter', 'road.lamp'])
      const definition = (await get('services/env.litter.json')).json() as { attributes: { code: string; values?: { key: string }[] }[] }
      expect(definition.attributes.map((each) => each.code)).toEqual(['nature', 'building', 'floor'])
      // A report of wrongdoing must not pass through a third program.
      expect(definition.attributes[0]?.values?.map((each) => each.key)).toEqual(['help', 'complaint', 'suggestion', 'consult'])
      expect(textsOf(await get('services/road.lamp.xml'), 'attributes')).toHaveLength(1)
      expect(((await get('services.json', { 'accept-language': 'en' })).json() as { service_name: string }[])[1]?.service_name).toBe(
        'Street lamps',
      )
      expect((await get('services', { accept: 'application/json' })).headers['content-type']).toBe('application/json; charset=utf-8')
    })
  })

  describe('files', () => {
    it('by form, in XML, and reads it back as its own', async () => {
      const answer = await post(
        'requests.xml',
        lamp({
          first_name: '芳',
          last_name: '王',
          phone: '19900001234',
          'attribute[building]': '3号楼',
          'attribute[nature]': 'complaint',
          media_url: ['https://example.org/a.jpg', 'https://example.org/b.jpg'],
        }),
      )
      const [sent] = textsOf(answer, 'request')
      expect(answer.statusCode).toBe(200)
      expect(sent?.['service_request_id']).toMatch(/^\d{12}$/)
      expect(sent?.['service_notice']).toContain('查询口令')
      const [seen] = textsOf(await get(`requests/${sent?.['service_request_id']}.xml?api_key=demo`), 'request')
      expect(seen).toMatchObject({
        status: 'open',
        service_code: 'road.lamp',
        service_name: '路灯',
        address: '3号楼',
        lat: '40.002',
        long: '116.002',
        requested_datetime: '2026-03-04T10:30:00+08:00',
      })
      expect(seen?.['description']).toBe(
        '路灯坏了三天，晚上很黑。\n图片链接 media: https://example.org/a.jpg\n图片链接 media: https://example.org/b.jpg',
      )
      expect(textsOf(await get(`tokens/${sent?.['service_request_id']}?api_key=demo`), 'request')[0]?.['service_request_id']).toBe(
        sent?.['service_request_id'],
      )
    })

    it('by multipart with a picture, key first; without the key nothing is kept', async () => {
      const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#884422' } })
        .jpeg()
        .toBuffer()
      const form = (parts: [string, string | Buffer][]): InjectOptions => {
        const lines = parts.flatMap(([name, value]) => [
          Buffer.from(
            `--frontier\r\ncontent-disposition: form-data; name="${name}"${Buffer.isBuffer(value) ? '; filename="a.jpg"\r\ncontent-type: image/jpeg' : ''}\r\n\r\n`,
          ),
          Buffer.from(value as string),
          Buffer.from('\r\n'),
        ])
        return {
          payload: Buffer.concat([...lines, Buffer.from('--frontier--\r\n')]),
          headers: { 'content-type': 'multipart/form-data; boundary=frontier' },
        }
      }
      const fields = Object.entries(lamp({ description: '路口的路灯倒了，有照片。' })) as [string, string][]
      const answer = await app.inject({ method: 'POST', url: '/open311/v2/requests.json', ...form([...fields, ['media', picture]]) })
      expect(answer.statusCode, answer.body).toBe(200)
      const again = await app.inject({ method: 'POST', url: '/open311/v2/requests.json', ...form([...fields, ['media', picture]]) })
      expect(again.json()).toEqual(answer.json())
      const files = await kernel.db.sql
        .selectFrom('attachment')
        .select('digest')
        .where('matter_id', '=', await idOf((answer.json() as { service_request_id: string }[])[0]?.service_request_id ?? ''))
        .execute()
      expect(files).toHaveLength(1)
      const before = await kernel.db.sql.selectFrom('file').select('digest').execute()
      const other = await sharp({ create: { width: 41, height: 30, channels: 3, background: '#118822' } })
        .jpeg()
        .toBuffer()
      const late = await app.inject({ method: 'POST', url: '/open311/v2/requests.json', ...form([['media', other], ...fields]) })
      expect(late.statusCode).toBe(403)
      expect(await kernel.db.sql.selectFrom('file').select('digest').execute()).toEqual(before)
    })

    it('twice within a day is one request, a day later another; so by its own key', async () => {
      const first = await file({ description: '同一件事发两次。' })
      const count = await matters()
      kernel.at('2026-03-05T02:20:00Z')
      expect(await file({ description: '同一件事发两次。' })).toBe(first)
      expect(await matters()).toBe(count)
      kernel.at('2026-03-05T02:40:00Z')
      expect(await file({ description: '同一件事发两次。' })).not.toBe(first)
      const keyed = { headers: { 'idempotency-key': 'k-1' } }
      const one = await post('requests.json', lamp({ description: '带钥匙的一件。' }), keyed)
      expect((await post('requests.json', lamp({ description: '带钥匙的一件。' }), keyed)).json()).toEqual(one.json())
      const reused = await post('requests.json', lamp({ description: '另一件事。' }), keyed)
      expect(reused.statusCode).toBe(400)
      expect(await file({ api_key: 'other-key', description: '同一件事发两次。' })).not.toBe(first)
    })

    it('many at once, and each only once', async () => {
      const before = await matters()
      const answers = await Promise.all(Array.from({ length: 6 }, () => file({ description: '六次同时发来的同一件事。' })))
      expect(new Set(answers).size).toBe(1)
      expect(await matters()).toBe(before + 1)
    })

    it('a description longer than the form, and loses none of it', async () => {
      const long = '长'.repeat(2500)
      const code = await file({ description: long })
      expect(await file({ description: long })).toBe(code)
      const updates = (await get(`servicerequestupdates.json?api_key=demo&service_request_id=${code}`)).json() as { description: string }[]
      expect(updates).toHaveLength(1)
      const [seen] = (await get(`requests/${code}.json?api_key=demo`)).json() as { description: string }[]
      expect(`${seen?.description}${updates[0]?.description}`.replaceAll('…', '')).toBe(long)
    })
  })

  describe('is refused', () => {
    const errors = (answer: LightMyRequestResponse): Record<string, string>[] => textsOf(answer, 'error')

    it('a key that is not good for this: every door asks for its own scope, and a key without scopes opens none', async () => {
      const status = async (key: string): Promise<number[]> => [
        (await get(`requests.json?api_key=${key}`)).statusCode,
        (await post('requests.json', lamp({ api_key: key }))).statusCode,
        (await post('servicerequestupdates.json', { api_key: key, service_request_id: 'x', description: '补充。' })).statusCode,
      ]
      expect(await status('reader-key')).toEqual([200, 403, 403])
      expect(await status('sender-key')).toEqual([403, 200, 404])
      expect(await status('nothing-key')).toEqual([403, 403, 403])
      const answer = await post('requests.json', lamp({ api_key: 'reader-key' }), { headers: { 'accept-language': 'zh' } })
      expect(answer.json()).toEqual([{ code: 403, description: '这把密钥没有 submit 权限，请找本区管理员' }])
    })

    it('a wrong key, an unknown service, and all faults of the fields at once', async () => {
      for (const api_key of ['', 'nonsense']) {
        const answer = await post('requests.xml', lamp({ api_key }))
        expect([answer.statusCode, xml(answer).name, errors(answer)[0]?.['code']]).toEqual([403, 'errors', '403'])
      }
      expect((await post('requests', lamp({ service_code: 'env' }))).statusCode).toBe(404)
      expect((await post('requests.json', lamp({ service_code: 'no.such' }))).json()).toEqual([
        { code: 404, description: '没有 service_code 为“no.such”的服务。' },
      ])
      const many = await post('requests.xml', {
        api_key: 'demo',
        service_code: 'road.lamp',
        lat: '40',
        'attribute[nature]': 'accusation',
        'attribute[colour]': 'red',
        media_url: 'file:///etc/passwd',
      })
      expect(many.statusCode).toBe(400)
      expect(errors(many).map((each) => each['description']?.split(':')[0])).toEqual([
        'attribute[colour]',
        'attribute[nature]',
        'long',
        'media_url',
      ])
      const engine = await post('requests.json', lamp({ phone: '12', address_string: '长'.repeat(300), description: '短' }))
      expect((engine.json() as { description: string }[]).map((each) => each.description.split(':')[0])).toEqual([
        'description',
        'address_string',
        'phone',
      ])
      expect((await post('requests.json', lamp({ lat: '95', long: 'east' }))).json()).toMatchObject([
        { description: expect.stringMatching(/^long:/) },
        { description: expect.stringMatching(/^lat:/) },
      ])
      expect((await get('requests.json?api_key=nonsense')).statusCode).toBe(403)
    })

    it('what is malformed, in its own form and without a trace of internals', async () => {
      const json = await app.inject({
        method: 'POST',
        url: '/open311/v2/requests.json',
        payload: '{"api_key": "demo",',
        headers: { 'content-type': 'application/json' },
      })
      expect([json.statusCode, json.json()]).toEqual([400, [{ code: 400, description: '收到的内容不完整或格式有误，请重新提交。' }]])
      const send = (payload: string): Promise<LightMyRequestResponse> =>
        app.inject({ method: 'POST', url: '/open311/v2/requests.xml', payload, headers: { 'content-type': 'text/xml' } })
      expect((await send('<request><api_key>demo')).statusCode).toBe(400)
      const entity = await send(
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><request><api_key>demo</api_key><description>&x;</description></request>',
      )
      expect([entity.statusCode, entity.body.includes('root:')]).toEqual([400, false])
      const multipart = await app.inject({
        method: 'POST',
        url: '/open311/v2/requests.xml',
        payload: 'nothing',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      })
      expect([multipart.statusCode, xml(multipart).name]).toEqual([400, 'errors'])
      const whole = await send(
        '<request><api_key>demo</api_key><service_code>road.lamp</service_code><lat>40.002</lat><long>116.002</long><description>用 XML 发来的一件 &lt;b&gt;</description><attributes><attribute><code>floor</code><value>5层</value></attribute></attributes></request>',
      )
      expect(whole.statusCode, whole.body).toBe(200)
    })

    it('a window without zone, the wrong way round, or too long', async () => {
      for (const query of [
        'start_date=2026-03-01T00:00:00',
        'start_date=2026-02-30',
        'start_date=2026-03-02&end_date=2026-03-01',
        'start_date=2025-01-01&end_date=2026-03-01',
        'status=lost',
      ]) {
        expect((await get(`requests.xml?${query}`)).statusCode, query).toBe(400)
      }
      expect((await get('requests.xml?start_date=2026-03-01T00:00:00+08:00')).statusCode).toBe(200)
      expect((await get('requests/000000000000')).statusCode).toBe(404)
    })
  })

  describe('follows', () => {
    const updatesFor = async (code: string, key = 'demo'): Promise<Record<string, string>[]> =>
      textsOf(await get(`servicerequestupdates.xml?api_key=${key}&service_request_id=${code}`), 'request_update')

    it('its request to the end, adds to it, and brings it back', async () => {
      kernel.at('2026-03-09T02:00:00Z')
      const code = await file({ description: '小区门口的路灯一直闪。' })
      kernel.at('2026-03-09T03:00:00Z')
      const note = {
        api_key: 'demo',
        service_request_id: code,
        update_id: '77',
        status: 'OPEN',
        description: '今天还是闪。',
        updated_datetime: '2026-03-09T11:00:00+08:00',
      }
      const posted = textsOf(await post('servicerequestupdates.xml', note), 'request_update')[0]
      kernel.at('2026-03-10T02:00:00Z')
      await answerIt(code)
      const again = textsOf(await post('servicerequestupdates.xml', note), 'request_update')[0]
      expect(again).toEqual(posted)
      const updates = await updatesFor(code)
      expect(updates.map((each) => each['status'])).toEqual(['open', 'investigating', 'in_progress', 'in_progress', 'in_progress', 'fixed'])
      expect(updates[0]).toMatchObject({
        update_id: posted?.['update_id'],
        description: '今天还是闪。',
        updated_datetime: '2026-03-09T11:00:00+08:00',
      })
      expect(updates[4]?.['description']).toBe('路灯已经修好，换了新的灯泡。')
      expect(JSON.stringify(updates)).not.toContain('内部')
      expect(await updatesFor(code, 'other-key')).toEqual([])
      kernel.at('2026-03-11T02:00:00Z')
      const back = await post('servicerequestupdates', {
        api_key: 'demo',
        service_request_id: code,
        status: 'OPEN',
        description: '又开始闪了。',
      })
      expect(back.statusCode, back.body).toBe(200)
      const [seen] = (await get(`requests/${code}.json?api_key=demo`)).json() as Record<string, string>[]
      expect(seen).toMatchObject({ status: 'open', agency_responsible: 'u-roads', updated_datetime: '2026-03-11T10:00:00+08:00' })
      expect((await updatesFor(code)).at(-1)).toMatchObject({
        status: 'in_progress',
        description: '又开始闪了。',
        update_id: textsOf(back, 'request_update')[0]?.['update_id'],
      })
    })

    it('an answer to a question sets the clock going again', async () => {
      const code = await file({ description: '有一盏路灯不亮，在河边。' })
      await does(staff('u-street-1', 'dispatcher'), code, 'ask', { question: '请问是哪一盏？' })
      const answer = await post('servicerequestupdates.json', { api_key: 'demo', service_request_id: code, description: '桥头第二盏。' })
      const [{ update_id: id = '' } = {}] = answer.json() as { update_id?: string }[]
      const updates = await updatesFor(code)
      expect(updates.map((each) => each['description'])).toEqual(['请问是哪一盏？', '桥头第二盏。'])
      expect(updates[1]?.['update_id']).toBe(id)
    })

    it('only its own: another client’s and unknown ones are the same to it', async () => {
      const code = await file({ description: '这是本家的一件。' })
      for (const [api_key, id] of [
        ['other-key', code],
        ['demo', '000000000000'],
        ['demo', 'x'],
      ] as const) {
        expect((await post('servicerequestupdates', { api_key, service_request_id: id, description: '冒充的补充。' })).statusCode).toBe(404)
      }
      expect((await post('servicerequestupdates', { api_key: 'demo', service_request_id: code })).statusCode).toBe(400)
      expect((await post('servicerequestupdates', { service_request_id: code, description: '没有钥匙。' })).statusCode).toBe(403)
    })
  })

  describe('anybody', () => {
    const seenBy = async (query: string): Promise<Record<string, string | number | null>[]> =>
      (await get(`requests.json?${query}`)).json() as Record<string, string | number | null>[]

    it('sees category, street, week and stage, and after the release the words that were released', async () => {
      kernel.at('2026-03-18T02:00:00Z')
      const code = await file({ description: '我家在三单元，门口路灯坏了。', phone: '19900005678' })
      await answerIt(code)
      const outside = {
        status: 'closed',
        service_code: 'road.lamp',
        description: null,
        agency_responsible: null,
        requested_datetime: '2026-03-16T00:00:00+08:00',
        updated_datetime: '2026-03-16T00:00:00+08:00',
        expected_datetime: null,
        address: '学苑街道',
        lat: 40.01,
        long: 116.01,
        status_notes: '已答复',
      }
      const [seen] = (await get(`requests/${code}.json`)).json() as object[]
      expect(seen).toMatchObject(outside)
      expect((await get(`requests/${code}.json?api_key=other-key`)).json()).toEqual([seen])
      // Nobody finds the true moment by asking for narrow windows.
      expect(
        (await seenBy('start_date=2026-03-18T09:30:00%2B08:00&end_date=2026-03-18T10:30:00%2B08:00')).map(
          (each) => each['service_request_id'],
        ),
      ).not.toContain(code)
      expect(
        (await seenBy('start_date=2026-03-15T00:00:00%2B08:00&end_date=2026-03-16T10:30:00%2B08:00')).map(
          (each) => each['service_request_id'],
        ),
      ).toContain(code)
      expect(
        (await seenBy('api_key=demo&start_date=2026-03-18T09:30:00 08:00&end_date=2026-03-18T10:30:00 08:00')).map(
          (each) => each['service_request_id'],
        ),
      ).toContain(code)
      kernel.at('2026-03-20T02:00:00Z')
      const words = { publicTitle: '路灯不亮', publicText: '居民反映路灯不亮。', publicAnswer: '已更换灯泡。', checked: true }
      await does(staff('u-county', 'publisher'), code, 'release', words)
      expect((await get(`requests/${code}.json`)).json()).toMatchObject([
        {
          ...outside,
          description: '路灯不亮\n居民反映路灯不亮。',
          status_notes: '已更换灯泡。',
          updated_datetime: '2026-03-20T10:00:00+08:00',
        },
      ])
      // Updated within the window though requested before it: the client would discard it otherwise.
      expect(
        (await seenBy('start_date=2026-03-20T01:30:00Z&end_date=2026-03-20T02:30:00Z')).map((each) => each['service_request_id']),
      ).toEqual([code])
      expect((await get('servicerequestupdates.json?start_date=2026-03-20T01:30:00Z&end_date=2026-03-20T02:30:00Z')).json()).toMatchObject([
        { service_request_id: code, description: '已更换灯泡。', status: 'fixed' },
      ])
    })

    it('never sees sealed or restricted matters', async () => {
      const filed = unwrap(
        await fileMatter(
          kernel,
          { kind: 'anonymous' },
          {
            operation: randomUUID(),
            procedure: 'resident-request',
            door: 'portal',
            nature: 'accusation',
            category: 'env.litter',
            input: { text: '有人偷倒建筑垃圾。', place: { point: [116.002, 40.002] } },
          },
          kernel.clock(),
        ),
      )
      expect((await get(`requests/${filed.code}.json`)).statusCode).toBe(404)
      expect(await seenBy(`service_request_id=${filed.code}`)).toEqual([])
      const code = await file({ description: '这一件被限制知悉。' })
      await does(staff('u-county', 'supervisor'), code, 'restrict', { restricted: true, reason: '涉及他人隐私' })
      expect((await get(`requests/${code}.json`)).statusCode).toBe(404)
      expect((await get(`requests/${code}.json?api_key=demo`)).statusCode).toBe(200)
    })

    it('filters by service and state, and by many ids', async () => {
      const [one, two] = [
        await file({ description: '第一件，路灯。' }),
        await file({ description: '第二件，垃圾。', service_code: 'env.litter' }),
      ] as const
      expect((await seenBy(`service_request_id=${two},${one},${two},nonsense`)).map((each) => each['service_request_id'])).toEqual([
        two,
        one,
      ])
      expect((await seenBy('service_code=env.litter')).every((each) => each['service_code'] === 'env.litter')).toBe(true)
      const open311 = async (status: string): Promise<unknown[]> =>
        (await seenBy(`api_key=demo&status=${status}`)).map((each) => each['status'])
      expect((await open311('closed')).every((status) => status === 'closed')).toBe(true)
      expect(new Set(await open311('open'))).toEqual(new Set(['open']))
      await does(staff('u-street-1', 'dispatcher'), one, 'accept', { category: 'road.lamp' })
      await does(staff('u-street-1', 'dispatcher'), one, 'dispatch', { lead: 'u-roads' })
      const working = (await seenBy('api_key=demo&status=in_progress')).map((each) => each['service_request_id'])
      expect([working.includes(one), working.includes(two)]).toEqual([true, false])
    })
  })
})
