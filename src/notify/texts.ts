import { createTranslator, defineTexts } from '../kernel/i18n.ts'
import { templateTexts } from './templates.ts'

const ownTexts = defineTexts({
  'notify.not-found': { zh: '没有这条消息', en: 'There is no such notice' },
  'notify.failed-not-found': { zh: '这条通知已经送出，或者不存在', en: 'This notice has gone out, or does not exist' },
  'notify.demo.title': { zh: '居民会收到的短信和邮件', en: 'What residents would receive' },
  'notify.demo.about': {
    zh: '演示时不会真的发出，都放在这里看。正式使用时没有这个页面。',
    en: 'In a demonstration nothing is really sent; it is all shown here. A real server has no such page.',
  },
  'notify.demo.none': { zh: '还没有消息', en: 'Nothing yet' },
  'notify.demo.none-text': {
    zh: '提交一件诉求，留下任意一个手机号，这里马上就有短信；工作人员受理、答复时还会再来。',
    en: 'File a request with any mobile number and a message appears here at once; more follow when staff take it on and answer.',
  },
  'notify.demo.file': { zh: '我要反映', en: 'Report' },
  'notify.demo.track': { zh: '查进度', en: 'Track' },
  'notify.demo.portal': { zh: '居民首页', en: 'Home' },
  'notify.demo.ways': { zh: '栏目', en: 'Sections' },
  'notify.demo.skip': { zh: '跳到正文', en: 'Skip to the content' },
  'notify.demo.demo': { zh: '演示', en: 'Demonstration' },
  'notify.demo.site': { zh: '邻里', en: 'Linli' },
  'notify.demo.sms': { zh: '短信', en: 'SMS' },
  'notify.demo.email': { zh: '邮件', en: 'E-mail' },
  'notify.demo.to': { zh: '发给 {to}', en: 'To {to}' },
})

/** The words of this capability, with those of every notice. */
export const notifyTexts = { ...ownTexts, ...templateTexts }

/** Says them. */
export const say = createTranslator(notifyTexts)
