import { type Actor, actorRef } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type FieldFault, ok, type Result } from '../../kernel/result.ts'
import { cacheName, levelOf, parentOf, parseGeoJson, readAreas, readBoundaries, saveAreas, type Area } from '../../territory/api.ts'
import { recordAdministration } from '../../access/api.ts'
import { administer } from './change.ts'

/** What a map file would do, or did. */
export interface BoundaryReport {
  readonly features: number
  readonly added: number
  readonly changed: number
  /** Everything to mend, at `features.<n>.…` from 0; the file was not applied when there is any. */
  readonly faults: readonly FieldFault[]
}

const maxBytes = 60_000_000

/**
 * Reads area boundaries from a GeoJSON file with `code` and `name` of each area, tells every fault by feature, and applies it, all or nothing, unless `dry`. Known areas
 * get the boundary and the name of the file; new ones are added from today.
 */
export const importBoundaries = (kernel: Kernel, actor: Actor, text: string, dry: boolean, now: Date): Promise<Result<BoundaryReport>> =>
  administer(kernel, actor, now, async (tx) => {
    const json = parseGeoJson(text, maxBytes)
    if (!json.ok) return json
    const known = new Map((await readAreas(tx)).map((area) => [area.code, area]))
    const county = [...known.values()].find((area) => area.level === 'county')?.code
    const inForce = new Map([...known.values()].flatMap((area) => (area.boundary ? [[area.code, area.boundary] as const] : [])))
    const read = readBoundaries(json.value, { known: inForce, ...(county ? { within: county } : {}) })
    if (!read.ok) {
      const faults = read.error.fields
      return dry && faults ? ok({ features: 0, added: 0, changed: 0, faults }) : read
    }
    const orphans = read.value.flatMap((area, index): FieldFault[] => {
      const parent = parentOf(area.code)
      const there = parent === null || known.has(parent) || read.value.some((other) => other.code === parent)
      return there ? [] : [{ path: `features.${index}.code`, code: 'administration.area-parent', params: { parent } }]
    })
    const added = read.value.filter((area) => !known.has(area.code)).length
    const report = { features: read.value.length, added, changed: read.value.length - added, faults: orphans }
    if (dry) return ok(report)
    if (orphans.length > 0) return { ok: false, error: { kind: 'invalid', code: 'input.invalid', fields: orphans } }
    await saveAreas(
      tx,
      read.value.map((area): Area => {
        const before = known.get(area.code)
        const kept = {
          validFrom: before?.validFrom ?? now.toISOString().slice(0, 10),
          validTo: before?.validTo ?? null,
          predecessors: before?.predecessors ?? [],
        }
        return { ...area, nameEn: area.nameEn ?? before?.nameEn ?? null, level: levelOf(area.code), ...kept }
      }),
    )
    await kernel.caches.changed(tx, cacheName, now)
    const changes = { codes: read.value.map((area) => area.code).slice(0, 2000), by: actorRef(actor) }
    await recordAdministration(kernel, tx, actor, 'administration.boundaries', 'administration:boundaries', changes, now)
    return ok(report)
  })
