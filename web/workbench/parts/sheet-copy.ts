export const copy = {
  row: { zh: '行', en: 'Row' },
  column: { zh: '列', en: 'Column' },
  fault: { zh: '问题', en: 'Fault' },
} as const
