import { z } from 'zod'
import {
  duplicatesOf,
  fileFromPortal,
  joinOffered,
  keepReceipt,
  openReceipt,
  portalForm,
  trackMatter,
  type PortalForm,
} from '../../../src/intake/api.ts'
import { joinFields } from '../../../src/matters/api.ts'
import { faultSummary, renderFields } from '../../../src/kernel/form/html.ts'
import { readForm } from '../../../src/kernel/form/read.ts'
import { html } from '../../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import { newId, showCode } from '../../../src/kernel/ids.ts'
import { ok, refuse, type FieldFault, type Result } from '../../../src/kernel/result.ts'
import { loadPlaces } from '../../../src/territory/api.ts'
import { button, codeBlock, emptyState } from '../layout.ts'
import { readSent, type Sent } from '../sent.ts'
import { pageQuery, readingOf, receiptCookie, receiptSeconds, show, type PortalSetting } from '../setting.ts'
import { dressed } from '../dressed.ts'
import { faultTranslator } from '../words.ts'
import { t } from './copy.ts'
import {
  categoryField,
  checkStep,
  draftOf,
  emptyDraft,
  isAnonymous,
  settledPlace,
  steps,
  unitChoices,
  type Draft,
  type Step,
} from './form.ts'
import { ownAgain, placeOf, stepPage } from './pages.ts'
import { receiptPage, showSecret, trackAddress } from './receipt.ts'

interface Reporting {
  readonly call: Call
  readonly setting: PortalSetting
  readonly form: PortalForm
}

const withForm = async (
  call: Call,
  setting: PortalSetting,
  next: (reporting: Reporting) => Promise<Result<PageReply>>,
): Promise<Result<PageReply>> => {
  const form = await portalForm(call.kernel, setting.procedure ?? 'resident-request')
  if (form) return next({ call, setting, form })
  const { lang } = call
  return show(call, setting, {
    title: t(lang, 'report.title'),
    active: 'report',
    body: emptyState(t(lang, 'report.title'), t(lang, 'report.closed')),
    status: 503,
  })
}

const showStep = async (
  { call, setting, form }: Reporting,
  step: Step,
  draft: Draft,
  faults: readonly FieldFault[] = [],
): Promise<Result<PageReply>> => {
  const { lang, kernel, now } = call
  const seen = step === 'same' ? await seenFor({ call, setting, form }, draft) : []
  // Nothing alike: the question is not asked.
  if (step === 'same' && seen.length === 0) return showStep({ call, setting, form }, 'reach', draft)
  const places = await loadPlaces(kernel)
  const units = await unitChoices(kernel, form.procedure.intake.form, now)
  const signedIn = call.actor.kind === 'resident'
  const suggested = await categoryField(form, draft)
  const body = stepPage(step, {
    lang,
    form,
    draft,
    faults,
    places,
    units,
    seen,
    suggested,
    signedIn,
    mapStyle: setting.mapStyle === undefined ? '/api/map/style' : setting.mapStyle,
  })
  const map = step === 'where' && setting.mapStyle !== null
  return show(call, setting, {
    title: t(lang, `report.${step}`),
    active: 'report',
    body,
    path: '/report',
    status: faults.length > 0 ? 422 : 200,
    map,
  })
}

const seenFor = async ({ call, form }: Reporting, draft: Draft) => {
  const places = await loadPlaces(call.kernel)
  const { text } = draft.values
  const read = checkStep(draft, form, 'where')
  const place = settledPlace(read.values['place'], draft.community, places)
  const category = draft.category === '' || draft.category === 'none' ? null : draft.category
  return duplicatesOf(readingOf(call), { procedure: form.procedure.id, text: typeof text === 'string' ? text : '', category, place })
}

const begin = async (reporting: Reporting, placeId: string | undefined): Promise<Result<PageReply>> => {
  const { call } = reporting
  const draft = emptyDraft(call.kernel, call.now)
  const place = placeId ? (await loadPlaces(call.kernel)).place(placeId) : null
  if (placeId && !place) return refuse('not-found', 'intake.place-unknown')
  return showStep(reporting, 'what', place ? { ...draft, values: { place: { placeId: place.id, address: place.name } } } : draft)
}

const proceed = async (reporting: Reporting, sent: Sent): Promise<Result<PageReply>> => {
  const { call, form } = reporting
  const draft = draftOf(sent, form.procedure.intake.form, () => newId(call.now, call.kernel.random))
  const from = steps.find((step) => step === sent.text('step')) ?? 'what'
  const go = sent.text('go')
  if (sent.text('join') !== '')
    return joinPage(reporting, { ref: sent.text('join'), operation: newId(call.now, call.kernel.random), faults: [], values: {}, draft })
  if (go === 'back' || go === 'what' || go === 'where') return showStep(reporting, ...backwards(from, go, draft))
  const faults = [...sent.faults, ...checkStep(draft, form, from).faults]
  if (faults.length > 0) return showStep(reporting, from, draft, faults)
  if (from === 'reach') return send(reporting, draft)
  // The poster said where it is.
  const next = from === 'what' ? (placeOf(draft)['placeId'] ? 'same' : 'where') : from === 'where' ? 'same' : 'reach'
  return showStep(reporting, next, draft)
}

const backwards = (from: Step, go: string, draft: Draft): readonly [Step, Draft] => {
  const posted = placeOf(draft)['placeId'] !== undefined
  if (go === 'what' || from === 'where' || (posted && go === 'back')) return ['what', draft]
  // Whoever changes the place no longer means the poster's.
  const { placeId: _, ...place } = placeOf(draft)
  return ['where', posted ? { ...draft, values: { ...draft.values, place: { ...place, address: '' } } } : draft]
}

const send = async (reporting: Reporting, draft: Draft): Promise<Result<PageReply>> => {
  const { call, form, setting } = reporting
  const { kernel, now, lang } = call
  for (const step of steps) {
    const { faults } = checkStep(draft, form, step)
    if (faults.length > 0) return showStep(reporting, step, draft, faults)
  }
  const input = Object.assign({}, ...steps.map((step) => checkStep(draft, form, step).values)) as Record<string, unknown>
  const place = settledPlace(input['place'], draft.community, await loadPlaces(kernel))
  const category = draft.category === '' || draft.category === 'none' ? null : draft.category
  const request = {
    operation: draft.operation,
    procedure: form.procedure.id,
    nature: draft.nature || null,
    category,
    anonymous: isAnonymous(draft),
    input: place ? { ...input, place } : input,
    lang,
  }
  const filed = await fileFromPortal(kernel, call.actor, request, now)
  if (!filed.ok) return filed.error.fields ? showStep(reporting, stepWith(filed.error.fields, form), draft, filed.error.fields) : filed
  const { id, code, secret } = filed.value
  const tracked = await trackMatter(readingOf(call), { kind: 'receipt', matterId: id }, id)
  if (!tracked.ok) return tracked
  const body = receiptPage({ lang, code, secret, publicUrl: kernel.config.publicUrl, tracked: tracked.value })
  const kept = { [receiptCookie]: { value: keepReceipt(kernel, call.request.cookies[receiptCookie], id), maxAge: receiptSeconds } }
  return show(call, setting, { title: t(lang, 'receipt.title'), active: 'report', body, path: `/track?code=${code}`, cookies: kept })
}

const stepWith = (faults: readonly FieldFault[], form: PortalForm): Step => {
  const first = faults[0]?.path.split('.')[0] ?? ''
  if (first === 'place' || first === 'category') return 'where'
  const field = form.procedure.intake.form.find((each) => each.field === first)
  return field && (field.kind === 'contact' || field.show) ? 'reach' : 'what'
}

interface Joining {
  readonly ref: string
  readonly operation: string
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
  /** The request that the resident had begun, to go on with when it is not the same after all. */
  readonly draft?: Draft
}

const joinPage = ({ call, setting, form }: Reporting, { ref, operation, values, faults, draft }: Joining): Promise<Result<PageReply>> => {
  const { lang } = call
  const body = html`${faultSummary(dressed(joinFields), faults, lang, faultTranslator)}
    <h1>${t(lang, 'join.title')}</h1>
    <p>${t(lang, 'join.lead')}</p>
    <form method="post" action="/report/join">
      <input type="hidden" name="ref" value="${ref}" />
      <input type="hidden" name="operation" value="${operation}" />
      ${renderFields(dressed(joinFields), values, faults, lang, { t: faultTranslator })}
      <p class="actions">${button({ label: t(lang, 'join.send') })}</p>
    </form>
    ${draft ? ownAgain({ lang, form, draft }) : null}`
  return show(call, setting, {
    title: t(lang, 'join.title'),
    active: 'report',
    body,
    path: '/report',
    status: faults.length > 0 ? 422 : 200,
  })
}

const join = async (reporting: Reporting, sent: Sent): Promise<Result<PageReply>> => {
  const { call, setting } = reporting
  const { lang, kernel, now, actor } = call
  const { note, contact } = sent.values
  const values = { ...(note ? { note } : {}), ...(contact ? { contact } : {}) }
  const again = { ref: sent.text('ref'), operation: sent.text('operation'), values }
  const read = readForm(joinFields, values)
  if (!read.ok) return joinPage(reporting, { ...again, faults: read.error.fields ?? [] })
  const who = actor.kind === 'resident' ? actor : ({ kind: 'anonymous' } as const)
  const joined = await joinOffered(kernel, who, { ref: again.ref, operation: again.operation, input: read.value }, now)
  if (!joined.ok) return joined
  const { code, joined: n } = joined.value
  const body = html`<h1 data-draft-sent="report">${t(lang, 'join.done')}</h1>
    <p>${t(lang, 'join.done-lead', { n })}</p>
    ${codeBlock(lang, code)}
    <p class="actions">${button({ label: t(lang, 'receipt.track'), href: `/track?code=${code}` })}</p>`
  return show(call, setting, { title: t(lang, 'join.done'), active: 'report', body, path: `/track?code=${code}` })
}

const receiptFile = async (call: Call, code: string, secret: string): Promise<Result<PageReply>> => {
  const { lang, kernel } = call
  const opened = await openReceipt(kernel, code, secret)
  if (!opened.ok) return opened
  const { id, code: digits } = opened.value
  const tracked = await trackMatter(readingOf(call), { kind: 'receipt', matterId: id }, id)
  const at = tracked.ok ? tracked.value.filed : ''
  const text = t(lang, 'receipt.file', {
    code: showCode(digits),
    secret: showSecret(secret),
    at,
    url: trackAddress(kernel.config.publicUrl, digits),
  })
  // The mark at the front tells old text viewers that it is UTF-8.
  const bytes = new TextEncoder().encode(`\uFEFF${text.replaceAll('\n', '\r\n')}`)
  return ok({
    bytes,
    type: 'text/plain; charset=utf-8',
    headers: { 'content-disposition': `attachment; filename="linli-${digits}.txt"`, 'cache-control': 'no-store' },
  })
}

/** Telling the street of something: four short steps, the receipt, and "me too". */
export const reportRoutes = (setting: PortalSetting) =>
  ({
    'portal.report': route({
      method: 'GET',
      path: '/report',
      summary: 'Begin a request; a poster says the place',
      permission: 'public',
      query: z.object({ ...pageQuery, place: z.string().max(64).optional() }),
      output: 'page',
      handle: (call, { query }) => withForm(call, setting, (reporting) => begin(reporting, query.place)),
    }),
    'portal.report-step': route({
      method: 'POST',
      path: '/report',
      summary: 'Go on with a request, or send it',
      permission: 'public',
      perMinute: 60,
      output: 'page',
      handle: (call) => withForm(call, setting, async (reporting) => proceed(reporting, await readSent(call))),
    }),
    'portal.join': route({
      method: 'POST',
      path: '/report/join',
      summary: 'Join a matter that was offered as the same',
      permission: 'public',
      perMinute: 20,
      output: 'page',
      handle: (call) => withForm(call, setting, async (reporting) => join(reporting, await readSent(call))),
    }),
    'portal.receipt-file': route({
      method: 'POST',
      path: '/report/receipt',
      summary: 'The receipt as a text file',
      permission: 'public',
      perMinute: 10,
      body: z.object({ code: z.string().max(40), secret: z.string().max(40) }),
      output: 'page',
      handle: (call, { body }) => receiptFile(call, body.code, body.secret),
    }),
  }) as const
