import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post, upload } from '../../api/send.ts'
import { listIn } from '../../api/shared.ts'
import { useLang } from '../../app/lang.ts'

export type RegisterRow = Readonly<Record<string, unknown>>

const path = (name: string): string => `/api/admin/${name}`

/** The rows of one thing that an administrator keeps. */
export const useRegister = (name: string) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['admin', name, lang],
    queryFn: async ({ signal }) => listIn<RegisterRow>(await get<unknown>(path(name), {}, signal)),
  })
}

// What screens show and choose from follows from these tables.
const refresh = ['admin', 'categories', 'units', 'areas', 'procedures', 'suggestions'] as const

/** Writes one row, new or changed. */
export const useSaveRow = (name: string) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (row: RegisterRow) => post<unknown>(path(name), row, 'PUT'),
    onSuccess: () => Promise.all(refresh.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

export interface SheetAnswer {
  readonly rows?: number | readonly unknown[]
  readonly faults: readonly { readonly row: number; readonly column: string | null; readonly message: string }[]
}

/** Checks a sheet (`dry`), or writes it whole. */
export const useSheet = (name: string) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, dry }: { file: File; dry: boolean }) => upload<SheetAnswer>(`${path(name)}/sheet`, file, dry ? { dry: true } : {}),
    onSuccess: (_answer, { dry }) => (dry ? undefined : Promise.all(refresh.map((key) => queries.invalidateQueries({ queryKey: [key] })))),
  })
}

export const sheetAddress = (name: string): string => `${path(name)}/sheet.xlsx`
