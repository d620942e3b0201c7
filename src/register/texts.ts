import { defineTexts } from '../kernel/i18n.ts'

/**
 * What registers say: first what is odd about the numbers of people, organisations and facilities (all warnings: the person at the desk may keep what the
 * paper says), then why an act was refused.
 */
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
  'register.not-found': { zh: '没有这条记录', en: 'There is no such record' },
  'register.unknown': { zh: '没有这个台账', en: 'There is no such register' },
  'register.stale': {
    zh: '这条记录刚被别人改过，请看过最新内容再改',
    en: 'Somebody else has just changed this record; please look at it as it is now',
  },
  'register.erased': {
    zh: '这条记录的个人信息已经删除，不能再改',
    en: 'The personal data of this record were erased; it cannot be changed',
  },
  'register.reason-needed': { zh: '请写明原因', en: 'Please say why' },
  'register.no-place': { zh: '请选择所在地点，至少到社区', en: 'Please say where it is, at least the community' },
  'register.out-of-area': { zh: '这个地点不在您的辖区', en: 'This place is not within your area' },
  'register.day-ahead': { zh: '日期不能晚于今天', en: 'A day cannot lie ahead' },
  'register.bad-day': {
    zh: '日期 {day} 不对：早于开始的那天，或晚于今天',
    en: 'The day {day} does not fit: it lies before the beginning, or ahead',
  },
  'register.before-last': {
    zh: '这条记录 {day} 起的内容已有登记，更改不能早于这一天',
    en: 'This record was last changed from {day} on; a change cannot begin before',
  },
  'register.nothing-new': { zh: '内容没有变化', en: 'Nothing was changed' },
  'register.not-current': { zh: '这条记录已经结束，请先恢复', en: 'This record has ended; reopen it first' },
  'register.not-ended': { zh: '这条记录没有结束', en: 'This record has not ended' },
  'register.still-linked': { zh: '还有 {count} 条记录关联到这里，请先解除', en: '{count} records still point here; end those links first' },
  'register.no-such-link': { zh: '没有这种关联', en: 'There is no such link' },
  'register.link-taken': { zh: '同一时间只能有一个这样的关联', en: 'There can be only one such link at a time' },
  'register.nothing-to-undo': { zh: '这一次更改不能撤销', en: 'This change cannot be undone' },
  'register.changed-since': { zh: '这一次更改之后又有更改，请逐项改正', en: 'It was changed again since; please correct field by field' },
  'register.lives-there': { zh: '已经登记住在那里', en: 'They are recorded as living there already' },
  'register.lives-nowhere': { zh: '没有登记住处', en: 'No home is recorded' },
  'register.act-not-here': { zh: '这个台账没有这种办理', en: 'This register has no such act' },
  'register.not-member': { zh: '不是这个住户的成员', en: 'Not a member of this household' },
  'register.not-head': { zh: '不是户主', en: 'Not the head of a household' },
  'register.bad-join': { zh: '只能并入另一个住户', en: 'A household joins another household' },
  'register.code-taken': { zh: '这个编号已经有了', en: 'This code is taken' },
  'register.bad-page': { zh: '页码不对，请从第一页看起', en: 'This page does not exist; please start at the first' },
  'register.reveal-refused': { zh: '您的岗位不能查看完整信息', en: 'Your post may not see this in full' },
  'register.nothing-masked': { zh: '没有需要查看的隐藏内容', en: 'There is nothing masked to show' },
  'register.define-refused': { zh: '只有区级管理员可以增加字段', en: 'Only the district’s administrator may add fields' },
  'register.bad-field': { zh: '字段定义有误：{detail}', en: 'The field is not right: {detail}' },
  'register.refused-field': {
    zh: '不能登记“{word}”：{reason}（{source}）',
    en: 'No register may hold “{word}”: {reason} ({source})',
  },
})
