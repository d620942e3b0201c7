import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../../api/send.ts'
import { asText } from '../../forms/values.ts'

export interface Absence {
  readonly id: string
  readonly account: string
  readonly accountName: string
  readonly substitute: string
  readonly substituteName: string
  readonly since: string
  readonly until: string
  readonly note: string
}

const key = ['admin', 'absences'] as const

/** Absences that have not ended, of an account or the own. */
export const useAbsences = (account: string | null) =>
  useQuery({
    queryKey: [...key, account],
    queryFn: async ({ signal }) => (await get<{ absences: readonly Absence[] }>('/api/absences', { account }, signal)).absences,
  })

export const useAbsenceAct = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: unknown }) => post<unknown>(path, body ?? {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** The district's wall time as an instant; China has one zone and no summer time. */
export const instantOf = (wall: unknown): string => {
  const time = Date.parse(`${asText(wall)}:00+08:00`)
  return Number.isFinite(time) ? new Date(time).toISOString() : ''
}
