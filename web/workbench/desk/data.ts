import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { operationFor, type Tried } from '../actions/operation.ts'
import { ApiFault, get, newOperation, post } from '../api/send.ts'
import { listIn, type ProcedureRow, useProcedures } from '../api/shared.ts'
import type { PlaceRow, RowView } from '../api/types.ts'
import { useSelf } from '../app/me.ts'
import { useSettled } from '../parts/settled.ts'

/** Kinds of matter that the reader may file at a desk. */
export const useDeskProcedures = () => {
  const { roles } = useSelf()
  const procedures = useProcedures()
  const may = (each: ProcedureRow): boolean =>
    each.doors.includes('desk') && (!each.by || each.by.some((role) => (roles as readonly string[]).includes(role)))
  return { ...procedures, data: procedures.data?.filter(may) }
}

export interface Lookup {
  readonly matters: readonly RowView[]
  readonly places: readonly PlaceRow[]
  readonly wish: string | null
}

/** What is known of a number or an address, once the hand rests. */
export const useLookup = (phone: string, address: string) => {
  const asked = useSettled(
    JSON.stringify({
      phone: /^[\d +-]{7,}$/.test(phone.trim()) ? phone.trim() : '',
      address: address.trim().length >= 3 ? address.trim() : '',
    }),
    400,
  )
  const query = JSON.parse(asked) as { phone: string; address: string }
  return useQuery({
    queryKey: ['lookup', query],
    enabled: query.phone !== '' || query.address !== '',
    retry: false,
    gcTime: 60_000,
    queryFn: ({ signal }) => get<Lookup>('/api/desk/lookup', query, signal),
  })
}

export interface CategoryHint {
  readonly code: string
  readonly name: string
  readonly found?: readonly string[]
}

/** Categories whose keywords stand in the words. */
export const useCategoryHints = (tree: string, text: string): readonly CategoryHint[] => {
  const settled = useSettled(text.trim(), 500)
  const hints = useQuery({
    queryKey: ['category-hints', tree, settled],
    enabled: settled.length >= 2,
    retry: false,
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      listIn<CategoryHint>(await get<unknown>('/api/categories/suggest', { tree, text: settled.slice(0, 1000) }, signal)),
  })
  return settled.length >= 2 ? (hints.data ?? []).slice(0, 4) : []
}

export interface Filing {
  readonly procedure: string
  readonly channel: string
  readonly nature: string | null
  readonly category: string | null
  readonly anonymous: boolean
  readonly aboutUnit: string | null
  readonly input: Readonly<Record<string, unknown>>
  /** The answer given at once, for a question that needs no more. */
  readonly answer: string | null
}

export interface Filed {
  readonly id: string
  readonly code: string
  readonly secret: string
  readonly answered: boolean
  /** Why the answer was not recorded, when the filing was. */
  readonly answerFault: string | null
}

/** Files a matter, and answers it at once when that is all it needs. */
export const useFile = () => {
  const queries = useQueryClient()
  const tried = useRef<Tried | null>(null)
  return useMutation({
    mutationFn: async ({ answer, ...filing }: Filing): Promise<Filed> => {
      tried.current = operationFor(tried.current, JSON.stringify(filing), newOperation)
      const filed = await post<{ id: string; code: string; secret: string }>('/api/matters', {
        operation: tried.current.id,
        door: 'desk',
        ...filing,
      })
      tried.current = null
      if (answer === null) return { ...filed, answered: false, answerFault: null }
      const input = { answer, ...(filing.category === null ? {} : { category: filing.category }) }
      const fault = await post(`/api/matters/${encodeURIComponent(filed.id)}/actions/answer-at-once`, {
        operation: newOperation(),
        input,
      }).then(
        () => null,
        (error: Error) => error.message,
      )
      return { ...filed, answered: fault === null, answerFault: fault }
    },
    onSuccess: () => {
      for (const key of ['inbox', 'matters', 'lookup']) void queries.invalidateQueries({ queryKey: [key] })
    },
    onError: (fault) => {
      if (fault instanceof ApiFault && fault.status !== 0) tried.current = null
    },
  })
}
