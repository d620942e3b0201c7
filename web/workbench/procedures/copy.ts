export const copy = {
  title: { zh: '规程', en: 'Procedures' },
  hint: { zh: '每一类事项怎么办：谁来办、几个阶段、多长时间。', en: 'How each kind of matter runs: who, which stages, how long.' },
  empty: { zh: '还没有规程', en: 'No procedures yet' },
  diagram: { zh: '流程图', en: 'Diagram' },
  words: { zh: '文字说明', en: 'In words' },
  pick: { zh: '左边选一个规程。', en: 'Choose a procedure.' },
} as const
