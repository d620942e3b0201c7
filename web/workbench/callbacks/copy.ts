export const copy = {
  title: { zh: '待回访', en: 'To be called back' },
  hint: {
    zh: '答复已给居民。打个电话，问问问题解决了没有、满意不满意。',
    en: 'The answer was given. Call and ask whether it is fixed and whether they are satisfied.',
  },
  empty: { zh: '没有要回访的', en: 'Nobody is to be called back' },
  emptyHint: { zh: '审签通过的答复会出现在这里。', en: 'Answers that were approved appear here.' },
  pick: { zh: '左边选一件。', en: 'Choose one on the left.' },
  open: { zh: '打开全部经过', en: 'Open the whole story' },
  answer: { zh: '办得怎么样', en: 'What was done and answered' },
  noAnswer: { zh: '还没有答复。', en: 'No answer yet.' },
} as const
