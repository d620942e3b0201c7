import { authorityOf, beginSession, endSession, sessionCookie, signIn, whoOf } from '../../src/access/api.ts'
import { postsOf, type Post } from '../../src/kernel/actor.ts'
import { faultText } from '../../src/kernel/form/parts.ts'
import { html } from '../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../src/kernel/http/route.ts'
import { ok, type Result } from '../../src/kernel/result.ts'
import { z } from 'zod'
import { button } from '../portal/layout.ts'
import { t } from './copy.ts'
import { showStaff, type StaffSetting } from './frame.ts'
import { faultTranslator } from '../portal/words.ts'

/** Where to go after signing in: a page of the field or of the workbench, never another site. */
export const safeNext = (wanted: string | undefined): string =>
  wanted !== undefined && /^\/(?:field|workbench)(?:[/?][^\\\p{Cc}]*)?$/u.test(wanted) ? wanted : '/field'

/** The page of a signed-in worker; whoever is not signed in goes to the sign-in and comes back. */
export const asWorker = async (
  call: Call,
  setting: StaffSetting,
  next: (posts: readonly Post[]) => Promise<Result<PageReply>>,
): Promise<Result<PageReply>> => {
  if (call.actor.kind !== 'staff')
    return ok({ redirect: `/field/sign-in?next=${encodeURIComponent(safeNext(call.request.method === 'GET' ? call.url : undefined))}` })
  const posts = postsOf(call.actor).filter((post) => post.role === 'grid-worker' || post.role === 'community-worker')
  if (posts.length > 0) return next(posts)
  return (await mustChange(call))
    ? told(call, setting, 'must-change', '/workbench/password', 'change-password')
    : told(call, setting, 'not-yours', '/workbench', 'workbench')
}

// Until the first password is changed a person holds no post at all.
const mustChange = async ({ kernel, request, now }: Call): Promise<boolean> => {
  const who = whoOf(request)
  return who?.kind === 'staff' && ((await authorityOf(kernel, who.id, now))?.mustChange ?? false)
}

const told = (call: Call, setting: StaffSetting, what: 'must-change' | 'not-yours', href: string, label: string): Result<PageReply> =>
  showStaff(call, setting, {
    title: t(call.lang, `field.${what}`),
    kind: 'field-page',
    signedIn: true,
    status: 403,
    body: html`<h1>${t(call.lang, `field.${what}`)}</h1>
      <p>${t(call.lang, `field.${what}-text`)}</p>
      <p>${button({ label: t(call.lang, `field.${label}`), href })}</p>`,
  })

const signInPage = (call: Call, setting: StaffSetting, next: string, login: string, refused: string | null): Result<PageReply> =>
  showStaff(call, setting, {
    title: t(call.lang, 'field.sign-in'),
    kind: 'field-page',
    status: refused === null ? 200 : 401,
    path: `/field/sign-in?next=${encodeURIComponent(next)}`,
    body: html`<h1>${t(call.lang, 'field.sign-in')}</h1>
      <p class="lead">${t(call.lang, 'field.sign-in-lead')}</p>
      ${refused === null ? null : html`<div class="error-summary" role="alert" tabindex="-1" autofocus><p>${refused}</p></div>`}
      <form method="post" action="/field/sign-in">
        <input type="hidden" name="next" value="${next}" />
        <div class="field"><label for="login">${t(call.lang, 'field.login')}</label><input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" /></div>
        <div class="field"><label for="password">${t(call.lang, 'field.password')}</label><input id="password" name="password" type="password" autocomplete="current-password" /></div>
        ${button({ label: t(call.lang, 'field.sign-in') })}
      </form>`,
  })

/** Signing in and out without JavaScript. */
export const signInRoutes = (setting: StaffSetting) => ({ ...enterRoutes(setting), ...leaveRoutes }) as const

const enterRoutes = (setting: StaffSetting) =>
  ({
    'field.sign-in': route({
      method: 'GET',
      path: '/field/sign-in',
      summary: 'Sign in as staff, without JavaScript',
      permission: 'public',
      query: z.object({ next: z.string().max(500).optional() }),
      output: 'page',
      handle: async (call, { query }) =>
        call.actor.kind === 'staff' ? ok({ redirect: safeNext(query.next) }) : signInPage(call, setting, safeNext(query.next), '', null),
    }),
    'field.enter': route({
      method: 'POST',
      path: '/field/sign-in',
      summary: 'Sign in and go back to the page wanted',
      permission: 'public',
      perMinute: 30,
      body: z.object({
        login: z.string().max(200).default(''),
        password: z.string().max(400).default(''),
        next: z.string().max(500).optional(),
      }),
      output: 'page',
      async handle(call, { body }) {
        const next = safeNext(body.next)
        const result = await signIn(call.kernel, { login: body.login, password: body.password, address: call.request.ip }, call.now)
        if (!result.ok)
          return signInPage(
            call,
            setting,
            next,
            body.login,
            faultText(faultTranslator, call.lang, {
              path: '',
              code: result.error.code,
              ...(result.error.params ? { params: result.error.params } : {}),
            }),
          )
        await beginSession(call.kernel, call.request, { kind: 'staff', id: result.value.account }, false)
        return ok({ redirect: next })
      },
    }),
  }) as const

const leaveRoutes = {
  'field.leave': route({
    method: 'POST',
    path: '/field/sign-out',
    summary: 'Sign out and go to the sign-in',
    permission: 'public',
    output: 'page',
    async handle(call) {
      await endSession(call.request)
      return ok({ redirect: '/field/sign-in', cookies: { [sessionCookie]: '' } })
    },
  }),
} as const
