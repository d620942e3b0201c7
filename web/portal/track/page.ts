import { z } from 'zod'
import {
  actAsResident,
  findCode,
  heldReceipts,
  keepReceipt,
  openReceipt,
  stageByCode,
  trackMatter,
  type Offered,
  type Tracked,
} from '../../../src/intake/api.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { shownFields } from '../../../src/kernel/form/read.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { ok, refuse, type Result } from '../../../src/kernel/result.ts'
import { readSent } from '../sent.ts'
import { pageQuery, readingOf, receiptCookie, receiptSeconds, show, type PortalSetting } from '../setting.ts'
import { t } from './copy.ts'
import { actionPage, askPage, ownTitle, stagePage, storyPage, type Filling } from './view.ts'

/** As whom the caller follows a matter: by a receipt given before in this browser, or as the signed-in resident; null for everybody else. */
const followerOf = (call: Call, id: string): Actor | null => {
  if (heldReceipts(call.kernel, call.request.cookies[receiptCookie]).includes(id)) return { kind: 'receipt', matterId: id }
  return call.actor.kind === 'resident' ? call.actor : null
}

interface Following {
  readonly actor: Actor
  readonly matter: Tracked
}

const follow = async (call: Call, code: string): Promise<Result<Following>> => {
  const found = await findCode(call.kernel, code)
  if (!found.ok) return found
  const actor = followerOf(call, found.value.id)
  const matter = actor ? await trackMatter(readingOf(call), actor, found.value.id) : null
  return actor && matter?.ok ? ok({ actor, matter: matter.value }) : refuse('forbidden', 'intake.receipt-needed')
}

const showTrack = async (
  call: Call,
  setting: PortalSetting,
  code: string | undefined,
  done: string | undefined,
): Promise<Result<PageReply>> => {
  const { lang, kernel, now } = call
  const title = t(lang, 'track.title')
  if (code === undefined) return show(call, setting, { title, active: 'track', body: askPage(lang, { code: '', secret: '', faults: [] }) })
  const word = done === undefined ? null : t(lang, done === 'gone' ? 'track.gone' : 'track.done')
  const followed = await follow(call, code)
  if (followed.ok) {
    return show(call, setting, {
      title,
      active: 'track',
      body: storyPage(lang, followed.value.matter, word, newId(now, kernel.random)),
      path: `/track?code=${followed.value.matter.code}`,
    })
  }
  const stage = await stageByCode(readingOf(call), code)
  if (stage.ok) return show(call, setting, { title, active: 'track', body: stagePage(lang, stage.value, word) })
  const faults = [{ path: 'code', code: stage.error.code }]
  const status = stage.error.kind === 'not-found' ? 404 : 422
  return show(call, setting, { title, active: 'track', body: askPage(lang, { code, secret: '', faults }), status, path: '/track' })
}

const openTrack = async (call: Call, setting: PortalSetting, code: string, secret: string): Promise<Result<PageReply>> => {
  const { lang, kernel } = call
  const again = (path: string, fault: string, status: number): Promise<Result<PageReply>> =>
    show(call, setting, {
      title: t(lang, 'track.title'),
      active: 'track',
      body: askPage(lang, { code, secret: '', faults: [{ path, code: fault }] }),
      status,
      path: '/track',
    })
  if (secret === '') {
    const found = await findCode(kernel, code)
    return found.ok
      ? ok({ redirect: `/track?code=${found.value.code}` })
      : again('code', found.error.code, found.error.kind === 'not-found' ? 404 : 422)
  }
  const opened = await openReceipt(kernel, code, secret)
  if (!opened.ok)
    return again(opened.error.kind === 'invalid' ? 'code' : 'secret', opened.error.code, opened.error.kind === 'invalid' ? 422 : 403)
  const { id, code: digits } = opened.value
  const kept = { [receiptCookie]: { value: keepReceipt(kernel, call.request.cookies[receiptCookie], id), maxAge: receiptSeconds } }
  return ok({ redirect: `/track?code=${digits}`, cookies: kept })
}

const showAction = (
  call: Call,
  setting: PortalSetting,
  matter: Tracked,
  offered: Offered,
  filling: Filling,
): Promise<Result<PageReply>> => {
  const { lang } = call
  const path = `/track/${matter.code}/${offered.action}`
  return show(call, setting, {
    title: ownTitle(lang, offered),
    active: 'track',
    body: actionPage(lang, matter, offered, filling),
    path,
    status: filling.faults.length > 0 ? 422 : 200,
  })
}

/** Leads an action to its form; one that is not open any more leads back to the story. */
const withAction = async (
  call: Call,
  code: string,
  action: string,
  next: (following: Following, offered: Offered) => Promise<Result<PageReply>>,
): Promise<Result<PageReply>> => {
  const followed = await follow(call, code)
  if (!followed.ok) return followed.error.kind === 'forbidden' ? ok({ redirect: `/track?code=${code}` }) : followed
  const offered = followed.value.matter.offered.find((each) => each.action === action)
  return offered ? next(followed.value, offered) : ok({ redirect: `/track?code=${followed.value.matter.code}&done=gone` })
}

const takeAction = async (
  call: Call,
  setting: PortalSetting,
  { actor, matter }: Following,
  offered: Offered,
): Promise<Result<PageReply>> => {
  const sent = await readSent(call)
  const { operation, ...rest } = sent.values
  const filling = { operation: typeof operation === 'string' ? operation : '', values: rest, faults: sent.faults }
  if (sent.faults.length > 0) return showAction(call, setting, matter, offered, filling)
  // Only what the form asks for: a page that was open for long may still send more.
  const asked = new Set(shownFields(offered.form, rest).map(({ field }) => field))
  const input = Object.fromEntries(Object.entries(rest).filter(([name]) => asked.has(name)))
  const acted = await actAsResident(
    call.kernel,
    actor,
    matter.id,
    { operation: filling.operation, action: offered.action, input },
    call.now,
  )
  if (acted.ok) return ok({ redirect: `/track?code=${matter.code}&done=${offered.action}` })
  if (acted.error.fields) return showAction(call, setting, matter, offered, { ...filling, faults: acted.error.fields })
  return acted.error.kind === 'conflict' && acted.error.code !== 'operation.reused'
    ? ok({ redirect: `/track?code=${matter.code}&done=gone` })
    : acted
}

const codeParams = z.object({ code: z.string().regex(/^\d{12}$/), action: z.string().regex(/^[a-z-]{1,40}$/) })

/** Following a matter: by its code the stage, with its secret everything, and what the resident can do. */
export const trackRoutes = (setting: PortalSetting) =>
  ({
    'portal.track': route({
      method: 'GET',
      path: '/track',
      summary: 'The stage of a matter by its code; its story for whoever holds the receipt',
      permission: 'public',
      perMinute: 60,
      query: z.object({ ...pageQuery, code: z.string().max(40).optional(), done: z.string().max(40).optional() }),
      output: 'page',
      handle: (call, { query }) => showTrack(call, setting, query.code, query.done),
    }),
    'portal.track-open': route({
      method: 'POST',
      path: '/track',
      summary: 'Open a matter with the code and the secret of its receipt',
      permission: 'public',
      perMinute: 10,
      body: z.object({ code: z.string().max(60).optional(), secret: z.string().max(60).optional() }),
      output: 'page',
      handle: (call, { body }) => openTrack(call, setting, body.code ?? '', body.secret ?? ''),
    }),
    'portal.track-forget': route({
      method: 'POST',
      path: '/track/forget',
      summary: 'Let this browser forget its receipts',
      permission: 'public',
      output: 'page',
      handle: async () => ok({ redirect: '/track', cookies: { [receiptCookie]: '' } }),
    }),
  }) as const

/** What the resident does with a matter, each on a page of its own. */
export const actionRoutes = (setting: PortalSetting) =>
  ({
    'portal.track-action': route({
      method: 'GET',
      path: '/track/:code/:action',
      summary: 'The form of one thing the resident can do',
      permission: 'public',
      perMinute: 60,
      params: codeParams,
      query: z.object(pageQuery),
      output: 'page',
      handle: (call, { params }) =>
        withAction(call, params.code, params.action, ({ matter }, offered) =>
          showAction(call, setting, matter, offered, { operation: newId(call.now, call.kernel.random), values: {}, faults: [] }),
        ),
    }),
    'portal.track-act': route({
      method: 'POST',
      path: '/track/:code/:action',
      summary: 'Do it',
      permission: 'public',
      perMinute: 30,
      params: codeParams,
      output: 'page',
      handle: (call, { params }) =>
        withAction(call, params.code, params.action, (following, offered) => takeAction(call, setting, following, offered)),
    }),
  }) as const
