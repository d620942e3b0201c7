export const copy = {
  title: { zh: '登录工作台', en: 'Sign in' },
  product: { zh: '邻里', en: 'Linli' },
  line: { zh: '居民的事，一件一件办好。', en: 'What residents ask for, done one by one.' },
  again: { zh: '登录已过期，请重新登录', en: 'Your session has ended, please sign in again' },
  againHint: { zh: '登录后回到原来的页面，已填的内容还在。', en: 'You will be back on the same page; what you typed is kept.' },
  login: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  send: { zh: '登录', en: 'Sign in' },
  missing: { zh: '请填写账号和密码。', en: 'Please give account and password.' },
  help: { zh: '忘记密码请联系本单位管理员重置。', en: 'Forgotten? Ask your administrator to reset it.' },
} as const
