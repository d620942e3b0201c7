import type { Offered, StageOnly, Told, Tracked } from '../../../src/intake/api.ts'
import { renderFields } from '../../../src/kernel/form/html.ts'
import { takesFiles } from '../../../src/kernel/form/model.ts'
import { attributes, html, type Html, type HtmlValue } from '../../../src/kernel/html.ts'
import type { Lang } from '../../../src/kernel/i18n.ts'
import type { FieldFault } from '../../../src/kernel/result.ts'
import { faultSummary } from '../../../src/kernel/form/html.ts'
import { button, codeBlock, notice, phrases, summaryList, tag, timeline } from '../layout.ts'
import { dressed } from '../dressed.ts'
import { faultTranslator } from '../words.ts'
import { t, trackTexts } from './copy.ts'

export interface Asked {
  readonly code: string
  readonly secret: string
  readonly faults: readonly FieldFault[]
}

const receiptFields = [
  { field: 'code', kind: 'text', label: trackTexts['track.code'], hint: trackTexts['track.code-hint'], required: true, max: 20 },
  { field: 'secret', kind: 'text', label: trackTexts['track.secret'], hint: trackTexts['track.secret-hint'], max: 20 },
] as const

/** The box for code and secret. */
export const askPage = (lang: Lang, asked: Asked): Html =>
  html`${faultSummary(receiptFields, asked.faults, lang, faultTranslator)}
    <h1>${t(lang, 'track.title')}</h1>
    ${receiptForm(lang, asked)}
    <p class="hint">${t(lang, 'track.lost')}</p>
    <p><a href="/my">${t(lang, 'track.my')}</a></p>`

const receiptForm = (lang: Lang, { code, secret, faults }: Asked): Html =>
  html`<form method="post" action="/track">
    ${renderFields(receiptFields, { ...(code ? { code } : {}), ...(secret ? { secret } : {}) }, faults, lang, { t: faultTranslator })}
    <p class="actions">${button({ label: t(lang, 'track.open') })}</p>
  </form>`

/** What the code alone shows: the stage in plain words and since when; and the way to the rest. */
export const stagePage = (lang: Lang, stage: StageOnly, word: string | null): Html =>
  html`${word ? notice('done', word) : null}
    <h1 class="plain-words">${phrases(stage.plain)}</h1>
    <p class="lead">${t(lang, 'track.since', { since: stage.since })}</p>
    ${codeBlock(lang, stage.code)}
    <h2>${t(lang, 'track.more')}</h2>
    <p>${t(lang, 'track.more-hint')}</p>
    <form method="post" action="/track">
      <input type="hidden" name="code" value="${stage.code}" />
      ${renderFields([{ ...receiptFields[1], hint: undefined, required: true }], {}, [], lang)}
      <p class="actions">${button({ label: t(lang, 'track.open') })}</p>
    </form>
    <p><a href="/track">${t(lang, 'track.again')}</a></p>`

/** The whole story, with the one thing first that the resident can do now. */
export const storyPage = (lang: Lang, matter: Tracked, word: string | null, operation: string): Html =>
  html`${word ? notice('done', word) : null}
    <h1 class="plain-words">${phrases(matter.plain)}</h1>
    ${codeBlock(lang, matter.code)} ${mainThing(lang, matter, operation)} ${facts(lang, matter)}
    <h2>${t(lang, 'track.story')}</h2>
    ${timeline(
      lang,
      matter.story.map((entry, i) => moment(lang, entry, i === matter.story.length - 1 && !matter.closed)),
    )}
    ${matter.chain.length > 0 && !matter.closed ? folded(t(lang, 'track.chain'), matter.chain) : null} ${readings(lang, matter)} ${otherThings(lang, matter)}
    <form method="post" action="/track/forget">${button({ label: t(lang, 'track.forget'), kind: 'quiet' })}</form>`

const actionLink = (matter: Tracked, action: string): string => `/track/${matter.code}/${action}`

const offers = (matter: Tracked, action: string): Offered | undefined => matter.offered.find((each) => each.action === action)

const mainThing = (lang: Lang, matter: Tracked, operation: string): HtmlValue => {
  const reply = offers(matter, 'reply')
  if (reply && matter.question) {
    return html`<section class="panel">
      <h2>${t(lang, 'track.question')}</h2>
      <blockquote>${matter.question}</blockquote>
      ${actionForm(lang, matter, reply, { operation, values: {}, faults: [] })}
    </section>`
  }
  const notFixed = offers(matter, 'not-fixed')
  if (!offers(matter, 'rate') && !notFixed) return null
  return html`<section class="panel">
    <h2>${matter.rated ? t(lang, 'track.rated') : t(lang, 'track.judge')}</h2>
    ${matter.rated ? null : html`<p>${t(lang, 'track.judge-hint')}</p>`}
    <p class="actions">
      ${
        offers(matter, 'rate')
          ? button({
              label: t(lang, matter.rated ? 'track.rate-again' : 'track.rate'),
              href: actionLink(matter, 'rate'),
              kind: matter.rated ? 'second' : 'main',
            })
          : null
      }
      ${notFixed ? button({ label: t(lang, 'track.not-fixed'), href: actionLink(matter, 'not-fixed'), kind: matter.rated ? 'second' : 'main' }) : null}
    </p>
  </section>`
}

const facts = (lang: Lang, matter: Tracked): Html => {
  const rows: (readonly [string, HtmlValue])[] = []
  if (matter.holder) rows.push([t(lang, 'track.holder'), matter.holder])
  if (matter.left)
    rows.push([t(lang, 'track.left'), matter.left.paused ? t(lang, 'track.paused') : tag(matter.left.state, matter.left.words)])
  if (matter.category || matter.nature) rows.push([t(lang, 'track.category'), [matter.nature, matter.category].filter(Boolean).join(' · ')])
  if (matter.area) rows.push([t(lang, 'track.area'), matter.area])
  if (matter.joined > 0) rows.push([t(lang, 'track.joined'), t(lang, 'track.people', { n: matter.joined })])
  return summaryList(rows)
}

const moment = (lang: Lang, entry: Told, last: boolean) => ({
  title: entry.title,
  when: entry.when,
  exact: entry.exact,
  state: entry.tone === 'late' ? ('late' as const) : last ? ('now' as const) : ('done' as const),
  body: html`${entry.words.map((words) => html`<p class="${entry.tone === 'answer' ? 'words answer' : 'words'}">${words}</p>`)}${photos(lang, entry)}`,
})

const photos = (lang: Lang, { files }: Told): HtmlValue => {
  if (files.length === 0) return null
  const pictures = files.filter((file) => file.kind === 'image')
  const others = files.filter((file) => file.kind !== 'image')
  const alt = (shows: string | undefined, n: number): string =>
    `${t(lang, 'track.photo')} ${n}${shows === 'before' || shows === 'after' ? ` (${t(lang, `track.${shows}`)})` : ''}`
  return html`${
    pictures.length > 0
      ? html`<ul class="photos">
        ${pictures.map(
          ({ digest, shows }, i) =>
            html`<li><a href="/files/${digest}"><img src="/files/${digest}/thumb" alt="${alt(shows, i + 1)}" loading="lazy" /></a></li>`,
        )}
      </ul>`
      : null
  }
  ${others.map(({ digest }, i) => html`<p><a href="/files/${digest}">${t(lang, 'track.document', { n: i + 1 })}</a></p>`)}`
}

const folded = (title: string, lines: readonly string[]): Html =>
  html`<details>
    <summary>${title}</summary>
    <ol>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ol>
  </details>`

const readings = (lang: Lang, { readings: looks }: Tracked): Html => {
  const lines = looks.map((look) => t(lang, 'track.reading', look))
  return folded(t(lang, 'track.readings'), lines.length > 0 ? lines : [t(lang, 'track.no-readings')])
}

const quietActions = ['attach', 'urge', 'withdraw'] as const

const otherThings = (lang: Lang, matter: Tracked): Html => {
  const known = quietActions.filter((action) => offers(matter, action))
  if (known.length === 0) return html`<p class="hint">${t(lang, 'track.ended')}</p>`
  return html`<h2>${t(lang, 'track.other')}</h2>
    <p class="actions">${known.map((action) => button({ label: t(lang, `track.${action}`), href: actionLink(matter, action), kind: action === 'withdraw' ? 'quiet' : 'second' }))}</p>`
}

export interface Filling {
  readonly operation: string
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
}

/** One of the resident's actions on a page of its own. */
export const actionPage = (lang: Lang, matter: Tracked, offered: Offered, filling: Filling): Html =>
  html`${faultSummary(dressed(offered.form), filling.faults, lang, faultTranslator)}
    <h1>${ownTitle(lang, offered)}</h1>
    ${offered.action === 'withdraw' ? html`<p>${t(lang, 'track.withdraw-hint')}</p>` : null} ${actionForm(lang, matter, offered, filling)}
    <p><a href="/track?code=${matter.code}">${t(lang, 'track.cancel')}</a></p>`

const titles: ReadonlySet<string> = new Set(['attach', 'urge', 'withdraw', 'reply'])

export const ownTitle = (lang: Lang, { action, title }: Offered): string => (titles.has(action) ? t(lang, `track.${action}`) : title)

const actionForm = (lang: Lang, matter: Tracked, offered: Offered, { operation, values, faults }: Filling): Html =>
  html`<form ${attributes({ method: 'post', action: actionLink(matter, offered.action), enctype: takesFiles(offered.form) ? 'multipart/form-data' : undefined })}>
    <input type="hidden" name="operation" value="${operation}" />
    ${renderFields(dressed(offered.form), values, faults, lang, { t: faultTranslator })}
    <p class="actions">${button({ label: t(lang, 'track.send') })}</p>
  </form>`
