import type { KeyObject } from 'node:crypto'
import type { Sql } from '../../kernel/database/open.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Change } from '../domain/command.ts'
import type { Register } from '../domain/definition.ts'
import { stepLinks, type Link } from '../domain/record.ts'
import { blindValues, codeOf, splitValues, titleOf, wordsOf } from '../domain/values.ts'
import { readHeads, readLinks, type Stored } from '../store/read.ts'
import { emptyChain, moveRecord, writeChange, type Because, type Writing } from '../store/write.ts'

type Area = Writing['area']

/** Writes the versions that were decided, each sealed under its record's key, and moves what lies where its dwelling or household lies. */
export const writeChanges = async (
  kernel: Kernel,
  tx: Sql,
  changes: readonly Change[],
  before: ReadonlyMap<string, Stored>,
  registers: readonly Register[],
  because: Because,
): Promise<void> => {
  const areas = new Map<string, Area>()
  // Those with a place of their own first: the others ask where they lie.
  const ordered = changes.toSorted((a, b) => rank(registers, a) - rank(registers, b))
  for (const change of ordered) {
    const register = definition(registers, change.register)
    const stored = before.get(change.id)
    const links = stepLinks(stored?.state.links ?? [], change)
    const area = await areaFor(tx, change, links, register, areas, stored)
    areas.set(change.id, area)
    await writeChange(tx, await sealedChange(kernel, tx, change, { register, stored, links, area, because }), because)
  }
  for (const { id } of ordered) {
    const [was, is] = [before.get(id), areas.get(id)]
    if (was && is && (was.areaCode !== is.areaCode || was.lon !== is.lon || was.lat !== is.lat))
      await moveFollowers(tx, id, is, registers, 3)
  }
}

const definition = (registers: readonly Register[], id: string): Register => {
  const found = registers.find((register) => register.id === id)
  if (!found) throw new Error(`no register ${id}`)
  return found
}

// A dwelling before its household, a household before its people.
const rank = (registers: readonly Register[], { register }: Change): number => {
  const { place, members } = definition(registers, register)
  return place === 'own' ? 0 : members ? 1 : 2
}

interface Around {
  readonly register: Register
  readonly stored: Stored | undefined
  readonly links: readonly Link[]
  readonly area: Area
  readonly because: Because
}

const sealedChange = async (
  kernel: Kernel,
  tx: Sql,
  change: Change,
  { register, stored, links, area, because }: Around,
): Promise<Writing> => {
  const { values, ...rest } = change.content
  const hasSealed = Object.keys(splitValues(register, values, stored?.subjectKey !== null && stored !== undefined).sealed).length > 0
  const { key, id: subjectKey } = await keyFor(kernel, tx, stored, hasSealed, because.at)
  const { plain, sealed } = splitValues(register, values, key !== null)
  return {
    change,
    open: { ...rest, values: plain, from: change.from, links: change.links },
    sealed: key ? { values: sealed, ...(because.reason !== null && { reason: because.reason }) } : null,
    key,
    subjectKey,
    chain: stored?.chain ?? emptyChain,
    code: codeOf(register, values),
    area,
    title: titleOf(register, values),
    words: wordsOf(register, values, change.content.place?.address),
    blind: blindValues(register, values).map(({ field, text }) => ({ field, index: kernel.keys.blindIndex(`register.${field}`, text) })),
    links,
  }
}

const keyFor = async (
  kernel: Kernel,
  tx: Sql,
  stored: Stored | undefined,
  needed: boolean,
  now: Date,
): Promise<{ readonly key: KeyObject | null; readonly id: string | null }> => {
  if (stored?.subjectKey) return { key: await kernel.keys.find(tx, stored.subjectKey), id: stored.subjectKey }
  if (!needed) return { key: null, id: null }
  const id = newId(now, kernel.random)
  return { key: await kernel.keys.create(tx, id, now), id }
}

const areaFor = async (
  tx: Sql,
  { content }: Change,
  links: readonly Link[],
  register: Register,
  areas: ReadonlyMap<string, Area>,
  stored: Stored | undefined,
): Promise<Area> => {
  const home = homeOf(register, links)
  const linked = home === undefined ? undefined : (areas.get(home) ?? (await readHeads(tx, [home])).get(home))
  if (linked) return { areaCode: linked.areaCode, lon: linked.lon, lat: linked.lat }
  if (content.place) return { areaCode: content.place.areaCode, lon: content.place.lon ?? null, lat: content.place.lat ?? null }
  if (stored) return { areaCode: stored.areaCode, lon: null, lat: null }
  throw new Error('a record without a place was decided')
}

const homeOf = ({ place }: Register, links: readonly Pick<Link, 'role' | 'to' | 'until'>[]): string | undefined =>
  place === 'own'
    ? undefined
    : place.of.flatMap((role) => links.filter((link) => link.role === role && link.until === null)).map(({ to }) => to)[0]

// Those whose place is where this one lies: its household, its people.
const moveFollowers = async (tx: Sql, id: string, area: Area, registers: readonly Register[], depth: number): Promise<void> => {
  if (depth === 0) return
  const open = (await readLinks(tx, 'to', [id])).filter((link) => link.until === null)
  const heads = await readHeads(
    tx,
    open.map(({ from }) => from),
  )
  for (const from of new Set(open.map((link) => link.from))) {
    const head = heads.get(from)
    if (!head || homeOf(definition(registers, head.register), await readLinks(tx, 'from', [from])) !== id) continue
    await moveRecord(tx, from, area)
    await moveFollowers(tx, from, area, registers, depth - 1)
  }
}
