interface Message {
  readonly severity: 'error' | 'warning'
  readonly zh: string
  readonly en: string
}

const error = (zh: string, en: string): Message => ({ severity: 'error', zh, en })
const warning = (zh: string, en: string): Message => ({ severity: 'warning', zh, en })

/** What the checker can find, in both languages. */
export const messages = {
  'not-yaml': error('文件不是有效的 YAML：{detail}', 'The file is no valid YAML: {detail}'),
  'bad-shape': error('写法不对：{detailZh}', 'Not written as it should be: {detail}'),
  missing: error('缺少这一项', 'This is missing'),
  'unknown-key': error('没有“{name}”这个写法', 'There is no such key as “{name}”'),
  'unknown-role': error('没有“{name}”这个角色', 'There is no role “{name}”'),
  'unknown-document': error('没有“{name}”这种文书', 'There is no document “{name}”'),
  'unknown-moment': error('没有“{name}”这个时点', 'There is no moment “{name}”'),
  'unknown-effect': error('没有“{name}”这种效果', 'There is no effect “{name}”'),
  'unknown-stage': error('没有“{name}”这个阶段', 'There is no stage “{name}”'),
  'unknown-outcome': error('没有“{name}”这个结果', 'There is no outcome “{name}”'),
  'unknown-template': error('没有“{name}”这个通知模板', 'There is no notice template “{name}”'),
  'unknown-categories': error('没有“{name}”这棵类别树', 'There is no category tree “{name}”'),
  'unknown-field': error('表单里没有“{name}”这一项', 'The filing form has no field “{name}”'),
  'unknown-value': error('“{fact}”不会是“{name}”', '“{fact}” is never “{name}”'),
  'bad-condition': error('条件写错了：{detail}', 'The condition is wrong: {detail}'),
  'personal-condition': error('条件不能看个人信息“{name}”', 'A condition must not look at the personal field “{name}”'),
  'start-without-default': error('开始规则最后一条不能带条件', 'The last start rule must have no condition'),
  'start-after-default': error('这条开始规则永远轮不到', 'This start rule is never reached'),
  'no-final-stage': error('没有结束的阶段', 'There is no final stage'),
  'unreachable-stage': error('走不到“{name}”这个阶段', 'Stage “{name}” can’t be reached'),
  'dead-end': error('从“{name}”走不到结束', 'From stage “{name}” no final stage can be reached'),
  'final-with-then': error('结束的阶段不会再自动往下走', 'A final stage does not go on by itself'),
  'final-without-outcome': error('走到结束要说明结果', 'Whatever leads to the end must name an outcome'),
  'nobody-acts': error('在“{name}”阶段没有人能办', 'In stage “{name}” nobody may act'),
  'action-without-taker': error('没有人能做“{name}”', 'Nobody may take “{name}”'),
  'assigned-before-dispatch': error(
    '还没派单就进入了由承办单位办理的阶段',
    'A stage held by the assigned units is entered before any dispatch',
  ),
  'reassign-before-dispatch': error('还没派过单，没有单位可以重办', 'Nothing was dispatched yet, so there is no unit to work on it again'),
  'assign-unheld': error('派单后的阶段不由承办单位办理', 'The stage after a dispatch is not held by the assigned units'),
  'assigned-without-submit': error(
    '承办单位在“{name}”阶段交不了差',
    'In stage “{name}” the assigned units have no way to hand in their work',
  ),
  'third-without-counts': error('第三次另走一步，要先计数', 'A third time needs a counter'),
  'within-before-answered': error('时间窗从答复算起，但这时可能还没有答复', 'The window counts from the answer, but there may be none yet'),
  'moment-not-by-action': error(
    '“{name}”这个时点由系统记，不能写在动作里',
    'The moment “{name}” is noted by the engine, no action may claim it',
  ),
  'clock-never-starts': error('时限“{name}”永远不会开始', 'Clock “{name}” never starts'),
  'clock-never-stops': error('时限“{name}”开始后永远停不了', 'Clock “{name}” never stops once it has started'),
  'clock-not-judged': warning(
    '“{via}”直接办结时，时限“{name}”还没到停止的时点，不算按时也不算超时',
    'Closing by “{via}” ends clock “{name}” before its moment: it is neither in time nor late',
  ),
  'clock-moment': error('时限“{name}”的时点和它计时的对象不配', 'The moments of clock “{name}” do not fit what it is for'),
  'clock-without-fallback': error('类别没有期限时，时限“{name}”不知道用多久', 'Clock “{name}” has no limit when the category gives none'),
  'clock-part': error('只有按承办单位计的时限才分主办、协办', 'Only a clock per assignment is for a lead or an assistant'),
  'limit-closing': error('只有按天、月、年的期限才按下班时间截止', 'Only limits in days, months or years end when the office closes'),
  'field-twice': error('“{name}”这一项出现了两次', 'Field “{name}” stands twice'),
  'bad-show': error('显示条件写错了：{detail}', 'A condition for showing is wrong: {detail}'),
  'set-without-field': error('要改“{name}”，表单里却没有这一项', '“{name}” is to be set, but the form has no such field'),
  'set-natures': error('表单里的诉求性质和可受理的性质不一致', 'The natures in the form are not those of the intake'),
  'record-without-field': error('要记作“{record}”，表单里缺“{name}”', 'To be kept as “{record}” the form needs “{name}”'),
  'rating-unset': error('有评价动作，却没说几级评价', 'There is a rating, but not of how many levels'),
  'rating-scale': error('评价的级数和规程写的不一致', 'The levels of the rating are not those of the procedure'),
  'rating-unused': error('写了几级评价，却没有人评价', 'A rating is declared, but nothing is rated'),
  'publish-personal': error('公开的内容里有个人信息“{name}”', 'What is published holds the personal field “{name}”'),
  'publish-without-answer': error('要公开答复，却没有答复', 'The answer is to be published, but there is none'),
  'outcome-missing': error('缺少“{name}”这个结果（常设动作会用到）', 'The outcome “{name}”, which a standing action leads to, is missing'),
  'retention-order': error('联系方式比事项本身留得还久', 'Contact data is kept longer than the matter itself'),
  'door-without-filer': error('渠道“{name}”要有工作人员登记', 'Door “{name}” needs staff who may file'),
  'nature-twice': error('诉求性质“{name}”出现了两次', 'Nature “{name}” stands twice'),
} as const satisfies Record<string, Message>
