export const copy = {
  title: { zh: '查询事项', en: 'Search matters' },
  search: { zh: '搜索内容、地点，或输入编号', en: 'Search words, places, or type a code' },
  scope: { zh: '范围', en: 'Scope' },
  'scope-all': { zh: '全部', en: 'All' },
  'scope-open': { zh: '在办', en: 'Open' },
  'scope-closed': { zh: '已办结', en: 'Closed' },
  from: { zh: '收到日期从', en: 'Received from' },
  to: { zh: '到', en: 'to' },
  late: { zh: '只看超期', en: 'Late only' },
  nature: { zh: '全部性质', en: 'Any nature' },
  unit: { zh: '主办单位', en: 'Lead unit' },
  reset: { zh: '清除筛选', en: 'Clear filters' },
  empty: { zh: '没有找到', en: 'Nothing found' },
  emptyHint: {
    zh: '换个说法试试，比如只写“路灯”两个字；或者放宽日期和类别。',
    en: 'Try other words, such as two characters only, or widen dates and category.',
  },
} as const
