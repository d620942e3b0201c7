import type { Polygon, Position } from 'geojson'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from '../../../../test/journeys/browser.ts'
import { litter, openOffice, type Office } from '../../../../test/journeys/office.ts'
import { cornersOf } from '../../../../src/territory/domain/changes/corners.ts'

let office: Office
let page: Page
const community = '990101001001'

beforeAll(async () => {
  office = await openOffice({ maps: true })
  ;({ page } = await office.person('gumingyuan', '/admin/areas'))
}, 180_000)
afterAll(() => office.close())

const gridsNow = async () => {
  const rows = await office.kernel.db.sql
    .selectFrom('area')
    .select(['code', 'name', 'boundary'])
    .where('code', 'like', `${community}%`)
    .where('level', '=', 'grid')
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute()
  return rows.map(({ code, name, boundary }) => ({ code, name, boundary: boundary as Polygon }))
}

const boxOf = (surface: Polygon): readonly [number, number, number, number] => {
  const corners = cornersOf([surface])
  const [xs, ys] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

const holders = <Grid extends { readonly boundary: Polygon }>(corner: Position, grids: readonly Grid[]): readonly Grid[] =>
  grids.filter(({ boundary }) => cornersOf([boundary]).some((each) => each.join() === corner.join()))

const map = () => page.locator('.grids-map')
const drawn = (count: number) => expect.poll(() => map().getAttribute('data-drawn'), { timeout: 30_000 }).toBe(String(count))

/** Where a point of the ground is seen on the screen. */
const pixelOf = async ([lon = 0, lat = 0]: Position): Promise<readonly [number, number]> => {
  await map().scrollIntoViewIfNeeded()
  const box = await map().boundingBox()
  const [west = 0, south = 0, east = 0, north = 0] = ((await map().getAttribute('data-view')) ?? '').split(',').map(Number)
  if (!box) throw new Error('there is no map')
  const up = (each: number): number => Math.log(Math.tan(Math.PI / 4 + (each * Math.PI) / 360))
  return [box.x + (box.width * (lon - west)) / (east - west), box.y + (box.height * (up(north) - up(lat))) / (up(north) - up(south))]
}
const action = (name: string) => page.getByRole('button', { name, exact: true })
const mode = (name: string) => page.getByRole('tab', { name, exact: true }).click()
const confirmed = async (): Promise<void> => {
  await action('确认，从今天起生效').click()
  await page.getByText('已生效').first().waitFor()
  await page.getByText('已生效').first().waitFor({ state: 'detached' })
}

it('splits a grid by a line drawn on the map, after showing what moves', async () => {
  const before = await gridsNow()
  const [first] = before
  if (!first) throw new Error('the community has no grid')
  const [west, south, east, north] = boxOf(first.boundary)
  const places = await office.kernel.db.sql
    .selectFrom('place')
    .select(['lon', 'lat'])
    .where('area_code', '=', first.code)
    .limit(3)
    .execute()
  const filed = await Promise.all(places.map(({ lon, lat }) => office.filed({ input: { ...litter.input, place: { point: [lon, lat] } } })))
  await mode('网格调整')
  await drawn(before.length)
  await page.getByRole('checkbox', { name: first.name }).check()
  await look(page, 'grids-chosen')
  const middle = (south + north) / 2
  const reach = (east - west) * 0.05
  for (const point of [
    [west - reach, middle],
    [(west + east) / 2, middle + (north - south) * 0.05],
  ])
    await page.mouse.click(...(await pixelOf(point)), { delay: 20 })
  await page.mouse.dblclick(...(await pixelOf([east + reach, middle])))
  await page.getByText(/^分成 \d 块$/).waitFor()
  await page.getByLabel('第 1 块的名称').fill('书院里北')
  await action('看会动到什么').click()
  await page.getByRole('heading', { name: '确认之前' }).waitFor()
  await page
    .getByRole('row', { name: /在办事项/ })
    .first()
    .waitFor()
  await look(page, 'grids-preview')
  await action('回去再改').click()
  expect(await page.getByLabel('第 1 块的名称').inputValue()).toBe('书院里北')
  await look(page, 'grids-pieces')
  await action('看会动到什么').click()
  expect(await gridsNow()).toEqual(before)
  await confirmed()
  const after = await gridsNow()
  expect(after.length).toBeGreaterThan(before.length)
  expect(after.map(({ name }) => name)).toContain('书院里北')
  expect(after.map(({ code }) => code)).not.toContain(first.code)
  const matters = await office.kernel.db.sql
    .selectFrom('matter')
    .select('area_code')
    .where(
      'id',
      'in',
      filed.map(({ id }) => id),
    )
    .execute()
  const added = after.filter(({ code }) => !before.some((each) => each.code === code)).map(({ code }) => code)
  for (const { area_code: area } of matters) expect(added).toContain(area)
  await drawn(after.length)
  // Who opens the matter reads why it is elsewhere.
  const { page: desk } = await office.person('weihongxia', `/matters/${filed[0]?.id ?? ''}`)
  await desk.getByText(/网格调整，现属/).waitFor()
}, 120_000)

it('shows the grids of a past day, to look at only', async () => {
  await page.getByLabel('哪一天的网格').fill('2026-03-01')
  await page.getByText('这是 2026-03-01 的网格，只能看。').waitFor()
  expect(await action('看会动到什么').count()).toBe(0)
  const today = await gridsNow()
  await drawn(today.length - 1)
  await look(page, 'grids-past')
  await action('回到今天').click()
  await drawn(today.length)
}, 60_000)

it('merges what touches, and says why it does not merge what does not', async () => {
  const before = await gridsNow()
  await mode('合并')
  await page.getByText('请选两个或更多网格').waitFor()
  const [one, other] = before.slice(-2)
  await page.getByRole('checkbox', { name: new RegExp(`${one?.code.slice(-3)}$`) }).check()
  await page.getByRole('checkbox', { name: new RegExp(`${other?.code.slice(-3)}$`) }).check()
  await page.getByLabel('合并后的名称').fill('')
  await action('看会动到什么').click()
  await page.getByText('没有名称').waitFor()
  await look(page, 'grids-faults')
  await page.getByLabel('合并后的名称').fill('书院里')
  await action('看会动到什么').click()
  await confirmed()
  const after = await gridsNow()
  expect(after).toHaveLength(before.length - 1)
  expect(after.at(-1)?.name).toBe('书院里')
}, 60_000)

it('redraws by dragging a corner that neighbours share', async () => {
  const before = await gridsNow()
  await mode('改边界')
  await drawn(before.length)
  const shared = cornersOf(before.map(({ boundary }) => boundary)).find((corner) => holders(corner, before).length > 1)
  if (!shared) throw new Error('no corner is shared')
  const [x, y] = await pixelOf(shared)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 6, y + 6, { steps: 4 })
  await page.mouse.up()
  await page.getByText(/^改动了 \d 个网格/).waitFor()
  await look(page, 'grids-redrawn')
  await action('撤销一步').click()
  await page.getByText('还没有改动。').waitFor()
  // One in the middle, which the community's own boundary has no part in, and with no other dot under the same finger.
  const corners = cornersOf(before.map(({ boundary }) => boundary))
  const away = ([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position): number => Math.hypot(x1 - x2, y1 - y2)
  const centre = [116.3207, 40.0094]
  const goal =
    corners
      .filter((corner) => holders(corner, before).length > 1)
      .filter((corner) => corners.every((other) => other === corner || away(corner, other) > 0.0004))
      .toSorted((one, other) => away(one, centre) - away(other, centre))[0] ?? shared
  const [left, top] = await pixelOf(goal)
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(left + 5, top + 3, { steps: 4 })
  await page.mouse.up()
  await action('看会动到什么').click()
  await page.getByRole('heading', { name: '确认之前' }).waitFor()
  await look(page, 'grids-redrawn-preview')
  await confirmed()
  const after = await gridsNow()
  expect(after.map(({ code }) => code)).toEqual(before.map(({ code }) => code))
  const changed = after.filter(({ boundary }, at) => JSON.stringify(boundary) !== JSON.stringify(before[at]?.boundary))
  expect(changed.map(({ code }) => code)).toEqual(holders(goal, before).map(({ code }) => code))
}, 60_000)
