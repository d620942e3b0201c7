import { useQuery } from '@tanstack/react-query'
import type { Text } from '../../../src/kernel/i18n.ts'
import { useLang } from '../app/lang.ts'
import { get } from './send.ts'
import type { CategoryRow, UnitNode } from './types.ts'
import { treeOf } from './tree.ts'

// What several screens read and what seldom changes.
const seldom = 10 * 60_000

interface UnitRow {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly parent: string | null
  readonly kind?: string
  readonly validTo?: string | null
}

/** All open units, in their tree. */
export const useUnits = () => {
  const lang = useLang()
  return useQuery({
    queryKey: ['units', lang],
    staleTime: seldom,
    queryFn: async ({ signal }) => {
      const { units } = await get<{ units: readonly UnitRow[] }>('/api/units', {}, signal)
      const today = new Date().toISOString().slice(0, 10)
      const open = units.filter((unit) => !unit.validTo || unit.validTo >= today)
      return open.map((unit) => ({ ...unit, name: lang === 'en' && unit.nameEn ? unit.nameEn : unit.name }))
    },
  })
}

export const unitTree = (units: readonly UnitRow[]): readonly UnitNode[] =>
  treeOf(
    units,
    (unit) => unit.id,
    (unit) => unit.parent,
  )

/** All categories, or those of one tree. */
export const useCategories = (tree?: string) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['categories', lang, tree ?? ''],
    staleTime: seldom,
    queryFn: async ({ signal }) => {
      const rows = listIn<CategoryRow & { readonly name: string | Text }>(await get<unknown>('/api/categories', { tree }, signal))
      return rows.map((row): CategoryRow => ({ ...row, name: typeof row.name === 'string' ? row.name : (row.name as Text)[lang] }))
    },
  })
}

export interface AreaRow {
  readonly code: string
  readonly name: string
  readonly level: string
}

/** Areas of a level: streets, communities, grids. */
export const useAreas = (level: string, within?: string) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['areas', lang, level, within ?? ''],
    staleTime: seldom,
    queryFn: async ({ signal }) => listIn<AreaRow>(await get<unknown>('/api/areas', { level, within }, signal)),
  })
}

export interface ProcedureRow {
  readonly id: string
  readonly title: string
  readonly natures: readonly { readonly id: string; readonly title: string; readonly hint?: string | null }[]
  readonly doors: readonly string[]
  /** Roles that may file it. */
  readonly by?: readonly string[]
  readonly form: readonly unknown[]
  /** The name of its category tree. */
  readonly categories: string
  readonly anonymous?: boolean
  readonly source?: string
}

export const useProcedures = () => {
  const lang = useLang()
  return useQuery({
    queryKey: ['procedures', lang],
    staleTime: seldom,
    queryFn: async ({ signal }) => listIn<ProcedureRow>(await get<unknown>('/api/procedures', {}, signal)),
  })
}

/** The list in an answer: the answer itself, or the one list that it holds under its own name (`{units: […]}`). */
export const listIn = <T>(answer: unknown): readonly T[] => {
  if (Array.isArray(answer)) return answer as T[]
  const inner = Object.values((answer ?? {}) as Record<string, unknown>).find(Array.isArray)
  return (inner ?? []) as T[]
}
