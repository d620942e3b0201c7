import type { Role } from '../../kernel/actor.ts'
import type { FieldFault } from '../../kernel/result.ts'
import { roleNamed, unitKindNamed } from '../texts.ts'
import { isLogin, parseLogin, parseMobile } from './credentials.ts'
import { type Unit, type UnitDraft, type UnitKind, unitFaults } from './units.ts'

/** One row of the sheet of units, as text. `row` is its number on the sheet; `areas` and `kinds` are separated by spaces or commas. */
export interface UnitRow {
  readonly row: number
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly kind: string
  readonly parent: string
  readonly areas: string
  readonly kinds: string
}

/** One row of the sheet of staff: a person and one role in one unit. More roles are more rows with the same login. */
export interface StaffRow {
  readonly row: number
  readonly login: string
  readonly name: string
  readonly phone: string
  readonly unit: string
  readonly role: string
}

/** Rows that may be written, or every fault, told by row: the path is `<row>.<column>`. */
export type Planned<T> = { readonly plan: readonly T[]; readonly faults: readonly FieldFault[] }

const listOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[\s,;、]+/)
    .filter((part) => part !== '')

const atRow = (row: number, faults: readonly FieldFault[]): FieldFault[] =>
  faults.map((fault) => ({ ...fault, path: `${row}.${fault.path}` }))

/** Units in the order in which they can be written (superiors first). Rows may stand in any order on the sheet; units that exist are changed. */
export const planUnits = (rows: readonly UnitRow[], existing: ReadonlyMap<string, Unit>, today: string): Planned<UnitDraft> => {
  const drafts = rows.map((row) => draftOf(row, existing.get(row.id.trim()), today))
  const all = new Map<string, Pick<UnitDraft, 'parent'>>([...existing, ...drafts.map((draft) => [draft.id, draft] as const)])
  const faults: FieldFault[] = []
  const firstRows = new Map<string, number>()
  rows.forEach((row, index) => {
    const draft = drafts[index]
    if (!draft) return
    const first = firstRows.get(draft.id)
    if (first !== undefined) faults.push({ path: `${row.row}.id`, code: 'access.row-twice', params: { row: first } })
    else firstRows.set(draft.id, row.row)
    faults.push(...atRow(row.row, unitFaults(draft, all)))
  })
  if (faults.length > 0) return { plan: [], faults }
  const byId = new Map(drafts.map((draft) => [draft.id, draft]))
  const depth = (draft: UnitDraft): number => {
    const parent = draft.parent === null ? undefined : byId.get(draft.parent)
    return parent ? depth(parent) + 1 : 0
  }
  return { plan: drafts.toSorted((a, b) => depth(a) - depth(b)), faults }
}

const draftOf = (row: UnitRow, known: Unit | undefined, today: string): UnitDraft => ({
  id: row.id.trim(),
  name: row.name.trim(),
  nameEn: row.nameEn.trim(),
  // An unknown kind is told by unitFaults.
  kind: unitKindNamed(row.kind) ?? (row.kind as UnitKind),
  parent: row.parent.trim() || null,
  scopes: listOf(row.areas).map((prefix) => ({ prefix, kinds: listOf(row.kinds) })),
  validFrom: known?.validFrom ?? today,
  validTo: known?.validTo ?? null,
})

/** A person to be written with the roles the sheet gives. */
export interface StaffPlan {
  readonly row: number
  readonly login: string
  readonly name: string
  readonly phone: string | null
  readonly posts: readonly { readonly unit: string; readonly role: Role }[]
}

/** People with their roles; rows of one login must agree in the name. `mayManage` tells whether the importing administrator has the unit. */
export const planStaff = (rows: readonly StaffRow[], mayManage: (unit: string) => 'yes' | 'no' | 'unknown'): Planned<StaffPlan> => {
  const faults: FieldFault[] = []
  const people = new Map<string, StaffPlan>()
  for (const row of rows) {
    const found = staffRowFaults(row, mayManage)
    const login = parseLogin(row.login)
    const known = people.get(login)
    if (known && known.name !== row.name.trim()) found.push({ path: 'name', code: 'access.row-other-name', params: { row: known.row } })
    if (known?.posts.some((post) => post.unit === row.unit.trim() && post.role === roleNamed(row.role)))
      found.push({ path: 'role', code: 'access.row-twice', params: { row: known.row } })
    faults.push(...atRow(row.row, found))
    // A role that is not known has been told above, and then nothing of the plan is used.
    const post = { unit: row.unit.trim(), role: roleNamed(row.role) ?? 'handler' }
    people.set(login, {
      row: known?.row ?? row.row,
      login,
      name: known?.name ?? row.name.trim(),
      phone: known?.phone ?? parseMobile(row.phone),
      posts: [...(known?.posts ?? []), post],
    })
  }
  return { plan: faults.length > 0 ? [] : [...people.values()], faults }
}

const staffRowFaults = (row: StaffRow, mayManage: (unit: string) => 'yes' | 'no' | 'unknown'): FieldFault[] => {
  const faults: FieldFault[] = []
  if (!isLogin(parseLogin(row.login))) faults.push({ path: 'login', code: 'access.login-form' })
  if (row.name.trim() === '') faults.push({ path: 'name', code: 'access.required' })
  if (row.phone.trim() !== '' && parseMobile(row.phone) === null) faults.push({ path: 'phone', code: 'access.phone-form' })
  const manage = mayManage(row.unit.trim())
  if (manage === 'unknown') faults.push({ path: 'unit', code: 'access.unit-unknown', params: { unit: row.unit.trim() } })
  if (manage === 'no') faults.push({ path: 'unit', code: 'access.not-your-unit', params: { unit: row.unit.trim() } })
  if (roleNamed(row.role) === null) faults.push({ path: 'role', code: 'access.role-unknown', params: { role: row.role.trim() } })
  return faults
}
