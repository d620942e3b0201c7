import { z } from 'zod'
import type { Actor } from '../../kernel/actor.ts'
import { type Call, route } from '../../kernel/http/route.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { askPhoneCode, signInByPhone } from '../actions/residents.ts'
import { changePassword, mySignIns, signIn } from '../actions/sign-in.ts'
import { authorityOf } from '../authority.ts'
import { loadDirectory } from '../directory.ts'
import { beginSession, endSession, sessionCookie } from '../sessions.ts'
import { readNames } from '../store/accounts.ts'
import type { SignInLine } from '../store/sessions.ts'
import { roleName } from '../texts.ts'
import { meShape, nothing, signInsShape } from './shapes.ts'

type Me = z.input<typeof meShape>

const meOf = async (call: Call, actor: Actor): Promise<Me> => {
  if (actor.kind === 'resident') return { kind: 'resident', id: actor.id }
  const authority = actor.kind === 'staff' ? await authorityOf(call.kernel, actor.id, call.now) : null
  if (!authority) return { kind: 'anonymous' }
  const { id, name, posts } = authority.actor
  const directory = await loadDirectory(call.kernel)
  const names = await readNames(
    call.kernel.db.sql,
    posts.flatMap((post) => post.standingInFor ?? []),
  )
  return {
    kind: 'staff',
    id,
    name,
    login: authority.login,
    mustChange: authority.mustChange,
    posts: posts.map((post) => ({
      unit: post.unit,
      unitName: directory.nameOf(post.unit, call.lang),
      role: post.role,
      roleName: roleName(post.role, call.lang),
      prefixes: [...post.prefixes],
      kinds: [...post.kinds],
      standingInFor: post.standingInFor === undefined ? null : { id: post.standingInFor, name: names.get(post.standingInFor) ?? '' },
    })),
  }
}

/** Sign-ins as the routes answer them. */
export const shownSignIns = (lines: readonly SignInLine[]): z.input<typeof signInsShape> => ({
  signIns: lines.map((line) => ({ id: line.id, account: line.account, at: line.at.toISOString(), outcome: line.outcome })),
})

export const sessionRoutes = {
  'access.sign-in': route({
    method: 'POST',
    path: '/api/sign-in',
    summary: 'Sign in as staff with login and password',
    permission: 'public',
    perMinute: 30,
    body: z.object({ login: z.string().max(200), password: z.string().max(400), remember: z.boolean().optional() }),
    output: meShape,
    async handle(call, { body }) {
      const result = await signIn(call.kernel, { login: body.login, password: body.password, address: call.request.ip }, call.now)
      if (!result.ok) return result
      await beginSession(call.kernel, call.request, { kind: 'staff', id: result.value.account }, body.remember ?? false)
      return ok(await meOf(call, { kind: 'staff', id: result.value.account, name: '', posts: [] }))
    },
  }),
  'access.sign-out': route({
    method: 'POST',
    path: '/api/sign-out',
    summary: 'End the session',
    permission: 'public',
    output: nothing,
    async handle(call) {
      await endSession(call.request)
      void call.reply.clearCookie(sessionCookie, { path: '/' })
      return ok({})
    },
  }),
  'access.me': route({
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in, with the posts held at this moment',
    permission: 'public',
    output: meShape,
    handle: async (call) => ok(await meOf(call, call.actor)),
  }),
  'access.password': route({
    method: 'POST',
    path: '/api/me/password',
    summary: 'Change the own password; all other sessions of the account end',
    permission: 'own-account.use',
    perMinute: 30,
    body: z.object({ current: z.string().max(400), next: z.string().max(400) }),
    output: meShape,
    async handle(call, { body }) {
      const result = await changePassword(call.kernel, call.actor, { ...body, session: call.request.session.sessionId }, call.now)
      return result.ok ? ok(await meOf(call, call.actor)) : result
    },
  }),
  'access.my-sign-ins': route({
    method: 'GET',
    path: '/api/me/sign-ins',
    summary: 'The latest 50 attempts to sign in to the own account',
    permission: 'own-account.use',
    output: signInsShape,
    async handle(call): Promise<Result<z.input<typeof signInsShape>>> {
      const result = await mySignIns(call.kernel, call.actor)
      return result.ok ? ok(shownSignIns(result.value)) : result
    },
  }),
  'access.ask-phone-code': route({
    method: 'POST',
    path: '/api/resident/code',
    summary: 'Send a sign-in code to a telephone',
    permission: 'public',
    perMinute: 10,
    body: z.object({ phone: z.string().max(40) }),
    output: z.object({ minutes: z.number() }),
    handle: (call, { body }) => askPhoneCode(call.kernel, body.phone, call.now),
  }),
  'access.sign-in-by-phone': route({
    method: 'POST',
    path: '/api/resident/sign-in',
    summary: 'Sign in as a resident with telephone and code',
    permission: 'public',
    perMinute: 20,
    body: z.object({ phone: z.string().max(40), code: z.string().max(20) }),
    output: meShape,
    async handle(call, { body }) {
      const result = await signInByPhone(call.kernel, body.phone, body.code, call.now)
      if (!result.ok) return result
      await beginSession(call.kernel, call.request, { kind: 'resident', id: result.value.resident }, false)
      return ok({ kind: 'resident', id: result.value.resident } as const)
    },
  }),
} as const
