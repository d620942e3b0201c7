export const copy = {
  title: { zh: '修改密码', en: 'Change password' },
  first: { zh: '第一次登录，请先换一个自己的密码', en: 'First sign-in: please choose a password of your own' },
  current: { zh: '现在的密码', en: 'Present password' },
  next: { zh: '新密码', en: 'New password' },
  nextHint: { zh: '至少 10 个字符。可以用一句自己记得住的话。', en: 'At least 10 characters. A sentence you remember is fine.' },
  again: { zh: '再输一遍新密码', en: 'New password again' },
  differ: { zh: '两遍新密码不一样。', en: 'The two new passwords differ.' },
  send: { zh: '保存新密码', en: 'Save the new password' },
  done: { zh: '密码已修改。', en: 'The password is changed.' },
} as const
