import type { Role } from '../../kernel/actor.ts'
import type { Lang } from '../../kernel/i18n.ts'
import { type Duty, dutyAt, dutyKey, subtree, type Unit, type UnitScope } from './units.ts'

/** All units and duties in memory, for routing, scopes and names. A snapshot: take it anew for each use by `loadDirectory`. */
export interface Directory {
  unit(id: string): Unit | undefined
  /** Every unit by id, the closed ones too. */
  all(): readonly Unit[]
  /** Units directly below; of null the units at the top. */
  children(id: string | null): readonly Unit[]
  /** The unit and all units below it. */
  subtree(id: string): readonly string[]
  /** The unit that does a role's common work at an area code: the longest prefix wins. Null when no duty covers it. */
  dutyUnit(role: Role, areaCode: string): string | null
  duties(): readonly Duty[]
  scopesOf(unit: string): readonly UnitScope[]
  /** The unit's name in the language; its id when it is unknown, the Chinese name when there is no English one. */
  nameOf(unit: string, lang: Lang): string
  /** The unit above, or null at the top. */
  superiorOf(unit: string): string | null
  /** Whether a unit works on the day (`YYYY-MM-DD`). */
  isOpen(unit: string, day: string): boolean
}

export const buildDirectory = (units: readonly Unit[], duties: readonly Duty[]): Directory => {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const childrenOf = Map.groupBy(units, (unit) => unit.parent)
  const childIds = new Map([...childrenOf].map(([id, children]) => [id, children.map((child) => child.id)]))
  const onDuty = new Map(duties.map((duty) => [dutyKey(duty.role, duty.prefix), duty.unit]))
  return {
    unit: (id) => byId.get(id),
    all: () => units,
    children: (id) => childrenOf.get(id) ?? [],
    subtree: (id) => subtree(id, childIds),
    dutyUnit: (role, areaCode) => dutyAt(onDuty, role, areaCode),
    duties: () => duties,
    scopesOf: (id) => byId.get(id)?.scopes ?? [],
    nameOf(id, lang) {
      const unit = byId.get(id)
      if (!unit) return id
      return lang === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name
    },
    superiorOf: (id) => byId.get(id)?.parent ?? null,
    isOpen(id, day) {
      const unit = byId.get(id)
      return unit !== undefined && unit.validFrom <= day && (unit.validTo === null || day <= unit.validTo)
    },
  }
}
