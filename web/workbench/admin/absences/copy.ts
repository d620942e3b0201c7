export const copy = {
  hint: {
    zh: '请假期间，代理人可以办他的事，记录里会写明是代理。',
    en: 'While somebody is away, the substitute acts for them; the record says so.',
  },
  account: { zh: '谁请假', en: 'Who is away' },
  substitute: { zh: '代理人', en: 'Substitute' },
  since: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'Until' },
  note: { zh: '说明', en: 'Note' },
  end: { zh: '提前结束', en: 'End it now' },
} as const
