import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from '../api/send.ts'
import { listIn } from '../api/shared.ts'
import { useLang } from '../app/lang.ts'
import type { Named, Page, RowView } from '../api/types.ts'
import { type Group, palette } from './groups.ts'

/** A matter on the map. */
export interface Dot {
  readonly id: string
  readonly code: string
  readonly lon: number
  readonly lat: number
  readonly category: Named | null
  readonly stage: Named
  readonly late: boolean
  readonly title: string
}

export interface MapQuery {
  /** West, south, east, north. */
  readonly bbox: string | null
  readonly category: string | null
  readonly late: boolean
  readonly from: string
  readonly to: string
}

/** Open matters within the picture. */
export const useDots = (query: MapQuery) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['map', lang, query],
    enabled: query.bbox !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const days = {
        from: new Date(`${query.from}T00:00:00+08:00`).toISOString(),
        to: new Date(`${query.to}T23:59:59+08:00`).toISOString(),
      }
      return listIn<Dot>(
        await get<unknown>('/api/map/matters', { bbox: query.bbox, category: query.category, late: query.late || null, ...days }, signal),
      )
    },
  })
}

export interface AreaFacts {
  readonly code: string
  readonly name: string
  readonly path: readonly { readonly code: string; readonly name: string }[]
  readonly units: readonly { readonly role: string; readonly unit: Named }[]
  readonly open: number | null
}

/** Who serves an area, and how much is open there. */
export const useAreaFacts = (code: string | null) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['area', code, lang],
    enabled: code !== null,
    queryFn: ({ signal }) => get<AreaFacts>(`/api/areas/${code ?? ''}`, {}, signal),
  })
}

/** The first matters of an area: those in hand, due ones among them, or those closed since a day. */
export const useAreaMatters = (code: string, scope: 'open' | 'closed', from: string | null) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['map', 'area', code, scope, from, lang],
    queryFn: ({ signal }) => get<Page<RowView>>('/api/matters', { area: code, scope, from }, signal),
  })
}

/** The dots as the map takes them. */
export const featuresOf = (
  dots: readonly Dot[],
  groupOf: (category: string | null) => Group | null,
): GeoJSON.FeatureCollection<GeoJSON.Point> => ({
  type: 'FeatureCollection',
  features: dots.map((dot) => {
    const group = groupOf(dot.category?.id ?? null)
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [dot.lon, dot.lat] },
      properties: { id: dot.id, late: dot.late ? 1 : 0, slot: group?.slot ?? palette.length, mark: group?.mark ?? '' },
    }
  }),
})
