import { createTranslator, defineTexts } from '../../../src/kernel/i18n.ts'

export const figuresTexts = defineTexts({
  'figures-page.title': { zh: '办理情况', en: 'How requests are dealt with' },
  'figures-page.lead': {
    zh: '居民的诉求收到多少、按时答复了多少、居民满不满意，都在这里，超期的也不例外。',
    en: 'How many requests came in, how many were answered on time and what residents say of it. The late ones are here too.',
  },
  'figures-page.month': { zh: '看哪个月', en: 'Month' },
  'figures-page.show': { zh: '查看', en: 'Show' },
  'figures-page.heading': { zh: '{month}', en: '{month}' },
  'figures-page.running': { zh: '这个月还没有结束，数字每天都会变。', en: 'This month is not over yet; the numbers change every day.' },
  'figures-page.none': { zh: '这个月还没有数字', en: 'No figures for this month yet' },
  'figures-page.none-text': { zh: '收到诉求后，这里会逐日更新。', en: 'They appear here day by day as requests come in.' },
  'figures-page.rates': { zh: '主要比率', en: 'Main rates' },
  'figures-page.rate': { zh: '比率', en: 'Rate' },
  'figures-page.raw': { zh: '全部', en: 'All' },
  'figures-page.adjusted': { zh: '剔除后', en: 'Without excluded' },
  'figures-page.of': { zh: '{share}（{n}/{of}）', en: '{share} ({n} of {of})' },
  'figures-page.withheld': { zh: '不足 {n} 件，不列', en: 'fewer than {n}, not shown' },
  'figures-page.excluded': {
    zh: '有 {n} 件经上级审核后从考核中剔除（如超出职责、应走法定途径）。事项照办、记录都在，所以两种算法都列出来。',
    en: '{n} matters were excluded from the appraisal after review by the level above (beyond duty, a statutory channel). They are still dealt with and on record, so both ways of counting are shown.',
  },
  'figures-page.by-street': { zh: '按街道', en: 'By street' },
  'figures-page.by-category': { zh: '按类别', en: 'By category' },
  'figures-page.street': { zh: '街道', en: 'Street' },
  'figures-page.category': { zh: '类别', en: 'Category' },
  'figures-page.scroll': { zh: '{title}，可以左右滑动', en: '{title}, scrolls sideways' },
  'figures-page.chart': { zh: '应答复的，有多少按时', en: 'Of what was due, how much was on time' },
  'figures-page.chart-on-time': { zh: '按时答复', en: 'on time' },
  'figures-page.chart-late': { zh: '超期（斜纹）', en: 'late (striped)' },
  'figures-page.chart-words': { zh: '按时 {onTime} 件，超期 {late} 件', en: '{onTime} on time, {late} late' },
  'figures-page.every': { zh: '全部类别的数字', en: 'The numbers of every category' },
  'figures-page.most': { zh: '应答复最多的十类', en: 'The ten categories with most due' },
  'figures-page.small': {
    zh: '为了不让人认出是谁提的，不足 {n} 件的类别合并列出，不足 {n} 人表态的比率不列。',
    en: 'So that nobody can be recognised, categories with fewer than {n} requests are shown together, and rates of fewer than {n} voices are left out.',
  },
  'figures-page.how': { zh: '这些数怎么算', en: 'How these are worked out' },
  'figures-page.how-text': {
    zh: '数字由每件事的办理记录逐日汇总，任何人拿到记录都能算出同样的结果。收到，算在提出那天；按时答复，算在答复那天；超期，算在到期那天；评价，算在评价那天。',
    en: 'The figures are summed up day by day from the record of each matter; anyone with the record gets the same. Received counts on the day of filing, on time on the day of the answer, late on the day it fell due, ratings on the day they were given.',
  },
  'figures-page.source': { zh: '依据：{source}', en: 'Source: {source}' },
  'figures-page.csv': { zh: '下载表格（CSV）', en: 'Download as a table (CSV)' },
})

export const t = createTranslator(figuresTexts)
