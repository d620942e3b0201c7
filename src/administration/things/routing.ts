import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec } from '../../kernel/sheets/domain.ts'
import { checkCondition } from '../../matters/api.ts'
import { cacheName, readRules, replaceRules, type RoutingRule } from '../../triage/api.ts'
import { limitCells, limitColumns, limitFaults, limitFrom } from '../domain/limits.ts'
import { textOf, textOrNull, wordsOf } from '../domain/lists.ts'
import type { Around } from '../domain/thing.ts'
import type { Thing } from './thing.ts'
import { plainLimit } from '../store.ts'

/** A routing rule; its place in the list is its precedence among equally particular ones. */
export type RuleRow = Omit<RoutingRule, 'position'>

const columns: readonly ColumnSpec[] = [
  { key: 'category', type: 'text', title: { zh: '类别代码', en: 'Category code' }, aliases: ['类别'], required: true, maxLength: 60 },
  { key: 'prefix', type: 'text', title: { zh: '区域代码', en: 'Area code' }, aliases: ['区域'], maxLength: 15 },
  { key: 'condition', type: 'text', title: { zh: '条件', en: 'Condition' }, maxLength: 500 },
  { key: 'lead', type: 'text', title: { zh: '主办单位代码', en: 'Lead unit' }, aliases: ['主办'], required: true, maxLength: 40 },
  { key: 'assistants', type: 'text', title: { zh: '协办单位代码', en: 'Assisting units' }, aliases: ['协办'], maxLength: 400 },
  { key: 'listItem', type: 'text', title: { zh: '清单事项', en: 'List item' }, maxLength: 60 },
  ...limitColumns('handle', { zh: '办理时限', en: 'Handling limit' }),
  { key: 'reason', type: 'text', title: { zh: '理由', en: 'Reason' }, required: true, maxLength: 300 },
]

/** What makes two rules the same rule: two of them could never both be heard. */
const sameness = (row: RuleRow): string => [row.category, row.prefix, row.condition ?? '', row.lead].join('\n')

const check = (row: RuleRow, all: ReadonlyMap<string, RuleRow>, around: Around): FieldFault[] => {
  const faults: FieldFault[] = []
  if (row.category !== '*' && !around.categories.has(row.category))
    faults.push({ path: 'category', code: 'administration.category-unknown', params: { category: row.category } })
  if (row.prefix !== '' && !around.areas.has(row.prefix))
    faults.push({ path: 'prefix', code: 'administration.area-unknown', params: { area: row.prefix } })
  const condition = row.condition === null ? null : checkCondition(row.condition, 'routing')
  if (condition !== null) faults.push({ path: 'condition', code: 'administration.condition', params: { why: condition.slice(0, 200) } })
  faults.push(...unitFaults(row, around), ...limitFaults(row.handle, 'handle'))
  if (row.reason.trim() === '') faults.push({ path: 'reason', code: 'administration.required' })
  const twin = [...all.values()].find((other) => other.id !== row.id && sameness(other) === sameness(row))
  if (twin) faults.push({ path: 'category', code: 'administration.rule-twice' })
  return faults
}

const unitFaults = (row: RuleRow, around: Around): FieldFault[] => {
  const unknown = (path: string, unit: string): FieldFault[] =>
    around.units.has(unit) ? [] : [{ path, code: 'administration.unit-unknown', params: { unit } }]
  const twice = row.assistants.filter((unit, index) => unit === row.lead || row.assistants.indexOf(unit) !== index)
  return [
    ...unknown('lead', row.lead),
    ...row.assistants.flatMap((unit) => unknown('assistants', unit)),
    ...twice.map((unit): FieldFault => ({ path: 'assistants', code: 'administration.unit-twice', params: { unit } })),
  ]
}

export const routing: Thing<RuleRow> = {
  name: 'routing',
  title: { zh: '派单规则', en: 'Routing rules' },
  note: {
    zh: '一行一条规则：类别 × 区域 × 条件 → 主办、协办。类别填 * 表示不限，区域留空表示全区。越具体的越优先，同样具体的排在前面的优先。上传的表格会整个替换现有规则。',
    en: 'One rule a row: category × area × condition → lead and assistants. * is any category; no area is the whole district. The more particular wins, then the one that stands higher. An uploaded sheet replaces all rules.',
  },
  keyOf: (row) => row.id,
  whole: true,
  columns: () => columns,
  toSheet: ({ handle, assistants, ...row }) => [{ ...row, assistants: assistants.join(' '), ...limitCells('handle', handle) }],
  fromSheet: (rows, before, around) => {
    const faults: FieldFault[] = []
    const known = Map.groupBy(before, sameness)
    const drafts = rows.map(({ row: at, values }) => {
      const named: Omit<RuleRow, 'id' | 'handle'> = {
        category: textOf(values['category']).normalize('NFKC').toLowerCase(),
        prefix: textOf(values['prefix']).normalize('NFKC').replace(/\s/g, ''),
        condition: textOrNull(values['condition']),
        lead: textOf(values['lead']),
        assistants: wordsOf(values['assistants']),
        listItem: textOrNull(values['listItem']),
        reason: textOf(values['reason']),
      }
      // A rule on the sheet that is already there keeps its id; each id is given once.
      const twin = known.get(sameness({ ...named, id: '', handle: null }))?.shift()
      const handle = limitFrom(values, 'handle', twin?.handle ?? null)
      faults.push(...handle.faults.map((fault) => ({ ...fault, path: `rows.${at}.${fault.path}`, params: { row: at } })))
      return { row: { ...named, id: twin?.id ?? around.newId(), handle: handle.limit }, at }
    })
    return { drafts, faults }
  },
  check,
  removable: () => true,
  read: async (db) => (await readRules(db)).map(({ position: _position, handle, ...row }) => ({ ...row, handle: plainLimit(handle) })),
  write: (tx, _changes, all) =>
    replaceRules(
      tx,
      all.map((row, position) => ({ ...row, position })),
    ),
  caches: [cacheName],
}
