import { createTranslator, defineTexts } from '../../../src/kernel/i18n.ts'

export const aboutTexts = defineTexts({
  'about.help.title': { zh: '说了以后会怎样', en: 'What happens after you tell us' },
  'about.help.1': {
    zh: '您说：写下发生了什么、在哪里。能拍照最好，不拍也行。四步，不用注册。',
    en: 'You tell us what happened and where. A photo helps but is never needed. Four steps, no account.',
  },
  'about.help.2': {
    zh: '拿回执：马上得到一个十二位编号和一个只有您知道的查询码，凭它们随时看进度。',
    en: 'You get a receipt: a twelve-digit code and a secret of your own. With them you can look at any time.',
  },
  'about.help.3': {
    zh: '有人接：街道受理人员先看，再交给一个主办单位；需要几家一起办的，也由它一家对您负责到底。',
    en: 'Someone takes it: it is read and given to one lead office, which answers to you even when several must work together.',
  },
  'about.help.4': {
    zh: '有答复：在期限内告诉您办成了什么；没办成的，说清原因和下一步。',
    en: 'You get an answer in time: what was done, and for what was not, why and what comes next.',
  },
  'about.help.5': {
    zh: '您来评：先问解决没有，再问满意不满意。没解决，在规定天数内点一下就重新办。',
    en: 'You judge: first whether it is fixed, then whether you are content. Not fixed? One press within the days allowed opens it again.',
  },
  'about.help.phone': {
    zh: '不方便上网，可以拨打 12345，或到街道便民服务中心、社区服务站当面说，一样有编号、有答复。',
    en: 'If you would rather not use the web, call 12345 or come to your street’s service hall or community station: same code, same answer.',
  },
  'about.help.emergency': {
    zh: '有人身危险，请先拨打 110（报警）、119（火警）、120（急救）。',
    en: 'If anyone is in danger, call 110 (police), 119 (fire) or 120 (ambulance) first.',
  },
  'about.privacy.title': { zh: '您的信息怎样被使用', en: 'How your information is used' },
  'about.privacy.1': {
    zh: '谁能看到您的电话：只有登记、回访的人和主办您这件事的人。平时是打了星号的，每看一次完整号码都要写用途、留记录。',
    en: 'Who sees your number: those who register and call back, and those who lead your matter. It is shown masked; each full look needs a purpose and leaves a record.',
  },
  'about.privacy.2': {
    zh: '被您投诉的单位看不到您是谁。举报自动密封，只有指定的人能打开。',
    en: 'The office you complain about never sees who you are. A report of wrongdoing is sealed; only named people can open it.',
  },
  'about.privacy.3': {
    zh: '匿名也受理。不留电话，我们就没法打给您，请保存好回执自己来查。',
    en: 'Anonymous requests are taken too. Without a number we cannot call you: keep the receipt and look for yourself.',
  },
  'about.privacy.4': {
    zh: '照片里的拍摄位置等隐藏信息，上传时就去掉。',
    en: 'Hidden data in photos, such as where they were taken, are removed when they arrive.',
  },
  'about.privacy.5': {
    zh: '公开的答复先由人逐字核对，不会出现您的姓名、电话和门牌，也不会自动公开。公开之前，别人最多看到类别、街道、哪一周和办到哪一步。',
    en: 'Published answers are checked word by word: no name, number or door, and nothing is published by itself. Before that, others see at most kind, street, week and stage.',
  },
  'about.privacy.6': {
    zh: '联系方式和原文只保留规定的时间，到期删除，只留统计数字。',
    en: 'Contact details and words are kept only for the set time, then deleted; only figures remain.',
  },
  'about.privacy.7': {
    zh: '我们不给人打分，不给人排名，也不会因为您反映得多就区别对待。',
    en: 'We never score or rank people, and never treat anyone differently for having complained.',
  },
  'about.privacy.8': {
    zh: '这个网站只用几个必要的小记录（语言、字号、登录、您查过的编号），没有广告和跟踪。',
    en: 'This site keeps only a few necessary cookies (language, type size, sign-in, the codes you opened): no advertising, no tracking.',
  },
  'about.accessibility.title': { zh: '无障碍', en: 'Accessibility' },
  'about.accessibility.1': {
    zh: '所有页面不开脚本也能用，读屏软件和键盘都能走完全程。',
    en: 'Every page works without scripts, with a screen reader and by keyboard alone.',
  },
  'about.accessibility.2': {
    zh: '点页面上方的“大字”，字号放大到 1.35 倍，这台设备会记住。',
    en: 'Press “Large type” at the top for type 1.35 times as large; this device remembers it.',
  },
  'about.accessibility.3': {
    zh: '颜色旁边都有文字，红色只表示超期。按 WCAG 2.2 AA 级制作并逐页检查。',
    en: 'Words stand beside every colour; red only means late. Built and checked page by page against WCAG 2.2 AA.',
  },
  'about.accessibility.4': {
    zh: '哪里用着不方便，请直接“我要反映”告诉我们，或拨打 12345。',
    en: 'If anything is hard to use, tell us through “Report”, or call 12345.',
  },
  'about.report': { zh: '我要反映', en: 'Tell us' },
})

export const t = createTranslator(aboutTexts)
