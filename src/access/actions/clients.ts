import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type Actor, hasRole } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { cacheNames, loadDirectory } from '../directory.ts'
import type { ClientScope } from '../domain/clients.ts'
import { type Security, securitySchema } from '../domain/credentials.ts'
import { reachOf } from '../domain/reach.ts'
import {
  type ClientRow,
  findClientByKey,
  insertClient,
  listClients,
  listLog,
  type LogLine,
  lockSetting,
  stopClient,
  touchClient,
  updateClient,
  writeSetting,
} from '../store/administration.ts'
import { listSignIns, type SignInLine } from '../store/sessions.ts'
import { record } from './record.ts'

const guards = ['administrator', 'security-officer'] as const

/** A client as it is made: no scope, no right. */
export interface ClientGiven {
  readonly id: string
  readonly name: string
  readonly scopes: readonly ClientScope[]
  readonly perMinute: number
}

/** Makes a client and gives its key, which is shown once: only its digest is kept. Clients act for the whole district, so only the top of the tree may make one. */
export const createClient = async (kernel: Kernel, actor: Actor, given: ClientGiven, now: Date): Promise<Result<{ key: string }>> => {
  if (!reachOf(actor, await loadDirectory(kernel), ...guards).whole) return refuse('forbidden', 'http.forbidden')
  const key = `lk_${Buffer.from(kernel.random(24)).toString('base64url')}`
  return inTransaction(kernel, async (tx) => {
    if (!(await addClient(tx, { ...given, key }, now)))
      return refuseFields([{ path: 'id', code: 'access.client-id-taken', params: { id: given.id } }])
    await record(
      kernel,
      tx,
      actor,
      'client.create',
      `client:${given.id}`,
      { name: given.name, scopes: given.scopes, perMinute: given.perMinute },
      now,
    )
    return ok({ key })
  })
}

/** Writes a client with a key of the caller's (the demo's), in the caller's transaction. False when the id or the key is taken. */
export const addClient = (tx: Sql, { key, ...given }: ClientGiven & { readonly key: string }, now: Date): Promise<boolean> =>
  insertClient(tx, { ...given, active: true, createdAt: now, usedAt: null }, digestOf(key))

/** Changes the name, scopes and rate of a client; its key stays. */
export const changeClient = async (kernel: Kernel, actor: Actor, { id, ...given }: ClientGiven, now: Date): Promise<Result<null>> => {
  if (!reachOf(actor, await loadDirectory(kernel), ...guards).whole) return refuse('forbidden', 'http.forbidden')
  const result = await inTransaction(kernel, async (tx): Promise<Result<null>> => {
    const before = await updateClient(tx, id, given)
    if (!before) return refuse('not-found', 'access.client-unknown')
    const { name, scopes, perMinute } = before
    await record(kernel, tx, actor, 'client.change', `client:${id}`, { before: { name, scopes, perMinute }, after: given }, now)
    return ok(null)
  })
  clientsOf(kernel).clear()
  return result
}

/** Takes a client's key away. */
export const endClient = async (kernel: Kernel, actor: Actor, id: string, now: Date): Promise<Result<null>> => {
  if (!reachOf(actor, await loadDirectory(kernel), ...guards).whole) return refuse('forbidden', 'http.forbidden')
  const result = await inTransaction(kernel, async (tx): Promise<Result<null>> => {
    if (!(await stopClient(tx, id))) return refuse('not-found', 'access.client-unknown')
    await record(kernel, tx, actor, 'client.stop', `client:${id}`, {}, now)
    return ok(null)
  })
  clientsOf(kernel).clear()
  return result
}

export const readClients = async (kernel: Kernel): Promise<ClientRow[]> => listClients(kernel.db.sql)

const kept = new WeakMap<Kernel, LRUCache<string, ClientRow>>()

// A key that was taken away elsewhere works for five seconds more at most.
const clientsOf = (kernel: Kernel): LRUCache<string, ClientRow> => {
  const known = kept.get(kernel) ?? new LRUCache<string, ClientRow>({ max: 1000, ttl: 5000 })
  kept.set(kernel, known)
  return known
}

/** The active client of a key, or null. The key is looked up by its digest, so comparing tells nothing of its letters. */
export const findClient = async (kernel: Kernel, key: string): Promise<ClientRow | null> => {
  if (key === '' || key.length > 200) return null
  const digest = digestOf(key)
  const found = clientsOf(kernel).get(digest.toString('hex')) ?? (await findClientByKey(kernel.db.sql, digest))
  if (found) clientsOf(kernel).set(digest.toString('hex'), found)
  return found
}

const minute = 60_000

const counts = new WeakMap<Kernel, Map<string, { readonly since: number; calls: number; touched: number }>>()

/**
 * The client of a key, for one call that needs a scope. Refuses `access.client-key` when the key is not known, `access.client-scope` when it is not good for
 * this, and `http.too-many` when it has called more often in this minute than it may (counted by each process).
 */
export const admitClient = async (
  kernel: Kernel,
  key: string,
  scope: ClientScope,
  now: Date,
): Promise<Result<{ readonly id: string; readonly name: string }>> => {
  const client = await findClient(kernel, key)
  if (!client) return refuse('forbidden', 'access.client-key')
  if (!client.scopes.includes(scope)) return refuse('forbidden', 'access.client-scope', { scope })
  const known = counts.get(kernel) ?? new Map<string, { since: number; calls: number; touched: number }>()
  counts.set(kernel, known)
  const at = now.getTime()
  const before = known.get(client.id)
  const count = before && at >= before.since && at - before.since < minute ? before : { since: at, calls: 0, touched: before?.touched ?? 0 }
  known.set(client.id, count)
  count.calls += 1
  if (count.calls > client.perMinute) return refuse('too-many', 'http.too-many')
  if (Math.abs(at - count.touched) >= minute) {
    count.touched = at
    await touchClient(kernel.db.sql, client.id, now)
  }
  return ok({ id: client.id, name: client.name })
}

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Changes the security settings (passwords, lock, sessions, codes): the security officer at the top of the tree. */
export const changeSecurity = async (kernel: Kernel, actor: Actor, value: Security, now: Date): Promise<Result<null>> => {
  if (!reachOf(actor, await loadDirectory(kernel), 'security-officer').whole) return refuse('forbidden', 'http.forbidden')
  return inTransaction(kernel, async (tx) => {
    const before = await lockSetting(tx, 'access.security')
    await writeSetting(tx, 'access.security', securitySchema.parse(value), actor.kind === 'staff' ? `staff:${actor.id}` : actor.kind, now)
    await kernel.caches.changed(tx, cacheNames.security, now)
    await record(kernel, tx, actor, 'security.change', 'setting:access.security', { before, after: value }, now)
    return ok(null)
  })
}

/** The log of administration, 50 lines a page, newest first: for the auditor at the top of the tree. */
export const readAdministrationLog = async (
  kernel: Kernel,
  actor: Actor,
  filter: { subject: string | null; before: string | null },
): Promise<Result<LogLine[]>> => {
  if (!reachOf(actor, await loadDirectory(kernel), 'auditor').whole) return refuse('forbidden', 'http.forbidden')
  return ok(await listLog(kernel.db.sql, { ...filter, limit: 50 }))
}

/** Everyone's sign-ins, 50 a page, newest first: for the auditor and the security officer at the top of the tree. */
export const readSignIns = async (
  kernel: Kernel,
  actor: Actor,
  filter: { account: string | null; before: string | null },
): Promise<Result<SignInLine[]>> => {
  const whole = reachOf(actor, await loadDirectory(kernel), 'auditor', 'security-officer').whole
  if (!whole || !hasRole(actor, 'auditor', 'security-officer')) return refuse('forbidden', 'http.forbidden')
  return ok(await listSignIns(kernel.db.sql, filter.account, filter.before, 50))
}
