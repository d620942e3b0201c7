import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBundles } from '../../test/support/bundles.ts'
import { freshDatabase } from '../../test/support/database.ts'
import { findByCode, readState, type MatterState } from '../../src/matters/api.ts'
import { portalAssets } from './assets.ts'
import { openSite, type Site } from './testing/site.ts'

const built = new URL('../../dist/', import.meta.url)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const kinds: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript' }

/** What breaks WCAG 2.2 AA on a page, or does not fit its width. */
const troubles = async (tab: Page): Promise<readonly string[]> => {
  await tab.evaluate(axe)
  const found = await tab.evaluate(async () => {
    const { axe: run } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> }
    }
    const { violations } = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)
  })
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return wide > 0 ? [...found, `${wide} pixels too wide`] : found
}

// The map comes from the built bundle, for it brings its library and its worker.
describe('the place of a request', () => {
  let site: Site
  let browser: Browser
  let base = ''
  beforeAll(async () => {
    await ensureBundles()
    site = await openSite(await freshDatabase('pglite'), { assets: portalAssets })
    await site.app.listen({ port: 0, host: '127.0.0.1' })
    base = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`
    const args = ['--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args })
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await site.app.close()
  })

  const openTab = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'zh-CN', ...options })
    const tab = await context.newPage()
    await tab.route('**/assets/**', (route) => {
      const { pathname } = new URL(route.request().url())
      const body = readFileSync(new URL(pathname.replace('/assets/', ''), built))
      return route.fulfill({ contentType: kinds[extname(pathname)] ?? 'application/octet-stream', body })
    })
    return tab
  }

  const next = (tab: Page): Promise<void> => tab.click('button[name=go][value=next]')
  const pointOf = (tab: Page): Promise<string> => tab.inputValue('#f-place-point')

  const begin = async (tab: Page, text: string, path = '/report'): Promise<void> => {
    await tab.goto(base + path)
    await tab.check('input[name=nature][value=help]')
    await tab.fill('#f-text', text)
    await next(tab)
  }

  const finish = async (tab: Page): Promise<MatterState> => {
    if ((await tab.locator('button[name=join]').count()) > 0) await next(tab)
    await tab.check('input[name=identity][value=anonymous]')
    await next(tab)
    const code = (await tab.locator('[data-receipt]').getAttribute('data-receipt')) ?? ''
    const found = await findByCode(site.kernel.db.sql, code)
    const state = await readState(site.kernel.db.sql, found?.id ?? '')
    if (!state) throw new Error('nothing was filed')
    return state
  }

  const openMap = async (tab: Page): Promise<void> => {
    await tab.click('[data-map] > button')
    await tab.waitForSelector('.map-pick canvas')
    await tab.locator('.map-pick').scrollIntoViewIfNeeded()
  }

  it('is chosen on the map with the mouse, taken back, and chosen with the keyboard', async () => {
    const tab = await openTab()
    const faults: string[] = []
    tab.on('pageerror', (fault) => faults.push(fault.message))
    await begin(tab, '路口的井盖松了，车一过就响。')
    await openMap(tab)
    expect(await troubles(tab)).toEqual([])
    const canvas = tab.locator('.map-pick canvas')
    const words = await tab
      .locator('.map-pick')
      .evaluate((map) => Array.from(map.querySelectorAll('[title], [aria-label]'), (one) => one.outerHTML))
    expect(words.join(' ')).toContain('放大')
    expect(words.join(' ')).not.toMatch(/(?:title|aria-label)="[A-Za-z]/)

    await canvas.click({ position: { x: 120, y: 120 } })
    await expect.poll(() => pointOf(tab)).toMatch(/^116\.0\d+,40\.0\d+$/)
    const byMouse = await pointOf(tab)
    expect(await tab.textContent('[data-map] [role=status]')).toContain('已在地图上选好')
    expect(await troubles(tab)).toEqual([])

    await tab.click('[data-map] .button.quiet')
    expect(await pointOf(tab)).toBe('')
    expect(await tab.locator('.maplibregl-marker').count()).toBe(0)
    expect(await canvas.evaluate((one) => one === document.activeElement)).toBe(true)

    await tab.keyboard.press('Enter')
    const middle = await pointOf(tab)
    expect(middle).toMatch(/^116\.0\d+,40\.0\d+$/)
    expect(middle).not.toBe(byMouse)
    await tab.keyboard.press('ArrowRight')
    await tab.waitForTimeout(700)
    await tab.keyboard.press('Enter')
    const moved = await pointOf(tab)
    expect(Number(moved.split(',')[0])).toBeGreaterThan(Number(middle.split(',')[0]))

    await next(tab)
    expect(await tab.textContent('.summary')).toContain('已定位')
    const { areaCode, point } = await finish(tab)
    expect(areaCode.startsWith('990101')).toBe(true)
    expect(`${point?.lon.toFixed(6)},${point?.lat.toFixed(6)}`).toBe(moved)
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it('is the position that the telephone gives, which an open map follows', async () => {
    const tab = await openTab({ geolocation: { longitude: 116.002, latitude: 40.002, accuracy: 9 }, permissions: ['geolocation'] })
    await begin(tab, '楼门口的灯坏了，晚上看不见台阶。')
    await openMap(tab)
    expect(await tab.locator('.maplibregl-marker').count()).toBe(0)
    await tab.click('[data-locate]')
    await expect.poll(() => pointOf(tab)).toBe('116.002000,40.002000')
    expect(await tab.textContent('.locate [role=status]')).toContain('9')
    await tab.waitForSelector('.maplibregl-marker')
    expect(await troubles(tab)).toEqual([])
    await next(tab)
    expect((await finish(tab)).areaCode).toBe('990101001001001')
    await tab.context().close()
  })

  it('says so when the telephone gives no position, and the address does', async () => {
    const tab = await openTab({ permissions: [] })
    await begin(tab, '电梯里的按钮失灵了。')
    await tab.click('[data-locate]')
    await expect.poll(() => tab.textContent('.locate [role=status]')).toMatch(/没有|不能|无法|未/)
    expect(await pointOf(tab)).toBe('')
    await tab.fill('[name="place.address"]', '静苑3号楼')
    await next(tab)
    expect((await finish(tab)).areaCode).toBe('990101001001001')
    await tab.context().close()
  })

  it('comes from the poster, without scripts: scanned, filled in, filed', async () => {
    const tab = await openTab({ javaScriptEnabled: false })
    await tab.goto(`${base}/poster/b-3`)
    const scanned = /https?:\/\/\S+\/report\?place=\S+/.exec((await tab.textContent('.poster')) ?? '')?.[0] ?? ''
    const { pathname, search } = new URL(scanned)
    expect(pathname + search).toBe('/report?place=b-3')
    expect(await tab.locator('.poster .qr svg').getAttribute('aria-label')).toContain('静苑3号楼')
    await begin(tab, '单元门关不上，夜里不安全。', pathname + search)
    // The page that asks for the place is left out.
    expect(await tab.locator('[name="place.address"][type=text]').count()).toBe(0)
    if ((await tab.locator('button[name=join]').count()) > 0) {
      await tab.locator('button[name=join]').first().click()
      expect(await tab.textContent('h1')).toContain('我也遇到')
      // Not the same after all: the request goes on with all that was written.
      await next(tab)
    }
    expect(await tab.textContent('.summary')).toContain('静苑3号楼')
    expect(await tab.textContent('.summary')).toContain('单元门关不上')
    const { areaCode } = await finish(tab)
    expect(areaCode).toBe('990101001001001')
    await tab.context().close()
  })

  it('fits the telephone with photos on the last page', async () => {
    const tab = await openTab()
    await tab.goto(`${base}/report`)
    await tab.check('input[name=nature][value=help]')
    await tab.fill('#f-text', '树枝压在电线上。')
    await tab.setInputFiles('#f-photos', { name: 'a.png', mimeType: 'image/png', buffer: await tab.screenshot() })
    await next(tab)
    await tab.fill('[name="place.address"]', '静苑3号楼')
    await next(tab)
    if ((await tab.locator('button[name=join]').count()) > 0) await next(tab)
    expect(await tab.locator('.summary .photos li').count()).toBe(1)
    expect(await troubles(tab)).toEqual([])
    await tab.context().close()
  })

  it('begins on a first page that is under 60 KB with its style', async () => {
    const tab = await openTab({ javaScriptEnabled: false })
    const sizes = new Map<string, number>()
    tab.on('response', (answer) => {
      const kind = answer.request().resourceType()
      if (kind === 'document' || kind === 'stylesheet')
        void answer.body().then(
          (body) => sizes.set(answer.url(), body.length),
          () => undefined,
        )
    })
    await tab.route('**/fonts*.css', (route) => route.abort())
    await tab.goto(base, { waitUntil: 'networkidle' })
    await expect.poll(() => sizes.size).toBe(2)
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
    await tab.context().close()
  })
})
