export const copy = {
  hint: {
    zh: '哪个区域的受理、派单、回访、督查由哪个单位值守。最具体的区域优先。',
    en: 'Which unit receives, dispatches, calls back and supervises in which area. The most specific area wins.',
  },
  role: { zh: '岗位', en: 'Office' },
  prefix: { zh: '区域代码', en: 'Area code' },
  unit: { zh: '单位', en: 'Unit' },
  end: { zh: '取消这项分工', en: 'End this duty' },
} as const
