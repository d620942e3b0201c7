import { z } from 'zod'
import { namesOf } from '../access/api.ts'
import type { Call } from '../kernel/http/route.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { ok, refuse, type Result } from '../kernel/result.ts'
import { loadRegisters } from './definitions.ts'
import type { Register } from './domain/definition.ts'
import { asOf, compare, holdsOn, type Link } from './domain/record.ts'
import { maskValues, titleOf } from './domain/values.ts'
import { todayOf } from './actions/loading.ts'
import { prefixesFor, reaches } from './permissions.ts'
import { readHeads, readLinks, readVersions, type Stored } from './store/read.ts'

const text = z.object({ zh: z.string(), en: z.string() })
const linkView = z.object({
  id: z.string(),
  role: z.string(),
  label: text,
  register: z.string(),
  record: z.string(),
  /** Null when it lies beyond the reader's areas. */
  title: z.string().nullable(),
  since: z.string(),
  until: z.string().nullable(),
})

export const recordView = z.object({
  id: z.string(),
  register: z.string(),
  n: z.number(),
  title: z.string(),
  areaCode: z.string(),
  point: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  address: z.string().nullable(),
  state: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  erased: z.boolean(),
  on: z.string(),
  values: z.record(z.string(), z.unknown()),
  links: z.array(linkView),
  back: z.array(linkView),
  mayWrite: z.boolean(),
  mayReveal: z.boolean(),
})

export const versionView = z.object({
  n: z.number(),
  at: z.string(),
  actor: z.string(),
  name: z.string().nullable(),
  act: z.string(),
  reason: z.string().nullable(),
  cause: z.string().nullable(),
  from: z.string(),
  changes: z.array(z.object({ field: z.string(), masked: z.boolean(), before: z.unknown(), after: z.unknown() })),
  links: z.array(z.object({ do: z.string(), id: z.string() })),
})

/** A record as the reader may see it on a day: masked, its links both ways, titles only of what lies within their areas. */
export const presentRecord = async (
  { kernel, actor, now }: Call,
  register: Register,
  stored: Stored,
  on?: string,
): Promise<Result<z.output<typeof recordView>>> => {
  const { id } = stored.state
  const today = await todayOf(kernel, now)
  const day = on ?? today
  if (day > today) return refuse('invalid', 'register.day-ahead')
  const state = asOf(id, register.id, await readVersions(kernel.db.sql, kernel.keys, id), day)
  if (!state) return refuse('not-found', 'register.not-found')
  const back = (await readLinks(kernel.db.sql, 'to', [id])).filter((link) => holdsOn(link, day))
  const registers = await loadRegisters(kernel)
  const heads = await readHeads(kernel.db.sql, [...state.links.map(({ to }) => to), ...back.map(({ from }) => from)])
  const prefixes = prefixesFor(actor, 'registers.read')
  const shown = (link: Link, other: string, side: 'label' | 'back'): z.output<typeof linkView>[] => {
    const head = heads.get(other)
    const owner = side === 'label' ? register : registers.find((each) => each.id === head?.register)
    const definition = owner?.links.find(({ role }) => role === link.role)
    if (!head || !definition) return []
    const title = reaches(prefixes, head.areaCode) ? head.title : null
    const { id: linkId, role, since, until } = link
    return [{ id: linkId, role, label: definition[side], register: head.register, record: other, title, since, until }]
  }
  return ok({
    id,
    register: register.id,
    n: state.n,
    title: titleOf(register, state.values),
    areaCode: stored.areaCode,
    point: stored.lon === null || stored.lat === null ? null : { lon: stored.lon, lat: stored.lat },
    address: state.place?.address ?? null,
    state: state.state,
    since: state.since,
    until: state.until,
    erased: stored.erased,
    on: day,
    values: maskValues(register, state.values),
    links: state.links.flatMap((link) => shown(link, link.to, 'label')),
    back: back.flatMap((link) => shown(link, link.from, 'back')),
    mayWrite: !stored.erased && reaches(prefixesFor(actor, 'registers.write'), stored.areaCode),
    mayReveal: !stored.erased && reaches(prefixesFor(actor, 'registers.reveal'), stored.areaCode),
  })
}

/** A record's versions, newest first, each with what it changed against the one before. */
export const presentVersions = async (kernel: Kernel, register: Register, id: string): Promise<z.output<typeof versionView>[]> => {
  const versions = await readVersions(kernel.db.sql, kernel.keys, id)
  const accounts = versions.flatMap(({ actor }) => (actor.startsWith('staff:') ? [actor.slice('staff:'.length)] : []))
  const names = await namesOf(kernel, accounts)
  return versions
    .map(({ n, at, actor, act, reason, cause, from, content, links }, index) => {
      const before = versions[index - 1]
      const changes = before ? compare(register, before.content, content) : []
      return {
        n,
        at: at.toISOString(),
        actor,
        name: names.get(actor.replace(/^staff:/, '')) ?? null,
        act,
        reason,
        cause,
        from,
        changes: changes.map(({ field, masked, before: was, after }) => ({ field, masked, before: was ?? null, after: after ?? null })),
        links: links.map((step) => ({ do: step.do, id: step.id })),
      }
    })
    .toReversed()
}
