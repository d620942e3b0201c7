import { recordAdministration } from '../../access/api.ts'
import { type Actor, actorRef } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type FieldFault, ok, type Result } from '../../kernel/result.ts'
import {
  type Building,
  cacheName,
  loadPlaces,
  parseGeoJson,
  type PlaceRow,
  readBuildings,
  readPlaces,
  savePlaces,
} from '../../territory/api.ts'
import { canonical } from '../domain/thing.ts'
import { type BoundaryChange, type BoundaryReport, counted, maxBytes } from './boundaries.ts'
import { administer } from './change.ts'

/**
 * Reads buildings from a GeoJSON file (an export of OSM as it is, or outlines with `name`), tells every fault by feature, and applies it, all or nothing, unless `dry`. A building is known by the
 * id of its feature; it belongs to the grid in which it lies. Those without a name or number are passed over and counted: nobody could ask for them.
 */
export const importBuildings = async (
  kernel: Kernel,
  actor: Actor,
  text: string,
  dry: boolean,
  now: Date,
): Promise<Result<BoundaryReport>> => {
  const places = await loadPlaces(kernel)
  return administer(kernel, actor, now, async (tx): Promise<Result<BoundaryReport>> => {
    const json = parseGeoJson(text, maxBytes)
    if (!json.ok) return json
    const read = readBuildings(json.value)
    if (!read.ok) return read
    const named = read.value.buildings.flatMap((building) => {
      const name = building.name ?? `${building.street ?? ''}${building.number ?? ''}`
      return name === '' ? [] : [{ building, name }]
    })
    const located = named.map(({ building, name }) => rowOf(building, name, places.locatePoint(...building.point)))
    const outside = named.flatMap(({ building, name }, index): FieldFault[] =>
      located[index]?.areaCode === ''
        ? [{ path: `features.${building.at}.geometry`, code: 'administration.building-outside', params: { name } }]
        : [],
    )
    const known = new Map((await readPlaces(tx)).map((place) => [place.id, place]))
    const changes = located.map((row) => changeOf(row, known.get(row.id)))
    const faults = [...read.value.faults, ...outside]
    const report = { ...counted(changes), skipped: read.value.buildings.length - named.length, faults }
    if (dry) return ok(report)
    if (faults.length > 0) return { ok: false, error: { kind: 'invalid', code: 'input.invalid', fields: faults } }
    await savePlaces(tx, located)
    await kernel.caches.changed(tx, cacheName, now)
    const detail = { ids: located.map((row) => row.id).slice(0, 2000), by: actorRef(actor) }
    await recordAdministration(kernel, tx, actor, 'administration.buildings', 'administration:buildings', detail, now)
    return ok(report)
  })
}

const rowOf = ({ ref, aliases, outline, point }: Building, name: string, area: string | null): PlaceRow => ({
  id: placeId(ref),
  name: name.slice(0, 100),
  aliases,
  kind: 'building',
  areaCode: area ?? '',
  lon: point[0],
  lat: point[1],
  outline,
})

/** A feature's id as addresses carry it: `way/123` is `way-123`. */
const placeId = (ref: string): string => `b-${ref.replaceAll(/[^A-Za-z0-9._:-]/g, '-')}`.slice(0, 64)

const changeOf = (row: PlaceRow, before: PlaceRow | undefined): BoundaryChange => {
  const { id: code, name } = row
  if (!before) return { code, name, what: 'added', before: null }
  if (before.name !== name) return { code, name, what: 'renamed', before: before.name }
  return { code, name, what: canonical(before.outline) === canonical(row.outline) ? 'same' : 'moved', before: null }
}
