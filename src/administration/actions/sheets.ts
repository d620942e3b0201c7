import type { Actor } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Lang } from '../../kernel/i18n.ts'
import { type FieldFault, ok, type Result } from '../../kernel/result.ts'
import type { SheetNotice } from '../../kernel/sheets/domain.ts'
import limits from '../../kernel/sheets/limits.json' with { type: 'json' }
import { readTable } from '../../kernel/sheets/read.ts'
import { writeColumnsOf, writeTable } from '../../kernel/sheets/write.ts'
import { plan } from '../domain/thing.ts'
import type { Thing } from '../things/thing.ts'
import { aroundNow } from './around.ts'
import { administer, commit } from './change.ts'

/** What a sheet would do, or did. */
export interface SheetReport {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** Everything to mend, at `rows.<row>.<column>`; the sheet was not applied when there is any. */
  readonly faults: readonly FieldFault[]
  readonly warnings: readonly SheetNotice[]
}

/** The present content as a sheet in the layout that can be uploaded again. */
export const exportSheet = async <Row>(kernel: Kernel, thing: Thing<Row>, lang: Lang, now: Date): Promise<Buffer> => {
  const around = await aroundNow(kernel, now)
  const rows = await thing.read(kernel.db.sql)
  return writeTable(
    writeColumnsOf(thing.columns(around), lang),
    rows.flatMap((row) => thing.toSheet(row, lang)),
    { sheet: thing.title[lang], note: thing.note[lang], lang },
  )
}

/** Reads a sheet and tells every fault by row and column; applies it, all or nothing, unless `dry`. A dry run never refuses for what the rows say. */
export const importSheet = async <Row>(
  kernel: Kernel,
  actor: Actor,
  thing: Thing<Row>,
  bytes: Buffer,
  dry: boolean,
  now: Date,
): Promise<Result<SheetReport>> =>
  administer(kernel, actor, now, async (tx, look) => {
    const around = await look(tx)
    const table = await readTable(bytes, thing.columns(around), limits)
    if (!table.ok) return dry && table.error.code === 'sheet.faults' ? ok(faulty(table.error.fields ?? [])) : table
    const before = await thing.read(tx)
    const read = thing.fromSheet(table.value.rows, before, around)
    const planned = plan(thing, before, read.drafts, around, thing.whole)
    const faults = byRow([...read.faults, ...planned.faults])
    const report: SheetReport = {
      rows: table.value.rows.length,
      added: planned.changes.filter((change) => change.before === null).length,
      changed: planned.changes.filter((change) => change.before !== null && change.after !== null).length,
      removed: planned.changes.filter((change) => change.after === null).length,
      faults,
      warnings: table.value.warnings,
    }
    if (dry) return ok(report)
    if (faults.length > 0)
      return { ok: false, error: { kind: 'invalid', code: 'sheet.faults', params: { count: faults.length }, fields: faults } }
    const moved = thing.whole && planned.all.map(thing.keyOf).join('\n') !== before.map(thing.keyOf).join('\n')
    if (planned.changes.length > 0 || moved) await commit(kernel, tx, actor, thing, planned.changes, planned.all, 'sheet', now)
    return ok(report)
  })

const faulty = (faults: readonly FieldFault[]): SheetReport => ({ rows: 0, added: 0, changed: 0, removed: 0, faults, warnings: [] })

/** In the order of the sheet; each place and fault once, for a row may be told by two checks. */
const byRow = (faults: readonly FieldFault[]): FieldFault[] => {
  const seen = new Set<string>()
  return faults
    .toSorted((a, b) => rowOf(a) - rowOf(b))
    .filter((fault) => {
      const mark = `${fault.path} ${fault.code}`
      return !seen.has(mark) && seen.add(mark)
    })
    .slice(0, limits.maxFaults)
}

const rowOf = (fault: FieldFault): number => Number(/^rows\.(\d+)/.exec(fault.path)?.[1] ?? 0)
