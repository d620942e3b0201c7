import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { staff } from '../../test/support/district.ts'
import { openSite, workToAnswer, type Site } from './testing/site.ts'

let site: Site
let browser: Browser
let base = ''

beforeAll(async () => {
  site = await openSite(await freshDatabase('pglite'))
  await site.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'] })
})
afterAll(async () => {
  await browser.close()
  await site.app.close()
})

const source = (name: string): string => stripTypeScriptTypes(readFileSync(new URL(name, import.meta.url), 'utf8'))

const openTab = async (javaScriptEnabled: boolean, width = 360): Promise<Page> => {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 }, locale: 'zh-CN', acceptDownloads: true })
  const tab = await context.newPage()
  await tab.route('**/assets/style.css', (route) =>
    route.fulfill({ contentType: 'text/css', body: readFileSync(new URL('style.css', import.meta.url), 'utf8') }),
  )
  await tab.route('**/assets/enhance.js', (route) => route.fulfill({ contentType: 'text/javascript', body: source('enhance.ts') }))
  await tab.route('**/assets/report/save.ts', (route) => route.fulfill({ contentType: 'text/javascript', body: source('report/save.ts') }))
  await tab.route('**/assets/map.ts', (route) => route.fulfill({ contentType: 'text/javascript', body: source('map.ts') }))
  return tab
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What breaks WCAG 2.2 AA on a page, or does not fit its width. Always looked at with scripts on: axe is one. */
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

const pictures = process.env['LINLI_PICTURES']

/** Checks a page, and keeps its picture at phone and desktop width when a folder for them is named. */
const look = async (tab: Page, name: string): Promise<void> => {
  expect(await troubles(tab), name).toEqual([])
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  for (const width of [360, 1280]) {
    await tab.setViewportSize({ width, height: 800 })
    await tab.screenshot({ path: `${pictures}/portal-${name}-${width}.png`, fullPage: true })
  }
  await tab.setViewportSize({ width: 360, height: 800 })
}

const next = (tab: Page): Promise<void> => tab.click('button[name=go][value=next]')

const report = async (tab: Page, seen: (name: string) => Promise<void>): Promise<string> => {
  await tab.goto(`${base}/`)
  await seen('home')
  await tab.click('a.button.big')
  await seen('report-what')
  await next(tab)
  await seen('report-faults')
  expect(await tab.locator('.fault').count()).toBe(2)
  await tab.check('input[name=nature][value=help]')
  await tab.fill('#f-text', '楼下垃圾三天没有人收了，味道很大。')
  await next(tab)
  await seen('report-where')
  await tab.fill('[name="place.address"]', '静苑3号楼门口')
  await tab.check('input[value="env.litter"]')
  await next(tab)
  if ((await tab.locator('button[name=join]').count()) > 0) {
    await seen('report-same')
    await next(tab)
  }
  await seen('report-reach')
  await tab.check('input[name=identity][value=anonymous]')
  await next(tab)
  await seen('receipt')
  return (await tab.locator('[data-receipt]').getAttribute('data-receipt')) ?? ''
}

describe.each([
  ['without scripts', false],
  ['with scripts', true],
])('a resident %s', (_name, scripts) => {
  it('reports, follows, rates, and says that it is not fixed', async () => {
    const tab = await openTab(scripts)
    const seen = async (name: string): Promise<void> => {
      if (scripts) await look(tab, name)
    }
    const code = await report(tab, seen)
    expect(code).toMatch(/^\d{12}$/)
    if (scripts) {
      const [download] = await Promise.all([tab.waitForEvent('download'), tab.click('[data-save-image]')])
      expect(download.suggestedFilename()).toBe(`linli-${code}.png`)
      if (pictures) await download.saveAs(`${pictures}/portal-receipt-picture.png`)
    }
    await tab.click('p.actions a[href^="/track"]')
    await seen('track-received')
    await site.staffDoes(staff('u-street-1', 'dispatcher'), code, 'ask', { question: '是几号楼的垃圾桶？' })
    await tab.reload()
    await seen('track-asked')
    await tab.fill('#f-reply', '三号楼门口的两个。')
    await tab.click('main section form button')
    expect(await tab.textContent('.notice.done')).toContain('已经记下')
    await workToAnswer(site, code)
    await tab.reload()
    await seen('track-answered')
    await tab.click('a[href$="/rate"]')
    await seen('rate')
    await tab.check('input[name=solved][value=no]')
    await tab.check('input[name=satisfaction][value="2"]')
    await tab.click('form button[type=submit]')
    await tab.click('a[href$="/not-fixed"]')
    await seen('not-fixed')
    await tab.fill('#f-reason', '第二天又满了。')
    await tab.click('form button[type=submit]')
    expect(await tab.textContent('main')).toContain('第二天又满了。')
    await seen('track-again')
    await tab.context().close()
  })
})

it('shows every other page well, in both languages, light and dark, and in large type', async () => {
  const tab = await openTab(true)
  for (const path of ['track', 'answers', 'my', 'help', 'privacy', 'accessibility', 'poster/b-3']) {
    await tab.goto(`${base}/${path}`)
    await look(tab, path.replace('/b-3', ''))
  }
  for (const path of ['', 'report', 'track', 'answers']) {
    await tab.emulateMedia({ colorScheme: 'dark' })
    await tab.goto(`${base}/${path}?lang=en&large=1`)
    await look(tab, `${path || 'home'}-en-large-dark`)
  }
  await tab.context().close()
})
