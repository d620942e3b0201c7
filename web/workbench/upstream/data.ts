import { useMutation, useQueryClient } from '@tanstack/react-query'
import { upload } from '../api/send.ts'

export interface SheetFault {
  readonly row: number
  readonly column: string | null
  readonly message: string
}

export interface Imported {
  readonly rows: number | readonly unknown[]
  readonly faults: readonly SheetFault[]
  readonly accepted: number
  readonly duplicates: number
}

export const countOf = (rows: Imported['rows']): number => (typeof rows === 'number' ? rows : rows.length)

/** Checks a sheet of orders (`dry`) or imports it. */
export const useImport = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, dry }: { file: File; dry: boolean }) => upload<Imported>('/api/upstream/import', file, dry ? { dry: true } : {}),
    onSuccess: (_result, { dry }) => {
      if (!dry) for (const key of ['inbox', 'matters', 'board']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
}
