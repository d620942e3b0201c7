import { readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { html } from '../../src/kernel/html.ts'
import { faultSummary, renderFields } from '../../src/kernel/form/html.ts'
import { type Field, fieldKinds } from '../../src/kernel/form/model.ts'
import { readForm } from '../../src/kernel/form/read.ts'
import { button, card, codeBlock, emptyState, notice, page, pager, stars, steps, summaryList, tag, timeline } from './layout.ts'

const label = { zh: '问题', en: 'Question' }
const hint = { zh: '提示', en: 'Hint' }
const of = ['a', 'b'].map((value) => ({ value, label: { zh: value, en: value }, hint }))
const every: readonly Field[] = fieldKinds.map((kind) => ({
  field: kind.replace('-', ''),
  kind,
  label: { zh: `问题 ${kind}`, en: `Question ${kind}` },
  hint,
  ...(kind === 'text' ? { required: true, max: 200 } : {}),
  ...(kind === 'choice' || kind === 'checklist' ? { of } : {}),
  ...(kind === 'group' ? { fields: [{ field: 'inner', kind: 'text', label, max: 20 } as const], repeat: { max: 3 } } : {}),
}))
const refused = readForm(every, { contact: { phone: 'x' }, money: 'x' })
const faults = refused.ok ? [] : (refused.error.fields ?? [])

const parts = html`<h1>部件</h1>
  ${steps('zh', 1, 4)}${codeBlock('zh', '260305481236')}${notice('near', '还剩 1 个工作日')}${notice('late', '已超期')}${notice('done', '已办结')}${notice('info', '说明')}
  <h2>卡片</h2>
  ${card({ title: '路灯', href: '/a', meta: tag('done', '已办结'), body: stars('zh', 4) })}
  ${tag('near', '临期')}${tag('late', '超期')}${tag('plain', '咨询')}
  ${summaryList([['事项', '路灯']])}${timeline(
    'zh',
    (['done', 'late', 'now', 'next'] as const).map((state) => ({ title: state, when: '周二', state })),
  )}
  ${emptyState('没有', '请稍后', button({ label: '回首页', href: '/', kind: 'second' }))}${pager('zh', { next: '?a', start: '?' })}`

const form = html`<h1>反映</h1>
  <form method="post" data-draft="report" data-restored="已恢复">
    ${renderFields(every, {}, [], 'zh')}${button({ label: '下一步', name: 'go', value: 'next' })}
  </form>`

const bodies: Readonly<Record<string, unknown>> = {
  '/parts': parts,
  '/form': form,
  '/faults': html`${faultSummary(every, faults, 'zh')}
    <h1>反映</h1>
    <form method="post">${renderFields(every, { money: 'x' }, faults, 'zh')}${button({ label: '下一步' })}</form>`,
  '/sent': html`<h1 data-draft-sent="report">已收到</h1>`,
}

let browser: Browser
let posts: string[] = []

beforeAll(async () => {
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'] })
})
afterAll(() => browser.close())

const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options })
  const tab = await context.newPage()
  await serve(tab)
  await tab.goto(`http://localhost:9${path}`)
  return tab
}

/** Answers the browser's requests from memory: pages, the style sheet and the script as they are in this folder. */
const serve = async (tab: Page): Promise<void> => {
  const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
  const script = stripTypeScriptTypes(readFileSync(new URL('enhance.ts', import.meta.url), 'utf8'))
  await tab.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (route.request().method() === 'POST') {
      posts.push(route.request().postData() ?? '')
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    if (pathname === '/style.css') return route.fulfill({ contentType: 'text/css', body: style })
    if (pathname === '/enhance.js') return route.fulfill({ contentType: 'text/javascript', body: script })
    const body = bodies[pathname] as Parameters<typeof page>[0]['body']
    const document = page({ lang: 'zh', title: '试', body: body ?? '', assets: { style: '/style.css', script: '/enhance.js' }, map: true })
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: String(document) })
  })
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const violations = async (tab: Page): Promise<readonly string[]> => {
  await tab.evaluate(axe)
  return tab.evaluate(async () => {
    const { axe: run } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> }
    }
    const { violations: found } = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)
  })
}

describe('the look', () => {
  it.each(['/parts', '/form', '/faults'])('%s passes WCAG 2.2 AA, light and dark, and fits 360 pixels', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const tab = await open(path, { colorScheme })
      expect(await violations(tab)).toEqual([])
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      await tab.context().close()
    }
  })

  it('has targets of at least 44 pixels', async () => {
    const tab = await open('/faults')
    const small = await tab.evaluate(() =>
      Array.from(
        document.querySelectorAll(
          'a, button, select, textarea, label:not(.field > label), input:not([type=hidden], [type=radio], [type=checkbox])',
        ),
      )
        .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML.slice(0, 80)),
    )
    expect(small).toEqual([])
    await tab.context().close()
  })
})

describe('what scripts add', () => {
  it('puts the focus on the faults, and each leads to its field', async () => {
    const tab = await open('/faults')
    expect(await tab.evaluate(() => document.activeElement?.className)).toBe('error-summary')
    await tab.click('.error-summary a[href="#f-contact-phone"]')
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe('f-contact-phone')
    await tab.context().close()
  })

  it('keeps a draft without the person in it, until it was sent', async () => {
    const tab = await open('/form')
    await tab.fill('#f-text', '路灯不亮')
    await tab.check('#f-choice-2')
    await tab.fill('#f-contact-phone', '13800138000')
    await tab.waitForFunction(() => localStorage.getItem('linli.draft.report')?.includes('路灯'))
    expect(await tab.evaluate(() => localStorage.getItem('linli.draft.report'))).not.toContain('13800138000')
    await tab.reload()
    expect(await tab.inputValue('#f-text')).toBe('路灯不亮')
    expect(await tab.isChecked('#f-choice-2')).toBe(true)
    expect(await tab.textContent('form > [role=status]')).toBe('已恢复')
    await tab.goto('http://localhost:9/sent')
    await tab.goto('http://localhost:9/form')
    expect(await tab.inputValue('#f-text')).toBe('')
    await tab.context().close()
  })

  it('counts what is left as the server does', async () => {
    const tab = await open('/form')
    await tab.fill('#f-text', `${'字'.repeat(198)}👍`)
    expect(await tab.textContent('#f-text-count')).toBe('还可以写 1 字')
    await tab.fill('#f-text', '字'.repeat(203))
    expect(await tab.textContent('#f-text-count')).toBe('超出 3 字')
    await tab.context().close()
  })

  it('sends once, with the value of the button', async () => {
    posts = []
    const tab = await open('/form')
    await tab.evaluate(() => {
      const pressed = document.querySelector<HTMLButtonElement>('button[type=submit]')
      pressed?.click()
      pressed?.click()
    })
    await tab.waitForTimeout(600)
    expect(posts).toHaveLength(1)
    expect(posts[0]).toContain('go=next')
    await tab.context().close()
  })

  it('collects photos one by one, shows them, and lets one go', async () => {
    const tab = await open('/form')
    const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgo=', 'base64') })
    const count = () => tab.evaluate(() => document.querySelector<HTMLInputElement>('#f-photos')?.files?.length)
    await tab.setInputFiles('#f-photos', [photo('a.png')])
    await tab.setInputFiles('#f-photos', [photo('b.png')])
    expect(await tab.locator('.previews li').count()).toBe(2)
    expect(await count()).toBe(2)
    await tab.click('.previews li:first-child button')
    expect(await count()).toBe(1)
    await tab.context().close()
  })

  it('fills in the position only when asked', async () => {
    const tab = await open('/form', { geolocation: { longitude: 116.31, latitude: 39.99, accuracy: 12 }, permissions: ['geolocation'] })
    expect(await tab.inputValue('#f-place-point')).toBe('')
    await tab.click('[data-locate]')
    await tab.waitForFunction(() => document.querySelector('.locate [role=status]')?.textContent?.includes('12'))
    expect(await tab.inputValue('#f-place-point')).toBe('116.310000,39.990000')
    await tab.context().close()
  })

  it('asks for nothing that needs scripts when there are none', async () => {
    const tab = await open('/form', { javaScriptEnabled: false })
    expect(await tab.isVisible('[data-locate]')).toBe(false)
    expect(await tab.isVisible('#f-place-address')).toBe(true)
    await tab.context().close()
  })
})
