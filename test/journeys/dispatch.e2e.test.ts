import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './browser.ts'
import { litter, openOffice, type Office } from './office.ts'

let office: Office
let page: Page
let ids: string[] = []
const texts = ['楼下垃圾三天没有人收了，味道很大。', '小区北门垃圾堆到了路上。', '6号楼旁边有人乱倒装修垃圾。', '健身园旁的垃圾桶坏了。']
beforeAll(async () => {
  office = await openOffice()
  for (const text of texts) {
    ids.push((await office.filed({ input: { ...litter.input, text } })).id)
    office.kernel.at(new Date(office.kernel.clock().getTime() + 60_000).toISOString())
  }
  for (const id of ids.slice(2)) await office.done('weihongxia', id, 'accept', { category: 'env.litter' })
  ;({ page } = await office.person('weihongxia'))
})
afterAll(() => office.close())

const press = (keys: string): Promise<void> => page.keyboard.press(keys)
const current = (): Promise<string | null> => page.locator('li[aria-current=true]').getAttribute('data-id')
const stageOf = async (id: string): Promise<string> =>
  (await office.kernel.db.sql.selectFrom('matter').select('stage').where('id', '=', id).executeTakeFirstOrThrow()).stage

it('goes through the inbox with the keyboard: due first, down and up, open and back, and all keys told', async () => {
  await page.getByRole('list', { name: '事项' }).waitFor()
  expect(await page.locator('li[data-id]').count()).toBe(4)
  expect(await current()).toBe(ids[0])
  await look(page, 'inbox')
  await press('j')
  expect(await current()).toBe(ids[1])
  await press('k')
  expect(await current()).toBe(ids[0])
  await press('?')
  await page.getByRole('dialog', { name: '快捷键' }).waitFor()
  await look(page, 'inbox-keys')
  await press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: texts[0] ?? '' }).waitFor()
  await look(page, 'matter-received')
  await page.goBack()
  await page.getByRole('list', { name: '事项' }).waitFor()
})

it('accepts with two keys, and the matter waits to be dispatched', async () => {
  await press('a')
  await page.getByRole('heading', { level: 2, name: '受理' }).waitFor()
  await look(page, 'inbox-accept')
  await press('Enter')
  await page.getByText('已完成：受理').waitFor()
  expect(await stageOf(ids[0] ?? '')).toBe('dispatching')
})

it('dispatches to one lead and two assistants in parallel, the suggestion taken over', async () => {
  await page.goto(`${office.address}/workbench/matters/${ids[0]}`)
  await page.getByRole('button', { name: '派单' }).waitFor()
  await press('a')
  await page.getByRole('button', { name: /^✓.*城市管理办公室/ }).waitFor()
  const more = page.getByRole('combobox', { name: '添加协办单位' })
  await more.focus()
  await page.keyboard.type('综合行政执法队')
  await page.getByRole('treeitem', { name: '学苑街道综合行政执法队' }).waitFor()
  await press('Enter')
  await page.getByRole('button', { name: '去掉 学苑街道综合行政执法队' }).waitFor()
  await page.getByText('同时办').waitFor()
  await look(page, 'dispatch')
  await press('Control+Enter')
  await page.getByText('已完成：派单').waitFor()
  const units = page.locator('section', { has: page.getByRole('heading', { name: '承办单位' }) })
  expect(await units.getByRole('listitem').count()).toBe(3)
  expect(await units.getByText('主办', { exact: true }).count()).toBe(1)
  expect(await units.getByText('协办', { exact: true }).count()).toBe(2)
  await look(page, 'matter-dispatched')
})

it('dispatches several at once, chosen with x', async () => {
  await page.goto(`${office.address}/workbench/`)
  await page.locator(`li[data-id="${ids[2]}"]`).waitFor()
  const rows = await page.locator('li[data-id]').evaluateAll((items) => items.map((item) => item.getAttribute('data-id')))
  for (const row of rows) {
    expect(await current()).toBe(row)
    if (row === ids[2] || row === ids[3]) await press('x')
    await press('j')
  }
  await page.getByRole('toolbar', { name: '已选 2 件' }).waitFor()
  await page.getByRole('button', { name: '批量派单' }).click()
  await page.getByRole('dialog').waitFor()
  await page.getByRole('combobox', { name: '派给哪个单位主办' }).focus()
  await page.keyboard.type('学苑街道城市')
  await page.getByRole('treeitem', { name: '学苑街道城市管理办公室' }).waitFor()
  await look(page, 'inbox-bulk')
  await press('Enter')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /派\s*出/ })
    .click()
  await page.getByText('2 件已办').waitFor()
  expect(await Promise.all(ids.slice(2).map(stageOf))).toEqual(['handling', 'handling'])
})
