export const copy = {
  all: { zh: '全选', en: 'Select all' },
  select: { zh: '选择 {code}', en: 'Select {code}' },
  left: { zh: '时限', en: 'Time left' },
  matter: { zh: '事项', en: 'Matter' },
  place: { zh: '地点', en: 'Place' },
  stage: { zh: '阶段', en: 'Stage' },
  lead: { zh: '主办', en: 'Lead' },
  filed: { zh: '收到', en: 'Received' },
  closedOn: { zh: '{day} 办结', en: 'closed {day}' },
} as const
