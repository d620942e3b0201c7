import type { Lang } from '../../../src/kernel/i18n.ts'
import type { RowView } from '../api/types.ts'
import { dayWords, fullMoment } from './moment.ts'

/** The words of a sheet's head. */
export type Heads = Readonly<
  Record<'code' | 'title' | 'category' | 'address' | 'area' | 'stage' | 'lead' | 'filed' | 'due' | 'left' | 'marks', string>
>

/** The cells of a list of matters, as text, the head first. */
export const sheetOf = (rows: readonly RowView[], heads: Heads, lang: Lang): string[][] => [
  [
    heads.code,
    heads.title,
    heads.category,
    heads.address,
    heads.area,
    heads.stage,
    heads.lead,
    heads.filed,
    heads.due,
    heads.left,
    heads.marks,
  ],
  ...rows.map((row) => [
    row.code,
    row.title,
    row.category?.name ?? '',
    row.address ?? '',
    row.area.name,
    row.stage.name,
    row.lead?.name ?? '',
    dayWords(row.filedAt, lang),
    row.left ? fullMoment(row.left.due, lang) : '',
    row.left?.words ?? '',
    row.marks.map((mark) => mark.name).join('、'),
  ]),
]

/** Writes rows as an Excel file that the browser saves. */
export const saveExcel = async (cells: readonly (readonly string[])[], name: string): Promise<void> => {
  const { default: write } = await import('write-excel-file/browser')
  const data = cells.map((row, at) => row.map((value) => ({ value, type: String, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) })))
  await write(data, { sheet: name.slice(0, 30), stickyRowsCount: 1 }).toFile(`${name}.xlsx`)
}
