import { type Actor, hasRole } from '../../kernel/actor.ts'
import { readDay, startOfDay } from '../../kernel/calendar/day.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { dayOf, loadDirectory } from '../directory.ts'
import { reachOf } from '../domain/reach.ts'
import { namesOf } from '../people.ts'
import { countHolders } from '../store/memberships.ts'
import { listSecurityLog, type SecurityLine } from '../store/security-log.ts'

/** A line with the names of those whom it names. */
export interface NamedLine extends SecurityLine {
  readonly actorName: string | null
  readonly subjectName: string | null
}

export interface SecurityQuestion {
  /** Lines of this account, and what was done to it. */
  readonly account: string | null
  readonly kind: SecurityLine['kind'] | null
  /** A day of the district, `2026-03-05`. */
  readonly day: string | null
  readonly before: { readonly at: Date; readonly id: string } | null
}

const pageSize = 50

const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Signing in, lock-outs, readings of personal data and changes of rights, 50 a page, newest first. For the security officer and the auditor at the top of the tree;
 * while nobody holds either office, for the administrator there, so that a small office is not left without anybody who looks.
 */
export const readSecurityLog = async (
  kernel: Kernel,
  actor: Actor,
  question: SecurityQuestion,
  now: Date,
): Promise<Result<NamedLine[]>> => {
  if (!(await mayGuard(kernel, actor, now))) return refuse('forbidden', 'access.guards-only')
  const { zone } = await kernel.district()
  const day = question.day === null ? undefined : readDay(question.day)
  if (question.day !== null && day === undefined) return refuse('invalid', 'input.date')
  const [from, to] = day === undefined ? [null, null] : [startOfDay(day, zone), startOfDay(day + 1, zone)]
  const { account, kind, before } = question
  const lines = await listSecurityLog(kernel.db.sql, { account, kind, from, to, before }, pageSize)
  const names = await namesOf(
    kernel,
    lines.flatMap((line) => [idIn(line.actor, 'staff:'), idIn(line.subject, 'account:')]).filter((id) => id !== null),
  )
  const nameIn = (text: string | null, prefix: string): string | null => names.get(idIn(text, prefix) ?? '') ?? null
  return ok(lines.map((line) => ({ ...line, actorName: nameIn(line.actor, 'staff:'), subjectName: nameIn(line.subject, 'account:') })))
}

const isAccount = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const idIn = (text: string | null, prefix: string): string | null => {
  const id = text?.startsWith(prefix) ? text.slice(prefix.length) : ''
  return isAccount.test(id) ? id : null
}

const mayGuard = async (kernel: Kernel, actor: Actor, now: Date): Promise<boolean> => {
  const directory = await loadDirectory(kernel)
  if (hasRole(actor, 'security-officer', 'auditor')) return reachOf(actor, directory, 'security-officer', 'auditor').whole
  if (!reachOf(actor, directory, 'administrator').whole) return false
  const top = directory.children(null).map((unit) => unit.id)
  const day = (await dayOf(kernel))(now)
  const held = await Promise.all(
    (['security-officer', 'auditor'] as const).map((role) => countHolders(kernel.db.sql, role, top, day, nobody)),
  )
  return held.every((count) => count === 0)
}
