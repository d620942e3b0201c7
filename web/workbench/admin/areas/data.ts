import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { address, get, post } from '../../api/send.ts'
import { useLang } from '../../app/lang.ts'
import type { Asked, Grid, Surface } from './draft.ts'

export interface Drawn {
  readonly day: string
  readonly today: string
  readonly community: { readonly code: string; readonly name: string; readonly boundary: Surface | null }
  readonly grids: readonly Grid[]
}

/** A community and its grids as they are today, or were on a day. */
export const useDrawn = (community: string | null, on: string | null) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['areas', 'drawn', community, on, lang],
    enabled: community !== null,
    queryFn: ({ signal }) => get<Drawn>('/api/areas/drawn', { community, on }, signal),
  })
}

interface ReportedArea {
  readonly code: string
  readonly name: string
}

export interface Report {
  readonly day: string
  readonly version: string
  readonly ended: readonly ReportedArea[]
  readonly added: readonly ReportedArea[]
  readonly redrawn: readonly ReportedArea[]
  readonly moves: readonly {
    readonly thing: string
    readonly moved: readonly { readonly from: string; readonly to: string | null; readonly count: number }[]
  }[]
  readonly warnings: readonly { readonly path: string; readonly message: string }[]
}

/** Tells what a change would do (`dry`), or does it. */
export const useChange = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ asked, dry }: { readonly asked: Asked & { readonly version?: string }; readonly dry: boolean }) =>
      post<Report>(address('/api/areas/changes', dry ? { dry: true } : {}), asked),
    onSuccess: async (_report, { dry }) => {
      if (!dry) await Promise.all(['admin', 'areas', 'area'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
}
