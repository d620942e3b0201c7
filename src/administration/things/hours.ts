import { districtCache } from '../../kernel/district.ts'
import type { OfficeHours } from '../../kernel/calendar/office.ts'
import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec } from '../../kernel/sheets/domain.ts'
import { parseSpans, spansText, weekFaults, weekdays } from '../domain/hours.ts'
import { textOf } from '../domain/lists.ts'
import type { HoursRow } from '../domain/rows.ts'
import type { Around } from '../domain/thing.ts'
import type { Thing } from './thing.ts'
import { readHours, writeHours } from '../store.ts'

/** The key of the district's own row. */
export const districtKey = 'district'

const columns: readonly ColumnSpec[] = [
  { key: 'unit', type: 'text', title: { zh: '单位代码', en: 'Unit code' }, aliases: ['单位'], maxLength: 40 },
  ...weekdays.map((day): ColumnSpec => ({ key: day.key, type: 'text', title: day.title, maxLength: 100 })),
  {
    key: 'makeUpAs',
    type: 'choice',
    title: { zh: '调休上班按', en: 'Make-up days as' },
    choices: weekdays.map((day) => ({ code: String(day.weekday), title: day.title })),
  },
]

const check = (row: HoursRow, _all: ReadonlyMap<string, HoursRow>, around: Around): FieldFault[] => {
  const unknown: FieldFault[] =
    row.unit === districtKey || around.units.has(row.unit)
      ? []
      : [{ path: 'unit', code: 'administration.unit-unknown', params: { unit: row.unit } }]
  return [...unknown, ...weekFaults(row)]
}

export const hours: Thing<HoursRow> = {
  name: 'hours',
  title: { zh: '办公时间', en: 'Office hours' },
  note: {
    zh: '第一行单位代码留空，是全区的办公时间；与全区不同的单位各写一行。每天写成 09:00-12:00 13:00-18:00，不上班的留空。',
    en: 'A row without a unit is the district’s; a unit that differs has a row of its own. Each day as 09:00-12:00 13:00-18:00, empty when closed.',
  },
  keyOf: (row) => row.unit,
  whole: false,
  columns: () => columns,
  toSheet: (row) => [
    {
      unit: row.unit === districtKey ? null : row.unit,
      ...Object.fromEntries(weekdays.map((day) => [day.key, spansText(row.byWeekday[day.weekday] ?? [])])),
      makeUpAs: String(row.makeUpAs),
    },
  ],
  fromSheet: (rows) => {
    const faults: FieldFault[] = []
    const drafts = rows.map(({ row: at, values }) => {
      const byWeekday = Array.from({ length: 7 }, (): OfficeHours['byWeekday'][number] => [])
      for (const day of weekdays) {
        const spans = parseSpans(textOf(values[day.key]))
        if (spans) byWeekday[day.weekday] = spans
        else faults.push({ path: `rows.${at}.${day.key}`, code: 'administration.hours-form', params: { row: at } })
      }
      const makeUpAs = values['makeUpAs'] === null ? 1 : Number(values['makeUpAs'])
      return { row: { unit: textOf(values['unit']) || districtKey, byWeekday, makeUpAs }, at }
    })
    return { drafts, faults }
  },
  check,
  removable: () => true,
  read: readHours,
  write: (tx, changes, _all, now, by) => writeHours(tx, changes, now, by),
  caches: [districtCache, 'access.directory'],
}
