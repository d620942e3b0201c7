import { type Actor, actorRef } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type FieldFault, ok, type Result } from '../../kernel/result.ts'
import {
  cacheName,
  dayOf,
  levelOf,
  outdated,
  parentOf,
  parseGeoJson,
  readAreas,
  readBoundaries,
  saveAreas,
  saveDrawings,
  type Area,
} from '../../territory/api.ts'
import { recordAdministration } from '../../access/api.ts'
import { canonical } from '../domain/thing.ts'
import { administer } from './change.ts'

/** What a map file does to one thing. */
export interface BoundaryChange {
  readonly code: string
  readonly name: string
  readonly what: 'added' | 'renamed' | 'moved' | 'same'
  /** Its name until now, when the file gives another. */
  readonly before: string | null
}

/** What a map file would do, or did. */
export interface BoundaryReport {
  readonly features: number
  readonly added: number
  readonly changed: number
  /** Features passed over because nobody could ask for them. */
  readonly skipped: number
  /** What would become of each area, or of each building, in the order of the file; the first 500. */
  readonly changes: readonly BoundaryChange[]
  /** Everything to mend, at `features.<n>.…` from 0; the file was not applied when there is any. */
  readonly faults: readonly FieldFault[]
}

/** A map file may have so many bytes. */
export const maxBytes = 60_000_000

/**
 * Reads area boundaries from a GeoJSON file with `code` and `name` of each area, tells every fault by feature, and applies it, all or nothing, unless `dry`. Known areas
 * get the boundary and the name of the file, and what they had is kept for questions about past days; new ones are added from today.
 */
export const importBoundaries = async (
  kernel: Kernel,
  actor: Actor,
  text: string,
  dry: boolean,
  now: Date,
): Promise<Result<BoundaryReport>> => {
  const day = await dayOf(kernel, now)
  return administer(kernel, actor, now, async (tx): Promise<Result<BoundaryReport>> => {
    const json = parseGeoJson(text, maxBytes)
    if (!json.ok) return json
    const known = new Map((await readAreas(tx)).map((area) => [area.code, area]))
    const county = [...known.values()].find((area) => area.level === 'county')?.code
    const inForce = new Map([...known.values()].flatMap((area) => (area.boundary ? [[area.code, area.boundary] as const] : [])))
    const read = readBoundaries(json.value, { known: inForce, ...(county ? { within: county } : {}) })
    if (!read.ok) {
      const faults = read.error.fields
      return dry && faults ? ok({ ...counted([]), skipped: 0, faults }) : read
    }
    const orphans = read.value.flatMap((area, index): FieldFault[] => {
      const parent = parentOf(area.code)
      const there = parent === null || known.has(parent) || read.value.some((other) => other.code === parent)
      return there ? [] : [{ path: `features.${index}.code`, code: 'administration.area-parent', params: { parent } }]
    })
    const changes = read.value.map((area) => changeOf(area, known.get(area.code)))
    const report = { ...counted(changes), skipped: 0, faults: orphans }
    if (dry) return ok(report)
    if (orphans.length > 0) return { ok: false, error: { kind: 'invalid', code: 'input.invalid', fields: orphans } }
    await saveDrawings(tx, outdated(redrawn(read.value, known), day))
    await saveAreas(
      tx,
      read.value.map((area): Area => {
        const before = known.get(area.code)
        const kept = {
          validFrom: before?.validFrom ?? day,
          validTo: before?.validTo ?? null,
          predecessors: before?.predecessors ?? [],
        }
        return { ...area, nameEn: area.nameEn ?? before?.nameEn ?? null, level: levelOf(area.code), ...kept }
      }),
    )
    await kernel.caches.changed(tx, cacheName, now)
    const detail = { codes: read.value.map((area) => area.code).slice(0, 2000), by: actorRef(actor) }
    await recordAdministration(kernel, tx, actor, 'administration.boundaries', 'administration:boundaries', detail, now)
    return ok(report)
  })
}

const changeOf = (area: Pick<Area, 'code' | 'name' | 'boundary'>, before: Area | undefined): BoundaryChange => {
  const { code, name } = area
  if (!before) return { code, name, what: 'added', before: null }
  if (before.name !== name) return { code, name, what: 'renamed', before: before.name }
  return { code, name, what: canonical(before.boundary) === canonical(area.boundary) ? 'same' : 'moved', before: null }
}

// Judged by the boundaries themselves: one that is renamed may be drawn anew as well.
const redrawn = (read: readonly Pick<Area, 'code' | 'boundary'>[], known: ReadonlyMap<string, Area>): readonly Area[] =>
  read.flatMap(({ code, boundary }) => {
    const before = known.get(code)
    return before && canonical(before.boundary) !== canonical(boundary) ? [before] : []
  })

const mostShown = 500

export const counted = (changes: readonly BoundaryChange[]): Omit<BoundaryReport, 'faults' | 'skipped'> => ({
  features: changes.length,
  added: changes.filter((each) => each.what === 'added').length,
  changed: changes.filter((each) => each.what === 'renamed' || each.what === 'moved').length,
  changes: changes.toSorted((one, other) => Number(one.what === 'same') - Number(other.what === 'same')).slice(0, mostShown),
})
