import { defineTexts } from '../kernel/i18n.ts'

/** What is odd about the numbers of people, organisations and facilities. All are warnings: the person at the desk may keep what the paper says. */
export const registerTexts = defineTexts({
  'register.id.citizen.length': {
    zh: '公民身份号码应是 18 位，现在是 {length} 位',
    en: 'A citizen number has 18 characters; this has {length}',
  },
  'register.id.citizen.characters': {
    zh: '公民身份号码应是 17 位数字加 1 位数字或 X',
    en: 'A citizen number is 17 digits and then a digit or X',
  },
  'register.id.citizen.region': {
    zh: '公民身份号码开头的地区 {region} 不存在',
    en: 'The citizen number begins with the region {region}, which does not exist',
  },
  'register.id.citizen.date': { zh: '公民身份号码里的出生日期不对', en: 'The date of birth in the citizen number is not possible' },
  'register.id.citizen.check': {
    zh: '公民身份号码的校验位不对，请再核对一遍',
    en: 'The last character of the citizen number does not fit; please compare it again',
  },
  'register.id.citizen.old': {
    zh: '这是 15 位旧号码，现在的 18 位号码应是 {now}',
    en: 'This is an old number of 15 digits; the one of 18 should be {now}',
  },
  'register.id.credit.length': {
    zh: '统一社会信用代码应是 18 位，现在是 {length} 位',
    en: 'A unified social credit code has 18 characters; this has {length}',
  },
  'register.id.credit.characters': { zh: '统一社会信用代码里不会有“{sign}”', en: 'A unified social credit code does not contain “{sign}”' },
  'register.id.credit.region': {
    zh: '统一社会信用代码第 3 至 8 位应是地区数字，现在是 {region}',
    en: 'Characters 3 to 8 of the credit code are digits of a region; here they are {region}',
  },
  'register.id.credit.check': {
    zh: '统一社会信用代码的校验位不对，请再核对一遍；少数早期发放的代码确实如此，可以保留',
    en: 'The last character of the credit code does not fit; please compare it again. A few codes given out early are like that and may be kept',
  },
  'register.id.credit.organisation': {
    zh: '统一社会信用代码中的组织机构代码 {part} 校验位不对；少数早期发放的代码确实如此，可以保留',
    en: 'The organisation code {part} within the credit code does not fit. A few codes given out early are like that and may be kept',
  },
  'register.id.credit.kind': {
    zh: '统一社会信用代码开头 {kind} 不是已知的登记类别',
    en: 'The credit code begins with {kind}, which is no known kind of registration',
  },
  'register.id.credit.old': {
    zh: '这是 15 位旧注册号，请填写 18 位统一社会信用代码',
    en: 'This is an old registration number of 15 digits; please give the credit code of 18',
  },
  'register.id.facility.length': {
    zh: '部件编码应是 16 位数字，现在是 {length} 位',
    en: 'A facility code is 16 digits; this has {length} characters',
  },
  'register.id.facility.county': {
    zh: '部件编码开头 {given} 不是本区县 {county}',
    en: 'The facility code begins with {given}, not with this county {county}',
  },
  'register.id.facility.class': { zh: '部件编码里的类别 {given} 不存在', en: 'The class {given} in the facility code does not exist' },
  'register.id.facility.serial': { zh: '部件编码的流水号不能全是 0', en: 'The serial of the facility code cannot be all zeros' },
  'register.id.telephone.characters': { zh: '电话号码里有不是数字的字', en: 'The telephone number holds something that is no digit' },
  'register.id.telephone.mobile-length': {
    zh: '手机号码应是 11 位，现在是 {length} 位',
    en: 'A mobile number has 11 digits; this has {length}',
  },
  'register.id.telephone.unknown': {
    zh: '这不像一个电话号码，请再核对一遍',
    en: 'This does not look like a telephone number; please compare it again',
  },
})
