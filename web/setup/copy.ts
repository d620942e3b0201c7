import { createTranslator, defineTexts } from '../../src/kernel/i18n.ts'

/** The words of the first set-up. */
export const setUpTexts = defineTexts({
  'setup.title': { zh: '第一次启动：把邻里设置起来', en: 'First start: set Linli up' },
  'setup.lead': {
    zh: '大约十分钟。填好区县、管理员和单位就能用，其余（人员、类别时限、派单规则、办公时间）登录后再设，都可以用 Excel 表格导入。',
    en: 'About ten minutes. County, administrator and units are enough to begin; staff, limits, routing and hours come after you sign in, each from an Excel sheet if you like.',
  },
  'setup.token-part': { zh: '启动口令', en: 'Token' },
  'setup.token': { zh: '服务器启动时显示的口令', en: 'The token that the server printed when it started' },
  'setup.token-hint': {
    zh: '在启动服务器的窗口或日志里，形如 XXXX-XXXX-XXXX-XXXX。',
    en: 'In the window or log of the server; it looks like XXXX-XXXX-XXXX-XXXX.',
  },
  'setup.person-part': { zh: '系统管理员', en: 'Administrator' },
  'setup.login': { zh: '登录名', en: 'Login' },
  'setup.name': { zh: '姓名', en: 'Name' },
  'setup.password': { zh: '密码', en: 'Password' },
  'setup.password-hint': {
    zh: '至少 {length} 个字符，包含大小写字母、数字、符号中的 {classes} 类。',
    en: 'At least {length} characters, with {classes} of: lower case, upper case, digits, other signs.',
  },
  'setup.password-again': { zh: '密码不会留在页面上，请再填一次。', en: 'The password is not kept on the page; please type it again.' },
  'setup.county-part': { zh: '区县', en: 'County' },
  'setup.code': { zh: '区县代码（6 位）', en: 'County code (6 digits)' },
  'setup.code-hint': {
    zh: '国家行政区划代码，如 110108。只填代码也可以，名称会自动查出。',
    en: 'The national code, such as 110108. The code alone will do; the name is looked up.',
  },
  'setup.county': { zh: '区县名称', en: 'Name of the county' },
  'setup.county-en': { zh: '英文名称（可不填）', en: 'English name (optional)' },
  'setup.find': { zh: '按名称找代码', en: 'Find the code by name' },
  'setup.find-go': { zh: '查找', en: 'Find' },
  'setup.found': { zh: '选一个：', en: 'Choose one:' },
  'setup.not-found': {
    zh: '名单里没有“{words}”。名单截至 2023 年 6 月，可以直接填代码和名称。',
    en: 'There is no “{words}” in the list, which ends in June 2023. Type code and name yourself.',
  },
  'setup.units-part': { zh: '单位', en: 'Units' },
  'setup.units-lead': {
    zh: '先填几个街道、社区和部门就行，以后随时可以加。区县本身会自动建好，没写上级的单位都放在它下面。',
    en: 'A few streets, communities and departments are enough; more can be added at any time. The county itself is made for you, and units without superior stand under it.',
  },
  'setup.sheet': { zh: '用 Excel 表格导入单位', en: 'Units from an Excel sheet' },
  'setup.sheet-hint': { zh: '选了表格，下面手填的就不用了。', en: 'With a sheet the rows below are not used.' },
  'setup.sheet-get': { zh: '下载空白表格', en: 'Download an empty sheet' },
  'setup.sheet-again': { zh: '请重新选择表格文件。', en: 'Please choose the sheet again.' },
  'setup.row': { zh: '第 {row} 行「{column}」：{message}', en: 'Row {row}, {column}: {message}' },
  'setup.unit': { zh: '单位 {n}', en: 'Unit {n}' },
  'setup.unit-name': { zh: '名称', en: 'Name' },
  'setup.unit-kind': { zh: '类型', en: 'Kind' },
  'setup.unit-areas': { zh: '区域代码', en: 'Area code' },
  'setup.unit-areas-hint': {
    zh: '街道 9 位、社区 12 位；部门可不填',
    en: 'Street 9 digits, community 12; a department may leave it empty',
  },
  'setup.unit-parent': { zh: '上级', en: 'Superior' },
  'setup.unit-parent-hint': { zh: '上面某个单位的名称；不填就是区县', en: 'The name of a unit above; empty for the county' },
  'setup.more': { zh: '再加几行', en: 'More rows' },
  'setup.go': { zh: '完成设置并登录', en: 'Set up and sign in' },
  'setup.done': { zh: '已经设置好了', en: 'It is set up already' },
  'setup.done-text': {
    zh: '这台服务器已经完成初始设置，请到工作台登录。',
    en: 'This server has been set up; please sign in to the workbench.',
  },
  'setup.workbench': { zh: '去工作台', en: 'To the workbench' },
  'setup.parent-unknown': { zh: '没有叫“{name}”的单位', en: 'There is no unit called “{name}”' },
})

/** Says the words of this page. */
export const t = createTranslator(setUpTexts)
