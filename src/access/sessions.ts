import { createHash } from 'node:crypto'
import fastifySession, { type FastifySessionOptions, type SessionStore } from '@fastify/session'
import type { FastifyInstance, FastifyRequest, Session } from 'fastify'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Sql } from '../kernel/database/open.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Security } from './domain/credentials.ts'
import { loadSecurity } from './directory.ts'
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  type SessionRow,
  sessionIsAlive,
  touchSession,
  writeSession,
} from './store/sessions.ts'

/** Whose session it is. */
export type Who = { readonly kind: 'staff'; readonly id: string } | { readonly kind: 'resident'; readonly id: string }

declare module 'fastify' {
  interface Session {
    who?: Who
    /** Signed in with "stay signed in on this device": no end by idleness, only the absolute one. */
    remember?: boolean
  }
}

/** Name of the session cookie. */
export const sessionCookie = 'linli'

/** Puts sessions into the server; to be given to the edge before the routes. Needs the cookie plugin. */
export const sessionPlugin =
  (kernel: Kernel) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(fastifySession, sessionOptions(kernel))
  }

const sessionOptions = (kernel: Kernel): FastifySessionOptions => ({
  // The signature only keeps made-up ids from the database; both halves depend on the master key.
  secret: kernel.keys.blindIndex('session-cookie', '1').toString('hex') + kernel.keys.blindIndex('session-cookie', '2').toString('hex'),
  cookieName: sessionCookie,
  cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto' },
  saveUninitialized: false,
  rolling: false,
  store: sessionStore(kernel),
})

const whoSchema = z.object({ kind: z.enum(['staff', 'resident']), id: z.uuid() })

/** Sessions in the database, as the session library asks for them. Times are those of the kernel's clock. */
export const sessionStore = (kernel: Kernel): SessionStore => {
  const answer = <T>(work: Promise<T>, callback: (fault: unknown, value?: T) => void): void => {
    // The callback may throw (a bug further on); that must not be taken for a fault of the store and call it twice.
    void work.then(
      (value) => setImmediate(callback, null, value),
      (fault: unknown) => setImmediate(callback, fault),
    )
  }
  return {
    get: (id, callback) => answer(readSession(kernel, id), callback),
    set: (id, session, callback) => answer(saveSession(kernel, id, session), (fault) => callback(fault)),
    destroy: (id, callback) => answer(dropSession(kernel, id), (fault) => callback(fault)),
  }
}

const digestOf = (sessionId: string): Buffer => createHash('sha256').update(sessionId).digest()

interface Recent {
  readonly byDigest: LRUCache<string, SessionRow>
}

const recents = new WeakMap<Kernel, Recent>()

// A page asks many times within a second. Another process that ends a session is obeyed after two seconds at most; this one at once.
const recentOf = (kernel: Kernel): Recent => {
  const known = recents.get(kernel) ?? { byDigest: new LRUCache<string, SessionRow>({ max: 10_000, ttl: 2000 }) }
  recents.set(kernel, known)
  return known
}

const readSession = async (kernel: Kernel, id: string): Promise<Session | null> => {
  const digest = digestOf(id)
  const now = kernel.clock()
  const recent = recentOf(kernel)
  const row = recent.byDigest.get(digest.toString('hex')) ?? (await findSession(kernel.db.sql, digest))
  if (!row) return null
  if (row.expiresAt <= now || (row.idleUntil !== null && row.idleUntil <= now)) {
    await dropSession(kernel, id)
    return null
  }
  recent.byDigest.set(digest.toString('hex'), await touched(kernel, row, now))
  // The cookie's own settings come from the options; what was stored is only what was put in.
  return { ...(row.data as Session) }
}

/** A use is written once a minute at most: more would be a write for every reading. */
const touched = async (kernel: Kernel, row: SessionRow, now: Date): Promise<SessionRow> => {
  if (now.getTime() - row.seenAt.getTime() < 60_000) return row
  const { session } = await loadSecurity(kernel)
  const idleUntil = row.idleUntil === null ? null : new Date(now.getTime() + session.idleMinutes * 60_000)
  await touchSession(kernel.db.sql, row.digest, now, idleUntil)
  return { ...row, seenAt: now, idleUntil }
}

const saveSession = async (kernel: Kernel, id: string, session: Session): Promise<void> => {
  const now = kernel.clock()
  const rules = (await loadSecurity(kernel)).session
  const { cookie: _cookie, ...data } = JSON.parse(JSON.stringify(session)) as Record<string, unknown>
  const who = whoSchema.optional().parse(data['who'])
  const digest = digestOf(id)
  await writeSession(kernel.db.sql, {
    digest,
    account: who?.kind === 'staff' ? who.id : null,
    resident: who?.kind === 'resident' ? who.id : null,
    data,
    seenAt: now,
    ...sessionEnds(who?.kind ?? null, data['remember'] === true, rules, now),
  })
  recentOf(kernel).byDigest.delete(digest.toString('hex'))
}

/** When a session that begins now ends: staff by idleness unless remembered, and everyone after a fixed time. */
const sessionEnds = (
  kind: Who['kind'] | null,
  remember: boolean,
  rules: Security['session'],
  now: Date,
): { idleUntil: Date | null; expiresAt: Date } => {
  const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
  if (kind === 'staff') return { idleUntil: remember ? null : later(rules.idleMinutes), expiresAt: later(rules.staffHours * 60) }
  return { idleUntil: null, expiresAt: later((kind === 'resident' ? rules.residentHours : rules.otherHours) * 60) }
}

const dropSession = async (kernel: Kernel, id: string): Promise<void> => {
  const digest = digestOf(id)
  recentOf(kernel).byDigest.delete(digest.toString('hex'))
  await deleteSession(kernel.db.sql, digest)
}

/** Ends all sessions of an account, in the caller's transaction, but the one to keep (the session id of who changes the own password). */
export const endSessions = async (kernel: Kernel, tx: Sql, account: string, keep: string | null = null): Promise<void> => {
  await deleteSessionsOf(tx, account, keep === null ? null : digestOf(keep))
}

/** To be called after the transaction that ended sessions: this process forgets what it kept of sessions. */
export const forgetSessions = (kernel: Kernel): void => recentOf(kernel).byDigest.clear()

/** Whether the session of this id (the cookie's) has neither been ended nor run out. Only looks: an open stream must not keep an idle session alive. */
export const sessionLives = (kernel: Kernel, sessionId: string, now: Date): Promise<boolean> =>
  sessionIsAlive(kernel.db.sql, digestOf(sessionId), now)

/** Begins a signed-in session under a new id, so that an id known before signing in is worth nothing. */
export const beginSession = async (kernel: Kernel, request: FastifyRequest, who: Who, remember: boolean): Promise<void> => {
  await request.session.regenerate()
  request.session.who = who
  request.session.remember = remember
  if (!remember && who.kind === 'staff') return
  const rules = (await loadSecurity(kernel)).session
  // The cookie outlives the browser only as long as the session itself may last.
  request.session.options({ maxAge: (who.kind === 'staff' ? rules.staffHours : rules.residentHours) * 3_600_000 })
}

/** Ends the request's own session; its cookie names nothing any more. */
export const endSession = (request: FastifyRequest): Promise<void> => request.session.destroy()

/** Whose session a request carries, or null. */
export const whoOf = (request: FastifyRequest): Who | null => {
  // The session is null after it was ended, and absent where the plugin doesn't run (tests of single routes).
  const session = request.session as Session | null | undefined
  return session?.who ?? null
}
