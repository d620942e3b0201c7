import { z } from 'zod'
import { askPhoneCode, beginSession, endSession, sessionCookie, signInByPhone } from '../../../src/access/api.ts'
import { ownMatters } from '../../../src/intake/api.ts'
import { faultSummary, renderFields } from '../../../src/kernel/form/html.ts'
import type { Field } from '../../../src/kernel/form/model.ts'
import { html, type HtmlValue } from '../../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import { showCode } from '../../../src/kernel/ids.ts'
import { ok, type FieldFault, type Refusal, type Result } from '../../../src/kernel/result.ts'
import { button, card, emptyState, pager, tag } from '../layout.ts'
import { pageQuery, readingOf, show, type PortalSetting } from '../setting.ts'
import { faultTranslator } from '../words.ts'
import { myTexts, t } from './copy.ts'

const phoneField: Field = { field: 'phone', kind: 'text', label: myTexts['my.phone'], required: true, max: 40 }
const codeField: Field = { field: 'code', kind: 'text', label: myTexts['my.code'], required: true, max: 20 }

interface Entering {
  readonly phone: string
  /** Minutes for which the code just sent works; absent before one was sent. */
  readonly minutes?: number | undefined
  readonly faults: readonly FieldFault[]
  readonly status?: number
}

const enterPage = (call: Call, setting: PortalSetting, { phone, minutes, faults, status = 200 }: Entering): Promise<Result<PageReply>> => {
  const { lang } = call
  const coded = minutes !== undefined
  const fields = coded ? [codeField] : [phoneField]
  const body = html`${faultSummary(fields, faults, lang, faultTranslator)}
    <h1>${t(lang, 'my.sign-in')}</h1>
    <p>${coded && faults.length === 0 ? t(lang, 'my.sent', { minutes }) : t(lang, 'my.why')}</p>
    <form method="post" action="${coded ? '/my/sign-in' : '/my/code'}">
      ${coded ? html`<input type="hidden" name="phone" value="${phone}" />` : null}
      ${renderFields(fields, coded || phone === '' ? {} : { phone }, faults, lang, { t: faultTranslator })}
      <p class="actions">${button({ label: t(lang, coded ? 'my.enter' : 'my.ask') })}</p>
    </form>
    ${coded ? html`<p><a href="/my">${t(lang, 'my.other')}</a></p>` : null}`
  return show(call, setting, { title: t(lang, 'my.sign-in'), body, status, path: '/my' })
}

// What is wrong as a whole (too often, a wrong code) is told at the one field there is.
const atField = (refusal: Refusal, path: string): readonly FieldFault[] =>
  refusal.fields ?? [{ path, code: refusal.code, ...(refusal.params ? { params: refusal.params } : {}) }]

const listPage = async (call: Call, setting: PortalSetting, after: string | undefined): Promise<Result<PageReply>> => {
  const { lang, actor } = call
  if (actor.kind !== 'resident') return enterPage(call, setting, { phone: '', faults: [] })
  const { rows, next } = await ownMatters(readingOf(call), actor, after)
  const list: HtmlValue =
    rows.length === 0
      ? emptyState(t(lang, 'my.none'), t(lang, 'my.none-text'), button({ label: t(lang, 'my.report'), href: '/report' }))
      : rows.map(({ code, title, filed, stage, closed, asked }) =>
          card({
            title,
            href: `/track?code=${code}`,
            meta: html`${showCode(code)} · ${t(lang, 'my.filed', { day: filed })}`,
            body: html`<p>${tag(closed ? 'done' : asked ? 'near' : 'plain', asked ? t(lang, 'my.asked') : stage)}</p>`,
          }),
        )
  const body = html`<h1>${t(lang, 'my.title')}</h1>
    <div>${rows.length > 0 ? html`<h2 class="unseen">${t(lang, 'my.title')}</h2>` : null}${list}</div>
    ${pager(lang, { next: next ? `/my?after=${next}` : undefined, start: after ? '/my' : undefined })}
    <form method="post" action="/my/sign-out">${button({ label: t(lang, 'my.sign-out'), kind: 'quiet' })}</form>`
  return show(call, setting, { title: t(lang, 'my.title'), body })
}

const sendCode = async (call: Call, setting: PortalSetting, phone: string): Promise<Result<PageReply>> => {
  const sent = await askPhoneCode(call.kernel, phone, call.now)
  if (sent.ok) return enterPage(call, setting, { phone, minutes: sent.value.minutes, faults: [] })
  return enterPage(call, setting, { phone, faults: atField(sent.error, 'phone'), status: sent.error.kind === 'too-many' ? 429 : 422 })
}

const enter = async (call: Call, setting: PortalSetting, phone: string, code: string): Promise<Result<PageReply>> => {
  const entered = await signInByPhone(call.kernel, phone, code, call.now)
  if (!entered.ok) return enterPage(call, setting, { phone, minutes: 0, faults: [{ path: 'code', code: entered.error.code }], status: 403 })
  await beginSession(call.kernel, call.request, { kind: 'resident', id: entered.value.resident }, false)
  return ok({ redirect: '/my' })
}

/** A resident's own requests, after signing in by a code sent to the telephone. */
export const myRoutes = (setting: PortalSetting) =>
  ({
    'portal.my': route({
      method: 'GET',
      path: '/my',
      summary: 'My requests, or signing in',
      permission: 'public',
      query: z.object({ ...pageQuery, after: z.string().max(60).optional() }),
      output: 'page',
      handle: (call, { query }) => listPage(call, setting, query.after),
    }),
    'portal.my-code': route({
      method: 'POST',
      path: '/my/code',
      summary: 'Send a sign-in code',
      permission: 'public',
      perMinute: 10,
      body: z.object({ phone: z.string().max(40).optional() }),
      output: 'page',
      handle: (call, { body }) => sendCode(call, setting, body.phone ?? ''),
    }),
    'portal.my-sign-in': route({
      method: 'POST',
      path: '/my/sign-in',
      summary: 'Sign in with the code',
      permission: 'public',
      perMinute: 20,
      body: z.object({ phone: z.string().max(40), code: z.string().max(20).optional() }),
      output: 'page',
      handle: (call, { body }) => enter(call, setting, body.phone, body.code ?? ''),
    }),
    'portal.my-sign-out': route({
      method: 'POST',
      path: '/my/sign-out',
      summary: 'Sign out',
      permission: 'public',
      output: 'page',
      handle: async (call) => {
        await endSession(call.request)
        void call.reply.clearCookie(sessionCookie, { path: '/' })
        return ok({ redirect: '/my' })
      },
    }),
  }) as const
