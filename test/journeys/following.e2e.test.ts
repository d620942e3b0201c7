import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './browser.ts'
import { openOffice, type Filed, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const dispatched = async (): Promise<Filed> => {
  const filed = await office.filed()
  await office.done('weihongxia', filed.id, 'accept', { category: 'env.litter' })
  await office.done('weihongxia', filed.id, 'dispatch', { lead: 'street-1-city' })
  await office.done('fanzhiqiang', filed.id, 'sign')
  return filed
}
const worked = async (id: string): Promise<void> => {
  await office.done('fanzhiqiang', id, 'submit-answer', { answer: '垃圾已于今天上午清走，以后每天收两次。', result: 'solved' })
  await office.done('dingweiguo', id, 'approve')
}
const stageOf = async (id: string): Promise<string> =>
  (await office.kernel.db.sql.selectFrom('matter').select('stage').where('id', '=', id).executeTakeFirstOrThrow()).stage
const act = (page: Page, name: string): Locator => page.getByRole('button', { name }).first()
const send = async (page: Page, name: string): Promise<void> => {
  await page.locator('form.action-form').getByRole('button', { name }).click()
  await page.getByText(`已完成：${name}`).last().waitFor()
}

it('what is near its limit and what is over it reach the supervisor, who urges many and supervises one; the handler sees it live', async () => {
  const [first, second] = [await dispatched(), await dispatched()]
  // Of the 24 hours 20 are gone: the warning at 80 % has passed.
  office.kernel.at('2026-03-02T21:30:00Z')
  await office.work()
  const supervisor = await office.person('shenyue', '/board')
  const figure = (name: string): Locator => supervisor.page.getByRole('button', { name: new RegExp(`^\\d+\\s*${name}$`) })
  await figure('快到期').filter({ hasText: '2' }).waitFor()
  await look(supervisor.page, 'board-near')
  office.kernel.at('2026-03-03T02:00:00Z')
  await office.work()
  await supervisor.open('/board')
  await figure('已超期').filter({ hasText: '2' }).waitFor()
  const handler = await office.person('fanzhiqiang', `/matters/${second.id}`)
  await handler.page.getByText('“办理答复”超期').waitFor()
  await look(handler.page, 'matter-late')
  await supervisor.page.getByRole('checkbox', { name: '全选' }).check()
  await look(supervisor.page, 'board-late')
  await supervisor.page.getByRole('button', { name: '催办所选（2）' }).click()
  await supervisor.page.getByLabel('想对承办单位说的（选填）').fill('请今天中午前清走。')
  await look(supervisor.page, 'board-urge')
  await supervisor.page
    .getByRole('dialog')
    .getByRole('button', { name: /发\s*出/ })
    .click()
  await supervisor.page.getByText('已发出 2 件').waitFor()
  await handler.page.getByText('请今天中午前清走。').waitFor()
  await office.work()
  await handler.page.getByRole('button', { name: /^消息.*条未读/ }).click()
  await handler.page.getByRole('tooltip').getByText(/催办/).first().waitFor()
  await look(handler.page, 'notices')
  await handler.page.keyboard.press('Escape')

  await supervisor.page
    .getByRole('row')
    .filter({ hasText: first.code.slice(0, 4) })
    .getByRole('checkbox')
    .check()
  await supervisor.page.getByRole('button', { name: '督办所选（1）' }).click()
  await supervisor.page.getByLabel('督办意见').fill('请主要负责人过问，明天书面说明。')
  await supervisor.page
    .getByRole('dialog')
    .getByRole('button', { name: /发\s*出/ })
    .click()
  await supervisor.page.getByText('已发出 1 件').waitFor()
  await handler.open(`/matters/${first.id}`)
  await handler.page.getByText('请主要负责人过问，明天书面说明。').waitFor()
  // Escalation puts it into the supervisor's own inbox.
  await supervisor.open('/')
  await supervisor.page.locator(`li[data-id="${first.id}"]`).waitFor()
})

it('the desk calls back: solved and satisfied ends it, not solved sends it back to be worked on again', async () => {
  const [well, badly] = [await dispatched(), await dispatched()]
  for (const { id } of [well, badly]) await worked(id)
  const { page } = await office.person('linxiuzhi', '/callbacks')
  const row = (filed: Filed): Locator => page.getByRole('button').filter({ hasText: filed.code.slice(4, 8) })
  await row(well).click()
  await act(page, '回访完成').waitFor()
  await look(page, 'callback')
  await page.getByRole('button', { name: '查看完整联系方式' }).click()
  await look(page, 'callback-reveal')
  await page.getByRole('radio', { name: '回访' }).check()
  await page
    .getByRole('button', { name: /查\s*看/ })
    .last()
    .click()
  await page.getByRole('link', { name: '19900001234' }).waitFor()
  const yes = async (question: string): Promise<void> =>
    page.getByRole('group', { name: question }).getByRole('radio', { name: '是' }).check()
  await yes('联系上居民了吗')
  await yes('居民说问题解决了吗')
  await yes('居民满意吗')
  await send(page, '回访完成')
  expect(await stageOf(well.id)).toBe('answered')
  await row(badly).click()
  await act(page, '没解决，退回重办').click()
  await page.getByLabel('居民说哪里没解决').fill('下午又堆满了，没有人来。')
  await look(page, 'callback-not-fixed')
  await send(page, '没解决，退回重办')
  expect(await stageOf(badly.id)).toBe('handling')
  const handler = await office.person('fanzhiqiang')
  await handler.page.locator(`li[data-id="${badly.id}"]`).waitFor()
})

it('the resident rates, and says “not fixed”: it comes back, one above is told, and the third time a supervisor decides', async () => {
  const { id, code, secret } = await dispatched()
  const answer = async (): Promise<void> => {
    await worked(id)
    await office.done('linxiuzhi', id, 'confirm', { reached: false })
  }
  await answer()
  const phone = await office.resident('/track')
  await phone.getByLabel('编号').fill(code)
  await phone.getByLabel('查询码').fill(secret)
  await phone.getByRole('button', { name: '查看' }).click()
  await phone.getByRole('link', { name: '去评价' }).click()
  await look(phone, 'resident-rate')
  await phone.getByRole('group', { name: '问题解决了吗' }).getByRole('radio', { name: '否' }).check()
  await phone.getByRole('radio', { name: /^不满意/ }).check()
  await phone.locator('form button[type=submit]').last().click()
  const handler = await office.person('fanzhiqiang', `/matters/${id}`)
  await handler.page.getByText(/满意度 2 \/ 5/).waitFor()
  const notFixed = async (reason: string): Promise<void> => {
    await phone.goto(`${office.address}/track/${code}/not-fixed`)
    await phone.getByLabel('哪里没解决').fill(reason)
    await phone.locator('form button[type=submit]').last().click()
    await phone.getByText(reason).first().waitFor()
  }
  await notFixed('第二天又满了。')
  await look(phone, 'resident-again')
  await handler.page.locator('.stage-path [aria-current=step]', { hasText: '办理中' }).waitFor()
  await handler.open('/')
  await handler.page.locator(`li[data-id="${id}"]`).getByText('再次反映').waitFor()
  await look(handler.page, 'inbox-reopened')
  await office.work()
  const above = await office.person('dingweiguo')
  await above.page.getByRole('button', { name: /^消息.*条未读/ }).click()
  await above.page.getByText('居民说没解决').first().waitFor()
  for (const reason of ['还是没人收。', '第三次了，还是老样子。']) {
    await answer()
    await notFixed(reason)
  }
  expect(await stageOf(id)).toBe('deciding')
  const supervisor = await office.person('shenyue', `/matters/${id}`)
  await act(supervisor.page, '交回重办').waitFor()
  await look(supervisor.page, 'deciding')
  await act(supervisor.page, '交回重办').click()
  await supervisor.page.getByLabel('决定和要求').fill('城市管理办主任到场，本周内换大桶。')
  await send(supervisor.page, '交回重办')
  await phone.goto(`${office.address}/track?code=${code}`)
  await phone
    .getByText(/交回重办/)
    .first()
    .waitFor()
  await phone.getByRole('heading', { level: 1, name: /正在办理/ }).waitFor()
  await look(phone, 'resident-decided')
})
