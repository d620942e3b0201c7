import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../../api/send.ts'

export interface FailedNotice {
  readonly id: string
  readonly topic: string
  readonly template: string
  readonly matterId: string | null
  readonly code: string | null
  readonly tries: number
  readonly fault: string | null
  readonly givenUp: boolean
  readonly createdAt: string
  readonly dueAt: string
}

const key = ['admin', 'failed'] as const
const path = '/api/admin/failed-notices'

export const useFailed = () =>
  useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await get<{ rows: readonly FailedNotice[] }>(path, {}, signal)).rows,
    refetchInterval: 15_000,
  })

/** Tries notices again, or gives them up with a reason. */
export const useFailedAct = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ ids, reason }: { ids: readonly string[]; reason?: string }) =>
      post<{ count: number }>(`${path}/${reason === undefined ? 'retry' : 'give-up'}`, reason === undefined ? { ids } : { ids, reason }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}
