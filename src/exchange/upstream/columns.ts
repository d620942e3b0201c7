import type { ColumnSpec } from '../../kernel/sheets/domain.ts'
import type { Procedure } from '../../matters/api.ts'
import { exchangeTexts } from '../texts.ts'

/** Columns of an order, in the order of the upstream platform's own sheet. */
export const orderKeys = [
  'number',
  'receivedAt',
  'due',
  'nature',
  'category',
  'text',
  'address',
  'name',
  'phone',
  'anonymous',
  'area',
  'channel',
] as const
export type OrderKey = (typeof orderKeys)[number]

/** Columns that a reply adds. */
export const replyKeys = ['answer', 'answeredAt', 'solved', 'satisfaction', 'status'] as const
export type ReplyKey = (typeof replyKeys)[number]

export const columnTitle = (key: OrderKey | ReplyKey) => exchangeTexts[`upstream.column.${key}`]

/** How an order's sheet is read. Choices of the nature are those of the procedure. */
export const orderColumns = ({ intake }: Procedure): readonly ColumnSpec[] => {
  const title = columnTitle
  return [
    { key: 'number', title: title('number'), aliases: ['工单编号', '工单号', '编号'], type: 'text', required: true, maxLength: 60 },
    { key: 'receivedAt', title: title('receivedAt'), aliases: ['来电时间', '登记时间'], type: 'datetime' },
    { key: 'due', title: title('due'), aliases: ['办结时限', '截止时间'], type: 'datetime' },
    {
      key: 'nature',
      title: title('nature'),
      aliases: ['诉求类型'],
      type: 'choice',
      required: true,
      choices: intake.natures.map(({ id, title: name }) => ({ code: id, title: name, aliases: [`${name.zh}类`] })),
    },
    { key: 'category', title: title('category'), aliases: ['诉求类别', '问题分类'], type: 'text', maxLength: 60 },
    { key: 'text', title: title('text'), aliases: ['内容', '诉求描述'], type: 'text', required: true },
    { key: 'address', title: title('address'), aliases: ['地址', '事发地址'], type: 'text' },
    { key: 'name', title: title('name'), aliases: ['来电人', '姓名'], type: 'text' },
    { key: 'phone', title: title('phone'), aliases: ['电话', '来电号码'], type: 'text' },
    { key: 'anonymous', title: title('anonymous'), aliases: ['是否匿名', '是否保密'], type: 'boolean' },
    { key: 'area', title: title('area'), aliases: ['街道', '社区', '所属街道', '所属社区'], type: 'text', maxLength: 80 },
    { key: 'channel', title: title('channel'), aliases: ['渠道', '诉求来源'], type: 'text', maxLength: 40 },
  ]
}
