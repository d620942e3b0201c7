import { createTranslator, defineTexts } from '../../../src/kernel/i18n.ts'

export const posterTexts = defineTexts({
  'poster.head': { zh: '有事扫一扫', en: 'Something to tell us? Scan here' },
  'poster.sub': { zh: '路灯、漏水、垃圾、噪声、求助、建议……', en: 'Lamps, leaks, litter, noise, help, ideas …' },
  'poster.place': { zh: '这里是', en: 'You are at' },
  'poster.filled': { zh: '扫码后地点自动填好', en: 'The place is filled in for you' },
  'poster.free': {
    zh: '不用注册 · 可以匿名 · 凭编号查进度 · 没解决可以重办',
    en: 'No account · anonymous if you like · track by code · reopened if not fixed',
  },
  'poster.link': { zh: '不方便扫码？打开 {url}', en: 'No scanner? Open {url}' },
  'poster.emergency': {
    zh: '有危险先打电话：报警 110　火警 119　急救 120',
    en: 'In danger call first: police 110, fire 119, ambulance 120',
  },
  'poster.qr': { zh: '反映问题的二维码：{place}', en: 'QR code for telling us about {place}' },
  'poster.print': { zh: '打印', en: 'Print' },
  'poster.list': { zh: '打印楼栋海报', en: 'Posters to print' },
  'poster.list-lead': {
    zh: '每张海报上的二维码会把地点填好。选一个地点，打印成 A4 贴在楼道口。',
    en: 'The QR code of each poster fills in its place. Choose one and print it on A4.',
  },
  'poster.search': { zh: '地点名称', en: 'Name of the place' },
  'poster.find': { zh: '查找', en: 'Find' },
  'poster.none': { zh: '没有找到地点', en: 'No place found' },
  'poster.none-text': { zh: '换个名称试试。', en: 'Try another name.' },
})

export const t = createTranslator(posterTexts)
