import { parseNotice } from '../../kernel/calendar/load.ts'
import type { HolidayNotice } from '../../kernel/calendar/working.ts'
import { districtCache } from '../../kernel/district.ts'
import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec, TableRow } from '../../kernel/sheets/domain.ts'
import { textOf, textOrNull } from '../domain/lists.ts'
import type { Thing } from './thing.ts'
import { readNotices, writeNotices } from '../store.ts'

/** A year's notice of the State Council. */
export type NoticeRow = HolidayNotice

const columns: readonly ColumnSpec[] = [
  { key: 'year', type: 'number', title: { zh: '年份', en: 'Year' }, required: true, integer: true, min: 1990, max: 2100 },
  { key: 'name', type: 'text', title: { zh: '节日', en: 'Holiday' }, required: true, maxLength: 50 },
  { key: 'date', type: 'date', title: { zh: '日期', en: 'Date' }, required: true },
  { key: 'off', type: 'boolean', title: { zh: '放假', en: 'Off' }, required: true },
  { key: 'source', type: 'text', title: { zh: '依据', en: 'Source' }, maxLength: 300 },
]

/** Where a fault of a notice stands on the sheet: of a day at its row, of the year at its first. */
const placed = (fault: FieldFault, rows: readonly TableRow[]): FieldFault => {
  const [part, index, field] = fault.path.split('.')
  const at = (part === 'days' && index !== undefined ? rows[Number(index)] : rows[0])?.row ?? 0
  const column = part === 'days' ? (field === 'isOffDay' ? 'off' : (field ?? 'date')) : part === 'year' ? 'year' : 'source'
  return { ...fault, path: `rows.${at}.${column}`, params: { ...fault.params, row: at } }
}

export const holidays: Thing<NoticeRow> = {
  name: 'holidays',
  title: { zh: '放假安排', en: 'Holidays' },
  note: {
    zh: '按国务院办公厅的通知逐日填写：放假的填“是”，调休上班的填“否”，普通周末不用写。依据写通知的文号或网址，每年写一行即可。',
    en: 'Day by day from the State Council’s notice: yes for a day off, no for a weekend day that is worked; ordinary weekends are left out. The source is the notice’s number or address, once a year.',
  },
  keyOf: (row) => String(row.year),
  whole: false,
  columns: () => columns,
  toSheet: (row) =>
    row.days.map((day, index) => ({
      year: row.year,
      name: day.name,
      date: day.date,
      off: day.isOffDay,
      source: index === 0 ? row.source.join('；') : null,
    })),
  fromSheet: (rows) => {
    const faults: FieldFault[] = []
    const drafts = [...Map.groupBy(rows, ({ values }) => Number(values['year']))].flatMap(([year, days]) => {
      const source = [...new Set(days.flatMap(({ values }) => textOrNull(values['source'])?.split('；') ?? []))]
        .map((each) => each.trim())
        .filter((each) => each !== '')
      const notice = parseNotice({
        year,
        source,
        days: days.map(({ values }) => ({ name: textOf(values['name']), date: textOf(values['date']), isOffDay: values['off'] === true })),
      })
      if (notice.ok) return [{ row: notice.value, at: days[0]?.row ?? 0 }]
      faults.push(...(notice.error.fields ?? []).map((fault) => placed(fault, days)))
      return []
    })
    return { drafts, faults }
  },
  check: (row) => {
    const notice = parseNotice(row)
    return notice.ok ? [] : (notice.error.fields ?? [])
  },
  removable: () => true,
  read: readNotices,
  write: (tx, changes, _all, now, by) => writeNotices(tx, changes, now, by),
  caches: [districtCache],
}
