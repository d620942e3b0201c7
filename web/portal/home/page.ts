import { z } from 'zod'
import { publicAnswers } from '../../../src/intake/api.ts'
import { html, type HtmlValue } from '../../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import type { Result } from '../../../src/kernel/result.ts'
import { answerMeta } from '../answers/page.ts'
import { button, card, notice } from '../layout.ts'
import { officeWordsOf, pageQuery, readingOf, show, type PortalSetting } from '../setting.ts'
import { t } from './copy.ts'

const homePage = async (call: Call, setting: PortalSetting): Promise<Result<PageReply>> => {
  const { lang } = call
  const reading = readingOf(call)
  const [{ rows }, sentence] = await Promise.all([publicAnswers(reading, { limit: 3 }), setting.figuresSentence?.(reading) ?? null])
  const near: HtmlValue =
    rows.length === 0
      ? null
      : html`<h2>${t(lang, 'home.near')}</h2>
          <div>${rows.map((answer) => card({ title: answer.title, href: `/answers/${answer.code}`, meta: answerMeta(answer) }))}</div>
          <p><a class="reach" href="/answers">${t(lang, 'home.all')}</a></p>`
  const words = await officeWordsOf(call)
  const title = words.motto || t(lang, 'home.title')
  const body = html`<h1>${title}</h1>
    <p class="lead">${words.intro || t(lang, 'home.lead')}</p>
    <p><a class="button main big" href="/report">${t(lang, 'home.report')} <span class="small">${t(lang, 'home.report-hint')}</span></a></p>
    ${words.emergency ? notice('info', words.emergency) : null}
    <form class="panel" method="post" action="/track" role="search">
      <div class="field">
        <label for="code">${t(lang, 'home.track')}</label>
        <p class="hint" id="code-hint">${t(lang, 'home.code')}</p>
        <div class="code-entry">
          <input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="20" aria-describedby="code-hint" />
          ${button({ label: t(lang, 'home.open'), kind: 'second' })}
        </div>
      </div>
    </form>
    ${sentence ? html`<p class="figures">${sentence} ${setting.figuresPath ? html`<a href="${setting.figuresPath}">${t(lang, 'home.figures')}</a>` : null}</p>` : null}
    ${near}
    <h2>${t(lang, 'home.also')}</h2>
    <div>
      ${card({ title: t(lang, 'home.mine'), href: '/my', meta: t(lang, 'home.mine-text') })}
      ${card({ title: t(lang, 'home.how'), href: '/help', meta: t(lang, 'home.how-text') })}
    </div>`
  return show(call, setting, { title, active: 'home', body })
}

/** The first page. */
export const homeRoutes = (setting: PortalSetting) =>
  ({
    'portal.home': route({
      method: 'GET',
      path: '/',
      summary: 'The first page for residents',
      permission: 'public',
      query: z.object(pageQuery),
      output: 'page',
      handle: (call) => homePage(call, setting),
    }),
  }) as const
