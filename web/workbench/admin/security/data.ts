import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../../api/send.ts'

export interface SecurityLine {
  readonly id: string
  readonly at: string
  readonly kind: 'sign-in' | 'reading' | 'right'
  readonly actor: string | null
  readonly actorName: string | null
  readonly what: string
  readonly subject: string | null
  readonly subjectName: string | null
  readonly purpose: string | null
}

export interface SecurityFilter {
  readonly account: string | null
  readonly kind: string | null
  readonly day: string | null
}

const pageSize = 50

/** The security log, newest first, page by page. */
export const useSecurityLog = (filter: SecurityFilter) =>
  useInfiniteQuery({
    queryKey: ['admin', 'security', filter],
    queryFn: async ({ pageParam, signal }) => {
      const before = pageParam ? { beforeAt: pageParam.at, beforeId: pageParam.id } : {}
      return (await get<{ lines: readonly SecurityLine[] }>('/api/security-log', { ...filter, ...before }, signal)).lines
    },
    initialPageParam: null as SecurityLine | null,
    getNextPageParam: (page) => (page.length < pageSize ? null : (page.at(-1) ?? null)),
  })
