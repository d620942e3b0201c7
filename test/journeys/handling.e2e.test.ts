import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './browser.ts'
import { openOffice, type Filed, type Office, type Person } from './office.ts'

let office: Office
let city: Person
let community: Person
let dispatcher: Person
beforeAll(async () => {
  office = await openOffice()
  city = await office.person('fanzhiqiang')
  community = await office.person('zhouguifen')
  dispatcher = await office.person('weihongxia')
})
afterAll(() => office.close())

/** A request that has been dispatched to the street's city management, with the community's help or alone. */
const dispatched = async (assistants: readonly string[] = []): Promise<Filed> => {
  const filed = await office.filed()
  await office.done('weihongxia', filed.id, 'accept', { category: 'env.litter' })
  await office.done('weihongxia', filed.id, 'dispatch', { lead: 'street-1-city', assistants, order: 'parallel' })
  return filed
}

const panel = (page: Page, title: string): Locator =>
  page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) })
const act = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: false }).first()
/** Sends the form that is open, by the button that bears the action's name. */
const send = async (page: Page, name: string): Promise<void> => {
  await page.locator('form.action-form').getByRole('button', { name }).click()
  await page.getByText(`已完成：${name}`).last().waitFor()
}
const more = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: /其他操作/ }).click()
  await act(page, name).click()
}
const stage = (page: Page): Promise<string> => page.locator('.stage-path [aria-current=step]').innerText()
const due = (page: Page): Promise<string> =>
  panel(page, '时限')
    .getByRole('listitem')
    .filter({ hasText: '办理答复' })
    .filter({ hasText: '计时中' })
    .getByText(/到期 \d/)
    .innerText()

it('two departments work in parallel, each in its own session, and see each other’s progress without reloading', async () => {
  const { id } = await dispatched(['com-990101001001'])
  await city.open(`/matters/${id}`)
  await community.open(`/matters/${id}`)
  await act(city.page, '签收').waitFor()
  await look(city.page, 'handler-to-sign')
  await city.page.keyboard.press('a')
  await send(city.page, '签收')
  // The other department's page moves by itself.
  await panel(community.page, '承办单位')
    .getByRole('listitem')
    .filter({ hasText: '城市管理办公室' })
    .getByText(/办理中/)
    .waitFor()
  await act(community.page, '签收').click()
  await send(community.page, '签收')
  await city.page.getByText('等 书院里社区居民委员会 反馈后，就可以提交答复。').waitFor()
  // The lead cannot answer before its assistant has reported.
  expect(await act(city.page, '提交答复').count()).toBe(0)
  await act(community.page, '协办反馈').click()
  await community.page.getByLabel('办理情况').fill('社区已组织清扫，并请物业增加了一个桶。')
  await look(community.page, 'assistant-report')
  await send(community.page, '协办反馈')
  await act(city.page, '提交答复').click()
  await city.page.getByText('社区已组织清扫，并请物业增加了一个桶。').waitFor()
  await city.page.getByRole('button', { name: '提交答复' }).last().click()
  await city.page.getByRole('alert').waitFor()
  await look(city.page, 'answer-refused')
  await city.page.getByLabel('给居民的答复').fill('垃圾已于今天上午清走，以后每天早晚各收一次。')
  await city.page.getByRole('radio', { name: '已解决' }).check()
  await city.page.getByText('您好！您反映的').waitFor()
  await look(city.page, 'answer')
  await send(city.page, '提交答复')
  expect(await stage(city.page)).toContain('待审签')
  await community.page.locator('.stage-path [aria-current=step]', { hasText: '待审签' }).waitFor()
  await look(community.page, 'assistant-done')

  // The head of city management sends it back with a reason, sees it again, and approves.
  const approver = await office.person('dingweiguo', `/matters/${id}`)
  await act(approver.page, '审签通过').waitFor()
  await look(approver.page, 'approver')
  await act(approver.page, '退回修改').click()
  await approver.page.getByLabel('哪里要改').fill('请写明几点收。')
  await send(approver.page, '退回修改')
  await city.page.getByText('请写明几点收。').first().waitFor()
  await act(city.page, '提交答复').click()
  await city.page.getByLabel('给居民的答复').fill('垃圾已于今天上午清走，以后每天早上七点、晚上六点各收一次。')
  await city.page.getByRole('radio', { name: '已解决' }).check()
  await send(city.page, '提交答复')
  await act(approver.page, '审签通过').click()
  await send(approver.page, '审签通过')
  await city.page.locator('.stage-path [aria-current=step]', { hasText: '待回访' }).waitFor()
  await look(approver.page, 'approved')
})

it('a return needs a reason and a ruling: refused, the first limit runs on; accepted, it is dispatched anew', async () => {
  const { id } = await dispatched()
  await city.open(`/matters/${id}`)
  const before = await due(city.page)
  await more(city.page, '申请退回')
  await city.page.locator('form.action-form').getByRole('button', { name: '申请退回' }).click()
  await city.page.getByRole('alert').waitFor()
  await city.page.getByLabel('为什么不属于本单位职责').fill('这里是小区内部，属社区建设办。')
  await look(city.page, 'return')
  await send(city.page, '申请退回')
  await dispatcher.open('/?queue=decide')
  await dispatcher.page.locator(`li[data-id="${id}"]`).waitFor()
  await dispatcher.open(`/matters/${id}`)
  await panel(dispatcher.page, '等待裁定').getByText('这里是小区内部，属社区建设办。').waitFor()
  await look(dispatcher.page, 'return-ruling')
  expect(await due(dispatcher.page)).toBe(before)
  await act(dispatcher.page, '不同意退回').click()
  await dispatcher.page.getByLabel('不同意的理由').fill('环卫清运归你们，请继续办。')
  await send(dispatcher.page, '不同意退回')
  await city.page.getByText('环卫清运归你们，请继续办。').first().waitFor()
  expect(await due(city.page)).toBe(before)

  const other = await dispatched()
  await office.done('fanzhiqiang', other.id, 'return', { reason: '属社区建设办。' })
  await dispatcher.open(`/matters/${other.id}`)
  await act(dispatcher.page, '同意退回').click()
  await send(dispatcher.page, '同意退回')
  await act(dispatcher.page, '派单').click()
  await dispatcher.page.getByRole('button', { name: '去掉 学苑街道城市管理办公室' }).click()
  await dispatcher.page.getByRole('combobox', { name: '选择主办单位' }).focus()
  await dispatcher.page.keyboard.type('学苑街道社区建设')
  await dispatcher.page.getByRole('treeitem', { name: '学苑街道社区建设办公室' }).waitFor()
  await dispatcher.page.keyboard.press('Enter')
  await dispatcher.page.getByRole('button', { name: '派出（Enter）' }).click()
  await dispatcher.page.getByText('已完成：派单').waitFor()
  await panel(dispatcher.page, '承办单位').getByText('学苑街道社区建设办公室').waitFor()
  await look(dispatcher.page, 'redispatched')
})

it('more time is asked for: granted, the due time moves and the resident is told; refused, it stays', async () => {
  const { id } = await dispatched()
  await office.done('fanzhiqiang', id, 'sign')
  await city.open(`/matters/${id}`)
  const before = await due(city.page)
  await more(city.page, '申请延期')
  await city.page.getByLabel(/工作日/).fill('3')
  await city.page.getByLabel('为什么需要延期').fill('要等吊车，周四才有。')
  await look(city.page, 'extension')
  await send(city.page, '申请延期')
  await dispatcher.open(`/matters/${id}`)
  await panel(dispatcher.page, '等待裁定').getByText('要等吊车，周四才有。').waitFor()
  await act(dispatcher.page, '同意延期').click()
  await dispatcher.page.getByLabel('告诉居民的延期理由').fill('要等吊车来，最晚周四清走。')
  await look(dispatcher.page, 'extension-ruling')
  await send(dispatcher.page, '同意延期')
  await panel(city.page, '时限').getByText('延期 1 次').waitFor()
  const after = await due(city.page)
  expect(after).not.toBe(before)
  const sent = await office.kernel.db.sql.selectFrom('outbox').selectAll().execute()
  expect(JSON.stringify(sent)).toContain('due-extended')

  const other = await dispatched()
  await office.done('fanzhiqiang', other.id, 'request-time', { extraDays: 2, reason: '人手不够。' })
  await city.open(`/matters/${other.id}`)
  const first = await due(city.page)
  await dispatcher.open(`/matters/${other.id}`)
  await act(dispatcher.page, '不同意延期').click()
  await dispatcher.page.getByLabel('不同意的理由').fill('今天必须清走。')
  await send(dispatcher.page, '不同意延期')
  await city.page.getByText('今天必须清走。').first().waitFor()
  expect(await due(city.page)).toBe(first)
})
