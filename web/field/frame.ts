import { readFileSync } from 'node:fs'
import { type Html, type HtmlValue, attributes, html } from '../../src/kernel/html.ts'
import { route, type Call, type Cookies, type PageReply } from '../../src/kernel/http/route.ts'
import { langTag } from '../../src/kernel/i18n.ts'
import { ok, type Result } from '../../src/kernel/result.ts'
import { portalAssets } from '../portal/assets.ts'
import type { Assets } from '../portal/layout.ts'
import { t } from './copy.ts'

/** A page of staff that the server renders, in the portal's dress with its own frame. */
export interface StaffScreen {
  readonly title: string
  readonly body: HtmlValue
  /** Whose bar stands at the foot: the grid worker's; none for pages before anybody is signed in. */
  readonly bar?: 'today' | 'report' | null
  readonly kind: 'field-page' | 'setup'
  readonly status?: number
  readonly cookies?: Cookies
  /** Where the language switch leads back to; this address unless said. */
  readonly path?: string
  readonly signedIn?: boolean
}

/** Where the pages find the built style sheet and script; tests give others. */
export interface StaffSetting {
  readonly assets?: () => Assets
}

const ownStyle = readFileSync(new URL('./style.css', import.meta.url))

/** The frame's own style sheet: small, and only staff fetch it. */
export const frameRoutes = {
  'field.style': route({
    method: 'GET',
    path: '/field.css',
    summary: 'The style sheet of the staff pages that the server renders',
    permission: 'public',
    output: 'page',
    handle: async () => ok({ bytes: ownStyle, type: 'text/css; charset=utf-8', headers: { 'cache-control': 'public, max-age=3600' } }),
  }),
} as const

const yearOfSeconds = 365 * 86_400

export const showStaff = (call: Call, setting: StaffSetting, screen: StaffScreen): Result<PageReply> => {
  const { lang } = (call.request.query ?? {}) as { lang?: unknown }
  const chosen: Cookies = lang === 'zh' || lang === 'en' ? { lang: { value: lang, maxAge: yearOfSeconds } } : {}
  return ok({ page: document(call, setting, screen), status: screen.status ?? 200, cookies: { ...chosen, ...screen.cookies } })
}

const document = (call: Call, setting: StaffSetting, screen: StaffScreen): Html => {
  const { lang } = call
  const { style, script, fonts } = (setting.assets ?? portalAssets)()
  return html`<!doctype html>
    <html lang="${langTag(lang)}">
      <head>
        <meta charset="utf-8" />
        <title>${screen.title} · ${t(lang, 'field.name')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="stylesheet" href="${style}" />
        <link rel="stylesheet" href="/field.css" />
        ${fonts ? html`<noscript><link rel="stylesheet" href="${fonts}" /></noscript>` : null}
        ${script ? html`<script type="module" src="${script}"></script>` : null}
      </head>
      <body ${attributes({ class: screen.kind, 'data-fonts': fonts })}>
        <a class="skip" href="#main">${t(lang, 'field.skip')}</a>
        ${head(call, screen)}
        <main id="main" tabindex="-1">${screen.body}</main>
        ${screen.bar ? bar(call, screen.bar) : null}
      </body>
    </html>`
}

const head = (call: Call, screen: StaffScreen): Html => {
  const other = call.lang === 'zh' ? 'en' : 'zh'
  const address = new URL(screen.path ?? call.url, 'http://local')
  address.searchParams.set('lang', other)
  return html`<header class="staff-head">
    <span class="wordmark"><b>邻里</b> <span>${t(call.lang, screen.kind === 'setup' ? 'field.setup' : 'field.field')}</span></span>
    <p class="switches">
      <a href="${`${address.pathname}${address.search}`}" ${attributes({ lang: other === 'zh' ? 'zh-CN' : 'en' })}>${other === 'zh' ? '中文' : 'English'}</a>
    </p>
    ${screen.signedIn ? html`<form method="post" action="/field/sign-out"><button class="plain" type="submit">${t(call.lang, 'field.sign-out')}</button></form>` : null}
  </header>`
}

const bar = ({ lang }: Call, current: 'today' | 'report'): Html =>
  html`<nav class="bottom" aria-label="${t(lang, 'field.parts')}">
    <a ${attributes({ href: '/field', 'aria-current': current === 'today' ? 'page' : undefined })}>${t(lang, 'field.today')}</a>
    <a ${attributes({ href: '/field/report', 'aria-current': current === 'report' ? 'page' : undefined })}>${t(lang, 'field.report')}</a>
    <a href="/workbench">${t(lang, 'field.workbench')}</a>
  </nav>`
