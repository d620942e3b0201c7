import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBundles } from '../../test/support/bundles.ts'
import { freshDatabase } from '../../test/support/database.ts'
import { addAccount, addMembership, hashPassword, issueSetUpToken, loadSecurity } from '../../src/access/api.ts'
import type { Database } from '../../src/kernel/database/open.ts'
import { inTransaction } from '../../src/kernel/kernel.ts'
import { storeProcedures } from '../../src/matters/api.ts'
import { seedCategories } from '../../src/set-up.ts'
import { openStaffSite, type StaffSite } from './testing.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const password = 'Plum-blossom-7'

/** What axe finds at WCAG 2.2 AA; checked with scripts on only, for it is a script itself. */
const faultsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  })
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('from the first set-up to the grid worker’s report, %s', (_name, javaScriptEnabled) => {
  let browser: Browser
  let db: Database
  let site: StaffSite
  let page: Page
  let address = ''
  beforeAll(async () => {
    await ensureBundles()
    db = await freshDatabase('pglite')
    site = await openStaffSite(db, true)
    const { kernel } = site
    await seedCategories(kernel, kernel.clock())
    await storeProcedures(kernel, kernel.clock())
    address = await site.app.listen({ port: 0, host: '127.0.0.1' })
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'] })
    page = await (
      await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN', javaScriptEnabled, bypassCSP: true })
    ).newPage()
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await site.app.close()
    await db.close()
  })

  const looked = async (): Promise<void> => {
    if (!javaScriptEnabled) return
    expect(await faultsOf(page), page.url()).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true)
  }

  it('sets the server up: faults at once, the draft kept, Enter sends', async () => {
    const token = (await issueSetUpToken(site.kernel, site.kernel.clock())) ?? ''
    await page.goto(`${address}/field`)
    expect(page.url()).toBe(`${address}/setup`)
    await looked()
    await page.fill('[name=token]', token)
    await page.fill('[name=code]', '99')
    await page.fill('[name=find]', '海淀')
    await page.click('button[value=find]')
    await page.waitForSelector('text=北京市海淀区')
    await looked()
    await page.click('form.setup > .button')
    await page.waitForSelector('.error-summary')
    expect(await page.inputValue('[name=token]')).toBe(token)
    await looked()
    const filled = {
      code: '990101',
      county: '清源区',
      login: 'admin',
      name: '管理员',
      password,
      'units.0.name': '学苑街道办事处',
      'units.0.areas': '990101001',
    }
    for (const [name, value] of Object.entries(filled)) await page.fill(`[name="${name}"]`, value)
    await page.selectOption('[name="units.0.kind"]', 'street')
    await page.press('[name="units.0.areas"]', 'Enter')
    await page.waitForURL(`${address}/workbench`)
  })

  it('signs in, chooses by big tiles, and reports what was solved on the spot', async () => {
    const { kernel } = site
    const passwordHash = await hashPassword(password, (await loadSecurity(kernel)).argon2)
    await inTransaction(kernel, async (tx) => {
      const id = await addAccount(kernel, tx, { login: 'grid', name: '王芳', phone: null, passwordHash, mustChange: false }, kernel.clock())
      await addMembership(
        kernel,
        tx,
        { account: id ?? '', unit: 'u-990101001', role: 'grid-worker', since: '2026-01-01', until: null },
        kernel.clock(),
      )
    })
    await page.context().clearCookies()
    await page.goto(`${address}/field/report?kind=grid-hazard`)
    await looked()
    await page.fill('[name=login]', 'grid')
    await page.fill('[name=password]', password)
    await page.click('main button')
    await page.waitForURL(/kind=grid-hazard/)
    await looked()
    await page.fill('[name=q]', '垃圾')
    await page.click('.find button')
    await page.click('text=暴露垃圾 >> nth=0')
    await page.waitForSelector('text=我当场解决了')
    const tile = await page.locator('.tiles-big a').first().boundingBox()
    expect(tile?.height).toBeGreaterThanOrEqual(56)
    await looked()
    await page.click('text=我当场解决了')
    await page.click('main form .button.main[type=submit]')
    await page.waitForSelector('.error-summary')
    await looked()
    await page.fill('[name=text]', '12号楼门口有一堆建筑垃圾')
    await page.fill('[name=measures]', '联系物业当场清走了')
    await page.fill('[name="place.address"]', '学苑街道12号楼')
    await page.click('main form .button.main[type=submit]')
    await page.waitForSelector('text=已收到')
    await looked()
    await page.click('text=回到今日')
    await page.waitForSelector('text=12号楼门口有一堆建筑垃圾')
    await looked()
  })
})
