import { randomUUID } from 'node:crypto'
import { staff } from '../../test/support/district.ts'
import type { TestKernel } from '../../test/support/kernel.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Field } from '../kernel/form/model.ts'
import { unwrap } from '../kernel/result.ts'
import {
  act,
  allowedActions,
  eraseMatter,
  fileMatter,
  readState,
  standingOf,
  isStanding,
  surroundings,
  type FileRequest,
  type MatterState,
  type Procedure,
} from '../matters/api.ts'
import { fireDue } from '../matters/jobs/clocks.ts'
import { assignFields } from '../matters/domain/assigning.ts'

/** Random numbers that a test can repeat. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const people: readonly Actor[] = [
  staff('u-street-1', 'dispatcher'),
  staff('u-street-2', 'dispatcher'),
  staff('u-county', 'desk'),
  staff('u-county', 'supervisor'),
  staff('u-county', 'publisher'),
  staff('u-county', 'dispatcher'),
  staff('u-roads', 'handler'),
  staff('u-roads', 'approver'),
  staff('u-water', 'handler'),
  staff('u-water', 'approver'),
  staff('u-community-1', 'community-worker'),
]

const points: readonly (readonly [number, number])[] = [
  [116.002, 40.002],
  [116.007, 40.002],
  [116.022, 40.003],
]

/** A request as the portal files it, somewhere in the test district or without a place. */
export const requestAt = (point: readonly [number, number] | null, more: Partial<FileRequest> = {}): FileRequest => ({
  operation: randomUUID(),
  procedure: 'resident-request',
  door: 'portal',
  nature: 'help',
  category: 'env.litter',
  input: {
    text: '楼下垃圾三天没有人收了，味道很大。',
    ...(point ? { place: { point } } : {}),
    contact: { name: '王芳', phone: '19900001234' },
  },
  ...more,
})

const eraser: Actor = { kind: 'system', name: 'retention' }

/** Files matters and lets random people do random things with them, whatever is allowed, over some weeks; `erasures` is the share of steps after which one is erased. Gives the ids. */
export const live = async (
  kernel: TestKernel,
  random: () => number,
  { matters, acts, erasures = 0 }: { matters: number; acts: number; erasures?: number },
): Promise<string[]> => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const ids: string[] = []
  for (let step = 0; step < acts; step++) {
    kernel.at(new Date(kernel.clock().getTime() + Math.floor(random() * 14 * 3_600_000)).toISOString())
    if (ids.length < matters && (ids.length === 0 || random() < 0.3)) {
      const filed = await fileMatter(
        kernel,
        { kind: 'anonymous' },
        requestAt(random() < 0.2 ? null : pick(points), {
          category: pick(['env.litter', 'road.lamp']),
          door: pick(['portal', 'portal', 'open311'] as const),
        }),
        kernel.clock(),
      )
      if (filed.ok) ids.push(filed.value.id)
    }
    const id = pick(ids)
    if (id) await actAnyhow(kernel, id, random)
    await fireDue(kernel, kernel.clock())
    if (erasures > 0 && random() < erasures) unwrap(await eraseMatter(kernel, eraser, pick(ids), kernel.clock()))
  }
  return ids
}

const actAnyhow = async (kernel: TestKernel, id: string, random: () => number): Promise<void> => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const state = (await readState(kernel.db.sql, id)) as MatterState
  const around = await surroundings(kernel)
  const procedure = around.catalogue.procedure(state.procedure.digest)
  const actors: readonly Actor[] = [...people, { kind: 'receipt', matterId: id }]
  const possible = actors.flatMap((actor) =>
    allowedActions(state, around.of(actor, kernel.clock(), procedure, state)).map((action) => [actor, action] as const),
  )
  if (possible.length === 0) return
  // Acts that lead on are taken more often than notes and the like, or nothing would ever come to an end.
  const leading = possible.filter(
    ([, action]) =>
      !isStanding(action) || ['sign', 'report', 'grant-exclusion', 'apply-exclusion', 'grant-return', 'return'].includes(action),
  )
  const [actor, action] = pick(leading.length > 0 && random() < 0.8 ? leading : possible)
  await act(
    kernel,
    actor,
    id,
    { operation: randomUUID(), action, input: inputFor(fieldsOf(procedure, state, action), random) },
    kernel.clock(),
  )
}

const fieldsOf = (procedure: Procedure, state: MatterState, action: string): readonly Field[] => {
  const own = procedure.stages[state.stage]?.actions[action]
  if (own) return own.assign ? [...own.form, ...assignFields(own.assign)] : own.form
  return isStanding(action) ? standingOf(action).form : []
}

const inputFor = (fields: readonly Field[], random: () => number): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .flatMap((field) => (field.required || random() < 0.5 ? [[field.field, valueFor(field, random)] as const] : []))
      .filter(([, value]) => value !== undefined),
  )

const valueFor = (field: Field, random: () => number): unknown => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  if (field.repeat) return undefined
  switch (field.kind) {
    case 'text':
      return '情况已经核实清楚，正在办理。'
    case 'choice':
      return pick(field.of ?? []).value
    case 'rating':
      return Math.ceil(random() * Number(field.max ?? 5))
    case 'yes-no':
      return field.field === 'checked' || random() < 0.7
    case 'number':
      return 2
    case 'category':
      return pick(['env.litter', 'road.lamp', 'env'])
    case 'unit':
      return pick(['u-roads', 'u-water'])
    case 'place':
      return { point: pick(points) }
    default:
      return undefined
  }
}
