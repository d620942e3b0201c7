import { useMutation, useQuery } from '@tanstack/react-query'
import { get, post } from '../../api/send.ts'
import { listIn } from '../../api/shared.ts'
import type { RowView } from '../../api/types.ts'
import { useLang } from '../../app/lang.ts'

/** Other matters near by, or those at the very address. */
export const useOthers = (id: string, which: 'nearby' | 'earlier') => {
  const lang = useLang()
  return useQuery({
    queryKey: ['matter', id, which, lang],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => listIn<RowView>(await get<unknown>(`/api/matters/${encodeURIComponent(id)}/${which}`, {}, signal)),
  })
}

export interface Revealed {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  /** How long it may be shown. */
  readonly seconds: number
}

/** Shows who it is, for a purpose that is logged. Never kept in the cache of queries: what is hidden again must be gone. */
export const useReveal = (id: string) =>
  useMutation({
    gcTime: 0,
    mutationFn: (purpose: string) => post<Revealed>(`/api/matters/${encodeURIComponent(id)}/reveal`, { purpose }),
  })
