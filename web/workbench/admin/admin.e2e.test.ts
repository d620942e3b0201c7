import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Text } from '../../../src/kernel/i18n.ts'
import { type WriteRow, writeTable } from '../../../src/kernel/sheets/write.ts'
import { look } from '../../../test/journeys/browser.ts'
import { openOffice, type Office } from '../../../test/journeys/office.ts'
import { copy } from './copy.ts'

let office: Office
let page: Page
beforeAll(async () => {
  office = await openOffice()
  ;({ page } = await office.person('gumingyuan', '/admin'))
})
afterAll(() => office.close())

const open = async (name: string): Promise<void> => {
  await page.goto(`${office.address}/workbench/admin/${name}`)
  const title = (copy as Readonly<Record<string, Text>>)[name]?.zh ?? name
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.locator('.skeleton').waitFor({ state: 'detached' })
}
const button = (name: string): Locator => page.getByRole('button', { name, exact: true })
const chooseRow = (words: string): Promise<void> => page.locator('.admin-rows').getByRole('button', { name: words, exact: true }).click()
const save = async (): Promise<void> => {
  await button('保存').click()
  await page.getByText('已保存').first().waitFor()
}

const pages = 'units staff duties absences areas maps categories routing hours holidays texts settings failed clients security'.split(' ')

it('shows every screen, with its form open, to a person who cannot see well too', async () => {
  for (const name of pages) {
    await open(name)
    const first = page.locator('.admin-rows tbody button.cell').first()
    if ((await first.count()) > 0) await first.click()
    await look(page, `admin-${name}`)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      `${name} on a phone`,
    ).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  // Nothing of the other language in a Chinese screen but codes and names: the navigation stands for the rest.
  for (const words of await page.locator('.admin-nav a').allInnerTexts()) expect(words).toMatch(/^[\p{Script=Han}]+$/u)
})

it('saves a row of each kind of screen', async () => {
  await open('settings')
  await chooseRow('首页标语')
  await page.getByLabel('中文').fill('街坊的事，一件件办')
  await page.getByLabel('英文').fill('Street by street')
  await save()
  await open('categories')
  await page.getByLabel('查找').fill('env.litter')
  await page.locator('.admin-rows tbody button.cell').first().click()
  await page.getByLabel('名称', { exact: true }).fill('垃圾堆放')
  await save()
  await open('units')
  await page.locator('.admin-rows tbody button.cell').first().click()
  await save()
  await open('clients')
  await button('新增').first().click()
  await page.getByLabel('代码').fill('fix-my-street')
  await page.getByLabel('谁在用').fill('随手拍小程序')
  await page.getByLabel('提交和补充诉求').check()
  await button('保存').click()
  await page.getByText('密钥只显示这一次').last().waitFor()
  const key = await page.locator('.admin-secret').innerText()
  await look(page, 'admin-clients-key')
  const services = await page.request.get(`${office.address}/open311/v2/requests.json?api_key=${key}`)
  expect(services.status(), 'the key may not read').toBe(403)
})

const sheetOf = (rows: readonly WriteRow[]): Promise<Buffer> =>
  writeTable(
    [
      { key: 'key', type: 'text', title: '文字代码' },
      { key: 'zh', type: 'text', title: '中文' },
      { key: 'en', type: 'text', title: '英文' },
    ],
    rows,
    { sheet: '文字' },
  )
const choose = async (rows: readonly WriteRow[]): Promise<void> => {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('input[type=file]').setInputFiles({ name: '文字.xlsx', mimeType, buffer: await sheetOf(rows) })
  await page.getByRole('dialog').waitFor()
}

it('takes an Excel sheet: a bad one told by row, a good one written, undone from the history', async () => {
  await open('texts')
  await choose([
    { key: 'home.also', zh: '这里还有', en: 'More here' },
    { key: 'layout.step', zh: '第几步', en: 'Step {current} of {total}' },
    { key: 'no.such', zh: '无', en: 'none' },
  ])
  const dialog = page.getByRole('dialog')
  await dialog.getByText('请在 Excel 里改好再选一次').waitFor()
  const rows = await dialog.locator('tbody tr').allInnerTexts()
  expect(rows.map((row) => row.split('\t')[0])).toEqual(['3', '4'])
  expect(rows[0]).toContain('{current} {total}')
  expect(await dialog.getByRole('button', { name: '写入' }).isDisabled()).toBe(true)
  await look(page, 'admin-sheet-faults')
  await dialog.getByRole('button', { name: '取消' }).click()
  await dialog.waitFor({ state: 'detached' })

  await choose([{ key: 'home.also', zh: '这里还有', en: 'More here' }])
  await dialog.getByText('没有发现问题').waitFor()
  await dialog.getByRole('button', { name: '写入' }).click()
  await page.getByText('已写入。').waitFor()
  const resident = await office.resident('/')
  await resident.getByRole('heading', { name: '这里还有' }).waitFor()

  await dialog.waitFor({ state: 'detached' })
  await button('修改记录').click()
  await dialog.getByText('改了 1 条').first().waitFor()
  await look(page, 'admin-history')
  await dialog.getByRole('button', { name: '撤销' }).first().click()
  await page.getByText('已恢复原样').waitFor()
  await resident.reload()
  await resident.getByRole('heading', { name: '还可以' }).waitFor()
})

const geo = (lon: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 'way/1',
          properties: { building: 'yes', name: '新建1号楼' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [lon, 40],
                [lon + 0.0002, 40],
                [lon + 0.0002, 40.0002],
                [lon, 40.0002],
                [lon, 40],
              ],
            ],
          },
        },
      ],
    }),
  )

it('takes a map file: faults by feature, and nothing written before it was looked at', async () => {
  await open('maps')
  const buildings = page.getByRole('region', { name: '楼栋' })
  await buildings.locator('input[type=file]').setInputFiles({ name: '楼.geojson', mimeType: 'application/geo+json', buffer: geo(10) })
  await buildings.getByText('不在本区任何一个区域里').waitFor()
  expect(await buildings.getByRole('button', { name: '写入' }).isDisabled()).toBe(true)
  await look(page, 'admin-maps-faults')
})

it('lists who signed in and changed rights to who guards the system, and tells others who that is', async () => {
  await open('security')
  await page.getByText('安全日志由全区的安全管理员和审计员查看').waitFor()
  ;({ page } = await office.person('shangyining', '/admin/security'))
  await page.getByRole('cell', { name: '发放接口密钥' }).waitFor()
  await page.getByRole('cell', { name: '登录成功' }).first().waitFor()
  await look(page, 'admin-security-lines')
  await page.getByLabel('日期').fill('2026-03-01')
  await page.getByText('没有符合条件的记录').waitFor()
})
