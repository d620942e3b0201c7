export const copy = {
  code: { zh: '编号', en: 'Code' },
  title: { zh: '标题', en: 'Title' },
  category: { zh: '类别', en: 'Category' },
  address: { zh: '地点', en: 'Place' },
  area: { zh: '区域', en: 'Area' },
  stage: { zh: '阶段', en: 'Stage' },
  lead: { zh: '主办单位', en: 'Lead unit' },
  filed: { zh: '收到日期', en: 'Received' },
  due: { zh: '到期时间', en: 'Due' },
  left: { zh: '还剩', en: 'Left' },
  marks: { zh: '标记', en: 'Marks' },
} as const
