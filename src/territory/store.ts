import type { MultiPolygon, Polygon } from 'geojson'
import type { Sql } from '../kernel/database/open.ts'
import type { Drawing } from './domain/changes/history.ts'
import type { Area } from './domain/code.ts'

/** Every area ever valid, in order of its code. */
export const readAreas = async (db: Sql): Promise<Area[]> => {
  const rows = await db.selectFrom('area').selectAll().orderBy('code').execute()
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    level: row.level as Area['level'],
    kind: row.kind as Area['kind'],
    boundary: row.boundary as Polygon | MultiPolygon | null,
    validFrom: dayText(row.valid_from),
    validTo: row.valid_to ? dayText(row.valid_to) : null,
    predecessors: row.predecessors,
  }))
}

const dayText = (date: Date): string => {
  // A `date` comes back as local midnight of this process, whatever its zone.
  const month = String(date.getMonth() + 1).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`
}

/** Adds areas or replaces name, kind and boundary of those known. */
export const saveAreas = async (db: Sql, areas: readonly Area[]): Promise<void> => {
  for (let start = 0; start < areas.length; start += 200) {
    const rows = areas.slice(start, start + 200).map((area) => ({
      code: area.code,
      name: area.name,
      name_en: area.nameEn ?? null,
      level: area.level,
      kind: area.kind,
      boundary: area.boundary ? JSON.stringify(area.boundary) : null,
      valid_from: new Date(`${area.validFrom}T00:00:00`),
      valid_to: area.validTo ? new Date(`${area.validTo}T00:00:00`) : null,
      predecessors: [...area.predecessors],
    }))
    await db
      .insertInto('area')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((row) => ({
          name: row.ref('excluded.name'),
          name_en: row.ref('excluded.name_en'),
          kind: row.ref('excluded.kind'),
          boundary: row.ref('excluded.boundary'),
          valid_to: row.ref('excluded.valid_to'),
        })),
      )
      .execute()
  }
}

export interface PlaceRow {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly areaCode: string
  readonly lon: number
  readonly lat: number
  readonly outline: Polygon | MultiPolygon | null
}

export const readPlaces = async (db: Sql): Promise<PlaceRow[]> => {
  const rows = await db.selectFrom('place').selectAll().orderBy('id').execute()
  return rows.map(({ area_code, outline, ...row }) => ({ ...row, areaCode: area_code, outline: outline as PlaceRow['outline'] }))
}

export const savePlaces = async (db: Sql, places: readonly PlaceRow[]): Promise<void> => {
  for (let start = 0; start < places.length; start += 200) {
    const rows = places.slice(start, start + 200).map(({ areaCode, aliases, outline, ...place }) => ({
      ...place,
      area_code: areaCode,
      aliases: [...aliases],
      outline: outline ? JSON.stringify(outline) : null,
    }))
    await db
      .insertInto('place')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          name: row.ref('excluded.name'),
          area_code: row.ref('excluded.area_code'),
          lon: row.ref('excluded.lon'),
          lat: row.ref('excluded.lat'),
          aliases: row.ref('excluded.aliases'),
          outline: row.ref('excluded.outline'),
        })),
      )
      .execute()
  }
}

export interface MapFeature {
  readonly id: string
  readonly layer: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: GeoJSON.Geometry
}

export const readMapFeatures = async (db: Sql): Promise<MapFeature[]> => {
  const rows = await db.selectFrom('map_feature').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    layer: row.layer,
    properties: row.properties as Record<string, unknown>,
    geometry: row.geometry as GeoJSON.Geometry,
  }))
}

export const saveMapFeatures = async (db: Sql, features: readonly MapFeature[]): Promise<void> => {
  for (let start = 0; start < features.length; start += 200) {
    const rows = features.slice(start, start + 200).map((each) => ({
      id: each.id,
      layer: each.layer,
      properties: JSON.stringify(each.properties),
      geometry: JSON.stringify(each.geometry),
    }))
    await db
      .insertInto('map_feature')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
}

/** Boundaries that areas had until they were drawn anew, in order of code and day. */
export const readDrawings = async (db: Sql): Promise<Drawing[]> => {
  const rows = await db.selectFrom('area_drawing').selectAll().orderBy('code').orderBy('valid_to').execute()
  return rows.map(({ code, valid_to, boundary }) => ({ code, validTo: dayText(valid_to), boundary: boundary as Drawing['boundary'] }))
}

/** Keeps boundaries that stand no longer. Of two that ended on one day the first is kept: it alone stood for whole days. */
export const saveDrawings = async (db: Sql, drawings: readonly Drawing[]): Promise<void> => {
  for (let start = 0; start < drawings.length; start += 200) {
    const rows = drawings.slice(start, start + 200).map(({ code, validTo, boundary }) => ({
      code,
      valid_to: new Date(`${validTo}T00:00:00`),
      boundary: JSON.stringify(boundary),
    }))
    await db
      .insertInto('area_drawing')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The named places of these areas. */
export const readPlacesOf = async (
  db: Sql,
  codes: readonly string[],
): Promise<readonly Pick<PlaceRow, 'id' | 'areaCode' | 'lon' | 'lat'>[]> => {
  if (codes.length === 0) return []
  const rows = await db
    .selectFrom('place')
    .select(['id', 'area_code', 'lon', 'lat'])
    .where('area_code', 'in', [...codes])
    .orderBy('id')
    .execute()
  return rows.map(({ area_code, ...row }) => ({ ...row, areaCode: area_code }))
}

/** Puts named places into another area. */
export const movePlaces = async (db: Sql, ids: readonly string[], areaCode: string): Promise<void> => {
  for (let start = 0; start < ids.length; start += 1000)
    await db
      .updateTable('place')
      .set({ area_code: areaCode })
      .where('id', 'in', ids.slice(start, start + 1000))
      .execute()
}
