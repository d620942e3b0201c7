import type { Role } from '../../kernel/actor.ts'
import type { FieldFault } from '../../kernel/result.ts'

/** What a unit is; each has its name in the texts as `access.unit-kind.<kind>`. */
export const unitKinds = [
  'county',
  'street',
  'community',
  'service-centre',
  'department',
  'enforcement',
  'police',
  'utility',
  'hotline',
  'organisation',
] as const
export type UnitKind = (typeof unitKinds)[number]

/** An area that a unit serves: a prefix of area codes, and the procedures it is limited to there (none: every kind). */
export interface UnitScope {
  readonly prefix: string
  readonly kinds: readonly string[]
}

/** A unit as it is asked for. Days are `YYYY-MM-DD`; `validTo` is the last day. */
export interface UnitDraft {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly kind: UnitKind
  readonly parent: string | null
  readonly scopes: readonly UnitScope[]
  readonly validFrom: string
  readonly validTo: string | null
}

export interface Unit extends UnitDraft {
  /** Office hours of its own, in the form the calendar reads; null means the district's. */
  readonly hours: unknown
  readonly version: number
}

/** Which unit does a role's common work in an area. */
export interface Duty {
  readonly role: Role
  readonly prefix: string
  readonly unit: string
}

/** County 6 digits, street 9, community 12, grid 15. */
export const isAreaPrefix = (text: string): boolean => /^(?:\d{6}|\d{9}|\d{12}|\d{15})$/.test(text)

/** Whether the text is a day that exists, as `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

/** Every fault of a unit among the others, in the order of the form. `others` may hold the unit's own former state. */
export const unitFaults = (draft: UnitDraft, others: ReadonlyMap<string, Pick<UnitDraft, 'parent'>>): FieldFault[] => {
  const faults: FieldFault[] = []
  const fault = (path: string, code: string, params?: FieldFault['params']): void =>
    void faults.push(params ? { path, code, params } : { path, code })
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(draft.id)) fault('id', 'access.unit-id')
  if (draft.name.trim() === '') fault('name', 'access.required')
  if (!unitKinds.includes(draft.kind)) fault('kind', 'access.unit-kind')
  if (draft.parent !== null && draft.parent !== draft.id && !others.has(draft.parent))
    fault('parent', 'access.unit-unknown', { unit: draft.parent })
  else if (makesCycle(draft, others)) fault('parent', 'access.unit-cycle')
  for (const [index, scope] of draft.scopes.entries()) {
    if (!isAreaPrefix(scope.prefix)) fault(`scopes.${index}.prefix`, 'access.area-prefix', { prefix: scope.prefix })
    else if (draft.scopes.findIndex((other) => other.prefix === scope.prefix) < index)
      fault(`scopes.${index}.prefix`, 'access.area-twice', { prefix: scope.prefix })
  }
  if (!isDay(draft.validFrom)) fault('validFrom', 'access.day')
  if (draft.validTo !== null && (!isDay(draft.validTo) || draft.validTo < draft.validFrom)) fault('validTo', 'access.day-order')
  return faults
}

/** Whether going up from the unit, over its new parent, comes back to it. */
const makesCycle = (draft: Pick<UnitDraft, 'id' | 'parent'>, others: ReadonlyMap<string, Pick<UnitDraft, 'parent'>>): boolean => {
  const seen = new Set<string>()
  for (let at = draft.parent; at !== null && at !== undefined; at = others.get(at)?.parent ?? null) {
    if (at === draft.id) return true
    // A cycle among the others is not this unit's fault, but must not hang the check.
    if (seen.has(at)) return false
    seen.add(at)
  }
  return false
}

/** What keeps a unit in use, so that it can't be closed yet. */
export interface UnitUse {
  readonly openChildren: number
  readonly members: number
  readonly duties: number
}

/** The text key of the first thing in the way of closing a unit, or null. A unit is closed by its last day and never deleted: matters name it for ever. */
export const closingFault = (use: UnitUse): string | null => {
  if (use.openChildren > 0) return 'access.unit-has-children'
  if (use.members > 0) return 'access.unit-has-members'
  if (use.duties > 0) return 'access.unit-has-duties'
  return null
}

/** The unit on duty for a role at an area code: the one with the longest prefix of the code; null when there is none. */
export const dutyAt = (duties: ReadonlyMap<string, string>, role: Role, areaCode: string): string | null => {
  for (let length = areaCode.length; length > 0; length--) {
    const unit = duties.get(dutyKey(role, areaCode.slice(0, length)))
    if (unit !== undefined) return unit
  }
  return null
}

export const dutyKey = (role: Role, prefix: string): string => `${role}@${prefix}`

/** A unit and all below it, the unit first. */
export const subtree = (id: string, children: ReadonlyMap<string | null, readonly string[]>): string[] => {
  const found = [id]
  for (const at of found) found.push(...(children.get(at) ?? []))
  return found
}
