import { useInfiniteQuery } from '@tanstack/react-query'
import { get, type Query } from '../api/send.ts'
import type { Page, RowView } from '../api/types.ts'
import { useLang } from '../app/lang.ts'

/** A list of matters, a page at a time by key. `name` is what live messages ask anew. */
export const useMatterPages = (name: string, path: string, query: Query, enabled = true) => {
  const lang = useLang()
  return useInfiniteQuery({
    queryKey: [name, path, lang, query],
    enabled,
    queryFn: ({ pageParam, signal }) => get<Page<RowView>>(path, { ...query, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export type MatterPages = ReturnType<typeof useMatterPages>
