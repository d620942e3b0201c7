import type { Text } from '../../../../src/kernel/i18n.ts'

/** What each setting of the district is called. */
export const settingNames: Readonly<Record<string, Text>> = {
  name: { zh: '区县名称', en: 'Name of the district' },
  zone: { zh: '时区', en: 'Time zone' },
  hotline: { zh: '热线电话', en: 'Hotline number' },
  motto: { zh: '首页标语', en: 'Motto of the first page' },
  intro: { zh: '首页说明', en: 'Introduction of the first page' },
  emergency: { zh: '紧急情况提示', en: 'Words on emergencies' },
  contact: { zh: '其他联系方式', en: 'Other ways to reach us' },
  footer: { zh: '页脚说明', en: 'Words at the foot' },
}
