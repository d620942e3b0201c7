import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'
import { expect } from 'vitest'

const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync', '--lang=zh-CN']
// Maps are drawn by a software renderer, which is slow: only journeys that look at maps ask for it.
const drawing = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** A real browser; `maps` when a map must be drawn. */
export const openBrowser = async (maps = false): Promise<Browser> =>
  playwright.launch({ executablePath: await chromium.executablePath(), args: maps ? [...quiet, ...drawing] : quiet })

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What axe finds on the page at WCAG 2.2 AA, one line for each rule that is broken. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    const { axe: run } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    return (await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })).violations
  })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`).join(' | ')}`,
  )
}

/** Waits until nothing on the page is being read or is moving: what is half there is no state that a person works with. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      document.querySelector('.skeleton, .ant-spin-spinning') === null &&
      document.getAnimations().every((each) => each.playState !== 'running' || each.effect?.getComputedTiming().iterations === Infinity),
  )
}

const widths = [390, 1440] as const
const pictures = process.env['LINLI_PICTURES']

/**
 * Looks at a state of a screen: axe finds nothing at WCAG 2.2 AA, and the page is not wider than its window. Keeps pictures at phone and desktop width
 * in the folder that the environment's LINLI_PICTURES names.
 */
export const look = async (page: Page, name: string): Promise<void> => {
  await settled(page)
  expect(await faultsOf(page), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBe(0)
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  const before = page.viewportSize() ?? { width: 1440, height: 900 }
  // What a narrow window hides loses the focus.
  const focus = await page.evaluateHandle(() => document.activeElement)
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    await settled(page)
    await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: width === 390 })
  }
  await page.setViewportSize(before)
  await settled(page)
  await focus.evaluate((element) => element instanceof HTMLElement && element !== document.body && element.focus())
}
