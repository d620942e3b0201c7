export const copy = {
  hint: { zh: '单位不删除，只停用：以前的事项还要显示它的名字。', en: 'Units are closed, never deleted: earlier matters still name them.' },
  id: { zh: '代号', en: 'Id' },
  idHint: { zh: '小写字母、数字和短横线，建好后不能改', en: 'Lower-case letters, digits and hyphens; it cannot be changed later' },
  name: { zh: '名称', en: 'Name' },
  nameEn: { zh: '英文名称', en: 'English name' },
  kind: { zh: '类型', en: 'Kind' },
  parent: { zh: '上级单位', en: 'Unit above' },
  areas: { zh: '服务区域代码', en: 'Codes of areas served' },
  areasHint: { zh: '6、9、12 或 15 位，用顿号隔开', en: '6, 9, 12 or 15 digits, separated by commas' },
  validFrom: { zh: '启用日期', en: 'Valid from' },
  validTo: { zh: '最后一天', en: 'Last day' },
} as const
