import { loadRegisterFiles } from '../definitions.ts'
import { ok } from '../../kernel/result.ts'
import type { Change, Circumstances, Command } from './command.ts'
import { decide } from './decide.ts'
import { fold, type RecordPlace, type RecordState, type Version } from './record.ts'
import type { Result } from '../../kernel/result.ts'

/** A world of records in memory, for tests of what is decided: every change is kept as the store would keep it. */
export interface World {
  today: string
  readonly versions: Map<string, { register: string; versions: Version[] }>
  state(id: string): RecordState
  act(command: Command): Result<readonly Change[]>
  /** Does an act that cannot be refused here; gives the id of the first record changed. */
  must(command: Command): string
}

export const sampleRegisters = loadRegisterFiles()
export const samplePlace: RecordPlace = { areaCode: '990101001001001', lon: 116.001, lat: 40.001, address: '学苑路 1 号' }

export const createWorld = (today = '2026-03-02'): World => {
  const versions: World['versions'] = new Map()
  let count = 0
  const find = (id: string): RecordState | null => {
    const known = versions.get(id)
    return known ? fold(id, known.register, known.versions) : null
  }
  const around = (world: World, command: Command): Circumstances => {
    const records = new Map([...versions.keys()].map((id) => [id, world.state(id)]))
    return {
      today: world.today,
      registers: sampleRegisters,
      records,
      incoming: [...records].flatMap(([from, { links }]) => links.map((link) => ({ ...link, from }))),
      versions: 'id' in command ? (versions.get(command.id)?.versions ?? []) : [],
      locate: () => ok(samplePlace),
      placeOf: () => samplePlace,
      newId: () => `id-${++count}`,
    }
  }
  const world: World = {
    today,
    versions,
    state(id) {
      const found = find(id)
      if (!found) throw new Error(`no record ${id}`)
      return found
    },
    act(command) {
      const decided = decide(command, around(world, command))
      if (!decided.ok) return decided
      for (const { id, register, ...version } of decided.value) {
        const known = versions.get(id) ?? { register, versions: [] }
        versions.set(id, { register, versions: [...known.versions, version] })
      }
      return decided
    },
    must(command) {
      const done = world.act(command)
      if (!done.ok) throw new Error(JSON.stringify(done.error))
      return done.value[0]?.id ?? ''
    },
  }
  return world
}
