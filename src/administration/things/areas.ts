import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec } from '../../kernel/sheets/domain.ts'
import { cacheName, levelOf, parentOf, parseAreaCode } from '../../territory/api.ts'
import { textOf, textOrNull } from '../domain/lists.ts'
import type { AreaRow } from '../domain/rows.ts'
import type { Around } from '../domain/thing.ts'
import type { Thing } from './thing.ts'
import { readAreaRows, writeAreaRows } from '../store.ts'

const columns: readonly ColumnSpec[] = [
  { key: 'code', type: 'text', title: { zh: '区域代码', en: 'Area code' }, required: true, maxLength: 20 },
  { key: 'name', type: 'text', title: { zh: '名称', en: 'Name' }, required: true, maxLength: 60 },
  { key: 'nameEn', type: 'text', title: { zh: '英文名称', en: 'English name' }, maxLength: 100 },
  {
    key: 'kind',
    type: 'choice',
    title: { zh: '网格类型', en: 'Kind of grid' },
    choices: [
      { code: 'ordinary', title: { zh: '不是网格', en: 'no grid' } },
      { code: 'basic', title: { zh: '基础网格', en: 'basic grid' } },
      { code: 'dedicated', title: { zh: '专属网格', en: 'dedicated grid' } },
    ],
  },
  { key: 'validTo', type: 'date', title: { zh: '停用日', en: 'Last day' } },
]

const gridLength = 15

const check = (row: AreaRow, all: ReadonlyMap<string, AreaRow>, around: Around): FieldFault[] => {
  const code = parseAreaCode(row.code)
  if (!code.ok || code.value !== row.code)
    return [{ path: 'code', code: 'administration.area-code', params: { code: row.code.slice(0, 20) } }]
  const faults: FieldFault[] = []
  const parent = parentOf(row.code)
  if (parent === null && !around.areas.has(row.code)) faults.push({ path: 'code', code: 'administration.area-county' })
  if (parent !== null && !all.has(parent)) faults.push({ path: 'code', code: 'administration.area-parent', params: { parent } })
  if (row.name.trim() === '') faults.push({ path: 'name', code: 'administration.required' })
  if ((levelOf(row.code) === 'grid') !== (row.kind !== 'ordinary')) faults.push({ path: 'kind', code: 'administration.area-kind' })
  if (row.validTo !== null) faults.push(...endFaults(row, all))
  return faults
}

const endFaults = (row: AreaRow, all: ReadonlyMap<string, AreaRow>): FieldFault[] => {
  if (parentOf(row.code) === null) return [{ path: 'validTo', code: 'administration.area-county-ends' }]
  const lasting = [...all.values()].filter(
    (other) => parentOf(other.code) === row.code && (other.validTo === null || other.validTo > (row.validTo ?? '')),
  )
  return lasting.length > 0 ? [{ path: 'validTo', code: 'administration.area-has-parts', params: { count: lasting.length } }] : []
}

export const areas: Thing<AreaRow> = {
  name: 'areas',
  title: { zh: '区域', en: 'Areas' },
  note: {
    zh: '一行一个区域：街道 9 位、社区 12 位、网格 15 位，代码前面的数字就是它所在的上级。边界用地图文件（GeoJSON）导入。代码用过不再用：停用填停用日。',
    en: 'One area a row: street 9 digits, community 12, grid 15; the leading digits are the area it lies in. Boundaries come from a map file (GeoJSON). A code is never used again: give the last day to end one.',
  },
  keyOf: (row) => row.code,
  whole: false,
  columns: () => columns,
  toSheet: (row) => [{ ...row }],
  fromSheet: (rows) => ({
    drafts: rows.map(({ row: at, values }) => {
      const typed = textOf(values['code'])
      const code = parseAreaCode(typed)
      const own = code.ok ? code.value : typed
      const kind = (textOrNull(values['kind']) ?? (own.length === gridLength ? 'basic' : 'ordinary')) as AreaRow['kind']
      return {
        row: { code: own, name: textOf(values['name']), nameEn: textOf(values['nameEn']), kind, validTo: textOrNull(values['validTo']) },
        at,
      }
    }),
    faults: [],
  }),
  check,
  removable: () => false,
  read: readAreaRows,
  write: (tx, changes, _all, now) =>
    writeAreaRows(
      tx,
      changes.flatMap((change) => change.after ?? []),
      now,
    ),
  caches: [cacheName],
}
