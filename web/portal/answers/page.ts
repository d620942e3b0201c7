import { z } from 'zod'
import { portalForm, publicAnswerOf, publicAnswers, type PublicAnswer } from '../../../src/intake/api.ts'
import { attributes, html, type Html } from '../../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import type { Lang } from '../../../src/kernel/i18n.ts'
import type { Result } from '../../../src/kernel/result.ts'
import { loadPlaces } from '../../../src/territory/api.ts'
import { button, card, emptyState, pager } from '../layout.ts'
import { pageQuery, readingOf, show, type PortalSetting } from '../setting.ts'
import { t } from './copy.ts'

const filterQuery = {
  ...pageQuery,
  category: z.string().max(64).optional(),
  street: z.string().max(15).optional(),
  q: z.string().max(60).optional(),
  after: z.string().max(60).optional(),
}

type Filter = Readonly<Partial<Record<'category' | 'street' | 'q' | 'after', string | undefined>>>

const addressOf = (filter: Filter): string => {
  const query = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size === 0 ? '/answers' : `/answers?${query.toString()}`
}

/** The line under a published answer: kind, street, month; nothing about a person. */
export const answerMeta = ({ category, street, month }: PublicAnswer): string =>
  [category, street, month].filter((part) => part !== '').join(' · ')

const listPage = async (call: Call, setting: PortalSetting, { category, street, q, after }: Filter): Promise<Result<PageReply>> => {
  const { lang } = call
  const words = q?.trim()
  const { rows, next } = await publicAnswers(readingOf(call), { category, street, words, after })
  const filtered = Boolean(category ?? street ?? words)
  const list =
    rows.length > 0
      ? rows.map((answer) =>
          card({
            title: answer.title,
            href: `/answers/${answer.code}`,
            meta: answerMeta(answer),
            body: html`<p class="excerpt">${answer.answer}</p>`,
          }),
        )
      : emptyState(
          t(lang, filtered ? 'answers.none' : 'answers.empty'),
          t(lang, filtered ? 'answers.none-text' : 'answers.empty-text'),
          filtered ? button({ label: t(lang, 'answers.show-all'), href: '/answers', kind: 'second' }) : undefined,
        )
  const body = html`<h1>${t(lang, 'answers.title')}</h1>
    <p class="lead">${t(lang, 'answers.lead')}</p>
    ${await filterForm(call, setting, { category, street, q })}
    <div>${rows.length > 0 ? html`<h2 class="unseen">${t(lang, 'answers.title')}</h2>` : null}${list}</div>
    ${pager(lang, { next: next ? addressOf({ category, street, q, after: next }) : undefined, start: after ? addressOf({ category, street, q }) : undefined })}`
  return show(call, setting, { title: t(lang, 'answers.title'), active: 'answers', body })
}

const filterForm = async ({ kernel, lang }: Call, setting: PortalSetting, { category, street, q }: Filter): Promise<Html> => {
  const [form, places] = await Promise.all([portalForm(kernel, setting.procedure ?? 'resident-request'), loadPlaces(kernel)])
  const top = (form?.categories ?? [])
    .filter((each) => each.parent === null)
    .map(({ code, name, nameEn }) => [code, (lang === 'en' && nameEn) || name] as const)
  const streets = places.areas('street').map(({ code, name, nameEn }) => [code, (lang === 'en' && nameEn) || name] as const)
  return html`<form method="get" action="/answers" class="filter" role="search">
    <div class="field">
      <label for="q">${t(lang, 'answers.words')}</label>
      <input id="q" name="q" type="search" value="${q ?? ''}" maxlength="60" />
    </div>
    ${select(lang, 'category', top, category)}${select(lang, 'street', streets, street)}
    <p class="actions">${button({ label: t(lang, 'answers.search'), kind: 'second' })}</p>
  </form>`
}

const select = (
  lang: Lang,
  name: 'category' | 'street',
  options: readonly (readonly [string, string])[],
  chosen: string | undefined,
): Html =>
  html`<div class="field">
    <label for="${name}">${t(lang, `answers.${name}`)}</label>
    <select id="${name}" name="${name}">
      <option value="">${t(lang, 'answers.all')}</option>
      ${options.map(([value, label]) => html`<option ${attributes({ value, selected: value === chosen })}>${label}</option>`)}
    </select>
  </div>`

const onePage = async (call: Call, setting: PortalSetting, code: string): Promise<Result<PageReply>> => {
  const { lang } = call
  const found = await publicAnswerOf(readingOf(call), code)
  if (!found.ok) return found
  const answer = found.value
  const body = html`<h1>${answer.title}</h1>
    <p class="meta">${answerMeta(answer)} · ${t(lang, 'answers.released', { day: answer.released })}</p>
    ${
      answer.text
        ? html`<h2>${t(lang, 'answers.request')}</h2>
          <p class="words">${answer.text}</p>`
        : null
    }
    ${
      answer.answer
        ? html`<h2>${t(lang, 'answers.answer')}</h2>
          <p class="words answer">${answer.answer}</p>`
        : null
    }
    <p class="actions">${button({ label: t(lang, 'answers.like'), href: '/report', kind: 'second' })}</p>
    <p><a href="/answers">${t(lang, 'answers.back')}</a></p>`
  return show(call, setting, { title: answer.title, active: 'answers', body })
}

/** Answers that a publisher released after redaction. */
export const answersRoutes = (setting: PortalSetting) =>
  ({
    'portal.answers': route({
      method: 'GET',
      path: '/answers',
      summary: 'Published answers',
      permission: 'public',
      query: z.object(filterQuery),
      output: 'page',
      handle: (call, { query }) => listPage(call, setting, query),
    }),
    'portal.answer': route({
      method: 'GET',
      path: '/answers/:code',
      summary: 'One published answer',
      permission: 'public',
      params: z.object({ code: z.string().max(20) }),
      query: z.object(pageQuery),
      output: 'page',
      handle: (call, { params }) => onePage(call, setting, params.code),
    }),
  }) as const
