import { defineTexts } from '../../src/kernel/i18n.ts'

export const printTexts = defineTexts({
  'print.work-order': { zh: '办理单', en: 'Work order' },
  'print.acceptance-note': { zh: '受理告知单', en: 'Note of acceptance' },
  'print.reply': { zh: '书面答复', en: 'Written reply' },
  'print.code': { zh: '编号', en: 'Code' },
  'print.kind': { zh: '事项', en: 'Kind' },
  'print.filed': { zh: '提交时间', en: 'Filed' },
  'print.place': { zh: '位置', en: 'Place' },
  'print.person': { zh: '诉求人', en: 'Person' },
  'print.sealed': { zh: '（保密）', en: '(sealed)' },
  'print.anonymous': { zh: '（匿名）', en: '(anonymous)' },
  'print.words': { zh: '居民所述', en: 'What the resident said' },
  'print.units': { zh: '承办单位', en: 'Units' },
  'print.limits': { zh: '时限', en: 'Limits' },
  'print.course': { zh: '办理经过', en: 'Course' },
  'print.answer': { zh: '答复', en: 'Answer' },
  'print.no-answer': { zh: '尚未答复。', en: 'Not answered yet.' },
  'print.accepted': {
    zh: '您的诉求已经受理，由下列单位办理。凭编号和回执口令可以随时查询进展。',
    en: 'Your request was accepted and is with the units below. With the code and the receipt’s secret you can look at any time.',
  },
  'print.signature': { zh: '经办人签字', en: 'Signature' },
  'print.date': { zh: '日期', en: 'Date' },
  'print.print': { zh: '打印', en: 'Print' },
  'print.made': {
    zh: '{time} 由 {name} 打印；含个人信息，请妥善保管，用后销毁。',
    en: 'Printed {time} by {name}. It holds personal data: keep it safe and destroy it after use.',
  },
})
