import { defineTexts } from '../i18n.ts'

/** What is said about a sheet that was uploaded. */
export const sheetTexts = defineTexts({
  'sheet.faults': {
    zh: '表格里有 {count} 处需要修改，改好后请重新上传。',
    en: 'The sheet has {count} things to correct. Please mend them and upload it again.',
  },
  'sheet.too-large': { zh: '表格文件太大，最大 {max} MB。', en: 'The sheet is too large; the limit is {max} MB.' },
  'sheet.old-format': {
    zh: '请在 Excel 或 WPS 里另存为 .xlsx 格式后再上传。',
    en: 'Please save the sheet as .xlsx in Excel or WPS and upload it again.',
  },
  'sheet.unreadable': {
    zh: '表格打不开，可能已经损坏，请重新保存后再上传。',
    en: 'The sheet cannot be read and may be damaged. Please save it anew and upload it again.',
  },
  'sheet.no-sheet': { zh: '文件里没有可见的工作表。', en: 'The file has no visible sheet.' },
  'sheet.no-headings': {
    zh: '没有找到表头，表格里应有这些列：{headings}。',
    en: 'No headings were found. The sheet should have these columns: {headings}.',
  },
  'sheet.missing-column': { zh: '缺少「{heading}」一列。', en: 'The column “{heading}” is missing.' },
  'sheet.double-column': { zh: '「{heading}」一列重复了（{column} 列）。', en: 'The column “{heading}” stands twice (column {column}).' },
  'sheet.unknown-column': {
    zh: '不认识「{heading}」一列（{column} 列），没有读入。',
    en: 'The column “{heading}” (column {column}) is not known and was not read.',
  },
  'sheet.too-many-rows': { zh: '行数太多，一次最多 {max} 行。', en: 'Too many rows; at most {max} at a time.' },
  'sheet.too-many-columns': { zh: '列数太多，最多 {max} 列。', en: 'Too many columns; at most {max}.' },
  'sheet.more-faults': { zh: '还有 {count} 处问题没有列出。', en: '{count} more faults are not listed.' },
  'sheet.merged': { zh: '{range} 是合并单元格，请取消合并并逐格填写。', en: '{range} is merged. Please unmerge it and fill in each cell.' },
  'sheet.required': { zh: '第 {row} 行「{heading}」没有填。', en: 'Row {row}: “{heading}” is empty.' },
  'sheet.too-long': {
    zh: '第 {row} 行「{heading}」太长，最多 {max} 个字。',
    en: 'Row {row}: “{heading}” is too long; at most {max} characters.',
  },
  'sheet.not-a-number': {
    zh: '第 {row} 行「{heading}」应为数字，现在是“{value}”。',
    en: 'Row {row}: “{heading}” should be a number, not “{value}”.',
  },
  'sheet.not-an-integer': {
    zh: '第 {row} 行「{heading}」应为整数，现在是“{value}”。',
    en: 'Row {row}: “{heading}” should be a whole number, not “{value}”.',
  },
  'sheet.too-small': { zh: '第 {row} 行「{heading}」不能小于 {min}。', en: 'Row {row}: “{heading}” must be at least {min}.' },
  'sheet.too-big': { zh: '第 {row} 行「{heading}」不能大于 {max}。', en: 'Row {row}: “{heading}” must be at most {max}.' },
  'sheet.not-a-date': {
    zh: '第 {row} 行「{heading}」应为日期，如 2026-03-05，现在是“{value}”。',
    en: 'Row {row}: “{heading}” should be a date such as 2026-03-05, not “{value}”.',
  },
  'sheet.not-a-time': {
    zh: '第 {row} 行「{heading}」应为日期和时间，如 2026-03-05 14:30，现在是“{value}”。',
    en: 'Row {row}: “{heading}” should be a date and time such as 2026-03-05 14:30, not “{value}”.',
  },
  'sheet.not-yes-or-no': {
    zh: '第 {row} 行「{heading}」应填“是”或“否”，现在是“{value}”。',
    en: 'Row {row}: “{heading}” should be yes or no, not “{value}”.',
  },
  'sheet.not-a-choice': {
    zh: '第 {row} 行「{heading}」没有“{value}”这一项，可填：{choices}。',
    en: 'Row {row}: “{heading}” has no choice “{value}”. Possible: {choices}.',
  },
  'sheet.digits-lost': {
    zh: '第 {row} 行「{heading}」超过 15 位，Excel 已丢失末尾数字，请把该列设为文本格式后重新填写。',
    en: 'Row {row}: “{heading}” has more than 15 digits and Excel has lost the last ones. Please set the column to text and enter it again.',
  },
  'sheet.cell-error': {
    zh: '第 {row} 行「{heading}」显示为错误，请改成正确的内容。',
    en: 'Row {row}: “{heading}” shows an error. Please correct it.',
  },
  'sheet.formula-empty': {
    zh: '第 {row} 行「{heading}」是没有结果的公式，请粘贴为数值。',
    en: 'Row {row}: “{heading}” is a formula without a result. Please paste it as a value.',
  },
  'sheet.open-quote': { zh: '第 {row} 行的引号不成对，读不下去。', en: 'Row {row}: a quotation mark is not closed.' },
  'sheet.only-first': { zh: '文件有几张工作表，只读了「{sheet}」。', en: 'The file has several sheets; only “{sheet}” was read.' },
  'sheet.hidden-sheets': { zh: '有隐藏的工作表没有读：{sheets}。', en: 'Hidden sheets were not read: {sheets}.' },
  'sheet.hidden-rows': {
    zh: '有 {count} 行隐藏或被筛选掉了，也已读入，请核对。',
    en: '{count} hidden or filtered rows were read too. Please check.',
  },
  'sheet.hidden-columns': { zh: '有 {count} 列隐藏了，也已读入，请核对。', en: '{count} hidden columns were read too. Please check.' },
})
