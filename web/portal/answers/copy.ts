import { createTranslator, defineTexts } from '../../../src/kernel/i18n.ts'

export const answersTexts = defineTexts({
  'answers.title': { zh: '公开答复', en: 'Published answers' },
  'answers.lead': {
    zh: '这些答复由工作人员逐字核对、隐去个人信息后公开。',
    en: 'Published after staff removed every personal detail, word by word.',
  },
  'answers.search': { zh: '找一找', en: 'Search' },
  'answers.words': { zh: '关键词', en: 'Words' },
  'answers.category': { zh: '类别', en: 'Kind' },
  'answers.street': { zh: '街道', en: 'Street' },
  'answers.all': { zh: '全部', en: 'All' },
  'answers.none': { zh: '没有找到', en: 'Nothing found' },
  'answers.none-text': { zh: '换个词试试，或者看看全部答复。', en: 'Try another word, or see all answers.' },
  'answers.empty': { zh: '还没有公开的答复', en: 'No published answers yet' },
  'answers.empty-text': { zh: '有了公开的答复会列在这里。', en: 'They will be listed here.' },
  'answers.show-all': { zh: '看全部', en: 'Show all' },
  'answers.request': { zh: '居民反映', en: 'The request' },
  'answers.answer': { zh: '答复', en: 'The answer' },
  'answers.released': { zh: '{day}公开', en: 'published {day}' },
  'answers.back': { zh: '全部公开答复', en: 'All published answers' },
  'answers.like': { zh: '我也遇到类似的事', en: 'Something like this happens to me too' },
})

export const t = createTranslator(answersTexts)
