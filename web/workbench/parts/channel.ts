import type { Lang, Text } from '../../../src/kernel/i18n.ts'

/** How people come, by the codes that doors use. */
export const channels: Readonly<Record<string, Text>> = {
  phone: { zh: '电话', en: 'Telephone' },
  counter: { zh: '窗口来访', en: 'Counter' },
  letter: { zh: '来信', en: 'Letter' },
  email: { zh: '邮件', en: 'E-mail' },
  web: { zh: '网站', en: 'Website' },
  wechat: { zh: '微信', en: 'WeChat' },
  'city-app': { zh: '城市 App', en: 'City app' },
  'city-hotline': { zh: '市热线转办', en: 'City hotline' },
  field: { zh: '网格员上报', en: 'Grid worker' },
  station: { zh: '站点接待', en: 'Station session' },
}

/** A channel in words; one that an office named itself stays as it is. */
export const channelWords = (channel: string, lang: Lang): string => channels[channel]?.[lang] ?? channel
