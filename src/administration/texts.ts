import { defineTexts } from '../kernel/i18n.ts'

/** The words of administration: what is wrong with a row, and refusals. */
export const administrationTexts = defineTexts({
  'administration.whole-district': {
    zh: '这项设置管全区，只能由区级系统管理员修改',
    en: 'This holds for the whole district; only its own administrator may change it',
  },
  'administration.stale': {
    zh: '刚才有人改过这一项，请看过最新内容再改',
    en: 'Somebody has just changed this; look at it again before you change it',
  },
  'administration.changed-since': { zh: '这次修改之后又有人改过，不能撤销', en: 'It has been changed again since and cannot be undone' },
  'administration.gone': { zh: '没有这一项，可能已被删除', en: 'There is no such entry; it may have been deleted' },
  'administration.key-taken': { zh: '已经有这一项了', en: 'There is such an entry already' },
  'administration.key-other': { zh: '代码不能改，请新建一项', en: 'A code cannot be changed; make a new entry' },
  'administration.not-removable': { zh: '这一项不能删除，可以停用', en: 'This cannot be deleted; it can be retired' },
  'administration.no-file': { zh: '没有收到文件', en: 'No file was received' },
  'administration.row-twice': { zh: '与第 {other} 行重复', en: 'The same as in row {other}' },
  'administration.required': { zh: '请填写', en: 'Please fill this in' },
  'administration.limit-positive': { zh: '时限要大于 0', en: 'A limit must be more than 0' },
  'administration.limit-whole': { zh: '按日、月、年计的时限要填整数', en: 'A limit in days, months or years is a whole number' },
  'administration.limit-long': { zh: '时限太长，最多十年', en: 'This limit is too long; ten years at most' },
  'administration.limit-figure': { zh: '写了单位却没有数字', en: 'There is a unit without a figure' },
  'administration.limit-unit': { zh: '写了数字却没有单位（如 工作日）', en: 'There is a figure without a unit (such as working days)' },
  'administration.limit-source': { zh: '请写明时限的依据', en: 'Say where the limit comes from' },
  'administration.category-code': {
    zh: '代码用小写字母、数字、点和连字符，如 road.lamp',
    en: 'A code has lower-case letters, digits, dots and hyphens, such as road.lamp',
  },
  'administration.tree-unknown': { zh: '没有“{tree}”这棵类别树', en: 'There is no tree “{tree}”' },
  'administration.tree-empty': { zh: '一棵类别树至少要留一个在用的类别', en: 'A tree keeps at least one category in use' },
  'administration.parent-unknown': { zh: '同一棵树里没有上级类别“{parent}”', en: 'There is no parent “{parent}” in this tree' },
  'administration.parent-level': {
    zh: '上级“{parent}”不是一级类别（类别只分两级）',
    en: 'The parent “{parent}” is not of the first level; there are two',
  },
  'administration.parent-has-children': {
    zh: '这个类别有下级，不能再放到“{parent}”下面',
    en: 'This category has others below it and cannot stand under “{parent}”',
  },
  'administration.parent-retired': { zh: '上级“{parent}”已停用', en: 'The parent “{parent}” is retired' },
  'administration.category-in-rules': {
    zh: '还有 {count} 条派单规则在用它，请先改规则',
    en: '{count} routing rules still name it; change those first',
  },
  'administration.category-has-children': {
    zh: '还有 {count} 个下级类别在用，请先停用它们',
    en: '{count} categories below are in use; retire those first',
  },
  'administration.category-unknown': { zh: '没有在用的类别“{category}”', en: 'There is no category “{category}” in use' },
  'administration.area-unknown': { zh: '没有区域“{area}”', en: 'There is no area “{area}”' },
  'administration.unit-unknown': { zh: '没有代码为“{unit}”的在用单位', en: 'There is no open unit with the code “{unit}”' },
  'administration.unit-twice': { zh: '单位“{unit}”重复了', en: 'The unit “{unit}” stands twice' },
  'administration.condition': { zh: '条件写得不对：{why}', en: 'The condition is not right: {why}' },
  'administration.rule-twice': {
    zh: '已有类别、区域、条件、主办都相同的规则',
    en: 'There is a rule with the same category, area, condition and lead',
  },
  'administration.hours-form': { zh: '请写成 09:00-12:00 13:00-18:00 的样子', en: 'Write it like 09:00-12:00 13:00-18:00' },
  'administration.hours-order': {
    zh: '时段要从早到晚、不重叠，结束晚于开始',
    en: 'Spans go from early to late, apart, each ending after it begins',
  },
  'administration.hours-week': { zh: '要有七天', en: 'There must be seven days' },
  'administration.hours-never': {
    zh: '周一到周五至少有一天要开门，否则按工作小时计的时限永远不会到',
    en: 'The office must open on some day from Monday to Friday, or limits in working hours never end',
  },
  'administration.hours-make-up': { zh: '请选择调休上班按周几', en: 'Choose the weekday whose hours hold on make-up days' },
  'administration.setting-unknown': { zh: '没有这项设置', en: 'There is no such setting' },
  'administration.both-languages': { zh: '中英文要一起填写', en: 'Give both languages' },
  'administration.zone': {
    zh: '没有“{zone}”这个时区，如 Asia/Shanghai',
    en: 'There is no time zone “{zone}”; it looks like Asia/Shanghai',
  },
  'administration.phone': { zh: '请填写电话号码，如 12345 或 0000-5502002', en: 'Give a telephone number such as 12345' },
  'administration.text-unknown': { zh: '没有代码为“{key}”的文字', en: 'There is no text “{key}”' },
  'administration.placeholders': { zh: '大括号里的内容要与原文一致：{wanted}', en: 'Keep what stands in braces as it was: {wanted}' },
  'administration.placeholders-among': { zh: '大括号里只能用这些：{wanted}', en: 'In braces only these may stand: {wanted}' },
  'administration.building-outside': {
    zh: '“{name}”不在本区任何一个区域里，请先导入边界',
    en: '“{name}” lies in no area of this district; load the boundaries first',
  },
  'administration.area-code': {
    zh: '“{code}”不是区域代码（6、9、12 或 15 位数字）',
    en: '“{code}” is not an area code (6, 9, 12 or 15 digits)',
  },
  'administration.area-county': { zh: '一个系统只有一个区县', en: 'A server has one county only' },
  'administration.area-parent': {
    zh: '上级区域 {parent} 还没有，请先建立',
    en: 'The area {parent} that it lies in is missing; add it first',
  },
  'administration.area-kind': {
    zh: '网格要填基础网格或专属网格，其他区域不填',
    en: 'A grid is basic or dedicated; other areas are neither',
  },
  'administration.area-county-ends': { zh: '区县不能停用', en: 'The county cannot end' },
  'administration.area-has-parts': {
    zh: '下面还有 {count} 个区域在用，请先停用它们',
    en: '{count} areas within it are still in force; end those first',
  },
})
