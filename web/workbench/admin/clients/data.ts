import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../../api/send.ts'

export interface Client {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly createdAt: string
  readonly scopes: readonly string[]
  readonly perMinute: number
  readonly usedAt: string | null
}

const key = ['admin', 'clients'] as const

export const useClients = () =>
  useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await get<{ clients: readonly Client[] }>('/api/clients', {}, signal)).clients,
  })

/** Any act on clients; making one tells its key. */
export const useClientAct = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body, method }: { path: string; body?: unknown; method?: 'POST' | 'PUT' }) =>
      post<{ key?: string }>(path, body ?? {}, method ?? 'POST'),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}
