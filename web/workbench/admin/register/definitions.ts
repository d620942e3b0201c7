import type { Field } from '../../../../src/kernel/form/model.ts'
import type { Text } from '../../../../src/kernel/i18n.ts'
import { asText } from '../../forms/values.ts'
import { cellWords } from '../cells.ts'
import { limitField, lineOf, listOf, textField } from '../fields.ts'
import { ApiFault } from '../../api/send.ts'
import { currentLang } from '../../app/lang-store.ts'
import type { RegisterValue } from './data.ts'
import { daysToLines, linesToDays, type NoticeDay } from './holidays.ts'
import { settingNames } from './settings.ts'
import { spansToWords, weekdays, wordsToSpans } from './hours.ts'

/** One thing that an administrator keeps in a table. */
export interface Register {
  readonly name: string
  /** Who uses it and what it does, in one line. */
  readonly hint: Text
  /** What tells one row from another. */
  readonly key: string
  /** What the values of `key` are called, where they are codes. */
  readonly names?: Readonly<Record<string, Text>>
  /** `of` tells what the codes in a column stand for; their names are shown. */
  readonly columns: readonly { readonly key: string; readonly label: Text; readonly of?: 'category' | 'area' }[]
  readonly form: readonly Field[]
  /** Fields typed as one line and kept as lists. */
  readonly lists?: readonly string[]
  /** Where the form holds a row in other parts than the row has. */
  readonly toDraft?: (row: RegisterValue) => Record<string, unknown>
  readonly toRow?: (draft: Readonly<Record<string, unknown>>) => RegisterValue
  readonly addable: boolean
  /** Parts that are null when they are empty; the others are empty text. */
  readonly nullable?: readonly string[]
}

const badHours: Text = { zh: '请写成 09:00-12:00 13:00-18:00 的样子。', en: 'Please write it as 09:00-12:00 13:00-18:00.' }

/** What cannot even be read is told as the server tells its faults: on top and at the field. */
const refuseBad = (paths: readonly string[], words: Text): void => {
  const message = words[currentLang()]
  if (paths.length > 0)
    throw new ApiFault(
      422,
      'admin.unreadable',
      message,
      paths.map((path) => ({ path, code: 'admin.unreadable', message })),
    )
}

const dayNames: readonly Text[] = [
  { zh: '周日', en: 'Sunday' },
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
]

const column = (key: string, zh: string, en: string, of?: 'category' | 'area'): Register['columns'][number] => ({
  key,
  label: { zh, en },
  ...(of ? { of } : {}),
})

export const registers: readonly Register[] = [
  {
    name: 'categories',
    hint: {
      zh: '居民和坐席选的类别，以及每一类的回应和办理时限。改动只影响以后收到的事项。',
      en: 'Categories that residents and agents choose, with their limits. Changes count for matters received from now on.',
    },
    key: 'code',
    columns: [
      column('name', '名称', 'Name'),
      column('code', '代码', 'Code'),
      column('parent', '上级', 'Above', 'category'),
      column('respond', '首次回应', 'First response'),
      column('handle', '办理时限', 'Limit'),
      column('listItem', '履职事项', 'Duty item'),
    ],
    form: [
      textField('tree', '类别树', 'Tree', {
        required: true,
        hint: { zh: '如 requests、hazards、opinions', en: 'Such as requests, hazards, opinions' },
      }),
      textField('code', '代码', 'Code', { required: true, max: 60 }),
      textField('parent', '上级代码', 'Code above', { max: 60 }),
      textField('name', '名称', 'Name', { required: true }),
      textField('nameEn', '英文名称', 'English name', { required: true }),
      textField('keywords', '关键词', 'Keywords', {
        max: 1000,
        hint: { zh: '用顿号隔开。只用来提示，由人决定。', en: 'Separated by commas. They only suggest; a person decides.' },
      }),
      limitField('respond', '首次回应', 'First response'),
      limitField('handle', '办理时限', 'Limit'),
      textField('source', '时限依据', 'Source of the limits', { max: 300 }),
      textField('listItem', '履职事项', 'Duty item', { max: 60 }),
      { field: 'inUse', kind: 'yes-no', label: { zh: '在用', en: 'In use' }, default: true },
    ],
    lists: ['keywords'],
    nullable: ['parent', 'respond', 'handle', 'listItem', 'source'],
    addable: true,
  },
  {
    name: 'routing',
    hint: {
      zh: '哪一类、哪个区域的事派给谁。最具体的规则优先；没有规则管到的由街道派单员决定。',
      en: 'Which unit gets what, where. The most specific rule wins; what no rule covers goes to the dispatcher.',
    },
    key: 'category',
    columns: [
      column('category', '类别', 'Category', 'category'),
      column('prefix', '区域', 'Area', 'area'),
      column('lead', '主办', 'Lead'),
      column('assistants', '协办', 'Assisting'),
      column('handle', '时限', 'Limit'),
      column('reason', '说明', 'Reason'),
    ],
    form: [
      textField('category', '类别代码（* 为全部）', 'Category code (* for all)', { required: true, max: 60 }),
      textField('prefix', '区域代码（不填为全区）', 'Area code (none: everywhere)', { max: 15 }),
      textField('condition', '条件（可不填）', 'Condition (optional)', { max: 300 }),
      { field: 'lead', kind: 'unit', label: { zh: '主办单位', en: 'Lead unit' }, required: true },
      { field: 'assistants', kind: 'unit', label: { zh: '协办单位', en: 'Assisting units' }, repeat: { max: 10 } },
      textField('listItem', '履职事项', 'Duty list item', { max: 60 }),
      limitField('handle', '办理时限（不填用类别的）', 'Limit (else the category’s)'),
      textField('reason', '派单时显示的理由', 'Reason shown when dispatching', { required: true, max: 300 }),
    ],
    nullable: ['condition', 'listItem', 'handle'],
    addable: true,
  },
  {
    name: 'areas',
    hint: {
      zh: '区县、街道、社区、网格。代码逐级相连，撤并后旧代码留作历史；边界由地图文件导入。',
      en: 'County, streets, communities, grids. Codes nest; old codes stay as history. Boundaries come from a map file.',
    },
    key: 'code',
    columns: [
      column('code', '代码', 'Code'),
      column('name', '名称', 'Name'),
      column('nameEn', '英文名称', 'English name'),
      column('validTo', '最后一天', 'Last day'),
    ],
    form: [
      textField('code', '代码', 'Code', { required: true, max: 15 }),
      textField('name', '名称', 'Name', { required: true, max: 60 }),
      textField('nameEn', '英文名称', 'English name', { max: 100 }),
      {
        field: 'kind',
        kind: 'choice',
        label: { zh: '网格类型', en: 'Kind of grid' },
        required: true,
        of: [
          { value: 'ordinary', label: { zh: '不是网格', en: 'No grid' } },
          { value: 'basic', label: { zh: '基础网格', en: 'Basic grid' } },
          { value: 'dedicated', label: { zh: '专属网格', en: 'Dedicated grid' } },
        ],
      },
      { field: 'validTo', kind: 'date', label: { zh: '最后一天（在用不填）', en: 'Last day (empty while it lasts)' } },
    ],
    nullable: ['validTo'],
    addable: true,
  },
  {
    name: 'hours',
    hint: {
      zh: '全区的办公时间，以及与全区不同的单位。按工作时计算的时限以它为准。',
      en: 'Office hours of the district and of units that differ. Limits in working hours follow them.',
    },
    key: 'unit',
    columns: [
      column('unit', '单位', 'Unit'),
      column('mon', '周一', 'Monday'),
      column('fri', '周五', 'Friday'),
      column('sat', '周六', 'Saturday'),
      column('sun', '周日', 'Sunday'),
    ],
    form: [
      { field: 'unit', kind: 'unit', label: { zh: '单位（不选为全区）', en: 'Unit (none: the district)' } },
      ...weekdays.map((day, at): Field => ({
        field: day,
        kind: 'text',
        label: dayNames[at] ?? { zh: day, en: day },
        max: 100,
        ...(at === 0
          ? { hint: { zh: '如 09:00-12:00 13:00-18:00，不上班不填', en: 'Such as 09:00-12:00 13:00-18:00; empty when closed' } }
          : {}),
      })),
      {
        field: 'makeUpAs',
        kind: 'choice',
        label: { zh: '调休上班按哪天', en: 'Worked weekend days as' },
        required: true,
        of: dayNames.map((label, at) => ({ value: String(at), label })),
      },
    ],
    toDraft: (row) => ({
      ...(row['unit'] === 'district' ? {} : { unit: row['unit'] }),
      ...Object.fromEntries(
        weekdays.map((day, at) => [day, spansToWords((row['byWeekday'] as (readonly [number, number])[][] | undefined)?.[at] ?? [])]),
      ),
      makeUpAs: String(Number(row['makeUpAs'] ?? 1)),
    }),
    toRow: (draft) => {
      const days = weekdays.map((day) => ({ path: day, spans: wordsToSpans(asText(draft[day])) }))
      refuseBad(
        days.filter((day) => day.spans === null).map((day) => day.path),
        badHours,
      )
      return {
        unit: asText(draft['unit']) || 'district',
        byWeekday: days.map((day) => day.spans),
        makeUpAs: Number(draft['makeUpAs'] ?? 1),
      }
    },
    addable: true,
  },
  {
    name: 'holidays',
    hint: {
      zh: '按国务院办公厅每年的放假通知录入。没录入的年份先按法定节假日暂定，录入后自动重算。',
      en: 'From the State Council’s yearly notices. A year not loaded counts provisionally and is recomputed afterwards.',
    },
    key: 'year',
    columns: [column('year', '年份', 'Year'), column('count', '天数', 'Days'), column('source', '依据', 'Source')],
    form: [
      { field: 'year', kind: 'number', label: { zh: '年份', en: 'Year' }, required: true, min: 1990, max: 2100 },
      textField('source', '依据（文号或网址）', 'Source (number or address)', { required: true, max: 300 }),
      {
        field: 'lines',
        kind: 'text',
        label: { zh: '每天一行', en: 'A line for each day' },
        hint: {
          zh: '2026-01-01 休 元旦；调休上班写“班”；普通周末不写',
          en: '2026-01-01 off New Year; “work” for a weekend day that is worked',
        },
        required: true,
        max: 8000,
      },
    ],
    addable: true,
    toDraft: (row) => ({
      year: row['year'],
      source: lineOf(row['source']),
      lines: daysToLines((row['days'] as readonly NoticeDay[] | undefined) ?? []),
    }),
    toRow: (draft) => {
      const { days, bad } = linesToDays(asText(draft['lines']))
      refuseBad(bad.length > 0 ? ['lines'] : [], {
        zh: `这几行看不懂：${bad.slice(0, 3).join('；')}`,
        en: `These lines cannot be read: ${bad.slice(0, 3).join('; ')}`,
      })
      return {
        year: Number(draft['year']),
        source: asText(draft['source'])
          .split('、')
          .filter((each) => each !== ''),
        days,
      }
    },
  },
  {
    name: 'texts',
    hint: {
      zh: '居民和工作人员看到的文字。大括号里的词是占位，要原样保留。',
      en: 'What residents and staff read. Words in braces are placeholders and must stay.',
    },
    key: 'key',
    columns: [column('key', '位置', 'Key'), column('zh', '中文', 'Chinese'), column('en', '英文', 'English')],
    form: [
      textField('zh', '中文', 'Chinese', { required: true, max: 2000 }),
      textField('en', '英文', 'English', { required: true, max: 2000 }),
    ],
    addable: false,
  },
  {
    name: 'settings',
    hint: { zh: '全区的设置。改动会记录在案。', en: 'Settings of the district. Changes are recorded.' },
    key: 'key',
    names: settingNames,
    columns: [column('key', '设置', 'Setting'), column('zh', '中文', 'Chinese'), column('en', '英文', 'English')],
    form: [textField('zh', '中文', 'Chinese', { max: 500 }), textField('en', '英文', 'English', { max: 500 })],
    addable: false,
  },
]

/** A row as its form holds it: lists as lines, absent parts absent. */
export const draftOfRow = (register: Register, row: RegisterValue): Record<string, unknown> => {
  if (register.toDraft) return register.toDraft(row)
  const known = new Map(register.form.map((field) => [field.field, field]))
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name, value]) => known.has(name) && value !== null && value !== undefined)
      .map(([name, value]) => [name, shown(register, known.get(name), name, value)]),
  )
}

const shown = (register: Register, field: Field | undefined, name: string, value: unknown): unknown => {
  if (register.lists?.includes(name)) return lineOf(value)
  return field?.kind === 'text' && typeof value === 'object' ? cellWords(value, currentLang()) : value
}

/** The row as it is sent: what the form does not show stays as it was, emptied parts are null or empty as the server wants them. */
export const rowOfDraft = (register: Register, draft: Readonly<Record<string, unknown>>, before: RegisterValue): RegisterValue => {
  if (register.toRow) return { ...before, ...register.toRow(draft) }
  const row: Record<string, unknown> = { ...before }
  for (const { field, kind } of register.form) {
    const value = draft[field]
    const empty = value === undefined || value === '' || (kind === 'group' && isEmpty(value))
    if (register.lists?.includes(field)) row[field] = listOf(value)
    else if (field === 'assistants') row[field] = Array.isArray(value) ? value.filter((each) => each) : []
    else if (kind === 'yes-no') row[field] = value !== false
    else if (empty) row[field] = register.nullable?.includes(field) ? null : ''
    else row[field] = value
  }
  return row
}

const isEmpty = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || !('value' in value) || value.value === undefined || value.value === ''
