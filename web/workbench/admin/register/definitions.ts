import type { Field } from '../../../../src/kernel/form/model.ts'
import type { Text } from '../../../../src/kernel/i18n.ts'
import { limitField, lineOf, listOf, textField } from '../fields.ts'
import type { RegisterRow } from './data.ts'

/** One thing that an administrator keeps in a table. */
export interface Register {
  readonly name: string
  /** Who uses it and what it does, in one line. */
  readonly hint: Text
  /** What tells one row from another. */
  readonly key: string
  readonly columns: readonly { readonly key: string; readonly label: Text }[]
  readonly form: readonly Field[]
  /** Fields typed as one line and kept as lists. */
  readonly lists?: readonly string[]
  readonly addable: boolean
  readonly sheet: boolean
}

const column = (key: string, zh: string, en: string): Register['columns'][number] => ({ key, label: { zh, en } })

export const registers: readonly Register[] = [
  {
    name: 'categories',
    hint: { zh: '居民和坐席选的类别，以及每一类的回应和办理时限。改动只影响以后收到的事项。', en: 'Categories that residents and agents choose, with their limits. Changes count for matters received from now on.' },
    key: 'code',
    columns: [column('code', '代码', 'Code'), column('name', '名称', 'Name'), column('parent', '上级', 'Above'), column('respond', '首次回应', 'First response'), column('handle', '办理时限', 'Limit'), column('listItem', '履职事项', 'Duty item')],
    form: [
      textField('tree', '类别树', 'Tree', { required: true, hint: { zh: '如 requests、hazards、opinions', en: 'Such as requests, hazards, opinions' } }),
      textField('code', '代码', 'Code', { required: true, max: 60 }),
      textField('parent', '上级代码', 'Code above', { max: 60 }),
      textField('name', '名称', 'Name', { required: true }),
      textField('nameEn', '英文名称', 'English name', { required: true }),
      textField('keywords', '关键词', 'Keywords', { max: 120, hint: { zh: '用顿号隔开。只用来提示，由人决定。', en: 'Separated by commas. They only suggest; a person decides.' } }),
      limitField('respond', '首次回应', 'First response'),
      limitField('handle', '办理时限', 'Limit'),
      textField('listItem', '履职事项', 'Duty list item', { max: 60 }),
    ],
    lists: ['keywords'],
    addable: true,
    sheet: true,
  },
  {
    name: 'routing',
    hint: { zh: '哪一类、哪个区域的事派给谁。最具体的规则优先；没有规则管到的由街道派单员决定。', en: 'Which unit gets what, where. The most specific rule wins; what no rule covers goes to the dispatcher.' },
    key: 'id',
    columns: [column('category', '类别', 'Category'), column('prefix', '区域', 'Area'), column('lead', '主办', 'Lead'), column('assistants', '协办', 'Assisting'), column('handle', '时限', 'Limit'), column('reason', '说明', 'Reason')],
    form: [
      textField('category', '类别代码（* 为全部）', 'Category code (* for all)', { required: true, max: 60 }),
      textField('prefix', '区域代码', 'Area code', { required: true, max: 15 }),
      textField('condition', '条件（可不填）', 'Condition (optional)', { max: 300 }),
      { field: 'lead', kind: 'unit', label: { zh: '主办单位', en: 'Lead unit' }, required: true },
      { field: 'assistants', kind: 'unit', label: { zh: '协办单位', en: 'Assisting units' }, repeat: { max: 10 } },
      textField('listItem', '履职事项', 'Duty list item', { max: 60 }),
      limitField('handle', '办理时限（不填用类别的）', 'Limit (else the category’s)'),
      textField('reason', '派单时显示的理由', 'Reason shown when dispatching', { required: true }),
    ],
    addable: true,
    sheet: true,
  },
  {
    name: 'areas',
    hint: { zh: '区县、街道、社区、网格。代码逐级相连，撤并后旧代码留作历史。', en: 'County, streets, communities, grids. Codes nest; old codes stay as history.' },
    key: 'code',
    columns: [column('code', '代码', 'Code'), column('name', '名称', 'Name'), column('level', '层级', 'Level'), column('validFrom', '启用', 'From'), column('validTo', '停用', 'Until')],
    form: [
      textField('code', '代码', 'Code', { required: true, max: 15 }),
      textField('name', '名称', 'Name', { required: true }),
      textField('nameEn', '英文名称', 'English name'),
      { field: 'validFrom', kind: 'date', label: { zh: '启用日期', en: 'Valid from' } },
      { field: 'validTo', kind: 'date', label: { zh: '停用日期', en: 'Valid until' } },
    ],
    addable: true,
    sheet: true,
  },
  {
    name: 'hours',
    hint: { zh: '各单位的办公时间。按工作时计算的时限以它为准。', en: 'Office hours of the units. Limits in working hours follow them.' },
    key: 'unit',
    columns: [column('name', '单位', 'Unit'), column('workdays', '工作日', 'Working days'), column('restdays', '休息日', 'Days off')],
    form: [
      { field: 'unit', kind: 'unit', label: { zh: '单位（不选为全区）', en: 'Unit (none: the district)' } },
      textField('workdays', '工作日时段', 'On working days', { required: true, hint: { zh: '如 08:30-12:00、13:30-17:30', en: 'Such as 08:30-12:00, 13:30-17:30' } }),
      textField('restdays', '休息日时段（没有不填）', 'On days off (leave empty for none)'),
    ],
    lists: ['workdays', 'restdays'],
    addable: true,
    sheet: true,
  },
  {
    name: 'holidays',
    hint: { zh: '按国务院每年的放假通知录入。没录入的年份先按法定节假日暂定，录入后自动重算。', en: 'From the yearly notices. A year not loaded counts provisionally and is recomputed afterwards.' },
    key: 'day',
    columns: [column('day', '日期', 'Day'), column('kind', '放假或上班', 'Off or work'), column('name', '节日', 'Holiday'), column('source', '依据', 'Source')],
    form: [
      { field: 'day', kind: 'date', label: { zh: '日期', en: 'Day' }, required: true },
      { field: 'kind', kind: 'choice', label: { zh: '这一天', en: 'On this day' }, required: true, of: [{ value: 'off', label: { zh: '放假', en: 'Off' } }, { value: 'work', label: { zh: '调休上班', en: 'Made up, at work' } }] },
      textField('name', '节日', 'Holiday'),
      textField('source', '依据', 'Source', { required: true }),
    ],
    addable: true,
    sheet: true,
  },
  {
    name: 'texts',
    hint: { zh: '居民和工作人员看到的文字。大括号里的词是占位，要原样保留。', en: 'What residents and staff read. Words in braces are placeholders and must stay.' },
    key: 'key',
    columns: [column('key', '位置', 'Key'), column('zh', '中文', 'Chinese'), column('en', '英文', 'English')],
    form: [
      textField('key', '位置', 'Key', { required: true }),
      textField('zh', '中文', 'Chinese', { required: true, max: 2000 }),
      textField('en', '英文', 'English', { required: true, max: 2000 }),
    ],
    addable: false,
    sheet: true,
  },
  {
    name: 'settings',
    hint: { zh: '全区的设置。改动会记录在案。', en: 'Settings of the district. Changes are recorded.' },
    key: 'name',
    columns: [column('name', '名称', 'Name'), column('value', '值', 'Value'), column('changedAt', '修改时间', 'Changed')],
    form: [textField('name', '名称', 'Name', { required: true }), textField('value', '值', 'Value', { required: true, max: 4000 })],
    addable: false,
    sheet: false,
  },
]

/** A row as its form holds it: lists as lines, absent parts absent, values that are no text as JSON where the form wants text. */
export const draftOfRow = (register: Register, row: RegisterRow): Record<string, unknown> => {
  const known = new Map(register.form.map((field) => [field.field, field]))
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name, value]) => known.has(name) && value !== null && value !== undefined)
      .map(([name, value]) => [name, shown(register, known.get(name), name, value)]),
  )
}

const shown = (register: Register, field: Field | undefined, name: string, value: unknown): unknown => {
  if (register.lists?.includes(name)) return lineOf(value)
  return field?.kind === 'text' && typeof value === 'object' ? JSON.stringify(value, null, 2) : value
}

/** The row as it is sent: what the form does not show stays as it was (the version, the id), emptied parts are null. */
export const rowOfDraft = (register: Register, draft: Readonly<Record<string, unknown>>, before: RegisterRow): RegisterRow => {
  const row: Record<string, unknown> = { ...before }
  for (const { field, kind } of register.form) {
    const value = draft[field]
    if (register.lists?.includes(field)) row[field] = listOf(value)
    else if (field === 'assistants') row[field] = Array.isArray(value) ? value.filter((each) => each) : []
    else if (value === undefined || value === '' || (kind === 'group' && isEmpty(value))) row[field] = null
    else row[field] = kind === 'text' && typeof before[field] === 'object' && before[field] !== null ? fromJson(value) : value
  }
  return row
}

const isEmpty = (value: unknown): boolean => typeof value !== 'object' || value === null || !('value' in value) || value.value === undefined || value.value === ''

// What cannot be read as JSON is sent as it was typed: the server says what is wrong with it, at its field.
const fromJson = (value: unknown): unknown => {
  try {
    return JSON.parse(String(value))
  } catch {
    return value
  }
}
