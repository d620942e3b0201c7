import { defineTexts } from '../kernel/i18n.ts'

/** The words of this capability beside its templates. */
export const notifyTexts = defineTexts({
  'notify.not-found': { zh: '没有这条消息', en: 'There is no such notice' },
  'notify.failed-not-found': { zh: '这条通知已经送出，或者不存在', en: 'This notice has gone out, or does not exist' },
  'notify.template-unknown': { zh: '没有名为“{name}”的模板', en: 'There is no template “{name}”' },
  'notify.placeholder-unknown': {
    zh: '模板里不能写 {hole}，请对照可用的占位',
    en: 'The template may not use {hole}; please see which may stand in braces',
  },
  'notify.words-missing': { zh: '请把中文和英文都写上', en: 'Please give both the Chinese and the English words' },
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
