import { createTranslator, defineTexts } from '../../../src/kernel/i18n.ts'

export const homeTexts = defineTexts({
  'home.title': { zh: '有事说一声，件件有回音', en: 'Tell us once, and hear back' },
  'home.lead': {
    zh: '路灯不亮、楼上漏水、政策不清楚、邻里有难处，都可以说。不用注册，也可以不留名字。',
    en: 'A dark lamp, a leak, a rule you cannot make out, trouble next door: say it here. No account, and no name if you prefer.',
  },
  'home.report': { zh: '我要反映 / 求助 / 建议', en: 'Report, ask for help, suggest' },
  'home.report-hint': { zh: '四步就好，可以拍照', en: 'Four short steps; photos welcome' },
  'home.track': { zh: '查进度', en: 'Track a request' },
  'home.code': { zh: '输入回执上的编号', en: 'The code on your receipt' },
  'home.open': { zh: '查看', en: 'Show' },
  'home.near': { zh: '最近的公开答复', en: 'Lately answered' },
  'home.all': { zh: '全部公开答复', en: 'All published answers' },
  'home.mine': { zh: '我的诉求', en: 'My requests' },
  'home.mine-text': { zh: '用手机号登录后提交的诉求', en: 'What you filed while signed in' },
  'home.how': { zh: '说了以后会怎样', en: 'What happens then' },
  'home.how-text': { zh: '谁来办、多久答复、没解决怎么办', en: 'Who works on it, how long it takes, what if it is not fixed' },
  'home.figures': { zh: '看办理情况', en: 'See the figures' },
  'home.also': { zh: '还可以', en: 'Also here' },
})

export const t = createTranslator(homeTexts)
