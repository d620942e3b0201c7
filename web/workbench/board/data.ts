import { useQuery } from '@tanstack/react-query'
import { get } from '../api/send.ts'
import { useLang } from '../app/lang.ts'
import type { Named } from '../api/types.ts'
import { useMatterPages } from '../parts/pages.ts'

export interface BoardLine {
  readonly unit?: Named | string
  readonly street?: Named | string
  readonly area?: Named | string
  readonly open: number
  readonly near: number
  readonly late: number
  readonly returned: number
  readonly reopened: number
}

export interface TrendDay {
  readonly day: string
  readonly filed: number
  readonly answered: number
  readonly late: number
}

export interface Board {
  readonly late: number
  readonly near: number
  readonly byUnit: readonly BoardLine[]
  readonly byStreet: readonly BoardLine[]
  readonly trend: readonly TrendDay[]
}

export const tabs = ['late', 'near', 'returned', 'reopened', 'exclusions'] as const
export type Tab = (typeof tabs)[number]

export const useBoard = () => {
  const lang = useLang()
  return useQuery({ queryKey: ['board', lang], queryFn: ({ signal }) => get<Board>('/api/board', {}, signal) })
}

/** Whose matters alone are shown: a unit's or a street's; everybody's when both are null. */
export interface Only {
  readonly unit: string | null
  readonly street: string | null
}

export const everybody: Only = { unit: null, street: null }

export const useBoardRows = (tab: Tab, only: Only) => useMatterPages('board', '/api/board/rows', { tab, ...only })

/** Whose line it is, whether the server names it by id or with its name. */
export const lineOf = (line: BoardLine): Named => {
  const who = line.unit ?? line.street ?? line.area ?? ''
  return typeof who === 'string' ? { id: who, name: who } : who
}

/** Sums of a trend, for the sentence that says it without a chart. */
export const totals = (trend: readonly TrendDay[]): Omit<TrendDay, 'day'> =>
  trend.reduce((sum, day) => ({ filed: sum.filed + day.filed, answered: sum.answered + day.answered, late: sum.late + day.late }), {
    filed: 0,
    answered: 0,
    late: 0,
  })
