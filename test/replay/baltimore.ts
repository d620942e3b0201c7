import { dayOfInstant, instantOfLocal, createZone } from '../../src/kernel/calendar/day.ts'
import { inTransaction } from '../../src/kernel/kernel.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { act, cacheName, fileMatter, readState, saveCategories } from '../../src/matters/api.ts'
import { readList } from '../../src/matters/store/lists.ts'
import type { Door } from '../../src/matters/domain/procedure.ts'
import { areaCode, openStage, operationId, type Stage } from './stage.ts'
import { readRows } from './table.ts'

type Row = Record<string, string>

const zone = createZone('America/New_York')

/** `04/12/2018 11:11:26 AM` on the wall of Baltimore, as an instant; null for an empty cell. */
const instant = (text: string | undefined): Date | null => {
  const match = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) (AM|PM)$/.exec(text ?? '')
  if (!match) return null
  const [month, day, year, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  return new Date(instantOfLocal(Date.UTC(year, month - 1, day, (hour % 12) + (match[7] === 'PM' ? 12 : 0), minute, second), zone))
}

const doors: Readonly<Record<string, Door>> = {
  Phone: 'desk',
  API: 'open311',
  Web: 'portal',
  Email: 'portal',
  Internal: 'desk',
  Mail: 'desk',
  System: 'upstream',
  Other: 'desk',
}

/**
 * Files all rows through the real intake in time order, closes them at their true times, and gives the figures. Throws when a due time that the engine
 * computed differs from the file.
 */
export const replayBaltimore = async (
  file: string,
): Promise<{ late: number; closed: number; dues: number; types: number; queued: number }> => {
  const rows = readRows(file)
  const areas = [...new Set(rows.map((row) => row['Neighborhood'] ?? '').filter(Boolean))].toSorted()
  const steps = rows.flatMap((row) => {
    const created = instant(row['CreatedDate'])
    const closed = instant(row['CloseDate'])
    if (!created) throw new Error(`no time in ${row['ServiceRequestNum']}`)
    return [{ row, at: created, what: 'file' as const }, ...(closed ? [{ row, at: closed, what: 'close' as const }] : [])]
  })
  steps.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.what === 'file' ? -1 : 1))
  const first = steps[0]?.at ?? new Date(0)
  const stage = await openStage({ procedure: 'baltimore', zone: 'America/New_York', areas, units: [], start: first })
  const ids = new Map<Row, string>()
  const figures = { late: 0, closed: 0, dues: 0, types: 0, queued: 0 }
  const types = new Map<string, string>()
  try {
    for (const { row, at, what } of steps) {
      stage.at(at)
      if (what === 'file') await fileRow(stage, row, at, areas, types, ids, figures)
      else await closeRow(stage, row, at, ids, figures)
    }
    const queue = await readList(stage.kernel.db.sql, stage.dispatcher, { unlocated: true }, null)
    if (queue.total !== Math.min(1000, figures.queued))
      throw new Error(`the queue of unlocated matters holds ${queue.total}, not ${figures.queued}`)
  } finally {
    await stage.end()
  }
  return { ...figures, types: [...types.values()].filter((limited) => limited === 'limited').length }
}

const fileRow = async (
  stage: Stage,
  row: Row,
  at: Date,
  areas: readonly string[],
  types: Map<string, string>,
  ids: Map<Row, string>,
  figures: { dues: number; queued: number },
): Promise<void> => {
  const { kernel, dispatcher } = stage
  const type = row['SRType'] ?? ''
  const due = instant(row['DueDate'])
  const code = `b.${operationId(type).slice(0, 12)}`
  if (types.get(type) !== 'limited' && (due || !types.has(type))) {
    types.set(type, due ? 'limited' : 'open')
    await learnType(stage, { type, code, due, at })
  }
  const number = row['ServiceRequestNum'] ?? ''
  const area = areas.indexOf(row['Neighborhood'] ?? '')
  if (area < 0) figures.queued += 1
  const place = area < 0 ? undefined : { areaCode: areaCode(area) }
  const request = {
    operation: operationId(`file ${number}`),
    procedure: 'baltimore-311',
    door: doors[row['MethodReceived'] ?? ''] ?? 'desk',
    category: code,
    channel: row['MethodReceived'] ?? null,
  }
  const { id } = unwrap(await fileMatter(kernel, dispatcher, { ...request, input: { text: type, ...(place ? { place } : {}) } }, at))
  ids.set(row, id)
  if (!due) return
  const clock = (await readState(kernel.db.sql, id))?.clocks[0]
  if (clock?.due !== due.toISOString()) throw new Error(`${number}: due ${clock?.due}, in the file ${due.toISOString()}`)
  figures.dues += 1
}

// The first row of a type teaches its limit, as data: so many local days, at the same time of day.
const learnType = ({ kernel }: Stage, { type, code, due, at }: { type: string; code: string; due: Date | null; at: Date }): Promise<void> =>
  inTransaction(kernel, async (tx) => {
    const days = due ? dayOfInstant(due.getTime(), zone) - dayOfInstant(at.getTime(), zone) : null
    const handle = days === null ? null : { value: days, unit: 'localday' as const }
    const source = 'learnt from its first row'
    await saveCategories(tx, [
      { code, tree: 'baltimore', parent: null, name: type, nameEn: type, keywords: [], respond: null, handle, listItem: null, source },
    ])
    await kernel.caches.changed(tx, cacheName, at)
  })

const closeRow = async (
  stage: Stage,
  row: Row,
  at: Date,
  ids: Map<Row, string>,
  figures: { late: number; closed: number },
): Promise<void> => {
  const id = ids.get(row) ?? ''
  const status = row['SRStatus'] ?? ''
  const action = status.includes('Duplicate') ? 'duplicate' : status.includes('Transferred') ? 'transfer-out' : 'close'
  unwrap(await act(stage.kernel, stage.dispatcher, id, { operation: operationId(`close ${id}`), action, input: {} }, at))
  const clock = (await readState(stage.kernel.db.sql, id))?.clocks[0]
  if (!clock) return
  figures.closed += 1
  if (clock.state === 'late') figures.late += 1
}
