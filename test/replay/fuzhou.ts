import { createZone, instantOfLocal } from '../../src/kernel/calendar/day.ts'
import { inTransaction } from '../../src/kernel/kernel.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { act, cacheName, fileMatter, readState, saveCategories } from '../../src/matters/api.ts'
import { areaCode, openStage, operationId, type Stage } from './stage.ts'
import { readRows } from './table.ts'

type Row = Record<string, string>

const zone = createZone('Asia/Shanghai')
const natures: Readonly<Record<string, string>> = {
  投诉: 'complaint',
  咨询: 'consult',
  建议: 'suggestion',
  举报: 'accusation',
  求助: 'help',
}
const units = ['u-river-1', 'u-river-2']

export interface FuzhouFigures {
  readonly answered: number
  readonly open: number
  /** Late answers by the name of the limit. */
  readonly late: Readonly<Record<string, number>>
  readonly anonymous: number
  readonly transfers: number
}

/** Files the hotline cases with nature, channel, anonymity and transfers, and answers each on its day, under three limits side by side. */
export const replayFuzhou = async (file: string): Promise<FuzhouFigures> => {
  const rows = readRows(file)
  const areas = [...new Set(rows.map((row) => row['district'] ?? ''))].toSorted()
  const steps = rows.flatMap((row) => {
    const filed = noonOf(row['date'] ?? '', 0)
    const days = row['days_to_final_reply'] ?? ''
    return [
      { row, at: filed, what: 'file' as const },
      ...(days === '' ? [] : [{ row, at: noonOf(row['date'] ?? '', Number(days)), what: 'answer' as const }]),
    ]
  })
  steps.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.what === 'file' ? -1 : 1))
  const stage = await openStage({ procedure: 'fuzhou', zone: 'Asia/Shanghai', areas, units, start: steps[0]?.at ?? new Date(0) })
  const ids = new Map<Row, string>()
  const late: Record<string, number> = { 'workdays-5': 0, 'workdays-10': 0, 'days-15': 0 }
  try {
    await inTransaction(stage.kernel, async (tx) => {
      await saveCategories(tx, [
        {
          code: 'river',
          tree: 'fuzhou',
          parent: null,
          name: '内河',
          nameEn: 'Urban rivers',
          keywords: [],
          respond: null,
          handle: null,
          listItem: null,
          source: null,
        },
      ])
      await stage.kernel.caches.changed(tx, cacheName, stage.kernel.clock())
    })
    for (const { row, at, what } of steps) {
      stage.at(at)
      if (what === 'file') ids.set(row, await fileRow(stage, row, at, areas))
      else await answerRow(stage, row, at, ids, late)
    }
    const open = await countOpen(stage, [...ids.values()])
    return {
      answered: rows.length - open,
      open,
      late,
      anonymous: rows.filter((row) => row['anonymous'] === '1').length,
      transfers: rows.reduce((sum, row) => sum + Number(row['transfers']), 0),
    }
  } finally {
    await stage.end()
  }
}

/** The file gives days only: noon stands for the hour, the same for filing and reply. */
const noonOf = (date: string, later: number): Date => new Date(instantOfLocal(Date.parse(`${date}T12:00:00Z`) + later * 86_400_000, zone))

const fileRow = async (stage: Stage, row: Row, at: Date, areas: readonly string[]): Promise<string> => {
  const { kernel, dispatcher } = stage
  const words = `${row['title'] ?? ''}\n${row['content'] ?? ''}`
  const request = {
    operation: operationId(`file ${row['id']}`),
    procedure: 'fuzhou-12345',
    door: row['channel'] === '电话' ? ('desk' as const) : ('portal' as const),
    channel: row['channel'] ?? null,
    nature: natures[row['nature'] ?? ''] ?? null,
    category: 'river',
    anonymous: row['anonymous'] === '1',
    input: { text: words, place: { areaCode: areaCode(areas.indexOf(row['district'] ?? '')) } },
  }
  const { id } = unwrap(await fileMatter(kernel, dispatcher, request, at))
  const does = async (action: string, input: object, n: number): Promise<void> =>
    void unwrap(await act(kernel, dispatcher, id, { operation: operationId(`${action} ${n} ${id}`), action, input }, at))
  await does('dispatch', { lead: units[0] }, 0)
  for (let n = 0; n < Number(row['transfers']); n++) await does('transfer', { lead: units[(n + 1) % 2], reason: '按职责转派' }, n)
  return id
}

const answerRow = async (stage: Stage, row: Row, at: Date, ids: Map<Row, string>, late: Record<string, number>): Promise<void> => {
  const id = ids.get(row) ?? ''
  const unit = units[Number(row['transfers']) % 2] ?? ''
  unwrap(
    await act(stage.kernel, stage.handler(unit), id, { operation: operationId(`answer ${id}`), action: 'submit-answer', input: {} }, at),
  )
  for (const clock of (await readState(stage.kernel.db.sql, id))?.clocks ?? [])
    if (clock.state === 'late') late[clock.name] = (late[clock.name] ?? 0) + 1
}

const countOpen = async (stage: Stage, ids: readonly string[]): Promise<number> => {
  const states = await Promise.all(ids.map((id) => readState(stage.kernel.db.sql, id)))
  return states.filter((state) => state?.closedAt === null && state.clocks.every((clock) => clock.state === 'running')).length
}
