import { districtCache } from '../../kernel/district.ts'
import type { Text } from '../../kernel/i18n.ts'
import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec } from '../../kernel/sheets/domain.ts'
import { textOf } from '../domain/lists.ts'
import type { SettingRow } from '../domain/rows.ts'
import type { Thing } from './thing.ts'
import { type SettingKey, settingKeys, wordsCache } from '../domain/words.ts'
import { readSettings, writeSettings } from '../store.ts'

interface Described {
  readonly title: Text
  readonly plain: boolean
  readonly required: boolean
}

/** What each setting is called, and whether it must be there. */
export const described: Readonly<Record<SettingKey, Described>> = {
  name: { title: { zh: '区县名称', en: 'Name of the district' }, plain: false, required: true },
  zone: { title: { zh: '时区', en: 'Time zone' }, plain: true, required: true },
  hotline: { title: { zh: '热线电话', en: 'Hotline number' }, plain: true, required: false },
  motto: { title: { zh: '首页标语', en: 'Motto of the first page' }, plain: false, required: false },
  intro: { title: { zh: '首页说明', en: 'Introduction of the first page' }, plain: false, required: false },
  emergency: { title: { zh: '紧急情况提示', en: 'Words on emergencies' }, plain: false, required: false },
  contact: { title: { zh: '其他联系方式', en: 'Other ways to reach us' }, plain: false, required: false },
  footer: { title: { zh: '页脚说明', en: 'Words at the foot' }, plain: false, required: false },
}

const isKey = (key: string): key is SettingKey => (settingKeys as readonly string[]).includes(key)

const columns: readonly ColumnSpec[] = [
  {
    key: 'key',
    type: 'choice',
    title: { zh: '设置', en: 'Setting' },
    required: true,
    choices: settingKeys.map((code) => ({ code, title: described[code].title })),
  },
  { key: 'zh', type: 'text', title: { zh: '中文', en: 'Chinese' }, maxLength: 500 },
  { key: 'en', type: 'text', title: { zh: '英文', en: 'English' }, maxLength: 500 },
]

const check = (row: SettingRow): FieldFault[] => {
  if (!isKey(row.key)) return [{ path: 'key', code: 'administration.setting-unknown' }]
  const { plain, required } = described[row.key]
  const faults: FieldFault[] = []
  if (required && row.zh.trim() === '') faults.push({ path: 'zh', code: 'administration.required' })
  if (!plain && (row.zh.trim() === '') !== (row.en.trim() === ''))
    faults.push({ path: row.zh.trim() === '' ? 'zh' : 'en', code: 'administration.both-languages' })
  if (row.key === 'zone' && row.zh !== '' && !isZone(row.zh))
    faults.push({ path: 'zh', code: 'administration.zone', params: { zone: row.zh.slice(0, 60) } })
  if (row.key === 'hotline' && row.zh !== '' && !/^[0-9][0-9 -]{2,19}$/.test(row.zh))
    faults.push({ path: 'zh', code: 'administration.phone' })
  return faults
}

const isZone = (zone: string): boolean => {
  try {
    return zone.includes('/') && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const settings: Thing<SettingRow> = {
  name: 'settings',
  title: { zh: '基本设置', en: 'Settings' },
  note: { zh: '每行一项设置。时区和电话只填中文一列。', en: 'One setting a row. Zone and telephone need the Chinese column only.' },
  keyOf: (row) => row.key,
  whole: false,
  columns: () => columns,
  toSheet: (row) => [{ ...row }],
  fromSheet: (rows) => ({
    drafts: rows.map(({ row: at, values }) => {
      const key = textOf(values['key']) as SettingKey
      const zh = textOf(values['zh'])
      return { row: { key, zh, en: described[key].plain ? zh : textOf(values['en']) }, at }
    }),
    faults: [],
  }),
  check,
  removable: (row) => !described[row.key].required,
  read: readSettings,
  write: (tx, changes, _all, now, by) => writeSettings(tx, changes, now, by),
  caches: [districtCache, wordsCache],
}
