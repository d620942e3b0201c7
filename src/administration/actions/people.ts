import { importStaff, importUnits, loadDirectory, readStaffLines, reachOf, roleName, unitKindName } from '../../access/api.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Lang } from '../../kernel/i18n.ts'
import { ok, type Refusal, type Result } from '../../kernel/result.ts'
import limits from '../../kernel/sheets/limits.json' with { type: 'json' }
import { readTable } from '../../kernel/sheets/read.ts'
import { writeColumnsOf, writeTable, type WriteRow } from '../../kernel/sheets/write.ts'
import { passwordColumns, sheetFaults, staffColumns, staffNote, staffRowsOf, unitColumns, unitNote, unitRowsOf } from '../domain/people.ts'
import type { SheetReport } from './sheets.ts'

/** A first password made by an import; told once. */
export interface FirstPassword {
  readonly login: string
  readonly name: string
  readonly password: string
}

/** The units within reach as a sheet. */
export const exportUnits = async (kernel: Kernel, actor: Actor, lang: Lang): Promise<Buffer> => {
  const directory = await loadDirectory(kernel)
  const reach = reachOf(actor, directory, 'administrator', 'security-officer', 'auditor')
  const rows = directory
    .all()
    .filter((unit) => reach.has(unit.id) && unit.validTo === null)
    .map((unit): WriteRow => ({
      id: unit.id,
      name: unit.name,
      nameEn: unit.nameEn,
      kind: unitKindName(unit.kind, lang),
      parent: unit.parent,
      areas: unit.scopes.map((scope) => scope.prefix).join(' '),
      kinds: [...new Set(unit.scopes.flatMap((scope) => scope.kinds))].join(' '),
    }))
  return writeTable(writeColumnsOf(unitColumns, lang), rows, { sheet: lang === 'zh' ? '单位' : 'Units', note: unitNote[lang], lang })
}

/** The staff within reach as a sheet, a row for each role held; telephones are not handed out. */
export const exportStaff = async (kernel: Kernel, actor: Actor, lang: Lang): Promise<Buffer> => {
  const reach = reachOf(actor, await loadDirectory(kernel), 'administrator', 'security-officer', 'auditor')
  const rows: WriteRow[] = []
  for (let after = ''; ;) {
    const page = await readStaffLines(kernel.db.sql, { units: reach.units, after, left: false, name: '', limit: 500 })
    for (const { login, name, memberships } of page) {
      for (const { unit, role, until } of memberships)
        if (until === null && reach.has(unit)) rows.push({ login, name, unit, role: roleName(role, lang) })
    }
    if (page.length < 500) break
    after = page.at(-1)?.login ?? after
  }
  return writeTable(writeColumnsOf(staffColumns, lang), rows, { sheet: lang === 'zh' ? '人员' : 'Staff', note: staffNote[lang], lang })
}

/** First passwords as a sheet, to be handed to their owners. */
export const passwordSheet = (first: readonly FirstPassword[], lang: Lang): Promise<Buffer> =>
  writeTable(
    writeColumnsOf(passwordColumns, lang),
    first.map((each): WriteRow => ({ ...each })),
    { sheet: lang === 'zh' ? '初始密码' : 'First passwords', lang },
  )

/** Reads a sheet of units; applies it, all or nothing, unless `dry`. */
export const importUnitSheet = async (
  kernel: Kernel,
  actor: Actor,
  bytes: Buffer,
  dry: boolean,
  now: Date,
): Promise<Result<SheetReport>> => {
  const table = await readTable(bytes, unitColumns, limits)
  if (!table.ok) return refused(table.error, dry)
  const done = await perhaps(kernel, dry, (within) => importUnits(within, actor, unitRowsOf(table.value.rows), now))
  if (!done.ok) return refused(done.error, dry)
  return ok({
    rows: table.value.rows.length,
    added: done.value.created,
    changed: done.value.changed,
    removed: 0,
    faults: [],
    warnings: table.value.warnings,
  })
}

/** Reads a sheet of staff; applies it, all or nothing, unless `dry`. First passwords come only when it was applied. */
export const importStaffSheet = async (
  kernel: Kernel,
  actor: Actor,
  bytes: Buffer,
  dry: boolean,
  now: Date,
): Promise<Result<{ report: SheetReport; first: readonly FirstPassword[] }>> => {
  const table = await readTable(bytes, staffColumns, { ...limits, maxRows: 2000 })
  const failed = (error: Refusal): Result<{ report: SheetReport; first: readonly FirstPassword[] }> => {
    const told = refused(error, dry)
    return told.ok ? ok({ report: told.value, first: [] }) : told
  }
  if (!table.ok) return failed(table.error)
  const done = await perhaps(kernel, dry, (within) => importStaff(within, actor, staffRowsOf(table.value.rows), now))
  if (!done.ok) return failed(done.error)
  const { created, changed } = done.value
  const report = { rows: table.value.rows.length, added: created.length, changed, removed: 0, faults: [], warnings: table.value.warnings }
  return ok({ report, first: dry ? [] : created })
}

/** A dry run tells faults as its answer; a real one refuses. */
const refused = (error: Refusal, dry: boolean): Result<SheetReport> => {
  const fields = error.code === 'sheet.faults' ? error.fields : error.code === 'input.invalid' ? sheetFaults(error.fields ?? []) : undefined
  if (!fields) return { ok: false, error }
  if (dry) return ok({ rows: 0, added: 0, changed: 0, removed: 0, faults: fields, warnings: [] })
  return { ok: false, error: { kind: 'invalid', code: 'sheet.faults', params: { count: fields.length }, fields } }
}

/** Thrown to roll a dry run back; never leaves this file. */
class Undone<T> extends Error {
  readonly result: Result<T>

  constructor(result: Result<T>) {
    super('a dry run')
    this.result = result
  }
}

/**
 * Does the work, or does it in a transaction that is rolled back: so a dry run judges by the very rules of the real one. What the kernel's caches hold of
 * the district is asked for first: within a transaction the embedded database, which has a single connection, would wait for itself.
 */
const perhaps = async <T>(kernel: Kernel, dry: boolean, work: (kernel: Kernel) => Promise<Result<T>>): Promise<Result<T>> => {
  const district = await kernel.district()
  const prepared: Kernel = { ...kernel, district: async () => district }
  if (!dry) return work(prepared)
  const caches: Kernel['caches'] = { get: (_name, load) => load(), changed: async () => undefined }
  try {
    return await kernel.db.sql.transaction().execute(async (tx): Promise<never> => {
      throw new Undone(await work({ ...prepared, caches, db: { ...kernel.db, sql: inside(tx) } }))
    })
  } catch (fault) {
    if (fault instanceof Undone) return fault.result as Result<T>
    throw fault
  }
}

/** The transaction as a database whose own transactions are parts of it. */
const inside = (tx: Sql): Kernel['db']['sql'] =>
  new Proxy(tx, {
    get(target, name) {
      if (name === 'transaction') return () => ({ execute: (work: (within: Sql) => Promise<unknown>) => work(tx) })
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
