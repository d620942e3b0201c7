import { z } from 'zod'
import { attributes, html, type Html } from '../../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import { ok, type Result } from '../../../src/kernel/result.ts'
import { formulae, monthWords, publicFigures, type MonthFigures, type NamedFigures } from '../../../src/oversight/api.ts'
import { button, emptyState, notice } from '../layout.ts'
import { pageQuery, show, type PortalSetting } from '../setting.ts'
import { dueChart } from './chart.ts'
import { t } from './copy.ts'
import { csvOf, countTitle, linesTable, ratesTable } from './table.ts'

const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
  .optional()

const picker = ({ lang }: Call, months: readonly string[], chosen: string): Html =>
  html`<form method="get" action="/figures" class="filter">
    <div class="field">
      <label for="month">${t(lang, 'figures-page.month')}</label>
      <select id="month" name="month" class="short">
        ${months.map((each) => html`<option ${attributes({ value: each, selected: each === chosen })}>${monthWords(each, lang)}</option>`)}
      </select>
    </div>
    <p class="actions">${button({ label: t(lang, 'figures-page.show'), kind: 'second' })}</p>
  </form>`

const summary = ({ lang }: Call, { total }: MonthFigures): Html =>
  html`<dl class="summary counts">
    ${(['received', 'due', 'on_time', 'late', 'answered', 'rated', 'reopened', 'exclusions'] as const).map(
      (name) =>
        html`<div>
          <dt>${countTitle(name, lang)}</dt>
          <dd><b>${total.counts[name]}</b></dd>
        </div>`,
    )}
  </dl>`

const explained = ({ lang }: Call): Html =>
  html`<details>
    <summary>${t(lang, 'figures-page.how')}</summary>
    <p>${t(lang, 'figures-page.how-text')}</p>
    <dl class="summary">
      ${formulae.rates.map(
        (each) =>
          html`<div>
            <dt>${each.title[lang]}</dt>
            <dd>${each.words[lang]}<br /><span class="meta" lang="zh-CN">${t(lang, 'figures-page.source', { source: each.source })}</span></dd>
          </div>`,
      )}
    </dl>
  </details>`

const mostDue = (lines: readonly NamedFigures[]): readonly NamedFigures[] =>
  lines
    .filter(({ id }) => id !== null)
    .toSorted((a, b) => b.counts.due - a.counts.due)
    .slice(0, 10)

const content = (call: Call, figures: MonthFigures): Html => {
  const { lang } = call
  const { total, parts } = figures
  const streets = t(lang, 'figures-page.by-street')
  const categories = t(lang, 'figures-page.by-category')
  return html`${figures.whole ? null : html`<p class="meta">${t(lang, 'figures-page.running')}</p>`} ${summary(call, figures)}
    <h2>${t(lang, 'figures-page.rates')}</h2>
    ${ratesTable(total, lang)}
    ${total.counts.exclusions > 0 ? notice('info', t(lang, 'figures-page.excluded', { n: total.counts.exclusions })) : null}
    <h2>${streets}</h2>
    ${dueChart('street', t(lang, 'figures-page.chart'), parts.street ?? [], lang)}
    ${linesTable(streets, t(lang, 'figures-page.street'), parts.street ?? [], total, lang)}
    <h2>${categories}</h2>
    ${dueChart('category', t(lang, 'figures-page.most'), mostDue(parts.category ?? []), lang)}
    <details>
      <summary>${t(lang, 'figures-page.every')}</summary>
      ${linesTable(categories, t(lang, 'figures-page.category'), parts.category ?? [], total, lang)}
    </details>
    <p class="meta">${t(lang, 'figures-page.small', { n: formulae.smallestCell })}</p>
    <p><a class="reach" href="/figures.csv?month=${figures.month}">${t(lang, 'figures-page.csv')}</a></p>`
}

const figuresPage = async (call: Call, setting: PortalSetting, asked: string | undefined): Promise<Result<PageReply>> => {
  const { lang } = call
  const { months, figures } = await publicFigures(call, asked)
  const empty = Object.values(figures.total.counts).every((count) => count === 0)
  const body = html`<h1>${t(lang, 'figures-page.title')}</h1>
    <p class="lead">${t(lang, 'figures-page.lead')}</p>
    ${picker(call, months, figures.month)}
    <h2>${t(lang, 'figures-page.heading', { month: monthWords(figures.month, lang) })}</h2>
    ${empty ? emptyState(t(lang, 'figures-page.none'), t(lang, 'figures-page.none-text')) : content(call, figures)} ${explained(call)}`
  return show(call, setting, { title: t(lang, 'figures-page.title'), active: 'figures', body })
}

const figuresFile = async (call: Call, asked: string | undefined): Promise<Result<PageReply>> => {
  const { lang } = call
  const { figures } = await publicFigures(call, asked)
  const text = csvOf(
    [
      ['', [figures.total]],
      [t(lang, 'figures-page.street'), figures.parts.street ?? []],
      [t(lang, 'figures-page.category'), figures.parts.category ?? []],
    ],
    lang,
  )
  const headers = { 'content-disposition': `attachment; filename="figures-${figures.month}.csv"` }
  return ok({ bytes: Buffer.from(text), type: 'text/csv; charset=utf-8', headers })
}

/** What the district does with the requests it gets, month by month, for everybody. */
export const figuresRoutes = (setting: PortalSetting) =>
  ({
    'portal.figures': route({
      method: 'GET',
      path: '/figures',
      summary: 'Figures of a month: received, due, on time, answered, rated, reopened, excluded; by street and category',
      permission: 'public',
      query: z.object({ ...pageQuery, month }),
      output: 'page',
      handle: (call, { query }) => figuresPage(call, setting, query.month),
    }),
    'portal.figures-file': route({
      method: 'GET',
      path: '/figures.csv',
      summary: 'The same as comma-separated values',
      permission: 'public',
      query: z.object({ ...pageQuery, month }),
      output: 'page',
      handle: (call, { query }) => figuresFile(call, query.month),
    }),
  }) as const
