import { createTranslator, defineTexts, type Lang, type TextParams } from '../kernel/i18n.ts'

/** What the doors for other systems say: Open311 clients and upstream platforms. */
export const exchangeTexts = defineTexts({
  'open311.key': {
    zh: '缺少 api_key 或密钥无效。分段表单里 api_key 要放在文件前面。',
    en: 'The api_key is missing or not valid. In a multipart form it must come before the files.',
  },
  'open311.scope': {
    zh: '这把密钥没有 {scope} 权限，请找本区管理员',
    en: 'This key has no {scope} scope; ask the district’s administrator',
  },
  'open311.malformed': { zh: '收到的内容格式有误。', en: 'What arrived is malformed.' },
  'open311.service-unknown': { zh: '没有 service_code 为“{code}”的服务。', en: 'There is no service with the service_code “{code}”.' },
  'open311.request-unknown': { zh: '没有这个 service_request_id。', en: 'There is no such service_request_id.' },
  'open311.no-place': {
    zh: '请提供 lat 和 long，或 address_string，或 address_id',
    en: 'Give lat and long, or address_string, or address_id',
  },
  'open311.nature': { zh: '诉求性质可填：{natures}', en: 'The nature can be: {natures}' },
  'open311.attribute-unknown': { zh: '这项服务没有这个属性', en: 'This service has no such attribute' },
  'open311.media-url': { zh: '请填写 http 或 https 开头的网址', en: 'Give an address that begins with http or https' },
  'open311.not-a-picture': { zh: '这里只能上传照片。', en: 'Only pictures can be sent here.' },
  'open311.bad-date': {
    zh: '{name} 要带时区，例如 2026-03-01T00:00:00+08:00',
    en: '{name} needs a time zone, such as 2026-03-01T00:00:00+08:00',
  },
  'open311.window-order': { zh: 'start_date 不能晚于 end_date', en: 'start_date must not be after end_date' },
  'open311.window-long': { zh: '一次最多查询 {days} 天', en: 'A query may span at most {days} days' },
  'open311.status-unknown': { zh: '没有“{status}”这个状态', en: 'There is no status “{status}”' },
  'open311.notice': {
    zh: '已收到。编号 {code}，查询口令 {secret}，可在 {url} 查进度、补充、评价。',
    en: 'Received. Code {code}, secret {secret}: follow, add to and rate it at {url}.',
  },
  'open311.contact': { zh: '本区诉求受理中心 {url}', en: 'The district’s request centre, {url}' },
  'open311.key-service': { zh: '密钥由本区管理员发放', en: 'Keys are given out by the district’s administrator' },
  'open311.key-service-demo': { zh: '演示密钥：demo', en: 'The key of this demonstration is: demo' },
  'open311.attribute.nature': { zh: '这是什么性质的诉求', en: 'What kind of request it is' },
  'open311.attribute.nature.hint': { zh: '不选按“求助”受理', en: 'Taken as help when left out' },
  'open311.attribute.building': { zh: '楼号', en: 'Building' },
  'open311.attribute.building.hint': { zh: '例如：3 号楼 2 单元', en: 'For example: building 3, entrance 2' },
  'open311.attribute.floor': { zh: '楼层或房号', en: 'Floor or room' },
  'open311.attribute.floor.hint': { zh: '例如：5 层', en: 'For example: 5th floor' },
  'upstream.sheet': { zh: '上级工单', en: 'Upstream orders' },
  'upstream.note': {
    zh: '带 * 的列必填。编号请设为文本格式；时间写成 2026-03-05 14:30；办理时限只写日期的，算到当天 24:00；类别写名称或代码，不确定可不填。',
    en: 'Columns with * are required. Keep numbers as text; write times as 2026-03-05 14:30; a limit with a date only ends at 24:00 of that day; give a category by name or code, or leave it out.',
  },
  'upstream.column.number': { zh: '上级工单编号', en: 'Upstream number' },
  'upstream.column.receivedAt': { zh: '受理时间', en: 'Received at' },
  'upstream.column.due': { zh: '办理时限', en: 'Due' },
  'upstream.column.nature': { zh: '诉求性质', en: 'Nature' },
  'upstream.column.category': { zh: '类别', en: 'Category' },
  'upstream.column.text': { zh: '诉求内容', en: 'Request' },
  'upstream.column.address': { zh: '发生地址', en: 'Address' },
  'upstream.column.name': { zh: '诉求人', en: 'Name' },
  'upstream.column.phone': { zh: '联系电话', en: 'Telephone' },
  'upstream.column.anonymous': { zh: '匿名', en: 'Anonymous' },
  'upstream.column.area': { zh: '街道/社区', en: 'Street or community' },
  'upstream.column.channel': { zh: '来源渠道', en: 'Channel' },
  'upstream.column.answer': { zh: '答复内容', en: 'Answer' },
  'upstream.column.answeredAt': { zh: '办结时间', en: 'Finished at' },
  'upstream.column.solved': { zh: '是否解决', en: 'Solved' },
  'upstream.column.satisfaction': { zh: '满意度', en: 'Satisfaction' },
  'upstream.column.status': { zh: '状态', en: 'State' },
  'upstream.satisfied.true': { zh: '满意', en: 'Satisfied' },
  'upstream.satisfied.false': { zh: '不满意', en: 'Not satisfied' },
  'upstream.file-missing': { zh: '请选择要导入的 Excel 文件', en: 'Choose the Excel file to import' },
  'upstream.number-form': {
    zh: '编号只能有字母、数字和 - _ / . # ，最多 60 个',
    en: 'A number has letters, digits and - _ / . # only, 60 at most',
  },
  'upstream.twice': { zh: '与第 {row} 行的编号相同', en: 'The same number as in row {row}' },
  'upstream.due-before': { zh: '办理时限早于受理时间', en: 'It is due before it was received' },
  'upstream.future': { zh: '受理时间在将来，请核对', en: 'It was received in the future; please check' },
  'upstream.bad-time': { zh: '请填写存在的时间，例如 2026-03-05 14:30', en: 'Give a real time, such as 2026-03-05 14:30' },
  'upstream.category-unknown': {
    zh: '没有“{value}”这个类别，可以不填，由派单员研判',
    en: 'There is no category “{value}”; it may be left out for the dispatcher',
  },
  'upstream.category-several': {
    zh: '叫“{value}”的类别不止一个，请填代码：{codes}',
    en: 'Several categories are called “{value}”; give the code: {codes}',
  },
  'upstream.area-unknown': { zh: '没有“{value}”这个街道或社区', en: 'There is no street or community “{value}”' },
  'upstream.area-several': {
    zh: '叫“{value}”的不止一处，请连街道一起写，或填区域代码',
    en: 'Several areas are called “{value}”; add the street, or give the area code',
  },
  'upstream.period': { zh: '开始日期不能晚于结束日期', en: 'The first day must not be after the last' },
  'upstream.too-many': { zh: '这段时间超过 {max} 件，请缩短时间分次导出', en: 'More than {max} orders; please export a shorter period' },
  'upstream.closed': { zh: '现在没有可以从上级工单受理的事项', en: 'No kind of matter is taken from upstream at present' },
  'upstream.scope': {
    zh: '这把密钥没有 upstream 权限，请找本区管理员',
    en: 'This key has no upstream scope; ask the district’s administrator',
  },
  'upstream.key': { zh: '缺少 x-api-key 或密钥无效', en: 'The x-api-key is missing or not valid' },
})

const translator = createTranslator(exchangeTexts)

/** Says the words of this capability that go into answers and sheets. */
export const sayIn =
  (lang: Lang) =>
  (key: string, params?: TextParams): string =>
    translator(lang, key, params)
