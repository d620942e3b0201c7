import { useMutation, useQueryClient } from '@tanstack/react-query'
import { upload } from '../../api/send.ts'

export interface MapReport {
  readonly features: number
  readonly added: number
  readonly changed: number
  readonly skipped: number
  readonly changes: readonly {
    readonly code: string
    readonly name: string
    readonly what: 'added' | 'renamed' | 'moved' | 'same'
    readonly before: string | null
  }[]
  readonly faults: readonly { readonly path: string; readonly feature: number; readonly message: string }[]
}

/** Checks a map file (`dry`), or writes it whole. */
export const useMapFile = (what: 'boundaries' | 'buildings') => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, dry }: { file: File; dry: boolean }) =>
      upload<MapReport>(`/api/admin/areas/${what}`, file, dry ? { dry: true } : {}),
    onSuccess: async (_report, { dry }) => {
      if (!dry) await Promise.all(['admin', 'areas'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
}
