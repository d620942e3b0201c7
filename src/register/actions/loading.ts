import type { Sql } from '../../kernel/database/open.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { refuse, ok, type Result } from '../../kernel/result.ts'
import { loadPlaces, type Places } from '../../territory/api.ts'
import { loadRegisters } from '../definitions.ts'
import type { Command } from '../domain/command.ts'
import type { Register } from '../domain/definition.ts'
import type { Day, Link, RecordPlace } from '../domain/record.ts'
import { readLinks, readRecords, type Stored } from '../store/read.ts'

/** What every act stands on, read before its transaction begins. */
export interface Surroundings {
  readonly registers: readonly Register[]
  readonly places: Places
  readonly today: Day
}

export const surroundings = async (kernel: Kernel, now: Date): Promise<Surroundings> => ({
  registers: await loadRegisters(kernel),
  places: await loadPlaces(kernel),
  today: await todayOf(kernel, now),
})

/** Today where the district is. */
export const todayOf = async (kernel: Kernel, now: Date): Promise<Day> => {
  const { zone } = await kernel.district()
  return new Date(now.getTime() + zone.offsetAt(now.getTime())).toISOString().slice(0, 10)
}

/** Where a place lies; refused when it does not exist, or lies nowhere that anybody serves. */
export const locateIn =
  (places: Places) =>
  (given: unknown): Result<RecordPlace> => {
    if (typeof given !== 'object' || given === null) return refuse('invalid', 'register.no-place')
    const found = places.locate(given)
    if (!found?.located) return refuse('invalid', 'register.no-place')
    const { address } = given as { address?: unknown }
    return ok({
      areaCode: found.area,
      ...(found.point && { lon: found.point.lon, lat: found.point.lat }),
      ...(typeof address === 'string' && address.trim() !== '' && { address: address.trim().slice(0, 200) }),
    })
  }

/** Ids of records that a command names. */
export const namedIn = (command: Command): readonly string[] => {
  switch (command.act) {
    case 'create':
      return (command.links ?? []).map(({ to }) => to)
    case 'link':
    case 'move-in':
      return [command.id, command.to]
    case 'death':
      return [command.id, ...(command.head ? [command.head] : [])]
    case 'split':
      return [command.id, ...command.members, ...(command.head ? [command.head] : []), ...(command.home ? [command.home.to] : [])]
    case 'join':
      return [command.id, command.into]
    default:
      return [command.id]
  }
}

// Acts that also change the records which point to the one they are about.
const reachesBack: ReadonlySet<Command['act']> = new Set(['death', 'join'])

export interface Loaded {
  readonly records: Map<string, Stored>
  readonly incoming: (Link & { readonly from: string })[]
}

/** Loads and locks the records that an act may touch, and the links that point to them. */
export const loadFor = async (kernel: Kernel, tx: Sql, command: Command, registers: readonly Register[]): Promise<Loaded> => {
  const named = namedIn(command)
  // Locked in one go and in one order, so that two acts on the same records never wait for each other.
  const back = reachesBack.has(command.act) ? await readLinks(tx, 'to', named) : []
  const sources = back.filter((link) => link.until === null).map(({ from }) => from)
  const records = await readRecords(tx, kernel.keys, [...named, ...sources], true)
  const beyond = [...records.values()].flatMap(({ state }) =>
    state.links.filter(({ role }) => isExclusive(registers, state.register, role)).map(({ to }) => to),
  )
  const missing = beyond.filter((id) => !records.has(id))
  for (const [id, stored] of await readRecords(tx, kernel.keys, missing, true)) records.set(id, stored)
  return { records, incoming: await readLinks(tx, 'to', [...records.keys()]) }
}

const isExclusive = (registers: readonly Register[], register: string, role: string): boolean =>
  registers.find(({ id }) => id === register)?.links.some((link) => link.role === role && link.theirs === 'one') ?? false
