import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../../api/send.ts'
import { asText, type Draft } from '../../forms/values.ts'
import { listOf } from '../fields.ts'

export interface UnitRow {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly kind: string
  readonly parent: string | null
  readonly scopes: readonly { readonly prefix: string; readonly kinds: readonly string[] }[]
  readonly validFrom: string
  readonly validTo: string | null
  readonly version: number
}

export const useUnitRows = () =>
  useQuery({
    queryKey: ['admin', 'units'],
    queryFn: async ({ signal }) => (await get<{ units: readonly UnitRow[] }>('/api/units', {}, signal)).units,
  })

/** What the form holds, as the server takes it; kinds of scopes that stay keep what they were limited to. */
export const unitOf = (draft: Draft, before: UnitRow | null): Omit<UnitRow, 'version'> => ({
  id: before?.id ?? asText(draft['id']).trim(),
  name: asText(draft['name']).trim(),
  nameEn: asText(draft['nameEn']).trim(),
  kind: asText(draft['kind']),
  parent: asText(draft['parent']) || null,
  scopes: listOf(draft['areas']).map((prefix) => ({ prefix, kinds: before?.scopes.find((scope) => scope.prefix === prefix)?.kinds ?? [] })),
  validFrom: asText(draft['validFrom']),
  validTo: asText(draft['validTo']) || null,
})

const useRefresh = () => {
  const queries = useQueryClient()
  return () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['admin', 'units'] }), queries.invalidateQueries({ queryKey: ['units'] })])
}

export const useSaveUnit = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ draft, before }: { draft: Draft; before: UnitRow | null }) => {
      const { id, ...unit } = unitOf(draft, before)
      return before
        ? post<unknown>(`/api/units/${encodeURIComponent(before.id)}`, { ...unit, version: before.version }, 'PUT')
        : post<unknown>('/api/units', { id, ...unit })
    },
    onSuccess: refresh,
  })
}
