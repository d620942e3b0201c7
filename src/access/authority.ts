import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Actor } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { dayOf, loadDirectory } from './directory.ts'
import { postsAt } from './domain/posts.ts'
import { whoOf } from './sessions.ts'
import { findAccount } from './store/accounts.ts'
import { readAbsences, readMemberships } from './store/memberships.ts'

/** What an account may act as now. */
export interface Authority {
  readonly actor: Extract<Actor, { kind: 'staff' }>
  readonly login: string
  /** Until the first password is changed the actor holds no post: it can do nothing but change it. */
  readonly mustChange: boolean
}

interface Kept {
  readonly authority: Authority | null
  readonly at: number
}

const kept = new WeakMap<Kernel, LRUCache<string, Kept>>()
const keepFor = 5000

const keptOf = (kernel: Kernel): LRUCache<string, Kept> => {
  const known = kept.get(kernel) ?? new LRUCache<string, Kept>({ max: 10_000 })
  kept.set(kernel, known)
  return known
}

/** The account's authority at `now`, kept for at most 5 seconds; null when there is no such active account. */
export const authorityOf = async (kernel: Kernel, account: string, now: Date): Promise<Authority | null> => {
  const known = keptOf(kernel).get(account)
  if (known && Math.abs(now.getTime() - known.at) < keepFor) return known.authority
  const authority = await readAuthority(kernel, account, now)
  keptOf(kernel).set(account, { authority, at: now.getTime() })
  return authority
}

/** To be called after posts, absences or accounts changed, so that this process sees it at once. */
export const forgetAuthority = (kernel: Kernel): void => keptOf(kernel).clear()

const readAuthority = async (kernel: Kernel, id: string, now: Date): Promise<Authority | null> => {
  const account = await findAccount(kernel.db.sql, id)
  if (!account || account.state !== 'active') return null
  const absences = await readAbsences(kernel.db.sql, [id], now)
  const lenders = absences.filter((absence) => absence.substitute === id).map((absence) => absence.account)
  const memberships = await readMemberships(kernel.db.sql, [id, ...lenders])
  const directory = await loadDirectory(kernel)
  const moment = { now, today: (await dayOf(kernel))(now) }
  const posts = account.mustChange ? [] : postsAt(id, memberships, absences, (unit) => directory.scopesOf(unit), moment)
  const open = posts.filter((post) => directory.isOpen(post.unit, moment.today))
  return { actor: { kind: 'staff', id, name: account.name, posts: open }, login: account.login, mustChange: account.mustChange }
}

/**
 * Who calls, by the session cookie: staff with the posts of this moment, a resident, or anonymous. Receipts and API keys are resolved by the doors that
 * take them.
 */
export const resolveActor = async (kernel: Kernel, request: FastifyRequest, now: Date): Promise<Actor> => {
  const who = whoOf(request)
  if (who === null) return { kind: 'anonymous' }
  if (who.kind === 'resident') return { kind: 'resident', id: who.id }
  return (await authorityOf(kernel, who.id, now))?.actor ?? { kind: 'anonymous' }
}
