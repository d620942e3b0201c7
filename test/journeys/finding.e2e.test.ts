import { readFileSync } from 'node:fs'
import readExcel from 'read-excel-file/node'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from './browser.ts'
import { litter, openOffice, type Filed, type Office } from './office.ts'

let office: Office
let lamp: Filed
beforeAll(async () => {
  office = await openOffice({ maps: true })
  await office.filed()
  lamp = await office.filed({ category: 'green.lamp', input: { ...litter.input, text: '书院路路灯不亮，晚上很黑。' } })
  await office.work()
})
afterAll(() => office.close())

it('finds by two Chinese characters and by code, and exports what was found as an Excel sheet', async () => {
  const { page } = await office.person('weihongxia', '/matters')
  await page.getByRole('table').waitFor()
  expect(await page.getByRole('row').count()).toBe(3)
  await page.getByRole('searchbox').fill('路灯')
  await page.keyboard.press('Enter')
  await page.getByText('共 1 件').waitFor()
  await page.getByRole('link', { name: '书院路路灯不亮，晚上很黑。' }).waitFor()
  await look(page, 'search')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出 Excel' }).click()])
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  const sheet = await readExcel(readFileSync(await download.path()))
  const cells = JSON.stringify(sheet)
  expect(cells).toContain('书院路路灯不亮')
  expect(cells).not.toContain('楼下垃圾')
  await page.getByRole('searchbox').fill(lamp.code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '书院路路灯不亮，晚上很黑。' }).waitFor()
})

it('prints the work order from the matter’s page', async () => {
  const { page } = await office.person('weihongxia', `/matters/${lamp.id}`)
  const [paper] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: '打印办理单' }).click()])
  await paper.getByText('书院路路灯不亮，晚上很黑。').first().waitFor()
  await paper.getByText('2026-03-02 09:30', { exact: true }).waitFor()
  await look(paper, 'work-order')
})

it('picks the place on the map and adds a photo, and both are on the matter’s page', async () => {
  const { page } = await office.person('linxiuzhi', '/desk')
  await page.getByRole('textbox', { name: '发生了什么' }).fill('路口的井盖裂了，老人容易绊倒。')
  await page.getByRole('button', { name: '在地图上选' }).click()
  const map = page.getByRole('application').locator('canvas')
  await map.waitFor()
  await map.click({ position: { x: 200, y: 150 } })
  await page.getByText('已在地图上选点').waitFor()
  const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a7f70' } })
    .jpeg()
    .toBuffer()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '添加照片' }).click()])
  await chooser.setFiles({ name: '井盖.jpg', mimeType: 'image/jpeg', buffer: picture })
  await page.getByRole('img', { name: '井盖.jpg' }).waitFor()
  await look(page, 'desk-map')
  await page.keyboard.press('Alt+s')
  await page.getByRole('heading', { name: '已登记' }).waitFor()
  await page.getByRole('link', { name: '打开这件事' }).click()
  await page
    .getByRole('group', { name: /位置|这里/ })
    .locator('canvas')
    .waitFor()
  await page.getByRole('button', { name: /^放大/ }).first().click()
  await page.getByRole('dialog').getByRole('img', { name: '办理前的照片 1' }).waitFor()
  await look(page, 'photo')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await look(page, 'matter-map')
})

it('is worked on a phone: nothing is cut off or beside the screen', async () => {
  const { page, open } = await office.person('weihongxia', '/', 390)
  await page.getByRole('list', { name: '事项' }).waitFor()
  await look(page, 'phone-inbox')
  for (const path of [`/matters/${lamp.id}`, '/matters', '/desk']) {
    await open(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(page, `phone${path.split('/').slice(0, 2).join('-')}`)
  }
})

it('speaks English throughout when asked', async () => {
  const { page } = await office.person('weihongxia', `/matters/${lamp.id}`)
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await page.getByText('What you can do now').waitFor()
  await look(page, 'matter-english')
})
