import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../../api/send.ts'

export interface Duty {
  readonly role: string
  readonly prefix: string
  readonly unit: string
}

export const useDuties = () =>
  useQuery({
    queryKey: ['admin', 'duties'],
    queryFn: async ({ signal }) => (await get<{ duties: readonly Duty[] }>('/api/duties', {}, signal)).duties,
  })

/** Gives a duty to a unit; with unit null it ends. */
export const useSetDuty = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (duty: { role: string; prefix: string; unit: string | null }) => post<unknown>('/api/duties', duty, 'PUT'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin', 'duties'] }),
  })
}
