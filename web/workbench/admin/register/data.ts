import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { address, get, post, upload } from '../../api/send.ts'
import { useLang } from '../../app/lang.ts'

export type RegisterValue = Readonly<Record<string, unknown>>

/** A row with the version that a change must name. */
export interface RegisterRow {
  readonly key: string
  readonly version: string
  readonly value: RegisterValue
}

interface RegisterPage {
  readonly rows: readonly RegisterRow[]
  readonly next: string | null
  readonly total: number
}

const path = (name: string): string => `/api/admin/${name}`
const rowPath = (name: string, key: string): string => `${path(name)}/${encodeURIComponent(key)}`

// The server gives 500 rows a page; a district's tables are a few thousand at most.
const mostPages = 20

/** All rows of one thing that an administrator keeps. */
export const useRegister = (name: string, enabled = true) => {
  const lang = useLang()
  return useQuery({
    enabled,
    queryKey: ['admin', name, lang],
    queryFn: async ({ signal }) => {
      const rows: RegisterRow[] = []
      let after: string | null = null
      for (let page = 0; page < mostPages; page++) {
        const answer: RegisterPage = await get<RegisterPage>(path(name), { after }, signal)
        rows.push(...answer.rows)
        after = answer.next
        if (after === null) break
      }
      return rows
    },
  })
}

// What screens show and choose from follows from these tables.
const refresh = ['admin', 'categories', 'units', 'areas', 'procedures', 'suggestions'] as const

const useRefresh = () => {
  const queries = useQueryClient()
  return () => Promise.all(refresh.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

/** Writes one row: added without `before`, else changed as it was then. */
export const useSaveRow = (name: string) => {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ value, before }: { value: RegisterValue; before: RegisterRow | null }) =>
      before ? post<unknown>(rowPath(name, before.key), { version: before.version, value }, 'PUT') : post<unknown>(path(name), { value }),
    onSuccess,
  })
}

/** Takes a row away, or restores what was shipped. */
export const useRemoveRow = (name: string) => {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ key, version }: RegisterRow) => post<unknown>(address(rowPath(name, key), { version }), undefined, 'DELETE'),
    onSuccess,
  })
}

export interface HistoryEntry {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly how: string
  readonly count: number
  readonly changes: readonly { readonly key: string; readonly before: RegisterValue | null; readonly after: RegisterValue | null }[]
}

export const useHistory = (name: string) =>
  useQuery({
    queryKey: ['admin', name, 'history'],
    queryFn: async ({ signal }) => (await get<{ entries: readonly HistoryEntry[] }>(`${path(name)}/history`, {}, signal)).entries,
  })

/** Puts back what stood before a change. */
export const useUndo = (name: string) => {
  const onSuccess = useRefresh()
  return useMutation({ mutationFn: (id: string) => post<unknown>(`${path(name)}/history/${id}/undo`), onSuccess })
}

export interface SheetReport {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly faults: readonly { readonly row: number | null; readonly column: string | null; readonly message: string }[]
  readonly warnings: readonly string[]
  /** An Excel sheet of first passwords in base64, told this once. */
  readonly passwords?: string | null
}

/** Checks a sheet (`dry`), or writes it whole. */
export const useSheet = (name: string) => {
  const done = useRefresh()
  return useMutation({
    mutationFn: ({ file, dry }: { file: File; dry: boolean }) => upload<SheetReport>(`${path(name)}/sheet`, file, dry ? { dry: true } : {}),
    onSuccess: (_report, { dry }) => (dry ? undefined : done()),
  })
}

export const sheetAddress = (name: string): string => `${path(name)}/sheet`
