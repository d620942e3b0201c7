import { html, type Html } from '../../../src/kernel/html.ts'
import { createTranslator, type Lang } from '../../../src/kernel/i18n.ts'
import {
  formulae,
  oversightTexts,
  publishedRate,
  shareWords,
  type CountName,
  type NamedFigures,
  type Rate,
} from '../../../src/oversight/api.ts'
import { t } from './copy.ts'

const say = createTranslator(oversightTexts)

/** What the public sees of each line, on the page and in its file. */
export const shownCounts = [
  'received',
  'due',
  'on_time',
  'late',
  'answered',
  'rated',
  'reopened',
  'exclusions',
] as const satisfies readonly CountName[]
export const shownRates = ['on-time', 'satisfied'] as const

export const countTitle = (name: CountName, lang: Lang): string => say(lang, `figures.count.${name}`)

const formula = (id: string): (typeof formulae)['rates'][number] | undefined => formulae.rates.find((each) => each.id === id)
export const rateTitle = (id: string, lang: Lang): string => formula(id)?.title[lang] ?? id

/** A rate as text: its share with what it is made of, or that it is withheld. */
const rateWords = (rate: Rate, lang: Lang): string => {
  if (rate.of === 0) return '—'
  const shown = publishedRate(rate, formulae.smallestCell)
  return shown
    ? t(lang, 'figures-page.of', { share: shareWords(shown.share), n: shown.n, of: shown.of })
    : t(lang, 'figures-page.withheld', { n: formulae.smallestCell })
}

// The number beside it says the same: the bar is for the eye only.
const bar = (rate: Rate): Html | null => {
  const shown = publishedRate(rate, formulae.smallestCell)
  if (shown?.share === null || shown === null) return null
  const width = Math.round(Math.min(1, shown.share) * 1000) / 10
  return html`<svg class="figure-bar" viewBox="0 0 100 8" width="100" height="8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect width="100" height="8" fill="currentColor" opacity="0.15" />
    <rect width="${width}" height="8" fill="currentColor" />
  </svg>`
}

/** A rate for a narrow cell: its share, and beneath what it is made of. */
const rateCell = (rate: Rate, lang: Lang): Html | string => {
  const shown = rate.of === 0 ? null : publishedRate(rate, formulae.smallestCell)
  return shown ? html`<b>${shareWords(shown.share)}</b> <span class="meta figure-of">${shown.n}/${shown.of}</span>` : rateWords(rate, lang)
}

/** Whether the two ways of counting differ at all: only then is it worth showing both. */
const bothWays = (total: NamedFigures): boolean => total.counts.exclusions > 0

/** Every rate with its bar, raw and, where something was excluded, without it. */
export const ratesTable = (total: NamedFigures, lang: Lang): Html =>
  html`<table class="figure-table figure-rates">
    <caption class="unseen">
      ${t(lang, 'figures-page.rates')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t(lang, 'figures-page.rate')}</th>
        <th scope="col">${t(lang, 'figures-page.raw')}</th>
        ${bothWays(total) ? html`<th scope="col">${t(lang, 'figures-page.adjusted')}</th>` : null}
      </tr>
    </thead>
    <tbody>
      ${formulae.rates.map((each) => {
        const rate = total.rates[each.id]
        return rate
          ? html`<tr>
              <th scope="row">${each.title[lang]}</th>
              <td>${rateCell(rate.raw, lang)} ${bar(rate.raw)}</td>
              ${bothWays(total) ? html`<td>${rateCell(rate.adjusted, lang)}</td>` : null}
            </tr>`
          : null
      })}
    </tbody>
  </table>`

/** Lines by street or category with the total beneath. Wider than a telephone: it scrolls by itself, also by keyboard. */
export const linesTable = (title: string, first: string, lines: readonly NamedFigures[], total: NamedFigures, lang: Lang): Html =>
  html`<div class="figure-scroll" role="region" aria-label="${t(lang, 'figures-page.scroll', { title })}" tabindex="0">
    <table class="figure-table">
      <caption class="unseen">
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          ${shownCounts.map((name) => html`<th scope="col" class="num">${countTitle(name, lang)}</th>`)}
          ${shownRates.map((id) =>
            bothWays(total)
              ? html`<th scope="col" class="num">${say(lang, 'figures.raw', { rate: rateTitle(id, lang) })}</th>
                  <th scope="col" class="num">${say(lang, 'figures.adjusted', { rate: rateTitle(id, lang) })}</th>`
              : html`<th scope="col" class="num">${rateTitle(id, lang)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => row(line, bothWays(total), lang))}
      </tbody>
      <tfoot>
        ${row(total, bothWays(total), lang)}
      </tfoot>
    </table>
  </div>`

const row = (line: NamedFigures, both: boolean, lang: Lang): Html =>
  html`<tr>
    <th scope="row">${line.name}</th>
    ${shownCounts.map((name) => html`<td class="num">${line.counts[name]}</td>`)}
    ${shownRates.map((id) => {
      const rate = line.rates[id]
      if (!rate) return null
      return html`<td class="num">${rateWords(rate.raw, lang)}</td>${both ? html`<td class="num">${rateWords(rate.adjusted, lang)}</td>` : null}`
    })}
  </tr>`

/** The same lines as comma-separated values with a byte order mark, which Excel needs to see that it is UTF-8. */
export const csvOf = (parts: readonly (readonly [string, readonly NamedFigures[]])[], lang: Lang): string => {
  const heads = [
    say(lang, 'figures.part'),
    say(lang, 'figures.name'),
    ...shownCounts.map((name) => countTitle(name, lang)),
    ...formulae.rates.flatMap(({ title }) => [
      say(lang, 'figures.raw', { rate: title[lang] }),
      say(lang, 'figures.adjusted', { rate: title[lang] }),
    ]),
  ]
  const body = parts.flatMap(([part, lines]) =>
    lines.map((line) => [part, line.name, ...shownCounts.map((name) => String(line.counts[name])), ...rateCells(line)]),
  )
  return `\uFEFF${[heads, ...body].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

const rateCells = (line: NamedFigures): string[] =>
  formulae.rates.flatMap(({ id }) => {
    const rate = line.rates[id]
    return rate ? [rate.raw, rate.adjusted].map((each) => publishedRate(each, formulae.smallestCell)?.share?.toFixed(4) ?? '') : ['', '']
  })

// A cell that begins like a formula is kept from becoming one.
const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
