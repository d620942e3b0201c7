import { actorRef, postsOf, type Actor } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { fileMatter, loadCatalogue, type Catalogue, type FileRequest, type Procedure } from '../../matters/api.ts'
import { loadPlaces } from '../../territory/api.ts'
import { columnOf, judgeOrder, twiceSent, type Order, type OrderFault, type Setting } from './domain.ts'
import { findImported, keepOrders } from './store.ts'

/** `dry` writes nothing; `good` files the rows without fault; `all` files them only when no row has one. */
export type ImportMode = 'dry' | 'good' | 'all'

export interface ImportReport {
  readonly rows: number
  /** Rows that can be filed, or were. */
  readonly good: number
  readonly faults: readonly OrderFault[]
  /** Orders that were imported before, by the same number; they are left as they are. */
  readonly duplicates: readonly { readonly row: number; readonly number: string; readonly code: string }[]
  readonly filed: readonly { readonly row: number; readonly number: string; readonly id: string; readonly code: string }[]
}

/** The kind of matter that upstream orders become; null when no procedure opens this door. */
export const upstreamProcedure = (catalogue: Catalogue): Procedure | null =>
  catalogue.procedures().find(({ procedure }) => procedure.intake.doors.includes('upstream'))?.procedure ?? null

/**
 * Files orders of an upstream platform, each by its number once. Everything is checked before anything is written; `faults` of reading the sheet
 * count with those found here. Sent again after a break, it goes on where it stopped.
 */
export const importOrders = async (
  kernel: Kernel,
  actor: Actor,
  sent: { readonly source: string; readonly orders: readonly Order[]; readonly faults: readonly OrderFault[]; readonly mode: ImportMode },
  now: Date,
): Promise<Result<ImportReport>> => {
  const setting = await settingFor(kernel, actor, sent.source, now)
  if (!setting) return refuse('conflict', 'upstream.closed')
  const twice = twiceSent(sent.orders)
  const again = new Set(twice.map(({ row }) => row))
  const imported = await findImported(
    kernel.db.sql,
    sent.source,
    sent.orders.map(({ number }) => number),
  )
  const once = sent.orders.filter(({ row }) => !again.has(row))
  const duplicates = once.flatMap(({ row, number }) => (imported.has(number) ? [{ row, number, code: imported.get(number) ?? '' }] : []))
  const judged = once.filter(({ number }) => !imported.has(number)).map((order) => judgeOrder(order, setting))
  const faults = [...sent.faults, ...twice, ...judged.flatMap((each) => each.faults ?? [])]
  const good = judged.flatMap(({ order, request }) => (request ? [{ order, request }] : []))
  const rows = new Set([...sent.orders, ...sent.faults].map(({ row }) => row)).size
  const report = { rows, good: good.length, faults: inOrder(faults), duplicates, filed: [] }
  if (sent.mode === 'dry' || (sent.mode === 'all' && faults.length > 0)) return ok(report)
  await keepOrders(
    kernel.db.sql,
    sent.source,
    good.map(({ order }) => order),
    actorRef(actor),
    now,
  )
  return ok(await fileAll(kernel, actor, good, report, now))
}

interface Good {
  readonly order: Order
  readonly request: FileRequest
}

/** So many filings at a time: more would only wait for each other. */
const atOnce = 4

const fileAll = async (kernel: Kernel, actor: Actor, good: readonly Good[], report: ImportReport, now: Date): Promise<ImportReport> => {
  const filed: ImportReport['filed'][number][] = []
  const faults: OrderFault[] = []
  const waiting = [...good]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { order, request } = next
      const result = await fileMatter(kernel, actor, request, now)
      if (result.ok) filed.push({ row: order.row, number: order.number, id: result.value.id, code: result.value.code })
      else faults.push(...refusalFaults(order.row, result.error))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { ...report, good: filed.length, faults: inOrder([...report.faults, ...faults]), filed: filed.toSorted((a, b) => a.row - b.row) }
}

// What only the engine could see: another import of the same number at the same time.
const refusalFaults = (
  row: number,
  {
    code,
    params,
    fields,
  }: { code: string; params?: OrderFault['params']; fields?: readonly { path: string; code: string; params?: OrderFault['params'] }[] },
): OrderFault[] =>
  (fields?.length ?? 0) > 0
    ? (fields ?? []).map((fault) => ({
        row,
        key: columnOf(fault.path),
        code: fault.code,
        ...(fault.params ? { params: fault.params } : {}),
      }))
    : [{ row, key: 'number', code, ...(params ? { params } : {}) }]

const inOrder = (faults: readonly OrderFault[]): OrderFault[] => faults.toSorted((a, b) => a.row - b.row)

const settingFor = async (kernel: Kernel, actor: Actor, source: string, now: Date): Promise<Setting | null> => {
  const [catalogue, places] = await Promise.all([loadCatalogue(kernel), loadPlaces(kernel)])
  const procedure = upstreamProcedure(catalogue)
  if (!procedure) return null
  const post = postsOf(actor).find(({ role }) => role === 'desk' || role === 'dispatcher')
  return {
    source,
    procedure,
    categories: catalogue.categories(procedure.intake.categories),
    areas: [...places.areas('street'), ...places.areas('community'), ...places.areas('grid')],
    locate: places.locate,
    ownArea: post?.prefixes.find((prefix) => places.area(prefix) !== null) ?? null,
    filerUnit: post?.unit ?? null,
    now,
  }
}
