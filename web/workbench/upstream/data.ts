import { useMutation, useQueryClient } from '@tanstack/react-query'
import { upload } from '../api/send.ts'

export interface SheetFault {
  readonly row: number
  readonly column: string | null
  readonly message: string
}

export interface Imported {
  readonly rows: number
  /** Rows that can be filed, or were. */
  readonly accepted: number
  readonly faults: readonly SheetFault[]
  /** Faults beyond those that are listed. */
  readonly moreFaults: number
  readonly duplicates: readonly { readonly row: number; readonly number: string; readonly code: string }[]
  readonly filed: readonly { readonly row: number; readonly number: string; readonly id: string; readonly code: string }[]
  readonly warnings: readonly string[]
}

/** Checks a sheet of orders (`dry`) or files its good rows; the others are told and may come again. */
export const useImport = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, dry }: { file: File; dry: boolean }) =>
      upload<Imported>('/api/upstream/import', file, dry ? { dry: true, mode: 'good' } : { mode: 'good' }),
    onSuccess: (_result, { dry }) => {
      if (!dry) for (const key of ['inbox', 'matters', 'board']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
}
