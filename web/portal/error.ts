import type { Call, Problem } from '../../src/kernel/http/route.ts'
import { html, type Html } from '../../src/kernel/html.ts'
import { defineTexts } from '../../src/kernel/i18n.ts'
import { createTranslator } from '../../src/kernel/i18n.ts'
import { portalAssets } from './assets.ts'
import { button, page } from './layout.ts'

export const errorTexts = defineTexts({
  'error.title.404': { zh: '没有找到这个页面', en: 'This page was not found' },
  'error.title.refused': { zh: '这一步没有完成', en: 'This was not done' },
  'error.title.fault': { zh: '系统出了点问题', en: 'Something went wrong here' },
  'error.safe': { zh: '您已经提交的内容都保存着，没有丢失。', en: 'What you have sent is kept; nothing is lost.' },
  'error.number': { zh: '如需反馈，请告诉我们这个编号：{id}', en: 'If you tell us about it, please give this number: {id}' },
  'error.home': { zh: '回到首页', en: 'To the first page' },
  'error.back': { zh: '返回上一页修改', en: 'Go back and change it' },
})

const t = createTranslator(errorTexts)

/** The page for a refusal or a fault: what happened, what is safe, what to do. */
export const errorPage = (call: Call, problem: Problem): Html => {
  const { lang } = call
  const title = t(lang, problem.kind === 'fault' ? 'error.title.fault' : problem.status === 404 ? 'error.title.404' : 'error.title.refused')
  const faults = problem.fields.map((field) => html`<li>${field.message}</li>`)
  const body = html`
    <h1>${title}</h1>
    <p>${problem.message}</p>
    ${faults.length > 0 ? html`<ul>${faults}</ul>` : null}
    ${problem.kind === 'fault' ? html`<p>${t(lang, 'error.safe')}</p>${problem.message.includes(problem.requestId) ? null : html`<p>${t(lang, 'error.number', { id: problem.requestId })}</p>`}` : null}
    <p>${button({ label: t(lang, 'error.home'), href: '/', kind: 'quiet' })}</p>
  `
  return page({ lang, title, body, assets: portalAssets() })
}
