import { defineTexts } from '../../kernel/i18n.ts'

/** The words of the text search. */
export const searchTexts = defineTexts({
  'search.too-short': { zh: '请至少输入两个连着的字', en: 'Please type at least two letters or digits together' },
  'search.bad-page': { zh: '页码已失效，请重新查询', en: 'This page is no longer there; please search again' },
})
