import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from '../../../test/journeys/browser.ts'
import { litter, openOffice, type Office } from '../../../test/journeys/office.ts'

let office: Office

beforeAll(async () => {
  // The map shows the last ninety days of the machine that looks at it.
  office = await openOffice({ maps: true, start: new Date(Date.now() - 3_600_000).toISOString() })
}, 180_000)
afterAll(() => office.close())

it('draws the open matters of the list, tells one category from all, and says who serves the grid that is clicked', async () => {
  const places = office.kernel.db.sql
    .selectFrom('place')
    .select(['lon', 'lat'])
    .where('area_code', 'like', '990101001%')
    .orderBy('id')
    .limit(6)
  for (const [n, { lon, lat }] of (await places.execute()).entries())
    await office.filed({
      operation: randomUUID(),
      category: n === 0 ? 'road.pothole' : 'env.litter',
      input: { ...litter.input, place: { point: [lon, lat] } },
    })
  const { page } = await office.person('weihongxia', '/map')
  const map = page.locator('.map-box')
  await page.getByText('6 件，其中超期 0 件').waitFor()
  await expect.poll(() => map.getAttribute('data-drawn'), { timeout: 30_000 }).toMatch(/^[1-6]$/)
  await page.getByRole('button', { name: /^市容环境 5/ }).click()
  await page.getByText('5 件，其中超期 0 件').waitFor()
  await page.getByRole('button', { name: /^市容环境/, pressed: true }).click()
  await page.getByText('6 件，其中超期 0 件').waitFor()

  const box = await map.boundingBox()
  if (!box) throw new Error('there is no map')
  const serving = page.getByRole('heading', { name: '谁在服务' })
  // Somewhere near the middle lies a grid or a community without a matter on it.
  for (const share of [0.5, 0.42, 0.58, 0.35, 0.65]) {
    await page.mouse.click(box.x + box.width * share, box.y + box.height * 0.45)
    if (
      await serving.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      )
    )
      break
  }
  await serving.waitFor({ timeout: 1000 })
  await page.getByRole('heading', { name: /^在办 \d+ 件/ }).waitFor()
  await page.getByRole('heading', { name: /^近 30 天办结 \d+ 件/ }).waitFor()
  await look(page, 'map')
}, 120_000)
