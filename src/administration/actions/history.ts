import { namesOf, readAdministrationLines, type LogLine } from '../../access/api.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { canonical, type Change, plan } from '../domain/thing.ts'
import type { Thing } from '../things/thing.ts'
import { administer, commit } from './change.ts'

/** One change of a thing: who, when, which rows. */
export interface Entry<Row> {
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly how: string
  readonly changes: readonly Change<Row>[]
}

/** The changes of a thing, newest first, 50 at most. */
export const readHistory = async <Row>(kernel: Kernel, thing: Thing<Row>, before: string | null): Promise<Entry<Row>[]> => {
  const lines = await readAdministrationLines(kernel.db.sql, { subject: `administration:${thing.name}`, before, limit: 50 })
  const names = await namesOf(
    kernel,
    lines.flatMap((line) => staffId(line.actor) ?? []),
  )
  return lines.map((line) => ({
    id: line.id,
    at: line.at,
    by: names.get(staffId(line.actor) ?? '') ?? line.actor,
    how: line.act.replace('administration.', ''),
    changes: changesOf<Row>(line),
  }))
}

const staffId = (actor: string): string | null => (actor.startsWith('staff:') ? actor.slice('staff:'.length) : null)

const changesOf = <Row>(line: LogLine): readonly Change<Row>[] => (line.detail as { changes?: readonly Change<Row>[] }).changes ?? []

/** The keys in their order before the change, of things whose order counts. */
const orderOf = (line: LogLine): readonly string[] | null => (line.detail as { order?: readonly string[] }).order ?? null

/**
 * Puts back what stood before a change. Refused when one of its rows has been changed again since, or when what stood before would be wrong now (a unit
 * was closed meanwhile).
 */
export const undoChange = async <Row>(kernel: Kernel, actor: Actor, thing: Thing<Row>, id: string, now: Date): Promise<Result<null>> =>
  administer(kernel, actor, now, async (tx, look) => {
    const lines = await readAdministrationLines(tx, { subject: `administration:${thing.name}`, before: null, limit: 200 })
    const line = lines.find((each) => each.id === id)
    if (!line) return refuse('not-found', 'administration.gone')
    const changes = changesOf<Row>(line)
    const rows = await thing.read(tx)
    const present = new Map(rows.map((row) => [thing.keyOf(row), row]))
    if (changes.some((change) => canonical(present.get(change.key) ?? null) !== canonical(change.after)))
      return refuse('conflict', 'administration.changed-since')
    const added = new Set(changes.filter((change) => change.before === null).map((change) => change.key))
    if (rows.some((row) => added.has(thing.keyOf(row)) && !thing.removable(row))) return refuse('conflict', 'administration.not-removable')
    const rest = rows.filter((row) => !added.has(thing.keyOf(row)))
    const restored = changes.flatMap((change) => (change.before ? [{ row: change.before, at: null }] : []))
    const planned = plan(thing, rest, restored, await look(tx), false)
    if (planned.faults.length > 0) return refuseFields(planned.faults)
    const back = changes.map(({ key, before, after }) => ({ key, before: after, after: before }))
    await commit(kernel, tx, actor, thing, back, inOrder(planned.all, orderOf(line), thing), 'undo', now)
    return ok(null)
  })

const inOrder = <Row>(rows: readonly Row[], order: readonly string[] | null, thing: Thing<Row>): readonly Row[] => {
  if (!order) return rows
  const places = new Map(order.map((key, index) => [key, index]))
  return rows.toSorted((a, b) => (places.get(thing.keyOf(a)) ?? order.length) - (places.get(thing.keyOf(b)) ?? order.length))
}
