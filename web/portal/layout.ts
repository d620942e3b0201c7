import { type Html, type HtmlValue, attributes, html, raw } from '../../src/kernel/html.ts'
import { type Lang, createTranslator, defineTexts, langTag } from '../../src/kernel/i18n.ts'

export { errorSummary } from '../../src/kernel/form/html.ts'

export type Section = 'home' | 'report' | 'track' | 'answers' | 'figures'

/** Addresses of the built files, as the bundle's manifest names them. */
export interface Assets {
  readonly style: string
  readonly script?: string | undefined
  /** Style sheet of the fallback Chinese font; fetched only where it is needed. */
  readonly fonts?: string | undefined
}

/** What the office says in its own words, from its settings; empty where it set nothing. */
export interface OfficeWords {
  readonly motto: string
  readonly intro: string
  readonly emergency: string
  /** Other ways to reach the office. */
  readonly contact: string
  /** Its telephone. */
  readonly hotline: string
  readonly footer: string
}

export interface Page {
  readonly lang: Lang
  /** Title of the page without the name of the platform. */
  readonly title: string
  readonly body: HtmlValue
  readonly assets: Assets
  /** Which part of the portal this is; marks it in the navigation. */
  readonly active?: Section | undefined
  /** Large type (大字), by the reader's cookie. */
  readonly large?: boolean | undefined
  /** Path and query of this page: the language and large-type switches lead back to it. */
  readonly path?: string | undefined
  /** Token for requests that scripts make; forms carry it by `csrfField`. */
  readonly csrf?: string | undefined
  /** Name of the street or district that stands beside the wordmark. */
  readonly place?: string | undefined
  /** Whether a map is on the page: then its source is named. */
  readonly map?: boolean | undefined
  /** Where each part of the portal lives, when not at the usual paths; null for a part that there is not. */
  readonly sections?: Readonly<Partial<Record<Section, string | null>>> | undefined
  readonly words?: OfficeWords | undefined
}

export const layoutTexts = defineTexts({
  'layout.name': { zh: '邻里', en: 'Linli' },
  'layout.skip': { zh: '跳到正文', en: 'Skip to the content' },
  'layout.emergency': { zh: '紧急情况请拨', en: 'Emergency' },
  'layout.police': { zh: '报警', en: 'police' },
  'layout.fire': { zh: '火警', en: 'fire' },
  'layout.ambulance': { zh: '急救', en: 'ambulance' },
  'layout.sections': { zh: '栏目', en: 'Sections' },
  'layout.home': { zh: '首页', en: 'Home' },
  'layout.report': { zh: '我要反映', en: 'Report' },
  'layout.track': { zh: '查进度', en: 'Track' },
  'layout.answers': { zh: '公开答复', en: 'Answers' },
  'layout.figures': { zh: '办理情况', en: 'Figures' },
  'layout.large': { zh: '大字', en: 'Large type' },
  'layout.normal': { zh: '标准字', en: 'Normal type' },
  'layout.privacy': { zh: '您的信息怎样被使用', en: 'How your information is used' },
  'layout.accessibility': { zh: '无障碍', en: 'Accessibility' },
  'layout.help': { zh: '使用帮助', en: 'Help' },
  'layout.map': { zh: '地图数据 ©', en: 'Map data ©' },
  'layout.osm': { zh: 'OpenStreetMap 贡献者', en: 'OpenStreetMap contributors' },
  'layout.free': { zh: '反映问题不收费，可以不留姓名。', en: 'Reporting is free, and you need not give your name.' },
  'layout.hotline': { zh: '热线电话 {number}', en: 'Telephone {number}' },
  'layout.step': { zh: '第 {current} 步，共 {total} 步', en: 'Step {current} of {total}' },
  'layout.stars': { zh: '{max} 星中的 {n} 星', en: '{n} of {max} stars' },
  'layout.code': { zh: '编号', en: 'Code' },
  'layout.next': { zh: '下一页', en: 'Next page' },
  'layout.previous': { zh: '回到开头', en: 'Back to the start' },
  'layout.pages': { zh: '翻页', en: 'Pages' },
  'layout.state.done': { zh: '已完成', en: 'done' },
  'layout.state.now': { zh: '正在进行', en: 'now' },
  'layout.state.late': { zh: '已超期', en: 'late' },
  'layout.state.next': { zh: '接下来', en: 'to come' },
})

const t = createTranslator(layoutTexts)

const sectionPaths: Readonly<Record<Section, string>> = {
  home: '/',
  report: '/report',
  track: '/track',
  answers: '/answers',
  figures: '/figures',
}

/** A whole document. Give it `String(page(…))` as `text/html; charset=utf-8`. */
export const page = (options: Page): Html => {
  const { lang, title, assets } = options
  return html`<!doctype html>
    <html ${attributes({ lang: langTag(lang), class: options.large ? 'large' : undefined })}>
      <head>
        <meta charset="utf-8" />
        <title>${title} · ${t(lang, 'layout.name')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        ${options.csrf ? html`<meta name="csrf" content="${options.csrf}" />` : null}
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(iconFile)}" />
        ${assets.fonts ? html`<noscript><link rel="stylesheet" href="${assets.fonts}" /></noscript>` : null}
        ${assets.script ? html`<script type="module" src="${assets.script}"></script>` : null}
      </head>
      <body ${attributes({ 'data-fonts': assets.fonts })}>
        <a class="skip" href="#main">${t(lang, 'layout.skip')}</a>
        ${header(options)}
        <main id="main" tabindex="-1">${options.body}</main>
        ${footer(options)}
      </body>
    </html>`
}

/** The hidden input that proves a form came from this site. */
export const csrfField = (token: string): Html => html`<input type="hidden" name="_csrf" value="${token}" />`

export interface Button {
  readonly label: string
  readonly kind?: 'main' | 'second' | 'quiet'
  /** A link that looks like a button. */
  readonly href?: string
  readonly name?: string
  readonly value?: string
}

/** A button that sends its form, or a link when it has `href`. */
export const button = ({ label, kind = 'main', href, name, value }: Button): Html =>
  href === undefined
    ? html`<button ${attributes({ class: `button ${kind}`, type: 'submit', name, value })}>${label}</button>`
    : html`<a class="button ${kind}" href="${href}">${label}</a>`

/** A block about one thing. With `href` its title leads there. */
export const card = (options: {
  readonly title: HtmlValue
  readonly href?: string
  readonly meta?: HtmlValue
  readonly body?: HtmlValue
}): Html =>
  html`<article class="card">
    <h3>${options.href === undefined ? options.title : html`<a href="${options.href}">${options.title}</a>`}</h3>
    ${options.meta ? html`<p class="meta">${options.meta}</p>` : null}${options.body}
  </article>`

export interface Moment {
  readonly title: HtmlValue
  /** As people say it: `3 月 5 日 周四 上午`. */
  readonly when: string
  /** The exact moment, for machines and on hover. */
  readonly exact?: string
  readonly body?: HtmlValue
  readonly state?: 'done' | 'now' | 'late' | 'next'
}

/** What happened and what comes, oldest first, in the words given. The state is also said for those who do not see the mark. */
export const timeline = (lang: Lang, moments: readonly Moment[]): Html =>
  html`<ol class="timeline">
    ${moments.map(
      ({ title, when, exact, body, state = 'done' }) =>
        html`<li class="${state}">
          <p class="what"><span class="unseen">${t(lang, `layout.state.${state}`)} </span>${title}</p>
          <p class="when"><time ${attributes({ datetime: exact, title: exact })}>${when}</time></p>
          ${body}
        </li>`,
    )}
  </ol>`

/** Words that rather break after a mark than in the midst of a phrase. For large Chinese titles, which have no spaces to break at. */
export const phrases = (words: string): Html =>
  html`${words.split(/(?<=[，。；：！？、])(?=.)/u).map((phrase) => html`<span class="phrase">${phrase}</span>`)}`

/** A matter's code in large groups of four. Copying it gives the bare code, for the gaps are drawn and not typed. */
export const codeBlock = (lang: Lang, code: string): Html => {
  const groups = code.match(/.{1,4}/g) ?? []
  return html`<p class="code">
    <span class="unseen">${t(lang, 'layout.code')} </span><span class="groups">${groups.map((group) => html`<span>${group}</span>`)}</span>
  </p>`
}

/** A word to the reader. `late` and `near` are for time, `done` for what is finished, `info` for the rest. */
export const notice = (kind: 'info' | 'near' | 'late' | 'done', title: HtmlValue, body?: HtmlValue): Html =>
  html`<div class="notice ${kind}">
    <p class="notice-title">${raw(marks[kind])}${title}</p>
    ${body}
  </div>`

/** A short state in a pill; the words carry the meaning, the colour repeats it. */
export const tag = (kind: 'plain' | 'near' | 'late' | 'done', text: string): Html => html`<span class="tag ${kind}">${text}</span>`

/** Names and values, one under the other on a phone. */
export const summaryList = (rows: readonly (readonly [name: string, value: HtmlValue])[]): Html =>
  html`<dl class="summary">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`

/** Where the reader is in a short journey. */
export const steps = (lang: Lang, current: number, total: number): Html =>
  html`<div class="steps">
    <p>${t(lang, 'layout.step', { current, total })}</p>
    <ol aria-hidden="true">
      ${Array.from({ length: total }, (_, i) => html`<li class="${i < current ? 'reached' : ''}"></li>`)}
    </ol>
  </div>`

/** A rating that was given. */
export const stars = (lang: Lang, n: number, max = 5): Html => {
  const whole = Math.max(0, Math.min(max, Math.round(n)))
  return html`<span class="stars" role="img" aria-label="${t(lang, 'layout.stars', { n: whole, max })}"
    >${'★'.repeat(whole)}<span class="off">${'★'.repeat(max - whole)}</span></span
  >`
}

/** Nothing here yet, and what to do next. */
export const emptyState = (title: string, text: HtmlValue, action?: Html): Html =>
  html`<div class="empty">
    ${raw(mark)}
    <h2>${title}</h2>
    <p>${text}</p>
    ${action}
  </div>`

/** Pages by key: on to the next, or back to the first. Nothing when there is only one page. */
export const pager = (lang: Lang, links: { readonly next?: string | undefined; readonly start?: string | undefined }): Html | null =>
  links.next === undefined && links.start === undefined
    ? null
    : html`<nav class="pager" aria-label="${t(lang, 'layout.pages')}">
        ${links.start === undefined ? null : html`<a href="${links.start}">${t(lang, 'layout.previous')}</a>`}
        ${links.next === undefined ? null : html`<a href="${links.next}" rel="next">${t(lang, 'layout.next')}</a>`}
      </nav>`

const emergency = (lang: Lang): Html =>
  html`<p class="emergency">
    <span>${t(lang, 'layout.emergency')}</span>
    ${(
      [
        ['110', 'police'],
        ['119', 'fire'],
        ['120', 'ambulance'],
      ] as const
    ).map(([number, whom]) => html`<a href="tel:${number}"><b>${number}</b> ${t(lang, `layout.${whom}`)}</a>`)}
  </p>`

const header = (options: Page): Html => {
  const { lang, active, large } = options
  const paths = { ...sectionPaths, ...options.sections }
  const sections = (Object.keys(sectionPaths) as Section[]).filter((one) => paths[one] !== null)
  return html`<header class="head">
    ${emergency(lang)}
    <div class="bar">
      <a class="wordmark" href="${paths.home ?? '/'}">${raw(mark)}<b>邻里</b> <span lang="en">Linli</span></a>
      ${options.place ? html`<span class="place">${options.place}</span>` : null}
      <p class="switches">
        <a href="${withQuery(options.path, 'large', large ? '0' : '1')}">${t(lang, large ? 'layout.normal' : 'layout.large')}</a>
        <a ${attributes({ href: withQuery(options.path, 'lang', lang === 'zh' ? 'en' : 'zh'), lang: lang === 'zh' ? 'en' : 'zh-CN' })}
          >${lang === 'zh' ? 'English' : '中文'}</a
        >
      </p>
    </div>
    <nav aria-label="${t(lang, 'layout.sections')}">
      ${sections.map((one) => html`<a ${attributes({ href: paths[one], 'aria-current': one === active ? 'page' : undefined })}>${t(lang, `layout.${one}`)}</a>`)}
    </nav>
  </header>`
}

const footer = ({ lang, map, words }: Page): Html =>
  html`<footer class="foot">
    <p>${t(lang, 'layout.free')}</p>
    ${words ? reachWords(lang, words) : null}
    <p><a href="/privacy">${t(lang, 'layout.privacy')}</a> <a href="/help">${t(lang, 'layout.help')}</a> <a href="/accessibility">${t(lang, 'layout.accessibility')}</a></p>
    ${map ? html`<p>${t(lang, 'layout.map')} <a href="https://www.openstreetmap.org/copyright">${t(lang, 'layout.osm')}</a></p>` : null}
  </footer>`

const reachWords = (lang: Lang, { contact, hotline, footer: own }: OfficeWords): Html =>
  html`${hotline ? html`<p><a href="tel:${hotline.replaceAll(' ', '')}">${t(lang, 'layout.hotline', { number: hotline })}</a></p>` : null}
    ${contact ? html`<p>${contact}</p>` : null} ${own ? html`<p>${own}</p>` : null}`

/** This page's address with one part of its query set. The base only serves to read a path; it never shows. */
const withQuery = (path: string | undefined, name: string, value: string): string => {
  const url = new URL(`http://local${path?.startsWith('/') ? path : '/'}`)
  url.searchParams.set(name, value)
  return url.pathname.replace(/^\/+/, '/') + url.search
}

/** Two roofs that share a wall. */
const mark =
  '<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><path d="M3 27V15l8-8 8 8v12z"/><path d="M19 27h10V15.5L21.5 9l-3.2 3"/><path d="M9 27v-6h4v6"/></svg>'

const iconFile = mark.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replaceAll('currentColor', '#0b5f61')

const sign = (path: string): string =>
  `<svg class="sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`

const marks: Readonly<Record<'info' | 'near' | 'late' | 'done', string>> = {
  info: sign('<circle cx="10" cy="10" r="8"/><path d="M10 9v5M10 6h.01"/>'),
  near: sign('<circle cx="10" cy="10" r="8"/><path d="M10 5v5l3 2"/>'),
  late: sign('<path d="M10 2 1.5 17h17z"/><path d="M10 8v4M10 14.5h.01"/>'),
  done: sign('<circle cx="10" cy="10" r="8"/><path d="m6 10 3 3 5-6"/>'),
}
