import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoPassword } from '../../demo/settle.ts'
import { look } from './browser.ts'
import { openOffice, type Filed, type Office } from './office.ts'

let office: Office
let before: Filed
let page: Page
beforeAll(async () => {
  office = await openOffice()
  before = await office.filed()
  const context = await office.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  page = await context.newPage()
})
afterAll(() => office.close())

const type = (words: string): Promise<void> => page.keyboard.type(words)
const press = (keys: string): Promise<void> => page.keyboard.press(keys)

it('signs in where they wanted to go, with the keyboard', async () => {
  await page.goto(`${office.address}/workbench/desk`)
  await page.getByLabel('账号').waitFor()
  await look(page, 'sign-in')
  await type('linxiuzhi')
  await press('Tab')
  await type('wrong')
  await press('Enter')
  await page.getByRole('alert').waitFor()
  await look(page, 'sign-in-refused')
  expect(await page.getByLabel('账号').inputValue()).toBe('linxiuzhi')
  await page.getByLabel('密码').focus()
  await press('Control+a')
  await type(demoPassword)
  await press('Enter')
  await page.getByRole('heading', { name: '登记', exact: true }).waitFor()
})

it('files while talking, with the keyboard alone, and reads the code out', async () => {
  await look(page, 'desk')
  await press('Alt+p')
  await type('19900001234')
  // The number has been here before: what it was shows beside.
  await page.getByRole('complementary').getByText('楼下垃圾三天没有人收了').waitFor()
  await press('Alt+t')
  await type('三号楼门口的垃圾桶又满了，昨天说来收也没来。')
  await press('Alt+l')
  await type('学苑街道书院里3号楼')
  await page.getByRole('button', { name: '垃圾' }).first().waitFor()
  await press('Alt+c')
  await type('垃圾')
  await look(page, 'desk-filled')
  await press('Enter')
  await press('Alt+s')
  await page.getByRole('heading', { name: '已登记' }).waitFor()
  await look(page, 'desk-done')
  const code = (await page.locator('.desk-code').innerText()).replaceAll(/\s/g, '')
  expect(code).toMatch(/^\d{12}$/)
  expect(code).not.toBe(before.code)
  await office.work()
})

it('answers a question at once and has the next form open with Enter', async () => {
  await press('Enter')
  await page.getByRole('textbox', { name: '电话' }).waitFor()
  await press('Alt+t')
  await type('居住证到哪里办，要带什么材料？')
  await press('Alt+r')
  await type('到街道便民服务大厅办，带身份证和租房合同，周一到周六都可以。')
  await look(page, 'desk-answer')
  await press('Alt+s')
  await page.getByRole('heading', { name: '已登记，并当场答复' }).waitFor()
  const rows = await office.kernel.db.sql.selectFrom('matter').select(['stage', 'nature']).orderBy('filed_at').execute()
  expect(rows).toHaveLength(3)
})
