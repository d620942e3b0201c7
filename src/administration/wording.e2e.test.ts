import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { portalRoutes } from '../../web/portal/routes.ts'
import { fileFromPortal } from '../intake/api.ts'
import { createServer } from '../kernel/http/server.ts'
import type { Lang } from '../kernel/i18n.ts'
import { deliverOutbox } from '../kernel/outbox.ts'
import { unwrap } from '../kernel/result.ts'
import { officeWords } from '../kernel/wording.ts'
import { notifyRoutes, notifyTopics } from '../notify/api.ts'
import { shippedTexts, translator } from '../texts.ts'
import { errorPage } from '../../web/portal/error.ts'
import { administrationRoutes } from './http.ts'

eachDatabase('what an administrator words anew', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  beforeAll(async () => {
    const base = createTestKernel(await open(), '2026-03-02T01:30:00Z')
    kernel = { ...base, config: { ...base.config, demo: true } }
    await seedDistrict(kernel)
    const routes = {
      ...administrationRoutes(() => shippedTexts),
      ...portalRoutes({ assets: () => ({ style: '/assets/style.css' }) }),
      'demo.messages': notifyRoutes['demo.messages'],
    }
    app = await createServer(kernel, {
      routes,
      permissions: { has: () => true, allows: () => true },
      resolveActor: async () => staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000001'),
      translator: () => translator,
      errorPage,
      plugins: [officeWords(kernel)],
    })
  })
  afterAll(() => app.close())

  const page = async (url: string, lang: Lang): Promise<string> =>
    (await app.inject({ url, headers: { 'accept-language': lang, accept: 'text/html' } })).body
  const putText = async (thing: 'texts' | 'settings', key: string, zh: string, en: string): Promise<number> => {
    const list = (await app.inject({ url: `/api/admin/${thing}?q=${key}` })).json<{ rows: { key: string; version: string }[] }>()
    const version = list.rows.find((row) => row.key === key)?.version
    const answer = await app.inject({
      method: 'PUT',
      url: `/api/admin/${thing}/${key}`,
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { version, value: { key, zh, en } },
    })
    return answer.statusCode
  }
  const file = async (lang: Lang): Promise<void> => {
    const request = {
      operation: randomUUID(),
      procedure: 'resident-request',
      nature: 'complaint',
      category: 'env.litter',
      anonymous: false,
      input: {
        text: '楼下的垃圾三天没有人收了。',
        place: { point: [116.002, 40.002] },
        contact: { phone: '19900001234', email: 'fang@example.test', wish: 'sms' },
      },
      lang,
    }
    unwrap(await fileFromPortal(kernel, { kind: 'anonymous' }, request, kernel.clock()))
    while ((await deliverOutbox(kernel, notifyTopics, kernel.clock())) > 0);
  }

  it('is said on the next page of the portal, in both languages', async () => {
    expect(await page('/', 'zh')).toContain('还可以')
    expect(await putText('texts', 'home.also', '这里还有', 'More here')).toBe(200)
    expect([await page('/', 'zh'), await page('/', 'en')]).toEqual([
      expect.stringContaining('这里还有'),
      expect.stringContaining('More here'),
    ])
    expect(await page('/', 'zh')).not.toContain('还可以')
    expect(await putText('settings', 'motto', '街坊的事，一件件办', 'Street by street')).toBe(200)
    expect(await putText('settings', 'contact', '也可以到便民服务中心当面说', 'Or come to the service hall')).toBe(200)
    expect(await page('/', 'zh')).toContain('<h1>街坊的事，一件件办</h1>')
    expect(await page('/help', 'en')).toContain('Or come to the service hall')
  })

  it('is said in the next notice, in the language in which the resident used the portal', async () => {
    await file('zh')
    await file('en')
    const messages = await page('/demo/messages', 'zh')
    expect(messages).toContain('您的诉求收到了')
    expect(messages).toContain('We have your request')
    expect(await putText('texts', 'notice.received.sms', '{name}：收到，{code}，{unit}办', '{name} has it: {code}, {unit}')).toBe(200)
    expect(await putText('texts', 'notice.received.sms', '{phone}', '{phone}')).toBe(422)
    await file('zh')
    await file('en')
    const next = await page('/demo/messages', 'zh')
    expect(next).toMatch(/邻里：收到，\d{12}，u-street-1办/)
    expect(next).toMatch(/Linli has it: \d{12}, u-street-1/)
  })
})
