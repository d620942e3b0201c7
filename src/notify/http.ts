import { z } from 'zod'
import { postsOf, type Actor } from '../kernel/actor.ts'
import { route, type Call } from '../kernel/http/route.ts'
import { ok, refuse } from '../kernel/result.ts'
import { rolesOf, type Audience } from './domain.ts'
import { failedRoutes } from './failed.ts'
import { messagesPage } from './messages.ts'
import { markRead, readNotices } from './store.ts'
import { templates } from './templates.ts'
import { say } from './texts.ts'
import { sayDue } from './words.ts'

export const notifyPermissions = { 'notices.read': 'any staff', 'notices.manage': ['administrator'] } as const

const idParams = z.object({ id: z.uuid() })
const nothing = z.object({})

const noticeView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  title: z.string(),
  body: z.string().nullable(),
  matterId: z.string().nullable(),
  read: z.boolean(),
})

/** Older notices are not shown: what is still to be done stands in the inbox. */
const shownDays = 30
const listLimit = 50

const audiencesOf = (actor: Actor): Audience[] => postsOf(actor).flatMap((post) => rolesOf(post).map((role) => ({ unit: post.unit, role })))
const accountOf = (actor: Actor): string => (actor.kind === 'staff' ? actor.id : '00000000-0000-0000-0000-000000000000')
const sinceOf = (now: Date): Date => new Date(now.getTime() - shownDays * 86_400_000)

const shownNotices = async (call: Call, unread: boolean): Promise<z.input<typeof noticeView>[]> => {
  const { kernel, actor, now, lang } = call
  const rows = await readNotices(kernel.db.sql, accountOf(actor), audiencesOf(actor), sinceOf(now), unread, listLimit)
  const { zone } = await kernel.district()
  return rows.map((row) => {
    const { title, body } = templates[row.template] ?? {}
    const said = { code: row.params['code'] ?? '', due: sayDue(row.params['due'] ?? null, zone, lang) }
    return {
      id: row.id,
      at: row.at.toISOString(),
      title: title ? say(lang, title, said) : row.template,
      body: body ? say(lang, body, said) : null,
      matterId: row.matterId,
      read: row.read,
    }
  })
}

export const notifyRoutes = {
  'notices.list': route({
    method: 'GET',
    path: '/api/notices',
    summary: 'Notices of the last thirty days for the offices that the reader holds, newest first',
    permission: 'notices.read',
    query: z.object({ unread: z.enum(['true', 'false']).optional() }),
    output: z.object({ rows: z.array(noticeView) }),
    async handle(call, { query }) {
      return ok({ rows: await shownNotices(call, query.unread === 'true') })
    },
  }),
  'notices.read': route({
    method: 'POST',
    path: '/api/notices/:id/read',
    summary: 'Mark a notice as read, for the reader only',
    permission: 'notices.read',
    params: idParams,
    output: nothing,
    async handle({ kernel, actor, now }, { params }) {
      const found = await markRead(kernel.db.sql, accountOf(actor), audiencesOf(actor), { id: params.id }, now)
      return found > 0 ? ok({}) : refuse('not-found', 'notify.not-found')
    },
  }),
  'notices.read-all': route({
    method: 'POST',
    path: '/api/notices/read-all',
    summary: 'Mark all notices as read, for the reader only',
    permission: 'notices.read',
    output: nothing,
    async handle({ kernel, actor, now }) {
      await markRead(kernel.db.sql, accountOf(actor), audiencesOf(actor), { since: sinceOf(now) }, now)
      return ok({})
    },
  }),
  ...failedRoutes,
  'demo.messages': route({
    method: 'GET',
    path: '/demo/messages',
    summary: 'In a demonstration: the messages that would have been sent',
    permission: 'public',
    output: 'page',
    async handle(call) {
      return call.kernel.config.demo ? ok({ page: await messagesPage(call) }) : refuse('not-found', 'http.not-found')
    },
  }),
} as const
