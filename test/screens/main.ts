// `npm run screens [-- BASE_URL]`: pictures of every screen at phone and desktop width into docs/screens, from a demo server that runs (default
// http://localhost:3000). They are looked at by people; nothing is compared.
import { mkdirSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as browserType, type BrowserContext, type Page } from 'playwright-core'
import { demoPassword } from '../../demo/settle.ts'

const base = process.argv[2] ?? 'http://localhost:3000'
const only = process.argv[3]
const folder = new URL('../../docs/screens/', import.meta.url).pathname
mkdirSync(folder, { recursive: true })

const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const

interface Screen {
  readonly name: string
  readonly path: string
  readonly login?: string
  /** Brings the screen into the state worth seeing. */
  readonly prepare?: (page: Page) => Promise<void>
  readonly whole?: boolean
}

const firstRow = async (page: Page): Promise<void> => {
  await page.keyboard.press('j')
  await page.waitForTimeout(1200)
}

// Without a graphics card the first drawing of a map takes long.
const drawn = (page: Page): Promise<void> => page.waitForTimeout(9000)

const openFirst = async (page: Page): Promise<void> => {
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/workbench\/matters\//, { timeout: 8000 }).catch(() => undefined)
  await page.waitForTimeout(2500)
}

const screens: readonly Screen[] = [
  { name: 'home', path: '/', whole: true },
  { name: 'report', path: '/report', whole: true },
  { name: 'track', path: '/track', whole: true },
  { name: 'answers', path: '/answers', whole: true },
  { name: 'figures', path: '/figures', whole: true },
  { name: 'home-large-en', path: '/?lang=en&large=1', whole: true },
  { name: 'login', path: '/workbench' },
  { name: 'inbox', path: '/workbench/inbox', login: 'weihongxia', prepare: firstRow },
  { name: 'matter', path: '/workbench/inbox', login: 'fanzhiqiang', prepare: openFirst },
  { name: 'matter-dispatcher', path: '/workbench/inbox', login: 'weihongxia', prepare: openFirst },
  { name: 'desk', path: '/workbench/desk', login: 'linxiuzhi' },
  { name: 'callbacks', path: '/workbench/callbacks', login: 'linxiuzhi' },
  { name: 'board', path: '/workbench/board', login: 'shenyue' },
  { name: 'map', path: '/workbench/map', login: 'weihongxia', prepare: drawn },
  { name: 'matters', path: '/workbench/matters', login: 'weihongxia' },
  { name: 'procedures', path: '/workbench/procedures', login: 'weihongxia' },
  { name: 'upstream', path: '/workbench/upstream', login: 'linxiuzhi' },
  { name: 'admin-units', path: '/workbench/admin/units', login: 'gumingyuan' },
  { name: 'admin-categories', path: '/workbench/admin/categories', login: 'gumingyuan' },
  { name: 'admin-routing', path: '/workbench/admin/routing', login: 'gumingyuan' },
  { name: 'admin-holidays', path: '/workbench/admin/holidays', login: 'gumingyuan' },
  { name: 'admin-texts', path: '/workbench/admin/texts', login: 'gumingyuan' },
  { name: 'admin-maps', path: '/workbench/admin/maps', login: 'gumingyuan' },
  { name: 'admin-failed', path: '/workbench/admin/failed', login: 'gumingyuan' },
  { name: 'admin-clients', path: '/workbench/admin/clients', login: 'gumingyuan' },
  { name: 'admin-security', path: '/workbench/admin/security', login: 'gumingyuan' },
  { name: 'field', path: '/field', login: 'liudawei', whole: true },
  { name: 'messages', path: '/demo/messages', whole: true },
]

const signIn = async (context: BrowserContext, login: string): Promise<void> => {
  const answer = await context.request.post(`${base}/api/sign-in`, { data: { login, password: demoPassword }, headers: { origin: base } })
  if (!answer.ok()) throw new Error(`sign-in of ${login}: ${answer.status()}`)
}

const browser = await browserType.launch({
  executablePath: await chromium.executablePath(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-sync',
    '--lang=zh-CN',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
  headless: true,
})
for (const [kind, viewport] of Object.entries(widths)) {
  for (const screen of screens.filter((each) => !only || each.name.startsWith(only))) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', deviceScaleFactor: kind === 'phone' ? 2 : 1 })
    if (screen.login) await signIn(context, screen.login)
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (fault) => faults.push(fault.message))
    await page.goto(base + screen.path, { waitUntil: 'load' })
    await page.waitForTimeout(screen.path.startsWith('/workbench') ? 4000 : 1200)
    await screen.prepare?.(page)
    const file = `${folder}${screen.name}-${kind}.png`
    await page.screenshot({ path: file, fullPage: screen.whole === true })
    console.log(`${screen.name}-${kind}${faults.length > 0 ? ` FAULTS ${faults.join(' | ')}` : ''}`)
    await context.close()
  }
}
await browser.close()
