import { createTranslator, defineTexts } from '../../../src/kernel/i18n.ts'

export const myTexts = defineTexts({
  'my.title': { zh: '我的诉求', en: 'My requests' },
  'my.sign-in': { zh: '用手机号登录', en: 'Sign in with your telephone' },
  'my.why': {
    zh: '不登录也能提交和查进度。登录后提交的，都列在这里。',
    en: 'You can file and track without signing in. What you file while signed in is listed here.',
  },
  'my.phone': { zh: '手机号', en: 'Mobile number' },
  'my.ask': { zh: '发验证码', en: 'Send a code' },
  'my.code': { zh: '短信里的 6 位验证码', en: 'The 6-digit code from the message' },
  'my.sent': {
    zh: '如果号码没错，验证码很快就到，{minutes} 分钟内有效。',
    en: 'If the number is right, the code arrives soon; it works for {minutes} minutes.',
  },
  'my.enter': { zh: '登录', en: 'Sign in' },
  'my.other': { zh: '换一个号码', en: 'Another number' },
  'my.sign-out': { zh: '退出登录', en: 'Sign out' },
  'my.none': { zh: '还没有诉求', en: 'Nothing here yet' },
  'my.none-text': { zh: '登录后提交的诉求会列在这里。', en: 'What you file while signed in will be listed here.' },
  'my.report': { zh: '我要反映', en: 'Tell us' },
  'my.filed': { zh: '{day}提交', en: 'filed {day}' },
  'my.asked': { zh: '等您回答', en: 'waiting for you' },
})

export const t = createTranslator(myTexts)
