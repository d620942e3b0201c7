import { attributes, html, type Html } from '../kernel/html.ts'
import { readAssets, type Assets } from '../kernel/http/assets.ts'
import type { Call } from '../kernel/http/route.ts'
import { langTag, type Lang } from '../kernel/i18n.ts'
import { demoMessages } from './channels/demo.ts'
import { maskAddress, sayMoment } from './domain.ts'
import { say } from './texts.ts'

type Message = Awaited<ReturnType<typeof demoMessages>>[number]

const folder = new URL('../../dist/', import.meta.url).pathname

let built: Assets | null = null

/** Addresses of the residents' bundle; null before a first build, when the page stands without dress. */
const builtAssets = (): Assets | null => (built ??= readAssets(folder))

/** In a demonstration: the messages that would have gone out, as a telephone would show them, newest first, to whom only masked. */
export const messagesPage = async (call: Call): Promise<Html> => {
  const { kernel, lang } = call
  const { zone } = await kernel.district()
  const messages = await demoMessages(kernel)
  const body = html`<h1>${say(lang, 'notify.demo.title')}</h1>
    <p class="lead">${say(lang, 'notify.demo.about')}</p>
    ${
      messages.length === 0
        ? nothingYet(lang)
        : html`<ol class="messages">
            ${messages.map((message) => bubble(message, lang, sayMoment(message.at, zone, lang), kernel.config.publicUrl))}
          </ol>`
    }`
  return framed(lang, body)
}

const nothingYet = (lang: Lang): Html =>
  html`<div class="empty">
    <h2>${say(lang, 'notify.demo.none')}</h2>
    <p>${say(lang, 'notify.demo.none-text')}</p>
    <a class="button main" href="/report">${say(lang, 'notify.demo.file')}</a>
  </div>`

const bubble = ({ channel, to, at, subject, text }: Message, lang: Lang, when: string, site: string): Html => {
  const sms = channel === 'sms'
  return html`<li>
    <h2>
      <span class="tag">${say(lang, sms ? 'notify.demo.sms' : 'notify.demo.email')}</span>
      ${say(lang, 'notify.demo.to', { to: maskAddress(to) })}
      <time datetime="${at.toISOString()}">${when}</time>
    </h2>
    <div class="bubble">
      ${subject ? html`<h3>${subject}</h3>` : null}
      ${text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line) => html`<p>${linked(line, site)}</p>`)}
    </div>
  </li>`
}

/** The line with the addresses of this very site as links; other addresses stay words, for a message may quote what a person wrote. */
const linked = (line: string, site: string): readonly (Html | string)[] =>
  line.split(/(https?:\/\/[\w.:/?=&%#~-]+)/).map((part) => (part.startsWith(`${site}/`) ? html`<a href="${part}">${part}</a>` : part))

const framed = (lang: Lang, body: Html): Html => {
  const assets = builtAssets()
  const fonts = assets?.has('web/portal/fonts.css') ? assets.asset('web/portal/fonts.css') : undefined
  const other = lang === 'zh' ? 'en' : 'zh'
  return html`<!doctype html>
    <html lang="${langTag(lang)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>${say(lang, 'notify.demo.title')} · ${say(lang, 'notify.demo.site')}</title>
        ${assets ? html`<link rel="stylesheet" href="${assets.asset('web/portal/style.css')}" />` : null}
        ${assets ? html`<script type="module" src="${assets.asset('web/portal/enhance.ts')}"></script>` : null}
      </head>
      <body ${attributes({ 'data-fonts': fonts })}>
        <a class="skip" href="#main">${say(lang, 'notify.demo.skip')}</a>
        <header class="head">
          <div class="bar">
            <a class="wordmark" href="/"><b>邻里</b> <span lang="en">Linli</span></a>
            <span class="place">${say(lang, 'notify.demo.demo')}</span>
            <p class="switches"><a ${attributes({ href: `/demo/messages?lang=${other}`, lang: langTag(other) })}>${other === 'zh' ? '中文' : 'English'}</a></p>
          </div>
          <nav aria-label="${say(lang, 'notify.demo.ways')}">
            <a href="/">${say(lang, 'notify.demo.portal')}</a><a href="/report">${say(lang, 'notify.demo.file')}</a><a href="/track">${say(lang, 'notify.demo.track')}</a>
          </nav>
        </header>
        <main id="main" tabindex="-1">${body}</main>
      </body>
    </html>`
}
