import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { get, newOperation, post } from '../api/send.ts'
import type { Page, QueueView, RowView } from '../api/types.ts'
import { useLang } from '../app/lang.ts'
import type { InboxQuery } from './query.ts'

export interface InboxPage extends Page<RowView> {
  readonly queues: readonly QueueView[]
}

/** The query as the route takes it; the Excel file of the list asks the same. */
export const asked = ({ queue, category, area, q }: InboxQuery) => ({ queue, category, area, q: q === '' ? null : q })

/** The list of a queue as far as the filters let through, due first, a page at a time. */
export const useInbox = (query: InboxQuery) => {
  const lang = useLang()
  return useInfiniteQuery({
    queryKey: ['inbox', lang, query],
    queryFn: ({ pageParam, signal }) => get<InboxPage>('/api/inbox', { ...asked(query), after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export interface BulkResult {
  readonly done: readonly string[]
  readonly refused: readonly { readonly id: string; readonly code: string; readonly message: string }[]
}

/** One action on many matters. Each is decided for itself; what is refused is told. */
export const useBulk = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (given: { ids: readonly string[]; action: string; input: Readonly<Record<string, unknown>> }) =>
      post<BulkResult>('/api/matters/bulk', { operation: newOperation(), ...given }),
    onSuccess: () => {
      for (const key of ['inbox', 'matter', 'matters', 'board']) void queries.invalidateQueries({ queryKey: [key] })
    },
  })
}
