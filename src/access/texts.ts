import { defineTexts, type Lang, type Text } from '../kernel/i18n.ts'
import { roles, type Role } from '../kernel/actor.ts'
import { unitKinds, type UnitKind } from './domain/units.ts'

/** The words of this capability: names of roles and kinds of unit, refusals, and the template of the sign-in code. */
export const accessTexts = defineTexts({
  'access.role.administrator': { zh: '系统管理员', en: 'Administrator' },
  'access.role.security-officer': { zh: '安全管理员', en: 'Security officer' },
  'access.role.auditor': { zh: '审计员', en: 'Auditor' },
  'access.role.desk': { zh: '受理员', en: 'Desk agent' },
  'access.role.dispatcher': { zh: '派单员', en: 'Dispatcher' },
  'access.role.handler': { zh: '承办人', en: 'Handler' },
  'access.role.approver': { zh: '审签人', en: 'Approver' },
  'access.role.supervisor': { zh: '督办员', en: 'Supervisor' },
  'access.role.leader': { zh: '领导', en: 'Leader' },
  'access.role.community-worker': { zh: '社区工作者', en: 'Community worker' },
  'access.role.grid-worker': { zh: '网格员', en: 'Grid worker' },
  'access.role.publisher': { zh: '公开审核员', en: 'Publisher' },

  'access.unit-kind.county': { zh: '区县', en: 'County' },
  'access.unit-kind.street': { zh: '街道办事处', en: 'Street office' },
  'access.unit-kind.community': { zh: '社区居委会', en: 'Community committee' },
  'access.unit-kind.service-centre': { zh: '诉求受理中心', en: 'Request centre' },
  'access.unit-kind.department': { zh: '职能部门', en: 'Department' },
  'access.unit-kind.enforcement': { zh: '综合执法队', en: 'Enforcement team' },
  'access.unit-kind.police': { zh: '派出所', en: 'Police station' },
  'access.unit-kind.utility': { zh: '公用事业单位', en: 'Utility' },
  'access.unit-kind.hotline': { zh: '热线', en: 'Hotline' },
  'access.unit-kind.organisation': { zh: '其他单位', en: 'Other organisation' },

  'access.required': { zh: '请填写', en: 'Please fill this in' },
  'access.day': { zh: '请填写日期，如 2026-03-01', en: 'Please give a date such as 2026-03-01' },
  'access.day-order': { zh: '结束日期不能早于开始日期', en: 'The last day must not be before the first' },
  'access.unit-id': {
    zh: '单位代码用小写字母、数字和连字符，2 至 40 个字符',
    en: 'A unit code has 2 to 40 lower-case letters, digits and hyphens',
  },
  'access.unit-id-taken': { zh: '单位代码 {unit} 已被使用', en: 'The unit code {unit} is already in use' },
  'access.unit-kind': { zh: '没有这种单位类型', en: 'There is no such kind of unit' },
  'access.unit-unknown': { zh: '没有代码为“{unit}”的单位', en: 'There is no unit with the code “{unit}”' },
  'access.unit-closed': { zh: '该单位已停用', en: 'This unit is closed' },
  'access.unit-cycle': { zh: '上级单位不能是自己或自己的下级', en: 'A unit cannot stand under itself' },
  'access.unit-has-children': {
    zh: '还有下级单位在用，请先停用或改挂下级单位',
    en: 'Units below are still open; close or move them first',
  },
  'access.unit-has-members': { zh: '还有人员在岗，请先结束他们的岗位', en: 'People still hold posts here; end those first' },
  'access.unit-has-duties': {
    zh: '还承担着区域值守职责，请先改派给其他单位',
    en: 'The unit still has duties for areas; give them to another unit first',
  },
  'access.area-prefix': {
    zh: '“{prefix}”不是区域代码（6、9、12 或 15 位数字）',
    en: '“{prefix}” is not an area code (6, 9, 12 or 15 digits)',
  },
  'access.area-twice': { zh: '区域 {prefix} 重复', en: 'The area {prefix} is given twice' },
  'access.not-your-area': { zh: '区域 {prefix} 不在您管理的范围内', en: 'The area {prefix} is outside what you manage' },
  'access.not-your-unit': { zh: '单位“{unit}”不在您管理的范围内', en: 'The unit “{unit}” is outside what you manage' },
  'access.not-your-person': { zh: '这位工作人员不在您管理的范围内', en: 'This person is outside what you manage' },
  'access.stale': { zh: '刚才有人改过这条记录，请刷新后再改', en: 'Somebody has just changed this; reload and try again' },

  'access.sign-in-refused': {
    zh: '登录名或密码不正确。连续输错 {failures} 次，账号会锁定 {minutes} 分钟。',
    en: 'The login or the password is not right. After {failures} failures in a row an account is locked for {minutes} minutes.',
  },
  'access.sign-in-first': { zh: '请先登录', en: 'Please sign in first' },
  'access.login-form': {
    zh: '登录名为 2 至 40 个字母、汉字、数字、点或连字符',
    en: 'A login has 2 to 40 letters, digits, dots or hyphens',
  },
  'access.login-taken': { zh: '登录名 {login} 已被使用', en: 'The login {login} is already in use' },
  'access.password-short': { zh: '密码至少 {min} 个字符', en: 'A password has at least {min} characters' },
  'access.password-long': { zh: '密码最多 {max} 个字符', en: 'A password has at most {max} characters' },
  'access.password-classes': {
    zh: '密码要包含小写字母、大写字母、数字、其他符号中的至少 {min} 类',
    en: 'A password has at least {min} of these: lower case, upper case, digits, other signs',
  },
  'access.password-login': { zh: '密码中不能含有登录名', en: 'A password must not contain the login' },
  'access.password-same': { zh: '新密码不能和现在的密码一样', en: 'The new password must differ from the present one' },
  'access.password-wrong': { zh: '现在的密码不正确', en: 'The present password is not right' },
  'access.account-unknown': { zh: '没有这个账号', en: 'There is no such account' },
  'access.account-left': { zh: '该账号的使用人已离岗', en: 'The holder of this account has left' },
  'access.own-account': {
    zh: '不能对自己的账号这样做，请由另一位管理员操作',
    en: 'You cannot do this to your own account; ask another administrator',
  },
  'access.role-unknown': { zh: '没有“{role}”这个角色', en: 'There is no role “{role}”' },
  'access.separate-people': {
    zh: '系统管理员、安全管理员、审计员须由不同的人担任：同一人不能兼任其中两个（代班期间也算）',
    en: 'Administrator, security officer and auditor must be separate people: one person cannot be two of them, not even while standing in',
  },
  'access.last-administrator': { zh: '至少要保留一位在岗的系统管理员', en: 'At least one administrator must remain' },
  'access.membership-unknown': { zh: '没有这个岗位', en: 'There is no such membership' },
  'access.membership-twice': { zh: '此人在该单位已有这个角色', en: 'This person already holds this role in this unit' },
  'access.absence-unknown': { zh: '没有这条请假记录', en: 'There is no such absence' },
  'access.absence-order': { zh: '结束时间须晚于开始时间', en: 'The end must be after the start' },
  'access.absence-past': { zh: '结束时间已经过去', en: 'The end lies in the past' },
  'access.absence-self': { zh: '代班人不能是本人', en: 'You cannot stand in for yourself' },
  'access.absence-overlap': { zh: '这段时间已经有代班安排', en: 'Someone already stands in at that time' },
  'access.substitute-unit': { zh: '代班人须与您同单位，或在上级单位', en: 'The substitute must be of your unit or of the one above' },

  'access.phone-form': { zh: '请填写 11 位手机号', en: 'Please give a mobile number of 11 digits' },
  'access.code-wait': { zh: '请 {seconds} 秒后再获取验证码', en: 'Please wait {seconds} seconds before asking for another code' },
  'access.code-day': { zh: '今天获取验证码的次数已用完，请明天再试', en: 'No more codes can be sent today; please try again tomorrow' },
  'access.code-refused': { zh: '验证码不正确或已过期，请重新获取', en: 'The code is not right or has run out; please ask for another' },
  'sms.sign-in-code': {
    zh: '您的登录验证码是 {code}，{minutes} 分钟内有效。请勿告诉他人。',
    en: 'Your sign-in code is {code}, valid for {minutes} minutes. Tell it to nobody.',
  },

  'access.guards-only': {
    zh: '安全日志由全区的安全管理员和审计员查看',
    en: 'The security log is read by the district’s security officer and auditor',
  },
  'access.client-unknown': { zh: '没有这个接口客户端', en: 'There is no such client' },
  'access.client-key': { zh: '密钥无效或已停用', en: 'The key is not valid, or was taken away' },
  'access.client-scope': {
    zh: '这把密钥没有“{scope}”权限，请找本区管理员',
    en: 'This key has no right to “{scope}”; ask the district’s administrator',
  },
  'access.client-id-taken': { zh: '客户端代码 {id} 已被使用', en: 'The client code {id} is already in use' },
  'access.row-twice': { zh: '与第 {row} 行重复', en: 'The same as in row {row}' },
  'access.row-other-name': { zh: '与第 {row} 行的登录名相同而姓名不同', en: 'Row {row} has the same login with another name' },
  'access.set-up-done': { zh: '本系统已经完成初始设置', en: 'This server has been set up already' },
  'access.set-up-token': {
    zh: '设置口令不正确。请查看服务器启动时显示的口令。',
    en: 'The set-up token is not right. See what the server printed when it started.',
  },
})

/** What a role is called. */
export const roleName = (role: Role, lang: Lang): string => accessTexts[`access.role.${role}`][lang]

/** What a kind of unit is called. */
export const unitKindName = (kind: UnitKind, lang: Lang): string => accessTexts[`access.unit-kind.${kind}`][lang]

/** The role a sheet names, by its id or its name in either language; null when there is none. */
export const roleNamed = (text: string): Role | null => named(roles, (role) => accessTexts[`access.role.${role}`], text)

/** The kind of unit a sheet names, by its id or its name in either language; null when there is none. */
export const unitKindNamed = (text: string): UnitKind | null => named(unitKinds, (kind) => accessTexts[`access.unit-kind.${kind}`], text)

const named = <T extends string>(all: readonly T[], textOf: (one: T) => Text, text: string): T | null => {
  const wanted = text.normalize('NFKC').trim().toLowerCase()
  return all.find((one) => one === wanted || textOf(one).zh === wanted || textOf(one).en.toLowerCase() === wanted) ?? null
}
