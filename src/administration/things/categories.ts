import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec } from '../../kernel/sheets/domain.ts'
import { cacheName } from '../../matters/api.ts'
import { limitCells, limitColumns, limitFaults, limitFrom } from '../domain/limits.ts'
import { textOf, textOrNull, wordsOf } from '../domain/lists.ts'
import type { CategoryRow } from '../domain/rows.ts'
import type { Around } from '../domain/thing.ts'
import type { Thing } from './thing.ts'
import { readCategories, writeCategories } from '../store.ts'

const columns = (around: Around): readonly ColumnSpec[] => [
  {
    key: 'tree',
    type: 'choice',
    title: { zh: '类别树', en: 'Tree' },
    required: true,
    choices: [...around.trees].map((code) => ({ code, title: trees[code] ?? { zh: code, en: code }, aliases: [code] })),
  },
  { key: 'code', type: 'text', title: { zh: '代码', en: 'Code' }, required: true, maxLength: 60 },
  { key: 'parent', type: 'text', title: { zh: '上级代码', en: 'Parent code' }, maxLength: 60 },
  { key: 'name', type: 'text', title: { zh: '名称', en: 'Name' }, required: true, maxLength: 60 },
  { key: 'nameEn', type: 'text', title: { zh: '英文名称', en: 'English name' }, maxLength: 100 },
  ...limitColumns('respond', { zh: '首次回应时限', en: 'First response limit' }),
  ...limitColumns('handle', { zh: '办理时限', en: 'Handling limit' }),
  { key: 'source', type: 'text', title: { zh: '时限依据', en: 'Source of the limits' }, maxLength: 300 },
  { key: 'listItem', type: 'text', title: { zh: '清单事项', en: 'List item' }, maxLength: 60 },
  { key: 'keywords', type: 'text', title: { zh: '关键词', en: 'Keywords' }, maxLength: 1000 },
  { key: 'inUse', type: 'boolean', title: { zh: '在用', en: 'In use' } },
]

const trees: Readonly<Record<string, { zh: string; en: string }>> = {
  requests: { zh: '居民诉求', en: 'Residents’ requests' },
  hazards: { zh: '网格隐患', en: 'Grid hazards' },
  opinions: { zh: '站点意见', en: 'Opinions at stations' },
}

const codeForm = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/

const check = (row: CategoryRow, all: ReadonlyMap<string, CategoryRow>, around: Around): FieldFault[] => {
  const faults: FieldFault[] = []
  if (!codeForm.test(row.code)) faults.push({ path: 'code', code: 'administration.category-code' })
  if (!around.trees.has(row.tree)) faults.push({ path: 'tree', code: 'administration.tree-unknown', params: { tree: row.tree } })
  if (row.name.trim() === '') faults.push({ path: 'name', code: 'administration.required' })
  faults.push(...parentFaults(row, all), ...limitFaults(row.respond, 'respond'), ...limitFaults(row.handle, 'handle'))
  // A limit that nobody can account for is one that nobody can defend.
  if ((row.respond || row.handle) && !row.source) faults.push({ path: 'source', code: 'administration.limit-source' })
  if (!row.inUse) faults.push(...retireFaults(row, all, around))
  return faults
}

const parentFaults = (row: CategoryRow, all: ReadonlyMap<string, CategoryRow>): FieldFault[] => {
  if (row.parent === null) return []
  const parent = all.get(row.parent)
  const told = (code: string): FieldFault[] => [{ path: 'parent', code, params: { parent: row.parent ?? '' } }]
  if (!parent || parent.tree !== row.tree) return told('administration.parent-unknown')
  if (parent.code === row.code || parent.parent !== null) return told('administration.parent-level')
  if ([...all.values()].some((other) => other.parent === row.code)) return told('administration.parent-has-children')
  return row.inUse && !parent.inUse ? told('administration.parent-retired') : []
}

const retireFaults = (row: CategoryRow, all: ReadonlyMap<string, CategoryRow>, around: Around): FieldFault[] => {
  const faults: FieldFault[] = []
  const rules = around.rulesOf.get(row.code) ?? 0
  const children = [...all.values()].filter((other) => other.parent === row.code && other.inUse).length
  if (rules > 0) faults.push({ path: 'inUse', code: 'administration.category-in-rules', params: { count: rules } })
  if (children > 0) faults.push({ path: 'inUse', code: 'administration.category-has-children', params: { count: children } })
  if (![...all.values()].some((other) => other.tree === row.tree && other.inUse))
    faults.push({ path: 'inUse', code: 'administration.tree-empty' })
  return faults
}

export const categories: Thing<CategoryRow> = {
  name: 'categories',
  title: { zh: '类别和时限', en: 'Categories and limits' },
  note: {
    zh: '一行一个类别。上级代码留空的是一级类别。时限写数字和单位，并写明依据；留空则用上级的。停用的类别把“在用”填“否”，不要删行。',
    en: 'One category a row. Without a parent code it is of the first level. A limit is a figure and its unit, with its source; empty takes the parent’s. To retire one, say no under “In use”; do not delete the row.',
  },
  keyOf: (row) => row.code,
  whole: false,
  columns,
  toSheet: ({ respond, handle, keywords, ...row }) => [
    { ...row, keywords: keywords.join('、'), ...limitCells('respond', respond), ...limitCells('handle', handle) },
  ],
  fromSheet: (rows, before) => {
    const known = new Map(before.map((row) => [row.code, row]))
    const faults: FieldFault[] = []
    const drafts = rows.map(({ row: at, values }) => {
      const code = textOf(values['code']).normalize('NFKC').toLowerCase()
      const respond = limitFrom(values, 'respond', known.get(code)?.respond ?? null)
      const handle = limitFrom(values, 'handle', known.get(code)?.handle ?? null)
      faults.push(
        ...[...respond.faults, ...handle.faults].map((fault) => ({ ...fault, path: `rows.${at}.${fault.path}`, params: { row: at } })),
      )
      const row: CategoryRow = {
        code,
        tree: textOf(values['tree']),
        parent: textOrNull(values['parent'])?.toLowerCase() ?? null,
        name: textOf(values['name']),
        nameEn: textOf(values['nameEn']),
        keywords: wordsOf(values['keywords']),
        respond: respond.limit,
        handle: handle.limit,
        listItem: textOrNull(values['listItem']),
        source: textOrNull(values['source']),
        inUse: values['inUse'] !== false,
      }
      return { row, at }
    })
    return { drafts, faults }
  },
  check,
  removable: () => false,
  read: readCategories,
  write: (tx, changes, all, now) =>
    writeCategories(
      tx,
      changes.flatMap((change) => change.after ?? []),
      all.map((row) => row.code),
      now,
    ),
  caches: [cacheName],
}
