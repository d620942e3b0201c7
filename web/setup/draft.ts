import type { SetUp } from '../../src/access/api.ts'
import { countyOf } from '../../src/administration/api.ts'
import type { FieldFault } from '../../src/kernel/result.ts'

/** A unit as it is typed: no codes of units are asked for here. */
export interface TypedUnit {
  readonly name: string
  readonly kind: string
  readonly areas: string
  readonly parent: string
}

/** What stands on the page. */
export interface SetUpDraft {
  readonly token: string
  readonly login: string
  readonly name: string
  readonly code: string
  readonly county: string
  readonly countyEn: string
  readonly find: string
  readonly units: readonly TypedUnit[]
}

const rowsAtFirst = 4
const most = 60

export const emptyDraft: SetUpDraft = { token: '', login: '', name: '', code: '', county: '', countyEn: '', find: '', units: [] }

/** Reads the page's values; `more` adds rows to type in. Password and file are no part of a draft. */
export const draftOf = (values: Readonly<Record<string, unknown>>, more = 0): SetUpDraft => {
  const text = (name: string): string => (typeof values[name] === 'string' ? values[name].slice(0, 200) : '')
  const rows = Array.isArray(values['units']) ? (values['units'] as unknown[]) : []
  const units = rows.slice(0, most).map((row): TypedUnit => {
    const given = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
    const part = (name: keyof TypedUnit): string => (typeof given[name] === 'string' ? given[name].slice(0, 200) : '')
    return { name: part('name'), kind: part('kind'), areas: part('areas'), parent: part('parent') }
  })
  const draft = {
    token: text('token'),
    login: text('login'),
    name: text('name'),
    code: digits(text('code')),
    county: text('county'),
    countyEn: text('countyEn'),
    find: text('find'),
    units,
  }
  return { ...draft, units: padded(units, more) }
}

/** As many rows as are filled, and some to type in. */
export const padded = (units: readonly TypedUnit[], more: number): readonly TypedUnit[] => {
  const empty: TypedUnit = { name: '', kind: '', areas: '', parent: '' }
  const count = Math.min(most, Math.max(rowsAtFirst, units.length) + more)
  return Array.from({ length: count }, (_, index) => units[index] ?? empty)
}

const digits = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

const isFilled = (unit: TypedUnit): boolean => [unit.name, unit.areas, unit.parent].some((part) => part.trim() !== '')

/** The set-up that a draft asks for. The county's name comes from the list where it was left empty. Faults are at the page's own fields. */
export const setUpOf = (
  draft: SetUpDraft,
  password: string,
  rows: SetUp['units'] | null,
): { setUp: SetUp; faults: readonly FieldFault[] } => {
  const listed = countyOf(draft.code)
  const county = { code: draft.code, name: draft.county.trim() || (listed?.name ?? ''), nameEn: draft.countyEn.trim() }
  const typed = typedUnits(draft.units)
  const administrator = { login: draft.login, name: draft.name, password }
  const unnamed: FieldFault[] = county.name === '' ? [{ path: 'county', code: 'access.required' }] : []
  return { setUp: { administrator, county, units: rows ?? typed.units }, faults: [...unnamed, ...(rows ? [] : typed.faults)] }
}

/** Typed rows get codes by what they serve, or by their number; superiors are found by name. `row` is the row's number on the page, from 1. */
const typedUnits = (rows: readonly TypedUnit[]): { units: SetUp['units']; faults: readonly FieldFault[] } => {
  const filled = rows.flatMap((unit, index) => (isFilled(unit) ? [{ ...unit, index }] : []))
  const ids = new Map<number, string>()
  for (const { index, areas } of filled) {
    const own = /^\d{6,15}$/.test(digits(areas)) ? `u-${digits(areas)}` : `u-${index + 1}`
    ids.set(index, [...ids.values()].includes(own) ? `${own}-${index + 1}` : own)
  }
  const faults: FieldFault[] = []
  const units = filled.map(({ index, name, kind, areas, parent }) => {
    const wanted = parent.trim()
    const above = wanted === '' ? undefined : filled.find((other) => other.name.trim() === wanted)
    if (wanted !== '' && !above)
      faults.push({ path: `units.${index}.parent`, code: 'setup.parent-unknown', params: { name: wanted.slice(0, 40) } })
    return {
      row: index + 1,
      id: ids.get(index) ?? '',
      name,
      nameEn: '',
      kind,
      parent: above ? (ids.get(above.index) ?? '') : '',
      areas,
      kinds: '',
    }
  })
  return { units, faults }
}

/** Where a fault of the set-up stands on the page: `units.<row>.<column>` becomes `units.<index>.<column>`, of what is not asked here the name. */
export const pageFaults = (faults: readonly FieldFault[]): FieldFault[] =>
  faults.map((fault) => {
    const [part, row, column] = fault.path.split('.')
    if (part === 'administrator') return { ...fault, path: row ?? '' }
    if (part === 'county') return { ...fault, path: row === 'name' ? 'county' : row === 'nameEn' ? 'countyEn' : 'code' }
    if (part !== 'units') return fault
    const shown = column === 'scopes' ? 'areas' : column === 'id' || column === 'kinds' ? 'name' : (column ?? 'name')
    return { ...fault, path: `units.${Number(row) - 1}.${shown}` }
  })
