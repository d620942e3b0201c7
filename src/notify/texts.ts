import { createTranslator, defineTexts } from '../kernel/i18n.ts'
import { templateTexts } from './templates.ts'

const ownTexts = defineTexts({
  'notify.not-found': { zh: '没有这条消息', en: 'There is no such notice' },
  'notify.failed-not-found': { zh: '这条通知已经送出，或者不存在', en: 'This notice has gone out, or does not exist' },
  'notify.demo.title': { zh: '演示：发出的短信和邮件', en: 'Demonstration: messages sent' },
  'notify.demo.about': {
    zh: '演示时不会真的发出，都放在这里看。正式使用时没有这个页面。',
    en: 'In a demonstration nothing is really sent; it is all shown here. A real server has no such page.',
  },
  'notify.demo.none': {
    zh: '还没有消息。提交一件诉求并留下手机号，就会看到。',
    en: 'Nothing yet. File a request with a mobile number and it will appear here.',
  },
  'notify.demo.sms': { zh: '短信', en: 'SMS' },
  'notify.demo.email': { zh: '邮件', en: 'E-mail' },
  'notify.demo.to': { zh: '发给 {to}', en: 'To {to}' },
})

/** The words of this capability, with those of every notice. */
export const notifyTexts = { ...ownTexts, ...templateTexts }

/** Says them. */
export const say = createTranslator(notifyTexts)
