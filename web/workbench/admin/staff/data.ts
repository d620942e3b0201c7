import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../../api/send.ts'

export interface Membership {
  readonly id: string
  readonly unit: string
  readonly role: string
  readonly since: string
  readonly until: string | null
}

export interface StaffRow {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly state: 'active' | 'left'
  readonly mustChange: boolean
  readonly locked: boolean
  readonly version: number
  readonly memberships: readonly Membership[]
}

export const useStaff = (left: boolean) =>
  useInfiniteQuery({
    queryKey: ['admin', 'staff', left],
    queryFn: ({ pageParam, signal }) =>
      get<{ staff: readonly StaffRow[]; next: string | null }>('/api/staff', { after: pageParam, left: left || null }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

/** Any act on staff; afterwards the list is read anew. */
export const useStaffAct = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body, method }: { path: string; body?: unknown; method?: 'POST' | 'PUT' }) =>
      post<{ password?: string } | undefined>(path, body ?? {}, method ?? 'POST'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin', 'staff'] }),
  })
}
