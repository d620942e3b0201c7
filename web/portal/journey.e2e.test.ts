import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { staff } from '../../test/support/district.ts'
import { revealContact } from '../../src/matters/actions/reveal.ts'
import { answerAgain, openSite, type Site, type Visitor } from './testing/site.ts'

const words = '楼下垃圾三天没有人收了，味道很大。'
const textOf = (page: LightMyRequestResponse): string =>
  page.body
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
const codeOn = (page: LightMyRequestResponse): string => /\/track\?code=(\d{12})/.exec(page.body)?.[1] ?? ''
const secretOn = (page: LightMyRequestResponse): string => /name="secret" value="([A-Z0-9]{8})"/.exec(page.body)?.[1] ?? ''

eachDatabase('a resident on the portal', (open) => {
  let site: Site
  let me: Visitor
  beforeAll(async () => {
    site = await openSite(await open())
  })
  afterAll(() => site.app.close())

  const toReach = async (
    visitor: Visitor,
    more: Readonly<Record<string, string>> = {},
    where: Readonly<Record<string, string>> = {},
  ): Promise<LightMyRequestResponse> => {
    const what = await visitor.get('/report')
    const place = await visitor.submit(what, { nature: 'help', text: words, go: 'next', ...more })
    expect(place.statusCode, textOf(place)).toBe(200)
    return visitor.submit(place, { 'place.address': '静苑3号楼门口', category: 'env.litter', go: 'next', ...where })
  }
  const file = async (
    visitor: Visitor,
    reach: Readonly<Record<string, string>> = {},
    more: Readonly<Record<string, string>> = {},
  ): Promise<LightMyRequestResponse> => {
    let page = await toReach(visitor, more)
    if (page.body.includes('name="step" value="same"')) page = await visitor.submit(page, { go: 'next' })
    const receipt = await visitor.submit(page, { identity: 'named', forWhom: 'self', go: 'next', ...reach })
    expect(receipt.statusCode, textOf(receipt)).toBe(200)
    return receipt
  }

  describe('from the report to the rating', () => {
    let code: string
    let secret: string

    it('is filed in four steps with a photo and gives a receipt', async () => {
      me = site.browser()
      const what = await me.get('/report')
      expect(textOf(what)).toContain('110')
      const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#567' } })
        .png()
        .toBuffer()
      const where = await me.submit(what, { nature: 'help', text: words, go: 'next' }, [{ field: 'photos', name: 'a.png', bytes: photo }])
      expect(textOf(where)).toContain('位置')
      expect(where.body).toContain('value="env.litter"')
      const reach = await me.submit(where, { 'place.address': '静苑3号楼门口', category: 'env.litter', go: 'next' })
      expect(textOf(reach)).toContain('最后一步')
      expect(textOf(reach)).toContain(words)
      const thumb = /src="(\/files\/[^"]+)"/.exec(reach.body)?.[1] ?? ''
      expect((await me.get(thumb)).headers['content-type']).toBe('image/jpeg')
      expect((await site.browser().get(thumb.replace(/\?.*/, ''))).statusCode).toBe(404)
      const receipt = await me.submit(reach, {
        identity: 'named',
        forWhom: 'self',
        'contact.name': '王芳',
        'contact.phone': '19900001234',
        'contact.wish': 'phone',
        go: 'next',
      })
      expect(receipt.statusCode, textOf(receipt)).toBe(200)
      code = codeOn(receipt)
      secret = secretOn(receipt)
      expect(code).toMatch(/^\d{12}$/)
      expect(secret).toMatch(/^[A-Z0-9]{8}$/)
      expect(receipt.body).toContain('<svg')
      expect(textOf(receipt)).toContain('还剩')
      expect(textOf(receipt)).toContain('5 个工作日')
      const saved = await me.post('/report/receipt', { code, secret })
      expect(saved.body).toContain(secret.slice(0, 4))
      expect(saved.headers['content-disposition']).toContain(code)
    })

    it('shows only the stage to whoever knows the code, and the story to whoever holds the receipt', async () => {
      const stranger = site.browser()
      const stage = await stranger.get(`/track?code=${code}`)
      expect(stage.statusCode).toBe(200)
      expect(textOf(stage)).toContain('您的诉求已收到')
      expect(stage.body).not.toContain('垃圾')
      expect(stage.body).not.toContain('u-street-1')
      expect((await stranger.post('/track', { code, secret: 'AAAABBBB' })).statusCode).toBe(403)
      expect((await stranger.get(`/track/${code}/attach`)).headers['location']).toBe(`/track?code=${code}`)
      const opened = await stranger.post('/track', { code: code.replace(/(.{4})/g, '$1 '), secret: secret.toLowerCase() })
      expect(opened.statusCode).toBe(303)
      expect(textOf(await stranger.get(`/track?code=${code}`))).toContain(words)
      await stranger.post('/track/forget', {})
      expect(textOf(await stranger.get(`/track?code=${code}`))).not.toContain(words)
      const mine = await me.get(`/track?code=${code}`)
      expect(textOf(mine)).toContain('u-street-1')
      const photo = /src="(\/files\/[0-9a-f]{64}\/thumb)"/.exec(mine.body)?.[1] ?? ''
      expect((await me.get(photo)).headers['content-type']).toBe('image/jpeg')
      expect((await stranger.get(photo)).statusCode).toBe(404)
      expect((await me.get(`/files/${'0'.repeat(64)}`)).statusCode).toBe(404)
      const row = await site.kernel.db.sql.selectFrom('matter').select('id').where('code', '=', code).executeTakeFirstOrThrow()
      await revealContact(site.kernel, staff('u-street-1', 'dispatcher'), row.id, '核对门牌', site.kernel.clock())
      expect(textOf(await me.get(`/track?code=${code}`))).toContain('u-street-1：核对门牌')
    })

    it('asks, is answered by the resident, and takes more words', async () => {
      await site.staffDoes(staff('u-street-1', 'dispatcher'), code, 'ask', { question: '是几号楼的垃圾桶？' })
      const asked = await me.get(`/track?code=${code}`)
      expect(textOf(asked)).toContain('是几号楼的垃圾桶？')
      const empty = await me.submit(asked, { reply: '' })
      expect(empty.statusCode).toBe(422)
      expect(empty.body).toContain('id="f-reply-fault"')
      const done = await me.submit(asked, { reply: '三号楼门口的两个。' })
      expect(done.headers['location']).toContain('done=reply')
      expect((await me.submit(asked, { reply: '三号楼门口的两个。' })).headers['location']).toContain(`code=${code}`)
      const added = await me.submit(await me.get(`/track/${code}/attach`), { note: '今天更多了。' })
      expect(added.statusCode).toBe(303)
      expect(textOf(await me.get(`/track?code=${code}`))).toContain('今天更多了。')
    })

    it('hides the draft of the answer and all that is internal, then shows the answer', async () => {
      const dispatcher = staff('u-street-1', 'dispatcher')
      await site.staffDoes(dispatcher, code, 'accept', { category: 'env.litter' })
      await site.staffDoes(dispatcher, code, 'dispatch', { lead: 'u-roads' })
      await site.staffDoes(staff('u-roads', 'handler'), code, 'note', { note: '内部记录：找外包队。' })
      await site.staffDoes(staff('u-roads', 'handler'), code, 'submit-answer', {
        answer: '积存的垃圾已经清运干净，并加派了晚班车。',
        measures: '内部：换了外包队。',
        result: 'solved',
      })
      const early = textOf(await me.get(`/track?code=${code}`))
      expect(early).toContain('u-roads')
      expect(early).not.toContain('清运干净')
      await site.staffDoes(staff('u-roads', 'approver'), code, 'approve', { opinion: '同意，内部意见' })
      await site.staffDoes(staff('u-county', 'desk'), code, 'confirm', { reached: true, solved: true, satisfied: true })
      const told = textOf(await me.get(`/track?code=${code}`))
      expect(told).toContain('清运干净')
      expect(told).toContain('问题解决了吗')
      expect(told).not.toMatch(/内部|外包队|handler/)
    })

    it('is said to be not fixed, worked on again, and rated', async () => {
      const form = await me.get(`/track/${code}/not-fixed`)
      expect((await me.submit(form, { reason: '' })).statusCode).toBe(422)
      expect((await me.submit(form, { reason: '第二天又满了。' })).headers['location']).toContain('done=not-fixed')
      expect(textOf(await me.get(`/track?code=${code}`))).toContain('第二天又满了。')
      await answerAgain(site, code)
      const rate = await me.get(`/track/${code}/rate`)
      const faults = await me.submit(rate, { comment: '谢谢' })
      expect(faults.body).toContain('id="f-solved-set-fault"'.replace('-set', ''))
      expect(faults.body).toContain('id="f-satisfaction-fault"')
      expect(faults.body).toContain('谢谢')
      expect((await me.submit(rate, { solved: 'yes', satisfaction: '5', comment: '谢谢' })).statusCode).toBe(303)
      const rated = textOf(await me.get(`/track?code=${code}`))
      expect(rated).toContain('您已经评价')
      expect(rated).toContain('非常满意')
    })

    it('is public only after release, and then without its resident', async () => {
      expect((await site.browser().get(`/answers/${code}`)).statusCode).toBe(404)
      await site.staffDoes(staff('u-county', 'publisher'), code, 'release', {
        publicTitle: '小区垃圾清运',
        publicText: '居民反映垃圾未清运。',
        publicAnswer: '已清运并加派车次。',
        checked: true,
      })
      const list = await site.browser().get('/answers?q=清运&street=990101001&category=env')
      expect(textOf(list)).toContain('小区垃圾清运')
      expect(textOf(await site.browser().get('/answers?q=路灯'))).toContain('没有找到')
      const one = await site.browser().get(`/answers/${code}`)
      expect(textOf(one)).toContain('已清运并加派车次。')
      expect(one.body).not.toMatch(/王芳|19900001234|3号楼|居民反映垃圾未清运/)
      expect(textOf(await site.browser().get('/'))).toContain('小区垃圾清运')
    })
  })

  it('tells every fault of a page at once and keeps what was written', async () => {
    const visitor = site.browser()
    const what = await visitor.get('/report')
    const refused = await visitor.submit(what, { text: '短', go: 'next' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('href="#f-nature"')
    expect(refused.body).toContain('href="#f-text"')
    expect(refused.body).toMatch(/<textarea[^>]*id="f-text"[^>]*>\n?短<\/textarea>/)
    const reach = await toReach(visitor)
    const page = reach.body.includes('value="same"') ? await visitor.submit(reach, { go: 'next' }) : reach
    const wrong = await visitor.submit(page, { identity: 'named', 'contact.phone': '123', 'contact.email': 'x', go: 'next' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#f-contact-phone"')
    expect(wrong.body).toContain('href="#f-contact-email"')
    expect(wrong.body).toContain('value="123"')
  })

  it('gives the same receipt when sent twice, and keeps nothing of who stays anonymous', async () => {
    const visitor = site.browser()
    let page = await toReach(visitor, { text: '路口的树倒了，挡住了半边路。' }, { category: 'none' })
    if (page.body.includes('value="same"')) page = await visitor.submit(page, { go: 'next' })
    const values = { identity: 'anonymous', forWhom: 'other', 'contact.phone': '19900005678', go: 'next' }
    const [once, again] = [await visitor.submit(page, values), await visitor.submit(page, values)]
    expect(codeOn(once)).toMatch(/^\d{12}$/)
    expect(codeOn(again)).toBe(codeOn(once))
    const rows = await site.kernel.db.sql.selectFrom('matter').select(['contact_index', 'state']).where('code', '=', codeOn(once)).execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.state).toMatchObject({ anonymous: true })
  })

  it('offers what is likely the same, telling no more than outsiders may know, and joins it', async () => {
    const first = codeOn(await file(site.browser(), { 'contact.name': '李雷', 'contact.phone': '19900004321', 'contact.wish': 'sms' }))
    const visitor = site.browser()
    const same = await toReach(visitor, { text: '垃圾三天没人收，味道很大' })
    expect(textOf(same)).toContain('是不是这件事')
    expect(same.body).not.toMatch(/李雷|19900004321|楼下垃圾/)
    expect(same.body.includes(first)).toBe(false)
    const ref = /name="join" value="([^"]+)"/.exec(same.body)?.[1] ?? ''
    const join = await visitor.submit(same, { join: ref, go: '' })
    const wrong = await visitor.submit(join, { 'contact.phone': '12' })
    expect(wrong.statusCode).toBe(422)
    const joined = await visitor.submit(join, { note: '我家楼下也是', 'contact.phone': '19900008888', 'contact.wish': 'sms' })
    expect(textOf(joined)).toContain('已经记上您了')
    expect(
      (
        await visitor.post('/report/join', {
          ref: `${ref.slice(0, -1)}${ref.endsWith('0') ? '1' : '0'}`,
          operation: '01993f00-0000-7000-8000-000000000000',
        })
      ).statusCode,
    ).toBe(404)
  })

  it('fills the place in from a poster and skips the question', async () => {
    const poster = await site.browser().get('/poster/b-3')
    expect(textOf(poster)).toContain('静苑3号楼')
    expect((await site.browser().get('/report?place=nowhere')).statusCode).toBe(404)
    const visitor = site.browser()
    const reach = await visitor.submit(await visitor.get('/report?place=b-3'), {
      nature: 'suggestion',
      text: '楼道里可以装一把椅子。',
      go: 'next',
    })
    expect(textOf(reach)).toContain('最后一步')
    expect(textOf(reach)).toContain('静苑3号楼')
    const changed = await visitor.submit(reach, { go: 'where' })
    expect(changed.body).toContain('name="place.address"')
    expect(changed.body).not.toContain('value="b-3"')
    const receipt = await visitor.submit(reach, { identity: 'anonymous', go: 'next' })
    const row = await site.kernel.db.sql.selectFrom('matter').select('area_code').where('code', '=', codeOn(receipt)).executeTakeFirst()
    expect(row?.area_code).toBe('990101001001001')
  })

  it('refuses unknown codes, files in disguise and strangers’ links in clear words', async () => {
    const visitor = site.browser()
    expect((await visitor.get('/track?code=402711839026')).statusCode).toBe(422)
    expect((await visitor.post('/track', { code: '', secret: '' })).statusCode).toBe(422)
    const disguised = await visitor.submit(await visitor.get('/report'), { nature: 'help', text: words, go: 'next' }, [
      { field: 'photos', name: 'a.jpg', bytes: Buffer.from('MZ not a picture at all') },
    ])
    expect(disguised.statusCode).toBe(422)
    expect(disguised.body).toContain('href="#f-photos"')
    expect(disguised.body).toContain(words)
    const hostile = await visitor.submit(await visitor.get('/report'), {
      nature: 'help',
      text: '<script>alert(1)</script>真的',
      go: 'next',
    })
    expect(hostile.body).not.toContain('<script>alert')
    for (let i = 0; i < 12; i++) await visitor.post('/track', { code: '402711839025', secret: 'AAAABBBB' })
    expect((await visitor.post('/track', { code: '402711839025', secret: 'AAAABBBB' })).statusCode).toBe(429)
  })

  it('signs a resident in by telephone and lists what that resident filed', async () => {
    const visitor = site.browser()
    expect((await visitor.post('/my/code', { phone: '12' })).statusCode).toBe(422)
    const sent = await visitor.post('/my/code', { phone: '19900007777' })
    expect(sent.statusCode, textOf(sent)).toBe(200)
    expect((await visitor.submit(sent, { code: '0000' })).statusCode).toBe(403)
    const row = await site.kernel.db.sql
      .selectFrom('outbox')
      .select('body')
      .where('topic', '=', 'sms')
      .orderBy('created_at', 'desc')
      .executeTakeFirst()
    const { params } = (row?.body ?? {}) as { params: { code: string } }
    expect((await visitor.submit(sent, { code: params.code })).headers['location']).toBe('/my')
    expect(textOf(await visitor.get('/my'))).toContain('还没有诉求')
    const code = codeOn(await file(visitor))
    expect((await visitor.get('/my')).body).toContain(code)
    await visitor.post('/track/forget', {})
    expect(textOf(await visitor.get(`/track?code=${code}`))).toContain(words)
    await visitor.post('/my/sign-out', {})
    expect(textOf(await visitor.get(`/track?code=${code}`))).not.toContain(words)
  })

  it('remembers language and large type, and keeps every first page small', async () => {
    const visitor = site.browser()
    expect((await visitor.get('/?lang=en&large=1')).body).toMatch(/<html lang="en" class="large"/)
    const home = await visitor.get('/report')
    expect(home.body).toMatch(/<html lang="en" class="large"/)
    for (const path of ['/', '/report', '/track', '/answers', '/my', '/help', '/privacy', '/accessibility', '/poster/b-3']) {
      const page = await site.browser().get(path)
      expect(page.statusCode, path).toBe(200)
      expect(page.body.length, path).toBeLessThan(60_000)
      const english = await visitor.get(path)
      expect(textOf(english).replace(/[（(]?中文[）)]?|邻里/g, ''), path).not.toMatch(/undefined|\{[a-z]+\}/)
    }
    expect((await site.browser().get('/poster')).statusCode).toBe(401)
  })
})
