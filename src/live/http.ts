import { authorityOf, sessionLives } from '../access/api.ts'
import { postsOf, type Actor } from '../kernel/actor.ts'
import { follow, openStream, type LiveStream, type Message } from '../kernel/http/live.ts'
import { route, type Call } from '../kernel/http/route.ts'
import { ok, refuse } from '../kernel/result.ts'
import { can, matterRules } from '../matters/api.ts'
import { concernsPost } from '../notify/api.ts'
import { feedOf, type Happening } from './feed.ts'

export const livePermissions = { 'live.read': 'any staff' } as const

/** Milliseconds between looks at whether the reader is still signed in, and as what. */
const checkEvery = 60_000

const mayKnow = (actor: Actor, event: Happening): boolean =>
  event.type === 'matter' ? can(actor, matterRules['matter.read'], event.facts) : postsOf(actor).some((post) => concernsPost(event, post))

// Only what a screen needs to know what to read anew; what is in it is read by the usual ways, with their own checks.
const messageOf = (event: Happening): Message => {
  if (event.type === 'notice') return { event: 'message', data: { type: 'notice', id: event.id, matter: event.matter } }
  const { id, units, areaCode } = event.facts
  return { event: 'message', id: event.from, data: { type: 'matter', id, units, area: areaCode } }
}

const open = async (call: Call, account: string): Promise<LiveStream> => {
  const feed = feedOf(call.kernel)
  await feed.start()
  const stream = openStream(call)
  let actor = call.actor
  follow(feed.hub, stream, (event) => mayKnow(actor, event), messageOf)
  // A browser that comes back is told what it missed.
  if (stream.lastId !== null) for (const event of await feed.since(stream.lastId)) if (mayKnow(actor, event)) stream.send(messageOf(event))
  const check = setInterval(() => {
    void stillThere(call, account).then(
      (now) => (now ? void (actor = now) : stream.close()),
      () => stream.close(),
    )
  }, checkEvery).unref()
  stream.onClose(() => clearInterval(check))
  return stream
}

/** The reader as of now, with the posts held now; null when signed out, idle for too long, or left. */
export const stillThere = async (call: Call, account: string): Promise<Actor | null> => {
  const { kernel, request } = call
  const now = kernel.clock()
  const session = request.session as { readonly sessionId?: string } | null | undefined
  if (!session?.sessionId) return null
  if (!(await sessionLives(kernel, session.sessionId, now))) return null
  const authority = await authorityOf(kernel, account, now)
  return authority && !authority.mustChange ? authority.actor : null
}

export const liveRoutes = {
  'live.read': route({
    method: 'GET',
    path: '/api/live',
    summary: 'What happens now, as server-sent events, of the matters that the reader may read',
    permission: 'live.read',
    output: 'page',
    perMinute: 60,
    async handle(call) {
      if (call.actor.kind !== 'staff') return refuse('forbidden', 'http.forbidden')
      return ok((await open(call, call.actor.id)).reply)
    },
  }),
} as const
