import type { Lang, Text } from '../../../kernel/i18n.ts'
import type { ClockDefinition, Door, Holder, Moment, Procedure } from '../procedure.ts'

const text = (zh: string, en: string): Text => ({ zh, en })

/** Who acts, as people in an office say it. */
export const holderNames: Readonly<Record<Holder, Text>> = {
  administrator: text('系统管理员', 'administrator'),
  'security-officer': text('安全管理员', 'security officer'),
  auditor: text('审计员', 'auditor'),
  desk: text('坐席/窗口', 'desk'),
  dispatcher: text('派单员', 'dispatcher'),
  handler: text('承办人', 'handler'),
  approver: text('审签人', 'approver'),
  supervisor: text('督查', 'supervisor'),
  leader: text('领导', 'leader'),
  'community-worker': text('社区工作者', 'community worker'),
  'grid-worker': text('网格员', 'grid worker'),
  publisher: text('公开审核员', 'publisher'),
  assigned: text('承办单位', 'assigned units'),
  lead: text('主办单位', 'lead unit'),
  'lead-approver': text('主办单位负责人', "lead unit's approver"),
  filer: text('登记人', 'whoever filed it'),
  resident: text('居民', 'resident'),
}

export const doorNames: Readonly<Record<Door, Text>> = {
  portal: text('居民网页', 'portal'),
  desk: text('坐席/窗口', 'desk'),
  field: text('网格上报', 'field'),
  upstream: text('上级转办', 'upstream orders'),
  open311: text('开放接口', 'Open311'),
}

export const momentNames: Readonly<Record<Moment, Text>> = {
  filed: text('登记', 'filing'),
  accepted: text('受理', 'acceptance'),
  dispatched: text('派单', 'dispatch'),
  'first-contact': text('首次回应', 'first contact'),
  answered: text('答复', 'answer'),
  verified: text('核实', 'verification'),
  closed: text('办结', 'closing'),
  assigned: text('交到单位', 'assignment'),
  signed: text('签收', 'signing'),
  reported: text('反馈', 'report'),
}

type Limit = Procedure['retention']['whole']

const unitNames: Readonly<Record<Limit['unit'], Text>> = {
  workday: text('个工作日', 'working day'),
  calday: text('天', 'day'),
  localday: text('天', 'local day'),
  workhour: text('个工作小时', 'office hour'),
  hour: text('小时', 'hour'),
  minute: text('分钟', 'minute'),
  month: text('个月', 'month'),
  year: text('年', 'year'),
}

/** A limit as people say it: `5 个工作日`, `5 working days`. */
export const limitWords = ({ value, unit }: Limit, lang: Lang): string =>
  lang === 'zh' ? `${value} ${unitNames[unit].zh}` : `${value} ${unitNames[unit].en}${value === 1 ? '' : 's'}`

/** How long a clock gives: its limit, or where it comes from and what holds when that gives none. */
export const clockWords = ({ limit, fallback }: ClockDefinition, lang: Lang): string => {
  if (typeof limit !== 'string') return limitWords(limit, lang)
  const source = limit === 'order' ? text('按派单', 'as ordered') : text('按类别', 'by category')
  const otherwise = fallback ? limitWords(fallback, lang) : ''
  if (!otherwise) return source[lang]
  return lang === 'zh' ? `${source.zh}，没有规定时 ${otherwise}` : `${source.en}, else ${otherwise}`
}

/** A condition in words where it is one of the usual ones; else as it is written. */
export const conditionWords = (source: string, intake: Procedure['intake'], lang: Lang): string => {
  const usual = usualConditions[source]
  if (usual) return usual[lang]
  const asked = /^form\.(\w+) == (true|false)$/.exec(source)
  const field = intake.form.find((each) => each.field === asked?.[1])
  if (field) return `${field.label[lang]}${asked?.[2] === 'true' ? yes[lang] : no[lang]}`
  const nature = intake.natures.find(({ id }) => source === `nature == '${id}'`)
  if (nature) return lang === 'zh' ? `性质为${nature.title.zh}` : `nature is ${nature.title.en}`
  return source
}

const yes = text('：是', ': yes')
const no = text('：否', ': no')

const usualConditions: Readonly<Record<string, Text>> = {
  'assistants.all(a, a.reported)': text('协办单位都已反馈', 'all assistants have reported'),
  "lead.unit == ''": text('没有派给单位', 'no unit leads it'),
  "lead.unit != ''": text('已派给单位', 'a unit leads it'),
  'counts.reopened == 0': text('还没有重办过', 'it was not reopened before'),
}

export const phrases = {
  filed: text('登记', 'Filed'),
  third: text('第三次起', 'from the third time'),
  after: text('{limit}后自动', 'after {limit}'),
  opens: text('怎么进来', 'How it comes in'),
  clocks: text('时限', 'Clocks'),
  stages: text('阶段', 'Stages'),
  ends: text('结束', 'The end'),
  begins: text('开始', 'Begins'),
  otherwise: text('其他情况', 'otherwise'),
  when: text('条件', 'when'),
  by: text('由', 'by'),
  stays: text('不换阶段', 'stays here'),
  each: text('每个单位', 'for each unit'),
  assistants: text('协办单位', 'for assistants'),
  leads: text('主办单位', 'for the lead'),
  title: text('“{title}”办理过程图', 'How “{title}” runs'),
} as const
